import type { Result } from '../../../../kernel/result.ts';
import type { Trace } from '../../../../kernel/trace.ts';
import type { PauseReason, Priority } from './clock-event.ts';

/**
 * `none`: no target for this service and priority. `running`, `waiting` (the clock stands still) and `late` (past its due
 * time and not done); `met` and `met-late` when done.
 */
export type CountdownState = 'none' | 'running' | 'waiting' | 'late' | 'met' | 'met-late';

/** One of the two promises: the first answer, or the solution. Instants in milliseconds since 1970, whole minutes. */
export type Countdown = {
  readonly state: CountdownState;
  /** Working minutes promised. */
  readonly target: number | undefined;
  /** Working minutes used until now, or until it was done. */
  readonly spent: number;
  /** The last moment in time; undefined without a target, and while a wait keeps it open. */
  readonly due: number | undefined;
  readonly doneAt: number | undefined;
  /** Moments in which somebody is told before it is late; none once done, or for those beyond a wait. */
  readonly escalations: readonly { readonly percent: number; readonly at: number }[];
  readonly explain: () => Trace;
};

export type Clock = {
  readonly state: 'running' | 'waiting' | 'solved';
  readonly service: string | undefined;
  readonly priority: Priority;
  /** The wait it is in, whether or not it stops the clock. */
  readonly wait: { readonly reason: PauseReason; readonly since: number } | undefined;
  readonly firstAnswer: Countdown;
  readonly solution: Countdown;
};

/** The clock of a ticket at a moment, or why there is none. */
export type ClockResult = Result<Clock>;
