import { addDays, type Day, isSaturday } from '../../../kernel/day.ts';
import { isHoliday } from '../../../kernel/holiday.ts';
import type { InForce } from '../../agreement/rules/index.ts';
import { lastDayToConvene } from '../../meetings/rules/index.ts';

/** The steps from a proposal to the approved plan in the hands of the entities, first to last. */
export const chainLinks = ['proposal', 'notice', 'first-call', 'second-call', 'transmission'] as const;
export type ChainLink = (typeof chainLinks)[number];

/** The last day of each step that leaves the next ones possible. */
export type ApprovalChain = Readonly<Record<ChainLink, Day>>;

/**
 * Schedules backwards from the day by which the approved plan must have been sent: the two calls of the assembly on the last
 * two working days (Saturdays, Sundays and holidays are none), the notice its days before the first call, the proposal ready
 * the day before the notice that carries it. Undefined where the clause gives no days of notice.
 *
 * Source: Lecco, art. 5 (proposal), art. 6 (transmission), art. 4 (notice).
 */
export function approvalChain(transmission: Day, notice: InForce<'notice'>): ApprovalChain | undefined {
  const secondCall = workingDayUpTo(transmission);
  const firstCall = workingDayUpTo(addDays(secondCall, -1));
  const sendBy = lastDayToConvene(firstCall, notice);
  if (sendBy === undefined) return undefined;
  return {
    proposal: addDays(sendBy, -1),
    notice: sendBy,
    'first-call': firstCall,
    'second-call': secondCall,
    transmission,
  };
}

/**
 * The steps that make the rest of the chain impossible: done after their day, or not done when the day has passed. One of
 * the two calls is enough.
 */
export function brokenLinks(
  chain: ApprovalChain,
  { done, on }: { done: ReadonlyMap<ChainLink, Day>; on: Day },
): ChainLink[] {
  const late = (link: ChainLink) => (done.get(link) ?? on) > chain[link];
  const metInTime = ['first-call', 'second-call'].some((call) => {
    const held = done.get(call as ChainLink);
    return held !== undefined && held <= chain['second-call'];
  });
  return chainLinks.filter((link) => late(link) && !(link.endsWith('-call') && metInTime));
}

function workingDayUpTo(on: Day): Day {
  let working = on;
  while (isSaturday(working) || isHoliday(working)) working = addDays(working, -1);
  return working;
}
