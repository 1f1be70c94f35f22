import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Day, lastDayOfMonth } from '../../../kernel/day.ts';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { BadInput } from '../../../platform/problem.ts';
import { dayShape, offsetCursor } from '../../../platform/shape.ts';
import { refusals } from '../rules/index.ts';
import { holdStaffing } from '../storage/sites.ts';
import { type StaffRow, staffOf } from '../storage/staff.ts';
import { workLines } from '../storage/tables.ts';
import {
  closeMonth as closeStored,
  closingsOf,
  insertTime,
  reopenMonth as reopenStored,
  revisionsOf,
  timeBetween,
} from '../storage/time.ts';
import { workBetween } from '../work-done.ts';
import { type Acting, siteSeen, sitesSeen, staffMember, works } from './found.ts';
import { count, durationShape, keeps, monthShape, ownTime, personName, siteName } from './shapes.ts';

const whatShape = z.string().trim().min(1).max(300);
const whyShape = z.string().trim().min(1).max(300);

export function monthOf(on: Day): string {
  return on.slice(0, 7);
}

export function endOfMonth(month: Day): Day {
  return lastDayOfMonth(Number(month.slice(0, 4)), Number(month.slice(5, 7)));
}

/** Refuses `staffing/month-closed`. */
async function mustBeOpen({ tx, association }: Acting, on: Day): Promise<void> {
  const closed = (await closingsOf(tx, association)).some(
    ({ month, reopened_at }) => reopened_at === null && monthOf(month) === monthOf(on),
  );
  if (closed) throw new Refused(refusals.monthClosed(monthOf(on)));
}

/** Refuses `staffing/too-long-a-day`. */
async function mustFitTheDay(
  { tx, association }: Acting,
  {
    staff,
    on,
    minutes,
    except,
  }: { readonly staff: string; readonly on: Day; readonly minutes: number; readonly except?: string },
): Promise<void> {
  const others = (await timeBetween(tx, association, { from: on, to: on })).filter(
    (row) => row.staff === staff && row.id !== except,
  );
  const all = others.reduce((sum, row) => sum + (row.minutes ?? 0), minutes);
  if (all > 1440) throw new Refused(refusals.tooLongADay(on));
}

/** Whose hours they are: those named, for who keeps the staff; else the own. Refuses `staffing/not-your-time`, `staffing/not-staff-yourself`. */
async function whoseTime(context: Acting, asked: string | undefined, on: Day): Promise<StaffRow> {
  const { tx, association, reach, actor } = context;
  if (asked !== undefined) {
    if (reach === 'g') return staffMember(context, asked);
    const own = (await staffOf(tx, association)).find(({ id }) => id === asked);
    if (!own || own.person !== actor.person || actor.person === null) throw new Refused(refusals.notYourTime());
    return own;
  }
  const mine = actor.person === null ? [] : await staffOf(tx, association, actor.person);
  const found = mine.find((row) => works(row, on));
  if (!found) throw new Refused(refusals.notStaffYourself());
  return found;
}

/**
 * Writes down time worked beside requests for help. Refuses `staffing/not-your-time`, `staffing/not-staff-yourself`,
 * `staffing/month-closed`, `staffing/too-long-a-day`, `staffing/no-such-site`.
 */
export const recordTime = defineAction({
  name: 'staffing/record-time',
  title: text('scrivere le ore lavorate', 'write down hours worked'),
  about: text(
    'Il lavoro che non sta in una richiesta di assistenza: i minuti delle richieste si contano da soli.',
    'Work that is in no request for help: the minutes of requests count by themselves.',
  ),
  permission: ownTime,
  http: { method: 'POST', path: '/time' },
  input: z.object({
    staff: z.uuid().optional().meta({ description: 'Di chi; senza, le proprie.' }),
    on: dayShape,
    hours: durationShape(1, 1440),
    site: z.uuid().optional(),
    line: z.enum(workLines).optional(),
    what: whatShape,
  }),
  output: z.object({ entry: z.uuid() }),
  example: { on: '2027-03-01', hours: '2:30', what: 'Cablaggio della sala consiliare' },
  async run(context) {
    const { tx, association, actor, now, input, tell } = context;
    const { on, hours: minutes, line, what } = input;
    if (on > now.today)
      throw new BadInput([
        { path: 'on', says: text('Si scrive il lavoro già fatto.', 'One writes down work already done.') },
      ]);
    const row = await whoseTime(context, input.staff, on);
    if (!works(row, on)) throw new Refused(refusals.notStaffYourself());
    const site = input.site ? (await siteSeen(context, input.site)).id : null;
    await holdStaffing(tx, association);
    await mustBeOpen(context, on);
    await mustFitTheDay(context, { staff: row.id, on, minutes });
    const id = randomUUID();
    await insertTime(tx, {
      ...{ association, id, revision: 1, staff: row.id, person: row.person, on_day: on, site, minutes, what, why: '' },
      line: line ?? null,
      recorded_at: now.instant,
      recorded_by: actor.person,
    });
    tell({ actingFor: row.person, after: { entry: id, staff: row.id, on, minutes, site, line, what } });
    return { entry: id };
  },
});

/** The last revision of a line of which the actor may write. Refuses `staffing/no-such-entry`, `staffing/withdrawn`, `staffing/month-closed`. */
async function entryToChange(context: Acting, id: string) {
  const { tx, association, reach, actor } = context;
  await holdStaffing(tx, association);
  const last = (await revisionsOf(tx, association, id)).at(-1);
  if (!last || (reach !== 'g' && (actor.person === null || last.person !== actor.person)))
    throw new Refused(refusals.noSuchEntry());
  if (last.minutes === null) throw new Refused(refusals.withdrawn());
  await mustBeOpen(context, last.on_day);
  return last;
}

/** Corrects a line: the one before stays in its history. Refuses as `recordTime`, and `staffing/no-such-entry`, `staffing/withdrawn`. */
export const correctTime = defineAction({
  name: 'staffing/correct-time',
  title: text('correggere le ore lavorate', 'correct hours worked'),
  permission: ownTime,
  http: { method: 'PUT', path: '/time/:entry' },
  input: z.object({
    entry: z.uuid(),
    hours: durationShape(1, 1440),
    site: z.uuid().optional(),
    line: z.enum(workLines).optional(),
    what: whatShape,
    why: whyShape.meta({ description: 'Perché si corregge.' }),
  }),
  output: z.object({ revision: count }),
  example: {
    entry: '00000000-0000-4000-8000-000000000000',
    hours: '3',
    what: 'Cablaggio della sala consiliare',
    why: 'mancava mezz’ora',
  },
  async run(context) {
    const { tx, actor, now, input, tell } = context;
    const last = await entryToChange(context, input.entry);
    const { hours: minutes, line, what, why } = input;
    const site = input.site ? (await siteSeen(context, input.site)).id : null;
    await mustFitTheDay(context, { staff: last.staff, on: last.on_day, minutes, except: last.id });
    await insertTime(tx, {
      ...last,
      ...{ revision: last.revision + 1, minutes, site, line: line ?? null, what, why },
      recorded_at: now.instant,
      recorded_by: actor.person,
    });
    tell({
      actingFor: last.person,
      before: { minutes: last.minutes, site: last.site, line: last.line, what: last.what },
      after: { entry: last.id, minutes, site, line, what, why },
    });
    return { revision: last.revision + 1 };
  },
});

/** Takes a line out of the sums; its history stays. Refuses `staffing/no-such-entry`, `staffing/withdrawn`, `staffing/month-closed`. */
export const withdrawTime = defineAction({
  name: 'staffing/withdraw-time',
  title: text('togliere ore lavorate', 'withdraw hours worked'),
  permission: ownTime,
  http: { method: 'POST', path: '/time/:entry/withdrawal' },
  input: z.object({ entry: z.uuid(), why: whyShape }),
  output: z.object({ revision: count }),
  example: { entry: '00000000-0000-4000-8000-000000000000', why: 'scritte due volte' },
  async run(context) {
    const { tx, actor, now, input, tell } = context;
    const last = await entryToChange(context, input.entry);
    await insertTime(tx, {
      ...last,
      ...{ revision: last.revision + 1, minutes: null, why: input.why },
      recorded_at: now.instant,
      recorded_by: actor.person,
    });
    tell({ actingFor: last.person, before: { entry: last.id, minutes: last.minutes }, after: { why: input.why } });
    return { revision: last.revision + 1 };
  },
});

const workView = z.object({
  from: z.enum(['sheet', 'ticket']),
  id: z.string().max(40),
  person: personName,
  on: dayShape,
  minutes: count,
  site: siteName.nullable(),
  line: z.enum(workLines).nullable(),
  what: z.string().max(300),
  /** How often it was corrected. */
  corrections: count,
  mayChange: z.boolean(),
});
export type WorkView = z.output<typeof workView>;

/** The hours of a month, from time sheets and requests: the own, or of everybody for who sees the whole association. */
export const listTime = defineAction({
  name: 'staffing/list-time',
  title: text('elencare le ore lavorate', 'list hours worked'),
  about: text(
    'Le righe dei fogli ore e, per ogni giorno e richiesta, i minuti scritti nelle richieste di assistenza.',
    'The lines of time sheets and, for each day and request, the minutes written in requests for help.',
  ),
  reads: true,
  permission: { capability: 'staffing', letter: 'r', roles: ['L1', 'L2', 'SYS', 'RES', 'ADM', 'FIN'] },
  http: { method: 'GET', path: '/time' },
  input: z.object({
    month: monthShape.optional(),
    staff: z.uuid().optional(),
    line: z.enum(workLines).optional(),
    /** How many to skip, as the answer before said. */
    cursor: offsetCursor.optional(),
    limit: z.coerce.number().pipe(z.int().min(1).max(100_000)).default(1000).meta({ format: 'int32' }),
  }),
  output: z.object({
    month: z.string().max(7),
    closed: z.boolean(),
    count,
    minutes: count,
    items: z.array(workView).max(100_000),
    people: z.array(personName).max(10_000),
    next: z.string().max(9).nullable(),
  }),
  example: { month: '2027-03' },
  async run(context) {
    const { tx, association, actor, reach, now, input } = context;
    const month = input.month ?? (`${monthOf(now.today)}-01` as Day);
    const own = reach === 'g' ? {} : { person: actor.person ?? '' };
    const work =
      reach !== 'g' && actor.person === null
        ? []
        : await workBetween(tx, association, {
            from: month,
            to: endOfMonth(month),
            byTicket: true,
            byLine: true,
            ...own,
          });
    const sites = new Map((await sitesSeen({ ...context, reach: 'g' })).map(({ id, name }) => [id, { id, name }]));
    const closed = (await closingsOf(tx, association)).some((row) => row.month === month && row.reopened_at === null);
    const items = work
      .filter(({ staff }) => input.staff === undefined || staff.id === input.staff)
      .filter(({ line, staff }) => input.line === undefined || (line ?? staff.line) === input.line)
      .map(({ from, id, revision, staff, on, site, minutes, line, what }) => ({
        ...{ from, id, on, minutes, what },
        person: { id: staff.id, name: staff.name },
        site: site === null ? null : (sites.get(site) ?? null),
        line: line ?? staff.line,
        corrections: revision - 1,
        mayChange: from === 'sheet' && !closed && actor.role !== 'FIN',
      }));
    const people = [...new Map(work.map(({ staff: { id, name } }) => [id, { id, name }])).values()];
    const offset = Number(input.cursor ?? 0);
    const end = offset + input.limit;
    return {
      month: monthOf(month),
      closed,
      count: items.length,
      minutes: items.reduce((sum, one) => sum + one.minutes, 0),
      items: items.slice(offset, end),
      people,
      next: items.length > end ? String(end) : null,
    };
  },
});

/** A line of a time sheet with all that it was. Refuses `staffing/no-such-entry`. */
export const showTime = defineAction({
  name: 'staffing/show-time',
  title: text('vedere una riga del foglio ore', 'see a line of a time sheet'),
  reads: true,
  permission: { capability: 'staffing', letter: 'r', roles: ['L1', 'L2', 'SYS', 'RES', 'ADM', 'FIN'] },
  http: { method: 'GET', path: '/time/:entry' },
  input: z.object({ entry: z.uuid() }),
  output: z.object({
    entry: z.uuid(),
    on: dayShape,
    person: personName,
    site: z.uuid().nullable(),
    line: z.enum(workLines).nullable(),
    what: z.string().max(300),
    minutes: count.nullable(),
    revisions: z
      .array(
        z.object({
          minutes: count.nullable(),
          what: z.string().max(300),
          why: z.string().max(300),
          at: z.iso.datetime(),
        }),
      )
      .max(10_000),
  }),
  example: { entry: '00000000-0000-4000-8000-000000000000' },
  async run(context) {
    const { tx, association, actor, reach, input } = context;
    const rows = await revisionsOf(tx, association, input.entry);
    const last = rows.at(-1);
    if (!last || (reach !== 'g' && (actor.person === null || last.person !== actor.person)))
      throw new Refused(refusals.noSuchEntry());
    const staff = (await staffOf(tx, association)).find(({ id }) => id === last.staff);
    return {
      entry: last.id,
      on: last.on_day,
      person: { id: last.staff, name: staff?.name ?? '' },
      ...{ site: last.site, line: last.line, what: last.what, minutes: last.minutes },
      revisions: rows.map(({ minutes, what, why, recorded_at }) => ({
        minutes,
        what,
        why,
        at: recorded_at.toISOString(),
      })),
    };
  },
});

/** After it, hours of the month no longer change. Refuses `staffing/month-not-over`, `staffing/month-closed`. */
export const closeMonth = defineAction({
  name: 'staffing/close-month',
  title: text('chiudere le ore di un mese', 'close the hours of a month'),
  permission: keeps,
  http: { method: 'POST', path: '/time/months/:month/closing' },
  input: z.object({ month: monthShape }),
  output: z.object({ month: z.string().max(7) }),
  example: { month: '2027-03' },
  async run({ tx, association, actor, now, input, tell }) {
    const { month } = input;
    if (endOfMonth(month) >= now.today) throw new Refused(refusals.monthNotOver(monthOf(month)));
    await holdStaffing(tx, association);
    const closed = await closeStored(tx, association, { month, at: now.instant, by: actor.person });
    if (!closed) throw new Refused(refusals.monthClosed(monthOf(month)));
    tell({ after: { month: monthOf(month) } });
    return { month: monthOf(month) };
  },
});

/** Opens a closed month again, with the reason. Refuses `staffing/month-not-closed`. */
export const reopenMonth = defineAction({
  name: 'staffing/reopen-month',
  title: text('riaprire le ore di un mese', 'open the hours of a month again'),
  permission: { ...keeps, letter: 'a', roles: ['RES'] },
  http: { method: 'POST', path: '/time/months/:month/reopening' },
  input: z.object({ month: monthShape, reason: whyShape }),
  output: z.object({ month: z.string().max(7) }),
  example: { month: '2027-03', reason: 'mancano le ore di un tecnico' },
  async run({ tx, association, actor, now, input, tell }) {
    const { month, reason } = input;
    const opened = await reopenStored(tx, association, { month, at: now.instant, by: actor.person, reason });
    if (!opened) throw new Refused(refusals.monthNotClosed(monthOf(month)));
    tell({ after: { month: monthOf(month), reason } });
    return { month: monthOf(month) };
  },
});
