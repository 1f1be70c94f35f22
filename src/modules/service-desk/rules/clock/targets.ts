import type { Day } from '../../../../kernel/day.ts';
import type { Source } from '../../../../kernel/source.ts';
import type { PauseReason, Priority } from './clock-event.ts';

/** How soon the office means to answer and to solve, in working minutes. */
export type Target = {
  /** Null: any service, any priority. The most particular line decides, the service before the priority. */
  readonly service: string | null;
  readonly priority: Priority | null;
  /** For requests opened from this day on. */
  readonly since: Day;
  readonly firstAnswer: number | null;
  readonly solution: number | null;
  /** The clause that says so; without one it is a target of the office and not of the agreement (M-8). */
  readonly source?: Source;
};

export type Targets = {
  readonly lines: readonly Target[];
  /** The waits during which the clock stands still, with the clause that says so, where one does. */
  readonly stopping: Readonly<Partial<Record<PauseReason, Source | 'office'>>>;
  /** When somebody is told before it is late: whole percents of the target, under 100. */
  readonly escalations: readonly number[];
};
