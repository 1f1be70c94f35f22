import { type LocalTime, localTimeAt } from '../../kernel/day.ts';
import type { Result } from '../../kernel/result.ts';
import type { Regulation } from './regulation.ts';
import { type Notice, noticeOf } from './rules/index.ts';
import type { StoredMeeting } from './storage/meetings.ts';

/** By when a meeting must be convened and, once sent, whether it was in time; undefined where the agreement sets no term or the day is not known. */
export function noticeTermOf(
  meeting: Pick<StoredMeeting, 'kind' | 'firstCall'>,
  regulation: Pick<Regulation, 'notice'>,
  sent?: Date | null,
): Result<Notice> | undefined {
  if (!regulation.notice || !meeting.firstCall) return undefined;
  const at = (time: Date): LocalTime => localTimeAt(time.getTime());
  return noticeOf(
    { kind: meeting.kind, meeting: at(meeting.firstCall), ...(sent ? { sent: at(sent) } : {}) },
    regulation.notice,
  );
}
