import { Refused } from '../../kernel/result.ts';
import type { Tx } from '../../platform/action.ts';
import { convocationRefusals } from './convocation-refusals.ts';
import { blockedBy, noticeStandings, proofOf } from './convocation-standing.ts';
import type { Regulation } from './regulation.ts';
import { messagesOf } from './storage/convocations.ts';
import type { StoredMeeting } from './storage/meetings.ts';

/**
 * Keeps a sitting from opening while an entity convened by certified mail is late or without proof, and the chair has not let it
 * pass. A sitting of which entities were told otherwise has had its answer at the convocation. Refuses
 * `meetings/notice-not-proven`.
 */
export async function refuseUnprovenNotice(
  tx: Tx,
  association: string,
  meeting: StoredMeeting,
  regulation: Regulation,
): Promise<void> {
  if (!regulation.notice || meeting.lateReason !== null) return;
  if ((await messagesOf(tx, association, meeting.number)).length === 0) return;
  const { late, unproven } = blockedBy(await noticeStandings(tx, association, meeting, regulation), regulation);
  if (late.length === 0 && unproven.length === 0) return;
  const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name);
  throw new Refused(
    convocationRefusals.noticeNotProven(
      { late: names(late), unproven: names(unproven) },
      proofOf(regulation),
      regulation.notice.source,
    ),
  );
}
