import type { Day } from '../../../kernel/day.ts';
import type { Text } from '../../../kernel/text.ts';
import type { Trace } from '../../../kernel/trace.ts';

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
  /** Due once on its day, or coming back. */
  readonly kind: 'deadline' | 'cadence';
  /** Hard: past the day the rule is violated; soft: a reminder. */
  readonly hard: boolean;
  readonly explain: () => Trace;
};
