import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { addDays, type Day, daysBetween } from '../../../kernel/day.ts';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { BadInput } from '../../../platform/problem.ts';
import { dayShape } from '../../../platform/shape.ts';
import { rosterBetween } from '../people-at-sites.ts';
import { readStretches, refusals, writeStretches } from '../rules/index.ts';
import {
  coverageRows,
  deletePlanDay,
  endCoverage,
  hasCoverageFrom,
  insertCoverage,
  insertPlanDay,
  planDayRows,
  storeWeek,
} from '../storage/plans.ts';
import { holdStaffing } from '../storage/sites.ts';
import { type Acting, siteSeen, sitesSeen, staffMember, staffSeen } from './found.ts';
import {
  aPerson,
  count,
  keeps,
  ownTime,
  personName,
  readsInside,
  siteName,
  stretchesShape,
  untilShape,
} from './shapes.ts';

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

const ofADay = z
  .object({ hours: stretchesShape, site: z.uuid().optional() })
  .default({ hours: '' })
  .meta({ description: 'Le ore (`8-13, 14-17`) e la sede.' });

/** The presence of a person week by week from a day on. Refuses `staffing/no-such-staff`, `staffing/no-such-site`. */
export const planWeek = defineAction({
  name: 'staffing/plan-week',
  title: text('stabilire la settimana di una persona', 'set the week of a person'),
  about: text(
    'In quale sede e a che ore, giorno per giorno, da una data. Vale fino alla prossima settimana stabilita.',
    'At which site and hours, day by day, from a date on. It holds until the next week is set.',
  ),
  permission: keeps,
  http: { method: 'PUT', path: '/staff/:staff/weeks/:since' },
  input: z.object({
    ...aPerson,
    since: dayShape,
    monday: ofADay,
    tuesday: ofADay,
    wednesday: ofADay,
    thursday: ofADay,
    friday: ofADay,
    saturday: ofADay,
    sunday: ofADay,
  }),
  output: z.object({ since: dayShape }),
  example: {
    staff: '00000000-0000-4000-8000-000000000000',
    since: '2027-01-01',
    monday: { hours: '8-14', site: '00000000-0000-4000-8000-000000000000' },
  },
  async run(context) {
    const { tx, association, actor, now, input, tell } = context;
    const row = await staffMember(context, input.staff);
    const problems = weekdays
      .filter((weekday) => input[weekday].hours !== '' && input[weekday].site === undefined)
      .map((weekday) => ({
        path: `${weekday}.site`,
        says: text('Serve la sede di quelle ore.', 'The site of those hours is needed.'),
      }));
    if (problems.length > 0) throw new BadInput(problems);
    const sites = new Set((await sitesSeen(context)).map(({ id }) => id));
    const stints = weekdays.flatMap((weekday, place) => {
      const { hours, site } = input[weekday];
      if (hours === '' || site === undefined) return [];
      if (!sites.has(site)) throw new Refused(refusals.noSuchSite());
      return (readStretches(hours) ?? []).map((stretch) => ({ site, weekday: place + 1, ...stretch }));
    });
    await storeWeek(tx, {
      ...{ association, staff: row.id, since: input.since, stints: JSON.stringify(stints) },
      recorded_at: now.instant,
      recorded_by: actor.person,
    });
    tell({ after: { staff: row.id, since: input.since, stints } });
    return { since: input.since };
  },
});

async function planned(context: Acting, { since, until }: { readonly since: Day; readonly until: Day }) {
  const days = daysBetween(since, until);
  const problem =
    days < 0
      ? text('La fine viene prima dell’inizio.', 'The end comes before the beginning.')
      : days > 366
        ? text('Può durare al massimo un anno.', 'It may last a year at most.')
        : undefined;
  if (problem) throw new BadInput([{ path: 'until', says: problem }]);
  await holdStaffing(context.tx, context.association);
}

/** Somebody is at a site on days unlike the week. Technicians for themselves. Refuses `staffing/no-such-staff`, `staffing/no-such-site`. */
export const planPresence = defineAction({
  name: 'staffing/plan-presence',
  title: text('aggiungere giorni di presenza', 'add days of presence'),
  about: text('Prendono il posto della settimana in quei giorni.', 'They take the place of the week on those days.'),
  permission: ownTime,
  http: { method: 'POST', path: '/staff/:staff/presences' },
  input: z.object({
    ...aPerson,
    since: dayShape,
    until: untilShape,
    site: z.uuid(),
    hours: stretchesShape,
  }),
  output: z.object({ ids: z.array(z.uuid()).max(20) }),
  example: {
    staff: '00000000-0000-4000-8000-000000000000',
    since: '2027-08-09',
    site: '00000000-0000-4000-8000-000000000000',
    hours: '8-14',
  },
  async run(context) {
    const { tx, association, actor, now, input, tell } = context;
    const row = await staffMember(context, input.staff);
    const site = await siteSeen(context, input.site);
    const { since, until = since } = input;
    const stretches = readStretches(input.hours) ?? [];
    if (stretches.length === 0)
      throw new BadInput([{ path: 'hours', says: text('Servono le ore.', 'The hours are needed.') }]);
    await planned(context, { since, until });
    const ids: string[] = [];
    for (const { from, until: end } of stretches) {
      const id = randomUUID();
      await insertPlanDay(tx, {
        ...{ association, id, staff: row.id, since, until, site: site.id, from_minute: from, until_minute: end },
        recorded_at: now.instant,
        recorded_by: actor.person,
      });
      ids.push(id);
    }
    tell({ after: { staff: row.id, since, until, site: site.id, hours: input.hours } });
    return { ids };
  },
});

/** Somebody is away. Why is not asked, and not kept. Technicians for themselves. Refuses `staffing/no-such-staff`. */
export const planAbsence = defineAction({
  name: 'staffing/plan-absence',
  title: text('aggiungere un’assenza', 'add an absence'),
  about: text('Il motivo non si chiede e non si conserva.', 'The reason is neither asked nor kept.'),
  permission: ownTime,
  http: { method: 'POST', path: '/staff/:staff/absences' },
  input: z.object({ ...aPerson, since: dayShape, until: untilShape }),
  output: z.object({ id: z.uuid() }),
  example: { staff: '00000000-0000-4000-8000-000000000000', since: '2027-08-09', until: '2027-08-20' },
  async run(context) {
    const { tx, association, actor, now, input, tell } = context;
    const row = await staffMember(context, input.staff);
    const { since, until = since } = input;
    await planned(context, { since, until });
    const id = randomUUID();
    await insertPlanDay(tx, {
      ...{ association, id, staff: row.id, since, until, site: null, from_minute: null, until_minute: null },
      recorded_at: now.instant,
      recorded_by: actor.person,
    });
    tell({ after: { staff: row.id, since, until, absent: true } });
    return { id };
  },
});

/** Takes days out of the plan. Refuses `staffing/no-such-entry`. */
export const removePlanDays = defineAction({
  name: 'staffing/remove-plan-days',
  title: text('togliere giorni dal calendario delle presenze', 'take days out of the presence plan'),
  permission: ownTime,
  http: { method: 'DELETE', path: '/plan-days/:id' },
  input: z.object({ id: z.uuid() }),
  output: z.object({}),
  example: { id: '00000000-0000-4000-8000-000000000000' },
  async run(context) {
    const { tx, association, input, tell } = context;
    const seen = new Set((await staffSeen(context)).map(({ id }) => id));
    const gone = await deletePlanDay(tx, association, input.id);
    if (!gone || !seen.has(gone.staff)) throw new Refused(refusals.noSuchEntry()); // the deletion is undone with all else
    tell({ before: { staff: gone.staff, since: gone.since, until: gone.until, site: gone.site } });
    return {};
  },
});

/** How many people are wanted on some weekdays, at a site or anywhere, from a day on. Refuses `staffing/no-such-site`, `staffing/overlapping`. */
export const setCoverage = defineAction({
  name: 'staffing/set-coverage',
  title: text('stabilire quante persone servono', 'set how many people are wanted'),
  about: text(
    'Nei giorni e alle ore dette, in una sede o, senza sede, ovunque siano: chi guarda la rete da un solo posto. Il calendario segna i vuoti.',
    'On the days and hours given, at a site or, without one, wherever they are: who watches the network from one place. The plan marks the gaps.',
  ),
  permission: keeps,
  http: { method: 'POST', path: '/coverage' },
  input: z.object({
    site: z.uuid().optional(),
    weekdays: z.preprocess(
      (given) => (typeof given === 'string' ? [given] : given),
      z
        .array(z.enum(weekdays))
        .min(1)
        .max(7)
        .transform((list) => [...new Set(list)]),
    ),
    hours: stretchesShape,
    people: z.coerce.number().pipe(z.int().min(1).max(99)).default(1).meta({ format: 'int32' }),
    since: dayShape,
  }),
  output: z.object({ since: dayShape }),
  example: { weekdays: ['monday', 'tuesday'], hours: '8-18', people: 1, since: '2027-01-01' },
  async run(context) {
    const { tx, association, actor, now, input, tell } = context;
    const { hours, people, since } = input;
    const site = input.site ? (await siteSeen(context, input.site)).id : null;
    await holdStaffing(tx, association);
    const days = input.weekdays.map((weekday) => weekdays.indexOf(weekday) + 1);
    if (await hasCoverageFrom(tx, association, { site, weekdays: days, from: since }))
      throw new Refused(refusals.laterCoverage());
    await endCoverage(tx, association, { site, weekdays: days, from: since });
    await insertCoverage(
      tx,
      days.flatMap((weekday) =>
        (readStretches(hours) ?? []).map(({ from, until }) => ({
          ...{ association, id: randomUUID(), site, weekday, from_minute: from, until_minute: until, people, since },
          until: null,
          recorded_at: now.instant,
          recorded_by: actor.person,
        })),
      ),
    );
    tell({ after: { site, weekdays: input.weekdays, hours, people, since } });
    return { since };
  },
});

const stintView = z.object({ person: personName, site: siteName, hours: z.string().max(100) });
const gapView = z.object({
  /** Null: wherever people are. */
  site: siteName.nullable(),
  hours: z.string().max(20),
  wanted: count,
  present: count,
});
export const rosterDayView = z.object({
  on: dayShape,
  holiday: z.boolean(),
  stints: z.array(stintView).max(1000),
  absent: z.array(personName).max(1000),
  gaps: z.array(gapView).max(1000),
});
export type RosterDayView = z.output<typeof rosterDayView>;

/**
 * Who is where day by day, and where fewer people are than wanted. Who acts for an entity sees its sites and the main one.
 */
export const showRoster = defineAction({
  name: 'staffing/show-roster',
  title: text('vedere il calendario delle presenze', 'see the presence plan'),
  about: text(
    'Giorno per giorno chi è in quale sede e a che ore, chi manca, e quando c’è meno gente di quella che serve.',
    'Day by day who is at which site at what hours, who is away, and when there are fewer people than wanted.',
  ),
  reads: true,
  permission: readsInside,
  http: { method: 'GET', path: '/roster' },
  input: z.object({
    from: dayShape.optional(),
    days: z.coerce.number().pipe(z.int().min(1).max(62)).default(7).meta({ format: 'int32' }),
    site: z.uuid().optional(),
  }),
  output: z.object({
    from: dayShape,
    count,
    items: z.array(rosterDayView).max(62),
    /** Days unlike the week that may be taken out, of those shown. */
    changes: z
      .array(
        z.object({
          id: z.uuid(),
          person: personName,
          since: dayShape,
          until: dayShape,
          site: siteName.nullable(),
          hours: z.string().max(20),
          mine: z.boolean(),
        }),
      )
      .max(10_000),
    gaps: count,
  }),
  example: { from: '2027-08-09', days: 5 },
  async run(context) {
    const { tx, association, actor, reach, now, input } = context;
    const from = input.from ?? now.today;
    const to = addDays(from, input.days - 1);
    const sites = new Map((await sitesSeen(context)).map(({ id, name }) => [id, { id, name }]));
    if (input.site && !sites.has(input.site)) throw new Refused(refusals.noSuchSite());
    const shown = (site: string) => sites.has(site) && (input.site === undefined || input.site === site);
    const { days, people } = await rosterBetween(tx, association, { from, to });
    const person = (id: string) => ({ id, name: people.get(id)?.name ?? '' });
    const whole = reach !== 'e';
    const items = days.map(({ on, holiday, stints, absent, gaps }) => ({
      on,
      holiday,
      stints: stints
        .filter(({ site }) => shown(site))
        .map(({ staff, site, from: begin, until }) => ({
          person: person(staff),
          site: sites.get(site)!,
          hours: writeStretches([{ from: begin, until }]),
        })),
      absent: whole && input.site === undefined ? absent.map(person) : [],
      gaps: gaps
        .filter(({ site }) => (site === null ? whole && input.site === undefined : shown(site)))
        .map(({ site, from: begin, until, wanted, present }) => ({
          site: site === null ? null : sites.get(site)!,
          hours: writeStretches([{ from: begin, until }]),
          wanted,
          present,
        })),
    }));
    const rows = await planDayRows(tx, association, { from, to });
    const changes = rows
      .filter(({ site }) => (site === null ? whole && input.site === undefined : shown(site)))
      .map((row) => ({
        id: row.id,
        person: person(row.staff),
        since: row.since,
        until: row.until,
        site: row.site === null ? null : sites.get(row.site)!,
        hours: row.site === null ? '' : writeStretches([{ from: row.from_minute!, until: row.until_minute! }]),
        mine: reach === 'g' || (actor.person !== null && people.get(row.staff)?.person === actor.person),
      }));
    const found = items.reduce((sum, { gaps }) => sum + gaps.length, 0);
    return { from, count: items.length, items, changes, gaps: found };
  },
});

/** What is wanted now and later: for who sets it, and who reads the roster of the whole association. */
export const listCoverage = defineAction({
  name: 'staffing/list-coverage',
  title: text('elencare quante persone servono', 'list how many people are wanted'),
  reads: true,
  permission: readsInside,
  http: { method: 'GET', path: '/coverage' },
  input: z.object({ on: dayShape.optional() }),
  output: z.object({
    count,
    items: z
      .array(
        z.object({
          site: siteName.nullable(),
          weekday: z.enum(weekdays),
          hours: z.string().max(20),
          people: count,
          since: dayShape,
          until: dayShape.nullable(),
        }),
      )
      .max(10_000),
  }),
  example: {},
  async run(context) {
    const { tx, association, reach, now, input } = context;
    const on = input.on ?? now.today;
    const sites = new Map((await sitesSeen(context)).map(({ id, name }) => [id, { id, name }]));
    const rows = (await coverageRows(tx, association)).filter(
      ({ site, until }) => (until === null || until >= on) && (site === null ? reach !== 'e' : sites.has(site)),
    );
    const items = rows.map(({ site, weekday, from_minute, until_minute, people, since, until }) => ({
      site: site === null ? null : sites.get(site)!,
      weekday: weekdays[weekday - 1]!,
      hours: writeStretches([{ from: from_minute, until: until_minute }]),
      ...{ people, since, until },
    }));
    return { count: items.length, items };
  },
});

/** How far ahead the next presence at a site is looked for. */
const ahead = 31;

/** Who is at the sites one knows of today, and when somebody is there next: for every employee of the entities. */
export const whoIsOnSite = defineAction({
  name: 'staffing/who-is-on-site',
  title: text('vedere chi è in sede oggi', 'see who is on site today'),
  about: text(
    'Le persone dell’ufficio presenti oggi nella sede del proprio ente e in quella principale, e il prossimo giorno di presenza.',
    'The people of the office present today at the own entity’s site and at the main one, and the next day of presence.',
  ),
  reads: true,
  permission: { capability: 'staffing', letter: 'r' },
  http: { method: 'GET', path: '/presence' },
  input: z.object({ on: dayShape.optional() }),
  output: z.object({
    on: dayShape,
    count,
    items: z
      .array(
        z.object({
          site: siteName.extend({ address: z.string().max(200), main: z.boolean() }),
          today: z.array(z.object({ name: z.string().max(120), hours: z.string().max(20) })).max(1000),
          next: z
            .object({
              on: dayShape,
              people: z.array(z.object({ name: z.string().max(120), hours: z.string().max(20) })).max(1000),
            })
            .nullable(),
        }),
      )
      .max(10_000),
  }),
  example: {},
  async run(context) {
    const { tx, association, now, input } = context;
    const on = input.on ?? now.today;
    const { days, people } = await rosterBetween(tx, association, { from: on, to: addDays(on, ahead) });
    const sites = (await sitesSeen(context)).filter(
      ({ since, until }) => since <= on && (until === null || on <= until),
    );
    const at = (day: (typeof days)[number], site: string) =>
      day.stints
        .filter((stint) => stint.site === site)
        .map(({ staff, from, until }) => ({
          name: people.get(staff)?.name ?? '',
          hours: writeStretches([{ from, until }]),
        }));
    const items = sites.map(({ id, name, address, main }) => {
      const next = days.slice(1).find((day) => at(day, id).length > 0);
      return {
        site: { id, name, address, main },
        today: at(days[0]!, id),
        next: next ? { on: next.on, people: at(next, id) } : null,
      };
    });
    return { on, count: items.length, items };
  },
});
