import type { Day } from '../../../kernel/day.ts';
import type { Result } from '../../../kernel/result.ts';
import type { InForce } from '../../agreement/rules/index.ts';
import { type TermOnTheBoard, termOnTheBoard } from '../rules/index.ts';
import type { StoredNotice } from '../storage/notices.ts';

/** How long a notice stays if it is posted on a day. Refuses `publication/posted-before-executive`. */
export function termOf(
  { executive, days }: StoredNotice,
  posted: Day,
  clause: InForce<'publication'> | undefined,
): Result<TermOnTheBoard> {
  return termOnTheBoard({ executive, posted, days }, clause);
}
