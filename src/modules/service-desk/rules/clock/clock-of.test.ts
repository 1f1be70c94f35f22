import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { day, instantOf, type LocalTime, localTimeAt } from '../../../../kernel/day.ts';
import type { Source } from '../../../../kernel/source.ts';
import type { Trace } from '../../../../kernel/trace.ts';
import type { Clock } from './clock.ts';
import type { ClockEvent } from './clock-event.ts';
import { clockOf } from './clock-of.ts';
import type { Target, Targets } from './targets.ts';
import type { WorkCalendar } from './work-calendar.ts';

const hours = [{ from: 8 * 60, until: 13 * 60 }];
/** Monday to Friday from 8 to 13. */
const calendar: WorkCalendar = {
  weeks: [{ since: day('2020-01-01'), days: { 1: hours, 2: hours, 3: hours, 4: hours, 5: hours } }],
  nationalHolidays: 'closed',
  yearly: [],
  exceptions: [],
};
const clause: Source = { agreement: 'valdarno-valdisieve', clause: 'referents', article: 'art. 9 c. 2' };
const line = (values: Partial<Target>): Target => ({
  service: null,
  priority: null,
  since: day('2020-01-01'),
  firstAnswer: 60,
  solution: 600,
  ...values,
});
const targets: Targets = {
  lines: [
    line({}),
    line({ priority: 'urgent', firstAnswer: 30, solution: 120 }),
    line({ service: 'mail', firstAnswer: 60, solution: 300 }),
  ],
  stopping: { material: clause, person: 'office', agreed: 'office' },
  escalations: [50, 80],
};

const at = (local: string) => instantOf(local as LocalTime);
const shown = (instant: number | undefined) => (instant === undefined ? undefined : localTimeAt(instant));
const opened: ClockEvent = {
  id: '1',
  at: at('2027-02-15T09:00'),
  kind: 'opened',
  service: undefined,
  priority: 'normal',
};
/** Monday 15 February 2027 is the first day of the week. */
const on = (id: string, local: string, event: Partial<ClockEvent>) => ({ id, at: at(local), ...event }) as ClockEvent;

function clock(events: readonly ClockEvent[], now: string, by: Targets = targets, in_ = calendar): Clock {
  const result = clockOf(events, { calendar: in_, targets: by, now: at(now) });
  if (!result.ok) throw new Error(result.refusals[0]!.code);
  return result.value;
}
const solution = (events: readonly ClockEvent[], now: string) => clock(events, now).solution;

describe('the clock of a request', () => {
  it('[LC-2.f4] runs from the opening in working minutes, and says when somebody is to be told', () => {
    const { firstAnswer, solution, state } = clock([opened], '2027-02-15T10:30');
    expect(state).toBe('running');
    expect(firstAnswer).toMatchObject({ state: 'late', target: 60, spent: 90 });
    expect(shown(firstAnswer.due)).toBe('2027-02-15T10:00');
    expect(solution).toMatchObject({ state: 'running', target: 600, spent: 90, doneAt: undefined });
    expect(shown(solution.due)).toBe('2027-02-17T09:00');
    expect(solution.escalations.map(({ percent, at }) => [percent, shown(at)])).toEqual([
      [50, '2027-02-16T09:00'],
      [80, '2027-02-16T12:00'],
    ]);
  });

  it('[LC-2.f4] the very minute that it is due is still in time, the one after is late', () => {
    const answered = (local: string) => clock([opened, on('2', local, { kind: 'answered' })], '2027-02-15T12:00');
    expect(answered('2027-02-15T10:00').firstAnswer).toMatchObject({ state: 'met', spent: 60, escalations: [] });
    expect(answered('2027-02-15T10:01').firstAnswer).toMatchObject({ state: 'met-late', spent: 61 });
    expect(clock([opened], '2027-02-15T10:00').firstAnswer.state).toBe('running');
  });

  it('[VV-9.2.a] stands still while it waits for material of the entity, and goes on where it stood', () => {
    const paused = on('2', '2027-02-15T10:00', { kind: 'paused', reason: 'material' });
    expect(clock([opened, paused], '2027-02-18T10:00')).toMatchObject({
      state: 'waiting',
      wait: { reason: 'material', since: at('2027-02-15T10:00') },
      solution: { state: 'waiting', spent: 60, due: undefined },
    });
    const resumed = on('3', '2027-02-22T08:00', { kind: 'resumed' });
    expect(solution([opened, paused, resumed], '2027-02-22T09:00')).toMatchObject({ state: 'running', spent: 120 });
    expect(shown(solution([opened, paused, resumed], '2027-02-22T09:00').due)).toBe('2027-02-23T12:00');
  });

  it('[VV-9.2.a] a wait that begins in this very minute stops it already', () => {
    const paused = on('2', '2027-02-15T10:00', { kind: 'paused', reason: 'material' });
    const { state, solution, wait } = clock([opened, paused], '2027-02-15T10:00');
    expect({ state, wait: wait?.reason, solution: solution.state }).toEqual({
      state: 'waiting',
      wait: 'material',
      solution: 'waiting',
    });
    expect(solution).toMatchObject({ spent: 60, due: undefined });
  });

  it('[VV-9.2.a] a wait that the settings do not let stop the clock is told, and the clock runs', () => {
    const supplier = on('2', '2027-02-15T10:00', { kind: 'paused', reason: 'supplier' });
    expect(clock([opened, supplier], '2027-02-15T12:00')).toMatchObject({
      state: 'running',
      wait: { reason: 'supplier' },
      solution: { state: 'running', spent: 180 },
    });
  });

  it('[VV-9.2.a] what was late before it waited stays late', () => {
    const paused = on('2', '2027-02-18T10:00', { kind: 'paused', reason: 'person' });
    expect(solution([opened, paused], '2027-02-19T10:00')).toMatchObject({ state: 'late', spent: 960 });
  });

  it('[VV-9.2.a] a corrected wait recomputes everything, one that was none disappears', () => {
    const events = [
      opened,
      on('2', '2027-02-15T10:00', { kind: 'paused', reason: 'material' }),
      on('3', '2027-02-16T10:00', { kind: 'resumed' }),
    ];
    expect(solution(events, '2027-02-16T10:00').spent).toBe(60);
    const corrected = on('4', '2027-02-17T09:00', {
      kind: 'corrected',
      pause: '2',
      from: at('2027-02-15T12:00'),
      until: at('2027-02-16T08:30'),
    });
    expect(solution([...events, corrected], '2027-02-17T09:00').spent).toBe(600 - 60 - 30);
    const without = on('5', '2027-02-17T09:00', { kind: 'withdrawn', pause: '2' });
    expect(solution([...events, corrected, without], '2027-02-17T09:00').spent).toBe(600);
    const openEnd = { ...corrected, until: null } as ClockEvent;
    expect(solution([...events, openEnd], '2027-02-17T09:00').spent).toBe(180 + 180 + 60);
  });

  it('[VV-9.2.a] a correction of a wait that is still open leaves it open, or ends it', () => {
    const paused = [opened, on('2', '2027-02-15T10:00', { kind: 'paused', reason: 'material' })];
    const earlier = on('3', '2027-02-15T12:00', {
      kind: 'corrected',
      pause: '2',
      from: at('2027-02-15T09:30'),
      until: null,
    });
    expect(clock([...paused, earlier], '2027-02-16T12:00')).toMatchObject({
      state: 'waiting',
      solution: { spent: 30 },
    });
    const ended = { ...earlier, until: at('2027-02-15T11:00') } as ClockEvent;
    expect(clock([...paused, ended], '2027-02-15T12:00')).toMatchObject({
      state: 'running',
      wait: undefined,
      solution: { spent: 90 },
    });
  });

  it('[LC-2.f4] another priority or service takes its own target, from the opening on', () => {
    const urgent = on('2', '2027-02-15T12:00', { kind: 'priority-changed', priority: 'urgent' });
    expect(solution([opened, urgent], '2027-02-15T12:00')).toMatchObject({ target: 120, spent: 180, state: 'late' });
    const mail = on('2', '2027-02-15T12:00', { kind: 'service-changed', service: 'mail' });
    expect(clock([opened, mail], '2027-02-15T12:00')).toMatchObject({ service: 'mail', solution: { target: 300 } });
    expect(clock([opened, mail, { ...urgent, id: '3' }], '2027-02-15T12:00').solution.target).toBe(300);
  });

  it('[LC-2.f4] the first answer is judged by the priority that it was given under', () => {
    const events = [
      opened,
      on('2', '2027-02-15T09:50', { kind: 'answered' }),
      on('3', '2027-02-15T09:55', { kind: 'priority-changed', priority: 'urgent' }),
      on('4', '2027-02-15T12:50', { kind: 'answered' }),
    ];
    expect(clock(events, '2027-02-15T13:00').firstAnswer).toMatchObject({ state: 'met', target: 60, spent: 50 });
  });

  it('[LC-2.f4] ends with the solution, which is an answer too; opened again it goes on, without the time in between', () => {
    const solved = [opened, on('2', '2027-02-15T10:00', { kind: 'solved' })];
    expect(clock(solved, '2027-02-20T10:00')).toMatchObject({
      state: 'solved',
      firstAnswer: { state: 'met', spent: 60 },
      solution: { state: 'met', spent: 60, doneAt: at('2027-02-15T10:00'), escalations: [] },
    });
    expect(shown(clock(solved, '2027-02-20T10:00').solution.due)).toBe('2027-02-17T09:00');
    const again = [...solved, on('3', '2027-02-22T08:00', { kind: 'reopened' })];
    expect(clock(again, '2027-02-22T09:00')).toMatchObject({
      state: 'running',
      solution: { state: 'running', spent: 120 },
    });
    expect(shown(clock(again, '2027-02-22T09:00').solution.due)).toBe('2027-02-23T12:00');
  });

  it('[LC-2.f4] the targets are those in force when it was opened; without one nothing is due', () => {
    const later: Targets = { ...targets, lines: [line({}), line({ since: day('2027-02-16'), solution: 60 })] };
    expect(clock([opened], '2027-02-15T10:00', later).solution.target).toBe(600);
    const none = clock([opened], '2027-02-15T10:00', { ...targets, lines: [line({ solution: null })] });
    expect(none.solution).toMatchObject({ state: 'none', target: undefined, due: undefined, spent: 60 });
  });

  it('[LC-2.f4] refuses what was never opened, and a target in a calendar without hours', () => {
    const refused = (events: readonly ClockEvent[], in_: WorkCalendar) => {
      const result = clockOf(events, { calendar: in_, targets, now: at('2027-02-15T10:00') });
      return result.ok ? [] : result.refusals.map(({ code }) => code);
    };
    expect(refused([], calendar)).toEqual(['service-desk/not-opened']);
    expect(refused([opened], { ...calendar, weeks: [] })).toEqual(['service-desk/no-working-hours']);
  });

  it('[LC-2.f4] says of each due time which hours and waits made it, with the clause where one decides', () => {
    const events = [
      opened,
      on('2', '2027-02-15T10:00', { kind: 'paused', reason: 'material' }),
      on('3', '2027-02-16T10:00', { kind: 'resumed' }),
    ];
    const closed = {
      ...calendar,
      exceptions: [{ from: day('2027-02-17'), until: day('2027-02-17'), hours: [], why: 'Disinfestazione' }],
    };
    const trace = clock(events, '2027-02-16T11:00', targets, closed).solution.explain();
    expect(trace.value).toEqual({ kind: 'time', time: '2027-02-19T09:00' });
    const all = flat(trace);
    const time = /^\d+ or[ae]( e \d+ minut[oi])? di lavoro$/;
    const counted = all.flatMap(({ value }) =>
      value.kind === 'words' && typeof value.words === 'object' ? [value.words.it] : [],
    );
    expect(counted.filter((words) => time.test(words)).length).toBeGreaterThan(1);
    expect(all.find(({ why }) => why.kind === 'source')?.why).toEqual({ kind: 'source', source: clause });
    expect(all.some(({ value }) => value.kind === 'words' && value.words === 'Disinfestazione')).toBe(true);
    expect(all.filter(({ why }) => why.kind === 'assumed')).toHaveLength(1);
    expect(all.every(({ why, from }) => why.kind !== 'step' || from.length > 0)).toBe(true);
  });

  const waits = fc
    .array(fc.record({ wait: fc.integer({ min: 1, max: 3000 }), run: fc.integer({ min: 1, max: 3000 }) }), {
      maxLength: 4,
    })
    .map((pairs) => {
      let now = at('2027-03-26T09:00');
      const events: ClockEvent[] = [{ ...opened, at: now }];
      for (const { run, wait } of pairs) {
        now += run * 60_000;
        events.push({ id: String(events.length + 1), at: now, kind: 'paused', reason: 'person' });
        now += wait * 60_000;
        events.push({ id: String(events.length + 1), at: now, kind: 'resumed' });
      }
      return { events, now: now + 90 * 60_000 };
    });
  const figures = ({ firstAnswer, solution }: Clock) =>
    [firstAnswer, solution].map(({ explain: _, ...each }) => ({ ...each }));

  it('[VV-9.2.a] a wait split in two, and then resumed at once, changes nothing', () => {
    fc.assert(
      fc.property(waits, fc.nat(2999), ({ events, now }, into) => {
        const asWhole = clockOf(events, { calendar, targets, now });
        const split = events.flatMap((event, i): ClockEvent[] => {
          const next = events[i + 1];
          if (event.kind !== 'paused' || !next) return [event];
          const cut = Math.min(event.at + into * 60_000, next.at);
          return [event, { id: `${event.id}r`, at: cut, kind: 'resumed' }, { ...event, id: `${event.id}b`, at: cut }];
        });
        const inParts = clockOf(split, { calendar, targets, now });
        if (!asWhole.ok || !inParts.ok) throw new Error('refused');
        expect(figures(inParts.value)).toEqual(figures(asWhole.value));
      }),
      { numRuns: 40 },
    );
  });

  it('[VV-9.2.a] what is not spent running is spent waiting, and late is what has used more than its target', () => {
    fc.assert(
      fc.property(waits, ({ events, now }) => {
        const value = clockOf(events, { calendar, targets, now });
        const whole = clockOf([events[0]!], { calendar, targets, now });
        if (!value.ok || !whole.ok) throw new Error('refused');
        const { solution } = value.value;
        expect(solution.spent).toBeLessThanOrEqual(whole.value.solution.spent);
        if (solution.spent > solution.target!) expect(solution.state).toBe('late');
        if (solution.spent < solution.target!) expect(solution.state).toBe('running');
        if (solution.due !== undefined && solution.state === 'running')
          expect(solution.due).toBeGreaterThanOrEqual(now);
      }),
      { numRuns: 60 },
    );
  });

  it('[VV-9.2.a] the order of events at different moments does not matter, nor how often it is asked', () => {
    const events = [
      on('3', '2027-02-16T10:00', { kind: 'resumed' }),
      on('2', '2027-02-15T10:00', { kind: 'paused', reason: 'material' }),
      opened,
    ];
    const once = figures(clock(events, '2027-02-16T11:00'));
    expect(figures(clock([...events].reverse(), '2027-02-16T11:00'))).toEqual(once);
  });
});

function flat(trace: Trace): Trace[] {
  return [trace, ...trace.from.flatMap(flat)];
}
