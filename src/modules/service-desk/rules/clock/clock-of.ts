import { dayAt } from '../../../../kernel/day.ts';
import { ok, type Result, refuse } from '../../../../kernel/result.ts';
import type { Clock, ClockResult, Countdown, CountdownState } from './clock.ts';
import type { ClockEvent } from './clock-event.ts';
import { explainCountdown } from './explain-countdown.ts';
import { type Life, lifeOf, type Span, type Wait } from './life.ts';
import { clockRefusals } from './refusals.ts';
import { targetFor } from './target-for.ts';
import type { Targets } from './targets.ts';
import type { WorkCalendar } from './work-calendar.ts';
import { addWorkingMinutes, toMinute, workingMinutesBetween } from './working-time.ts';

export type Measure = { readonly calendar: WorkCalendar; readonly targets: Targets; readonly now: number };

/**
 * The clock of a ticket, computed anew from its events: how it stands at `now`, when an answer and a solution are due and
 * why. Both run in the working minutes of the calendar from the opening, without the waits that stop them; the solution's
 * goes on where it stood when the ticket is opened again. A corrected wait changes everything that it touches.
 *
 * @param now milliseconds since 1970; events and moments count to the minute, seconds cut
 * Refuses `service-desk/not-opened`, and `service-desk/no-working-hours` where a target meets a calendar without hours.
 */
export function clockOf(events: readonly ClockEvent[], measure: Measure): ClockResult {
  const life = lifeOf(events);
  if (!life) return refuse(clockRefusals.notOpened());
  const now = Math.max(toMinute(measure.now), life.opened);
  const solvedNow = life.solved.find(({ until }) => until === undefined)?.from;
  const firstAnswer = countdown('firstAnswer', smaller(life.answered, life.solved[0]?.from), life, { ...measure, now });
  const solution = countdown('solution', solvedNow, life, { ...measure, now });
  if (!firstAnswer.ok) return firstAnswer;
  if (!solution.ok) return solution;
  const wait = life.waits.find((each) => contains(each, now) && each.until === undefined);
  return ok({
    state: state(solvedNow, wait, measure.targets),
    ...standingAt(life, now),
    wait: wait && solvedNow === undefined ? { reason: wait.reason, since: wait.from } : undefined,
    firstAnswer: firstAnswer.value,
    solution: solution.value,
  });
}

function state(solvedNow: number | undefined, wait: Wait | undefined, { stopping }: Targets): Clock['state'] {
  if (solvedNow !== undefined) return 'solved';
  return wait && stopping[wait.reason] ? 'waiting' : 'running';
}

function standingAt({ kinds }: Life, moment: number): Pick<Clock, 'service' | 'priority'> {
  const { service, priority } = kinds.filter(({ at }) => at <= moment).at(-1) ?? kinds[0]!;
  return { service, priority };
}

function countdown(
  of: 'firstAnswer' | 'solution',
  doneAt: number | undefined,
  life: Life,
  { calendar, targets, now }: Measure,
): Result<Countdown> {
  const judged = doneAt ?? now;
  const line = targetFor(targets.lines, { ...standingAt(life, judged), openedOn: dayAt(life.opened) });
  const target = line?.[of] ?? undefined;
  const stops = [
    ...life.waits.filter(({ reason }) => targets.stopping[reason]),
    ...life.solved.filter(({ until }) => until !== undefined),
  ].filter(({ from, until }) => from < judged || (from === judged && until === undefined && doneAt === undefined));
  const runs = running(life.opened, stops);
  const spent = runs.reduce(
    (sum, { from, until }) => sum + workingMinutesBetween(calendar, from, Math.min(until ?? judged, judged)),
    0,
  );
  const due = target === undefined ? ok(undefined) : momentOf(target, runs, calendar);
  if (!due.ok) return due;
  const escalations: { percent: number; at: number }[] = [];
  if (doneAt === undefined && target !== undefined) {
    for (const percent of targets.escalations) {
      const moment = momentOf(Math.floor((target * percent) / 100), runs, calendar);
      if (!moment.ok) return moment;
      if (moment.value !== undefined) escalations.push({ percent, at: moment.value });
    }
  }
  const waits = stops.some((stop) => contains(stop, now) && stop.until === undefined);
  const value: Omit<Countdown, 'explain'> = {
    state: countdownState({ target, due: due.value, doneAt, now, waits }),
    target,
    spent,
    due: due.value,
    doneAt,
    escalations,
  };
  return ok({ ...value, explain: () => explainCountdown(of, value, { life, line, runs, calendar, targets, judged }) });
}

type Standing = Pick<Countdown, 'target' | 'due' | 'doneAt'> & { readonly now: number; readonly waits: boolean };

function countdownState({ target, due, doneAt, now, waits }: Standing): CountdownState {
  if (target === undefined) return 'none';
  if (doneAt !== undefined) return due === undefined || doneAt <= due ? 'met' : 'met-late';
  if (due !== undefined && now > due) return 'late';
  return waits ? 'waiting' : 'running';
}

/** From a beginning on, the time outside of the stops; the last one has no end, unless a stop has none. */
function running(opened: number, stops: readonly Span[]): readonly Span[] {
  const runs: Span[] = [];
  let from = opened;
  for (const stop of [...stops].sort((a, b) => a.from - b.from)) {
    if (stop.from > from) runs.push({ from, until: stop.from });
    if (stop.until === undefined) return runs;
    from = Math.max(from, stop.until);
  }
  return [...runs, { from, until: undefined }];
}

/** When so many working minutes have run; undefined where a stop without an end comes first. */
function momentOf(minutes: number, runs: readonly Span[], calendar: WorkCalendar): Result<number | undefined> {
  let missing = minutes;
  for (const { from, until } of runs) {
    if (until === undefined) return addWorkingMinutes(calendar, from, missing);
    const there = workingMinutesBetween(calendar, from, until);
    if (missing <= there) return addWorkingMinutes(calendar, from, missing);
    missing -= there;
  }
  return ok(undefined);
}

const contains = ({ from, until }: Span, moment: number) => from <= moment && (until === undefined || moment < until);

function smaller(one: number | undefined, other: number | undefined): number | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return Math.min(one, other);
}
