import { describe, expect, it } from 'vitest';
import { loadExample } from '../../app/examples.ts';
import { modules } from '../../app/modules.ts';
import { day, instantOf, type LocalTime, localTimeAt } from '../../kernel/day.ts';
import { Refused } from '../../kernel/result.ts';
import { inContext } from '../../platform/database/context.ts';
import { BadInput } from '../../platform/problem.ts';
import { personIn } from '../../testing/actor.ts';
import { startTestServer } from '../../testing/server.ts';
import { addSpecialDays, removeSpecialDays } from './actions/add-special-days.ts';
import { addYearlyHoliday, removeYearlyHoliday } from './actions/add-yearly-holiday.ts';
import { openTicket } from './actions/open-ticket.ts';
import { setClockRules } from './actions/set-clock-rules.ts';
import { listTargets, removeTarget, setTarget } from './actions/set-target.ts';
import { removeWeeklyHours, setWeeklyHours } from './actions/set-weekly-hours.ts';
import { showCalendar } from './actions/show-calendar.ts';
import { showTicket } from './actions/show-ticket.ts';
import { clockMeasure } from './clock-measure.ts';
import { recountDueTimes } from './mail/recount.ts';
import { type ClockEvent, clockOf } from './rules/clock/index.ts';

const association = 'valdarno-valdisieve';
const server = await startTestServer({ associations: [] });
const { perform, database } = server;
await loadExample({ perform, modules, now: server.clock().instant }, association);

const head = personIn(association, 'RES');
const technician = personIn(association, 'L1');
const londa = personIn(association, 'REF', 'c_e668');
const employee = personIn(association, 'EMP', 'c_e668');
const morning = '8-13';
const workdays = { monday: morning, tuesday: morning, wednesday: morning, thursday: morning, friday: morning };
const at = (local: string) => instantOf(local as LocalTime);

async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    if (error instanceof Refused) return error.refusals.map(({ code }) => code).join();
    if (error instanceof BadInput) return error.problems.map(({ path }) => path).join();
    throw error;
  }
}

/** When a request opened at a moment is to be solved, and whose clause says what stops it. */
async function dueOf(entity: string, events: readonly ClockEvent[], now: string) {
  const reading = { association, actor: head, entities: 'all', reads: true } as const;
  const measure = await inContext(database, reading, (tx) =>
    clockMeasure(tx, association, { entity, on: day('2026-11-21') }),
  );
  const clock = clockOf(events, { ...measure, now: at(now) });
  if (!clock.ok) return clock.refusals[0]!.code;
  const { due, state } = clock.value.solution;
  return due === undefined ? state : localTimeAt(due);
}
const opened = (local: string): ClockEvent => ({
  id: '1',
  at: at(local),
  kind: 'opened',
  service: undefined,
  priority: 'normal',
});

describe('calendars and targets of the service desk', () => {
  it('[LC-2.f4] before anything is set nothing is due, and a target without hours is refused', async () => {
    expect(await dueOf('c_e668', [opened('2027-02-15T09:00')], '2027-02-15T10:00')).toBe('none');
    await perform(setTarget, { since: '2020-01-01', firstAnswer: 60, solution: 600 }, head);
    expect(await dueOf('c_e668', [opened('2027-02-15T09:00')], '2027-02-15T10:00')).toBe(
      'service-desk/no-working-hours',
    );
  });

  it('[LC-2.f4] hours that the head sets make due times; those of an entity stand alone for that entity', async () => {
    await perform(setWeeklyHours, { since: '2020-01-01', ...workdays }, head);
    expect(await dueOf('c_e668', [opened('2027-02-15T09:00')], '2027-02-15T10:00')).toBe('2027-02-17T09:00');
    await perform(setWeeklyHours, { entity: 'c_e668', since: '2020-01-01', monday: '8.00 – 12.00' }, head);
    expect(await dueOf('c_e668', [opened('2027-02-15T09:00')], '2027-02-15T10:00')).toBe('2027-03-01T11:00');
    expect(await dueOf('c_h635', [opened('2027-02-15T09:00')], '2027-02-15T10:00')).toBe('2027-02-17T09:00');
    const { weeks } = await perform(showCalendar, { entity: 'c_e668' }, head);
    expect(weeks.map(({ entity, monday }) => [entity, monday])).toEqual([
      [null, '08:00-13:00'],
      ['c_e668', '08:00-12:00'],
    ]);
    await perform(removeWeeklyHours, { entity: 'c_e668', since: '2020-01-01' }, head);
    expect(await dueOf('c_e668', [opened('2027-02-15T09:00')], '2027-02-15T10:00')).toBe('2027-02-17T09:00');
  });

  it('[LC-2.f4] a referent sets the patron saint of the own entity, and nobody else’s calendar', async () => {
    await perform(addYearlyHoliday, { monthDay: '02-16', name: 'San Prova' }, londa);
    expect(await dueOf('c_e668', [opened('2027-02-15T09:00')], '2027-02-15T10:00')).toBe('2027-02-18T09:00');
    expect(await dueOf('c_h635', [opened('2027-02-15T09:00')], '2027-02-15T10:00')).toBe('2027-02-17T09:00');
    const others = perform(addYearlyHoliday, { entity: 'c_h635', monthDay: '02-16', name: 'San Prova' }, londa);
    expect(await refusal(others)).toBe('service-desk/not-own-calendar');
    const { holidays } = await perform(showCalendar, {}, employee);
    expect(holidays).toEqual([{ entity: 'c_e668', monthDay: '02-16', name: 'San Prova' }]);
    expect(await refusal(perform(showCalendar, { entity: 'c_h635' }, employee))).toBe('service-desk/no-such-entity');
    expect((await perform(showCalendar, {}, head)).holidays).toEqual([]);
    await perform(removeYearlyHoliday, { monthDay: '02-16' }, londa);
    expect(await refusal(perform(removeYearlyHoliday, { monthDay: '02-16' }, londa))).toBe(
      'service-desk/not-in-calendar',
    );
  });

  it('[LC-2.f4] a closure moves what is due, and back again when it is taken out', async () => {
    const { id } = await perform(addSpecialDays, { from: '2027-02-16', until: '2027-02-19', why: 'Trasloco' }, head);
    expect(await dueOf('c_e668', [opened('2027-02-15T09:00')], '2027-02-15T10:00')).toBe('2027-02-23T09:00');
    expect(await refusal(perform(removeSpecialDays, { id }, londa))).toBe('service-desk/not-in-calendar');
    await perform(removeSpecialDays, { id }, head);
    expect(await dueOf('c_e668', [opened('2027-02-15T09:00')], '2027-02-15T10:00')).toBe('2027-02-17T09:00');
  });

  it('[VV-9.2.a] the wait for material stops the clock by the clause of the agreement', async () => {
    const events: ClockEvent[] = [
      opened('2027-02-15T09:00'),
      { id: '2', at: at('2027-02-15T10:00'), kind: 'paused', reason: 'supplier' },
    ];
    expect(await dueOf('c_e668', events, '2027-02-15T11:00')).toBe('2027-02-17T09:00');
    const stops = [{ reason: 'material' as const, clause: 'referent-materials' }, { reason: 'supplier' as const }];
    await perform(setClockRules, { stops, escalations: [80, 50, 80] }, head);
    expect(await dueOf('c_e668', events, '2027-02-15T11:00')).toBe('waiting');
    expect(await perform(showCalendar, {}, head)).toMatchObject({ nationalHolidays: 'closed', escalations: [50, 80] });
    const reading = { association, actor: head, entities: 'all', reads: true } as const;
    const { targets } = await inContext(database, reading, (tx) =>
      clockMeasure(tx, association, { entity: 'c_e668', on: day('2026-11-21') }),
    );
    expect(targets.stopping).toMatchObject({ material: { clause: 'referent-materials' }, supplier: 'office' });
    expect(targets.stopping.person).toBeUndefined();
    const unknown = perform(setClockRules, { stops: [{ reason: 'person', clause: 'no-such' }] }, head);
    expect(await refusal(unknown)).toBe('service-desk/no-such-clause');
  });

  it('[LC-2.f4] targets are listed from the general to the particular, replaced on the same day, and removed', async () => {
    await perform(setTarget, { priority: 'urgent', since: '2027-01-01', firstAnswer: 30, solution: 240 }, head);
    await perform(setTarget, { priority: 'urgent', since: '2027-01-01', firstAnswer: 15, solution: null }, head);
    expect((await perform(listTargets, {}, employee)).items).toEqual([
      { service: null, priority: null, since: '2020-01-01', firstAnswer: 60, solution: 600, clause: null },
      { service: null, priority: 'urgent', since: '2027-01-01', firstAnswer: 15, solution: null, clause: null },
    ]);
    await perform(removeTarget, { priority: 'urgent', since: '2027-01-01' }, head);
    const again = perform(removeTarget, { priority: 'urgent', since: '2027-01-01' }, head);
    expect(await refusal(again)).toBe('service-desk/no-such-target');
  });

  it('[LC-2.f4] requests that are open are due by the new calendar and targets as soon as the job has run, those of other entities too', async () => {
    const ask = async (entity: string) =>
      (await perform(openTicket, { body: 'Non stampa.', entity, requesterName: 'Anna' }, technician)).number;
    const [here, there] = [await ask('c_e668'), await ask('c_h635')];
    const due = async (ticket: string) => {
      await recountDueTimes.run({ ...server, now: server.clock(), stopping: new AbortController().signal });
      return (await perform(showTicket, { ticket }, technician)).ticket.dueAt?.slice(0, 16);
    };
    expect([await due(here), await due(there)]).toEqual(['2026-11-23T08:00', '2026-11-23T08:00']);
    const { id } = await perform(addSpecialDays, { from: '2026-11-23', why: 'Sciopero' }, londa);
    expect([await due(here), await due(there)]).toEqual(['2026-11-24T08:00', '2026-11-23T08:00']);
    await perform(setTarget, { since: '2026-01-01', firstAnswer: 120, solution: 600 }, head);
    expect([await due(here), await due(there)]).toEqual(['2026-11-24T09:00', '2026-11-23T09:00']);
    await perform(removeTarget, { since: '2026-01-01' }, head);
    await perform(removeSpecialDays, { id }, londa);
    expect([await due(here), await due(there)]).toEqual(['2026-11-23T08:00', '2026-11-23T08:00']);
  });

  it('[ISO-1] whoever does not set calendars and targets does not find the way to', async () => {
    const target = { since: '2027-01-01', firstAnswer: 60 };
    expect(await refusal(perform(setTarget, target, technician))).not.toBe('done');
    expect(await refusal(perform(setTarget, target, londa))).not.toBe('done');
    expect(await refusal(perform(setWeeklyHours, { since: '2027-01-01', ...workdays }, employee))).not.toBe('done');
    expect((await perform(listTargets, {}, technician)).items).toHaveLength(1);
  });

  it('[LC-2.f4] what cannot be is told at its place, all at once', async () => {
    const wrong = perform(setWeeklyHours, { since: '2027-02-30', monday: '13-8', friday: 'mattina' }, head);
    expect(await refusal(wrong)).toBe('since,monday,friday');
    expect(await refusal(perform(addYearlyHoliday, { monthDay: '02-30', name: '' }, head))).toBe('monthDay,name');
    const backwards = perform(addSpecialDays, { from: '2027-02-16', until: '2027-02-15', why: 'x' }, head);
    expect(await refusal(backwards)).toBe('until');
    expect(await refusal(perform(setWeeklyHours, { entity: 'c_zzzz', since: '2027-01-01' }, head))).toBe(
      'service-desk/no-such-entity',
    );
  });
});
