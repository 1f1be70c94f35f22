import type { Day } from '../../../kernel/day.ts';

/** `draft` nobody outside sees; `posted` is on the board; `interrupted` waits to go back; `ended` served its days. */
export const noticeStates = ['draft', 'posted', 'interrupted', 'ended', 'withdrawn'] as const;
export type NoticeState = (typeof noticeStates)[number];

export type Posting = { readonly posted: Day; readonly lastDay: Day; readonly interrupted: Day | null };

/** Where a notice stands on a day: computed, so that nothing has to happen for a posting to end. */
export function noticeStateOn(
  notice: { readonly postings: readonly Posting[]; readonly withdrawn: Day | null },
  today: Day,
): NoticeState {
  const last = notice.postings.at(-1);
  if (!last) return 'draft';
  if (notice.withdrawn && notice.withdrawn <= today) return 'withdrawn';
  if (last.interrupted) return 'interrupted';
  return last.lastDay < today ? 'ended' : 'posted';
}
