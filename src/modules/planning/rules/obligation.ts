import type { Day } from '../../../kernel/day.ts';
import type { Text } from '../../../kernel/text.ts';
import type { Trace } from '../../../kernel/trace.ts';
import type { Role } from '../../../platform/role.ts';

/** Whose it is: of the association, once for all; of the entity whose event it hangs on; of every member for itself. */
export type Bearer = 'association' | 'each' | { readonly entity: string };

/**
 * What of the registers shows that it was done: something that happened within the days (both included, `to` null: no
 * end), the notice of a body's sitting of a day, the items that sittings of a year approved, whom an entity named.
 */
export type ShownBy =
  | { readonly kind: 'event'; readonly event: string; readonly from: Day; readonly to: Day | null }
  | { readonly kind: 'naming'; readonly naming: Naming; readonly entity: string; readonly since: Day }
  | { readonly kind: 'notice'; readonly body: string; readonly meeting: Day }
  | { readonly kind: 'items'; readonly year: number; readonly needed: readonly string[]; readonly together: boolean };

/** What an entity is asked to name: a candidate for a seat of a body, or who holds an office for it. */
export type Naming = { readonly candidateFor: string } | { readonly office: string };

/** Something due on a day, born from a clause. */
export type Obligation = {
  /** Stable within a year's calendar. */
  readonly id: string;
  /** The requirement row that it carries. */
  readonly requirement: string;
  /** The clause it comes from. */
  readonly clause: string;
  readonly title: Text;
  readonly due: Day;
  readonly who: Text;
  /** Those in charge by role, who are reminded: as the clause names them, else by what kind of obligation it is. */
  readonly roles: readonly Role[];
  readonly bearer: Bearer;
  /** Absent where only somebody's word can show it. */
  readonly shownBy?: ShownBy;
  /** A right with a last day: who does not use it is not late. */
  readonly optional?: true;
  /** Its place in the chain up to the approved plan. */
  readonly link?: 'proposal' | 'transmission' | undefined;
  /** Due once on its day, or coming back. */
  readonly kind: 'deadline' | 'cadence';
  /** Days before which people are reminded, beside those of everything that is due. */
  readonly remindedAlso?: readonly number[];
  /** Hard: past the day the rule is violated; soft: a reminder. */
  readonly hard: boolean;
  readonly explain: () => Trace;
};
