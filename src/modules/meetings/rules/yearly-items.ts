import { type Day, yearOf } from '../../../kernel/day.ts';

/** A sitting held, with the items it approved (`forecast`, `account`). */
export type HeldMeeting = { readonly on: Day; readonly approved: readonly string[] };

/**
 * The items that the sittings of a year still have to approve, in the order of `needed`; none when the yearly duty is met.
 *
 * @param together whether one sitting must approve them all; otherwise each may have its own sitting
 * Source: Lecco, art. 4 (forecast and account every calendar year), setting `assembly.one_meeting_for_both`.
 */
export function itemsOutstanding(
  year: number,
  meetings: readonly HeldMeeting[],
  { needed, together }: { needed: readonly string[]; together: boolean },
): string[] {
  const held = meetings.filter(({ on }) => yearOf(on) === year);
  const lacking = (approved: readonly string[]) => needed.filter((item) => !approved.includes(item));
  if (!together) return lacking(held.flatMap(({ approved }) => approved));
  return held
    .map(({ approved }) => lacking(approved))
    .reduce<string[]>((best, lacks) => (lacks.length < best.length ? lacks : best), [...needed]);
}
