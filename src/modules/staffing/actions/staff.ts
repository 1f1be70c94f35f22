import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { dayOf } from '../../../kernel/day.ts';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { BadInput } from '../../../platform/problem.ts';
import { dayShape, textShape } from '../../../platform/shape.ts';
import { namesOf, postsBegunBy, seeingColleagues } from '../../identity/index.ts';
import { clauseOn } from '../agreement-of-staffing.ts';
import { refusals } from '../rules/index.ts';
import { weeksOf } from '../storage/plans.ts';
import { holdStaffing } from '../storage/sites.ts';
import { endStaff, insertStaff, minimumsOf, type StaffRow, staffOf, storeMinimum } from '../storage/staff.ts';
import { staffKinds, workLines } from '../storage/tables.ts';
import { type Acting, entityNames, siteSeen, sitesSeen, staffMember, staffSeen, works } from './found.ts';
import {
  actShape,
  aPerson,
  count,
  durationShape,
  entityShape,
  entityView,
  keeps,
  monthShape,
  nameShape,
  ownIdShape,
  readsInside,
  siteName,
  untilShape,
} from './shapes.ts';

const minimumView = z.object({
  site: siteName,
  since: dayShape,
  days: count,
  minutes: count,
  act: z.string().max(300),
});

export const staffView = z.object({
  id: z.uuid(),
  name: z.string().max(120),
  /** Has an account with which to write the own hours. */
  signsIn: z.boolean(),
  kind: z.enum(staffKinds),
  employer: entityView.nullable(),
  company: z.string().max(200),
  contract: z.string().max(200),
  percentage: z.int().min(1).max(100).meta({ format: 'int32' }),
  profile: z.object({ id: z.string().max(60), name: textShape }).nullable(),
  line: z.enum(workLines).nullable(),
  skills: z.string().max(1000),
  since: dayShape,
  until: dayShape.nullable(),
  act: z.string().max(300),
  endingAct: z.string().max(300).nullable(),
  /** What is agreed now, the last for each site. */
  minimums: z.array(minimumView).max(1000),
  week: z
    .array(
      z.object({
        site: siteName,
        weekday: z.int().min(1).max(7).meta({ format: 'int32' }),
        from: count,
        until: count,
      }),
    )
    .max(200),
});
export type StaffView = z.output<typeof staffView>;

/** Who works for the service: everybody, those whom the own entity employs, or oneself, as the permission reaches. */
export const listStaff = defineAction({
  name: 'staffing/list-staff',
  title: text('elencare il personale', 'list the staff'),
  about: text(
    'Chi lavora per il servizio, di chi è dipendente, con quale percentuale, profilo e linea, e le presenze concordate.',
    'Who works for the service, who employs them, at what percentage, profile and line, and the presence agreed.',
  ),
  reads: true,
  permission: readsInside,
  http: { method: 'GET', path: '/staff' },
  input: z.object({
    on: dayShape.optional(),
    state: z.enum(['current', 'any']).default('current'),
    q: z.string().trim().max(100).optional(),
    line: z.enum(workLines).optional(),
    kind: z.enum(staffKinds).optional(),
  }),
  output: z.object({ on: dayShape, count, items: z.array(staffView).max(10_000) }),
  example: { state: 'any' },
  async run(context) {
    const { now, input } = context;
    const on = input.on ?? now.today;
    const words = input.q?.toLocaleLowerCase('it');
    const rows = (await staffSeen(context)).filter(
      (row) =>
        (input.state === 'any' || works(row, on)) &&
        (words === undefined || row.name.toLocaleLowerCase('it').includes(words)) &&
        (input.line === undefined || row.line === input.line) &&
        (input.kind === undefined || row.kind === input.kind),
    );
    return { on, count: rows.length, items: await staffViews(context, rows, on) };
  },
});

/** One of the staff. Refuses `staffing/no-such-staff`. */
export const showStaff = defineAction({
  name: 'staffing/show-staff',
  title: text('vedere una persona del personale', 'see one of the staff'),
  reads: true,
  permission: readsInside,
  http: { method: 'GET', path: '/staff/:staff' },
  input: z.object(aPerson),
  output: staffView,
  example: { staff: '00000000-0000-4000-8000-000000000000' },
  async run(context) {
    const row = await staffMember(context, context.input.staff);
    return (await staffViews(context, [row], context.now.today))[0]!;
  },
});

async function staffViews(context: Acting, rows: readonly StaffRow[], on: StaffRow['since']): Promise<StaffView[]> {
  const { tx, association } = context;
  const names = await entityNames(context);
  const sites = new Map((await sitesSeen({ ...context, reach: 'g' })).map(({ id, name }) => [id, { id, name }]));
  const profiles = (await clauseOn(tx, { association, kind: 'hour-quota', on }))?.terms.profiles ?? [];
  const minimums = await minimumsOf(tx, association);
  const weeks = await weeksOf(tx, association);
  const site = (id: string) => sites.get(id) ?? { id, name: '' };
  return rows.map((row) => {
    const profile = profiles.find(({ id }) => id === row.profile);
    const week = weeks.filter(({ staff, since }) => staff === row.id && since <= on).at(-1);
    const own = minimums.filter((one) => one.staff === row.id && one.since <= on);
    return {
      id: row.id,
      name: row.name,
      signsIn: row.person !== null,
      kind: row.kind,
      employer: row.employer === null ? null : { code: row.employer, name: names.get(row.employer) ?? row.employer },
      company: row.company,
      contract: row.contract,
      percentage: row.percentage,
      profile: row.profile === null ? null : { id: row.profile, name: profile?.name ?? text(row.profile, row.profile) },
      line: row.line,
      skills: row.skills,
      since: row.since,
      until: row.until,
      act: row.act,
      endingAct: row.ending_act,
      minimums: own
        .filter((one, place) => own.findIndex((other) => other.site === one.site) === place)
        .map(({ site: at, since, days, minutes, act }) => ({ site: site(at), since, days, minutes, act })),
      week: (week?.stints ?? [])
        .map((stint) => ({ ...stint, site: site(stint.site) }))
        .toSorted((a, b) => a.weekday - b.weekday || a.from - b.from),
    };
  });
}

/** What there is to choose from when staff and sites are written down. */
export const listChoices = defineAction({
  name: 'staffing/list-choices',
  title: text('elencare ciò che si può scegliere per personale e sedi', 'list what staff and sites may be chosen from'),
  reads: true,
  permission: { ...keeps, letter: 'w', roles: ['REF', 'L1', 'L2', 'SYS', 'RES', 'ADM'] },
  http: { method: 'GET', path: '/staff-choices' },
  input: z.object({}),
  output: z.object({
    entities: z.array(entityView).max(10_000),
    sites: z.array(siteName.extend({ entity: z.string().max(40) })).max(10_000),
    /** Who holds a technician's or office post; for who keeps the staff. */
    people: z.array(z.object({ id: z.uuid(), name: z.string().max(200) })).max(10_000),
    staff: z.array(z.object({ id: z.uuid(), name: z.string().max(120) })).max(10_000),
    profiles: z.array(z.object({ id: z.string().max(60), name: textShape })).max(1000),
  }),
  example: {},
  async run(context) {
    const { tx, association, reach, actor, now } = context;
    const names = [...(await entityNames(context))].map(([code, name]) => ({ code, name }));
    const sites = (await sitesSeen(context)).filter(({ until }) => until === null || until >= now.today);
    const staff = (await staffSeen(context)).filter((row) => works(row, now.today));
    const all = reach === 'g';
    const posts = all ? await postsBegunBy(tx, association, { on: now.today, roles: [...working] }) : [];
    const ids = new Set(posts.filter(({ until }) => until === null || until >= now.today).map(({ person }) => person));
    const people = all ? await seeingColleagues(tx, () => namesOf(tx, [...ids])) : new Map<string, string>();
    return {
      entities: names
        .filter(({ code }) => all || code === actor.entity)
        .toSorted((a, b) => a.name.localeCompare(b.name, 'it')),
      sites: sites
        .filter(({ entity }) => reach !== 'e' || entity === actor.entity)
        .map(({ id, name, entity }) => ({ id, name, entity })),
      people: [...people].map(([id, name]) => ({ id, name })).toSorted((a, b) => a.name.localeCompare(b.name, 'it')),
      staff: staff.map(({ id, name }) => ({ id, name })),
      profiles: all
        ? ((await clauseOn(tx, { association, kind: 'hour-quota', on: now.today }))?.terms.profiles ?? []).map(
            ({ id, name }) => ({ id, name }),
          )
        : [],
    };
  },
});

const working = ['L1', 'L2', 'SYS', 'RES', 'ADM', 'SUP'] as const;

/**
 * Records who works for the service, of whom they are an employee, and at what percentage. Refuses `staffing/already-staff`,
 * `staffing/no-such-entity`, `staffing/no-such-profile`, `staffing/id-taken`.
 */
export const addStaff = defineAction({
  name: 'staffing/add-staff',
  title: text('registrare chi lavora per il servizio', 'record who works for the service'),
  about: text(
    'Con l’ente che lo impiega, o la ditta e il suo contratto; la percentuale, il profilo delle ore annue e la linea di azione.',
    'With the entity that employs them, or the company and its contract; the percentage, the profile of yearly hours and the line of action.',
  ),
  permission: keeps,
  http: { method: 'POST', path: '/staff' },
  input: z.object({
    id: ownIdShape,
    name: nameShape,
    person: z.uuid().optional().meta({ description: 'Chi accede alla piattaforma, per scrivere le proprie ore.' }),
    kind: z.enum(staffKinds),
    employer: entityShape.optional(),
    company: z.string().trim().max(200).default(''),
    contract: z.string().trim().max(200).default(''),
    percentage: z.coerce.number().pipe(z.int().min(1).max(100)).default(100).meta({ format: 'int32' }),
    profile: z.string().trim().min(1).max(60).optional(),
    line: z.enum(workLines).optional(),
    skills: z.string().trim().max(1000).default(''),
    since: dayShape,
    until: untilShape,
    act: actShape,
  }),
  output: z.object({ staff: z.uuid() }),
  example: {
    name: 'Rosa Neri',
    kind: 'seconded',
    employer: 'c_g420',
    percentage: 50,
    since: '2027-01-01',
    act: 'delibera 4/2027',
  },
  async run(context) {
    const { tx, association, actor, now, input, tell } = context;
    const { name, person, kind, employer, company, contract, percentage, profile, line, skills, since, act } = input;
    const outside = kind === 'company' || kind === 'self-employed';
    const problems = [
      ...(input.until && input.until < since
        ? [{ path: 'until', says: text('La fine viene prima dell’inizio.', 'The end comes before the beginning.') }]
        : []),
      ...(!employer && company === ''
        ? [
            {
              path: 'employer',
              says: text('Serve l’ente che impiega, o la ditta.', 'The employing entity, or the company, is needed.'),
            },
          ]
        : []),
      ...(outside && contract === ''
        ? [
            {
              path: 'contract',
              says: text(
                'Per una ditta o un lavoratore autonomo serve il contratto.',
                'A company or a self-employed person needs the contract.',
              ),
            },
          ]
        : []),
    ];
    if (problems.length > 0) throw new BadInput(problems);
    await holdStaffing(tx, association);
    if (employer && !(await entityNames(context)).has(employer)) throw new Refused(refusals.noSuchEntity(employer));
    if (profile !== undefined) {
      const profiles = (await clauseOn(tx, { association, kind: 'hour-quota', on: now.today }))?.terms.profiles ?? [];
      if (!profiles.some(({ id }) => id === profile)) throw new Refused(refusals.noSuchProfile(profile));
    }
    const twice = (await staffOf(tx, association)).find(
      (one) =>
        (person ? one.person === person : one.person === null && one.name === name) &&
        (input.until === undefined || one.since <= input.until) &&
        (one.until === null || one.until >= since),
    );
    if (twice) throw new Refused(refusals.alreadyStaff(twice.name));
    const id = input.id ?? randomUUID();
    if ((await staffOf(tx, association)).some((one) => one.id === id)) throw new Refused(refusals.idTaken());
    await insertStaff(tx, {
      ...{ association, id, person: person ?? null, name, kind, company, contract, percentage, skills, since, act },
      employer: employer ?? null,
      profile: profile ?? null,
      line: line ?? null,
      until: input.until ?? null,
      ending_act: null,
      recorded_at: now.instant,
      recorded_by: actor.person,
    });
    tell({ actingFor: employer ?? null, after: { staff: id, name, kind, percentage, profile, line, since, act } });
    return { staff: id };
  },
});

/** Records the last day of somebody's work for the service. Refuses `staffing/already-ended`, `staffing/ends-before-beginning`. */
export const endStaffing = defineAction({
  name: 'staffing/end-staff',
  title: text('registrare la fine di un rapporto di lavoro', 'record the end of a working relationship'),
  permission: keeps,
  http: { method: 'POST', path: '/staff/:staff/end' },
  input: z.object({ ...aPerson, until: dayShape, act: actShape }),
  output: z.object({ until: dayShape }),
  example: { staff: '00000000-0000-4000-8000-000000000000', until: '2027-12-31', act: 'rientro nell’ente' },
  async run(context) {
    const { tx, association, input, tell } = context;
    await holdStaffing(tx, association);
    const row = await staffMember(context, input.staff);
    if (row.ending_act !== null) throw new Refused(refusals.alreadyEnded(row.name));
    if (input.until < row.since) throw new Refused(refusals.endsBeforeBeginning(row.since));
    await endStaff(tx, association, { id: row.id, until: input.until, act: input.act });
    tell({ before: { until: row.until }, after: { staff: row.id, until: input.until, act: input.act } });
    return { until: input.until };
  },
});

/** Agrees the least presence of a person at a site, from a month on. Refuses `staffing/no-such-staff`, `staffing/no-such-site`. */
export const agreeMinimum = defineAction({
  name: 'staffing/agree-minimum',
  title: text('registrare le presenze minime concordate', 'record the minimum presence agreed'),
  about: text(
    'Giorni e ore al mese di una persona in una sede, con l’intesa che li fissa. Valgono dal mese indicato, fino alla prossima intesa.',
    'Days and hours a month of a person at a site, with the agreement that fixes them. They hold from the month given to the next agreement.',
  ),
  permission: keeps,
  http: { method: 'PUT', path: '/staff/:staff/minimums/:site' },
  input: z.object({
    ...aPerson,
    site: z.uuid(),
    month: monthShape,
    days: z.coerce.number().pipe(z.int().min(0).max(31)).meta({ format: 'int32' }),
    hours: durationShape(0, 44_640),
    act: actShape,
  }),
  output: z.object({ since: dayShape }),
  example: {
    staff: '00000000-0000-4000-8000-000000000000',
    site: '00000000-0000-4000-8000-000000000000',
    month: '2027-01',
    days: 6,
    hours: '36',
    act: 'intesa 4/2027',
  },
  async run(context) {
    const { tx, association, actor, now, input, tell } = context;
    const row = await staffMember(context, input.staff);
    const site = await siteSeen(context, input.site);
    const { month, days, hours, act } = input;
    if (month < dayOf(Number(row.since.slice(0, 4)), Number(row.since.slice(5, 7)), 1))
      throw new Refused(refusals.endsBeforeBeginning(row.since));
    await storeMinimum(tx, {
      ...{ association, staff: row.id, site: site.id, since: month, days, minutes: hours, act },
      recorded_at: now.instant,
      recorded_by: actor.person,
    });
    tell({ actingFor: site.entity, after: { staff: row.id, site: site.id, month, days, minutes: hours, act } });
    return { since: month };
  },
});
