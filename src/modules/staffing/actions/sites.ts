import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { BadInput } from '../../../platform/problem.ts';
import { dayShape } from '../../../platform/shape.ts';
import { leastStaffedDays } from '../agreement-of-staffing.ts';
import { covers, refusals } from '../rules/index.ts';
import {
  endPeriod,
  holdStaffing,
  insertPeriod,
  insertSite,
  type PeriodRow,
  type SiteRow,
  staffedPeriods,
  updateSite,
} from '../storage/sites.ts';
import { entityNames, ownSite, sitesSeen } from './found.ts';
import { actShape, aSite, count, entityShape, entityView, keeps, nameShape, ownIdShape, untilShape } from './shapes.ts';

const spellView = z.object({ since: dayShape, until: dayShape.nullable() });

export const siteView = z.object({
  id: z.uuid(),
  entity: entityView,
  name: z.string().max(120),
  address: z.string().max(200),
  main: z.boolean(),
  since: dayShape,
  until: dayShape.nullable(),
  /** Shown to who sees the site's entity or the whole association. */
  act: z.string().max(300).nullable(),
  manualMedia: spellView.nullable(),
  /** Whether it counts as staffed on the day. */
  staffed: z.boolean(),
  periods: z
    .array(
      spellView.extend({
        daysPerWeek: z.number(),
        act: z.string().max(300).nullable(),
        endingAct: z.string().max(300).nullable(),
      }),
    )
    .max(1000),
});
export type SiteView = z.output<typeof siteView>;

/** The sites that the actor knows of. */
export const listSites = defineAction({
  name: 'staffing/list-sites',
  title: text('elencare le sedi', 'list the sites'),
  about: text(
    'Le sedi dell’ufficio e degli enti, se sono presidiate in un giorno e da quando a quando lo sono state.',
    'The sites of the office and of the entities, whether they are staffed on a day and from when to when they were.',
  ),
  reads: true,
  permission: { capability: 'staffing', letter: 'r' },
  http: { method: 'GET', path: '/sites' },
  input: z.object({
    on: dayShape.optional(),
    state: z.enum(['open', 'any']).default('open'),
    staffed: z.enum(['yes', 'no']).optional(),
  }),
  output: z.object({ on: dayShape, count, items: z.array(siteView).max(10_000) }),
  example: { on: '2027-07-01' },
  async run(context) {
    const { tx, association, reach, actor, now, input } = context;
    const on = input.on ?? now.today;
    const names = await entityNames(context);
    const periods = Map.groupBy(await staffedPeriods(tx, association), ({ site }) => site);
    const least = await leastStaffedDays(tx, association, on);
    const items = (await sitesSeen(context))
      .filter((site) => input.state === 'any' || covers(site, on))
      .map((site) =>
        viewOf(site, {
          ...{ on, least, name: names.get(site.entity) ?? site.entity, periods: periods.get(site.id) ?? [] },
          withActs: reach === 'g' || (reach === 'e' && site.entity === actor.entity),
        }),
      )
      .filter(({ staffed }) => input.staffed === undefined || staffed === (input.staffed === 'yes'));
    return { on, count: items.length, items };
  },
});

function viewOf(
  site: SiteRow,
  about: {
    readonly on: SiteRow['since'];
    readonly least: number;
    readonly name: string;
    readonly periods: readonly PeriodRow[];
    readonly withActs: boolean;
  },
): SiteView {
  const { on, least, name, periods, withActs } = about;
  return {
    id: site.id,
    entity: { code: site.entity, name },
    name: site.name,
    address: site.address,
    main: site.main,
    since: site.since,
    until: site.until,
    act: withActs ? site.act : null,
    manualMedia: site.media_since ? { since: site.media_since, until: site.media_until } : null,
    staffed: periods.some((period) => period.daysPerWeek >= least && covers(period, on)),
    periods: periods.map(({ since, until, daysPerWeek, act, ending_act }) => ({
      ...{ since, until, daysPerWeek },
      act: withActs ? act : null,
      endingAct: withActs ? ending_act : null,
    })),
  };
}

const given = {
  name: nameShape,
  address: z.string().trim().max(200).default(''),
  main: z.stringbool().or(z.boolean()).default(false).meta({ description: 'La sede principale: una sola.' }),
  act: z.string().trim().max(300).default(''),
  mediaSince: dayShape.optional().meta({ description: 'Dal quale i supporti dei salvataggi si cambiano a mano.' }),
  mediaUntil: untilShape,
};

function problemsOf(input: {
  since?: string | undefined;
  until?: string | undefined;
  mediaSince?: string | undefined;
  mediaUntil?: string | undefined;
}) {
  const { since, until, mediaSince, mediaUntil } = input;
  const before = text('La fine viene prima dell’inizio.', 'The end comes before the beginning.');
  return [
    ...(since && until && until < since ? [{ path: 'until', says: before }] : []),
    ...(mediaSince && mediaUntil && mediaUntil < mediaSince ? [{ path: 'mediaUntil', says: before }] : []),
    ...(!mediaSince && mediaUntil
      ? [{ path: 'mediaSince', says: text('Manca il primo giorno.', 'The first day is missing.') }]
      : []),
  ];
}

/** Adds a site of an entity. Refuses `staffing/no-such-entity`, `staffing/second-main-site`, `staffing/id-taken`. */
export const addSite = defineAction({
  name: 'staffing/add-site',
  title: text('aggiungere una sede', 'add a site'),
  permission: keeps,
  http: { method: 'POST', path: '/sites' },
  input: z.object({ id: ownIdShape, entity: entityShape, since: dayShape, ...given }),
  output: z.object({ site: z.uuid() }),
  example: { entity: 'c_g420', name: 'Municipio', address: 'via Ponte Vecchio 1', since: '2027-01-01' },
  async run(context) {
    const { tx, association, actor, now, input, tell } = context;
    const problems = problemsOf(input);
    if (problems.length > 0) throw new BadInput(problems);
    await holdStaffing(tx, association);
    if (!(await entityNames(context)).has(input.entity)) throw new Refused(refusals.noSuchEntity(input.entity));
    await mustBeOnlyMain(context, input.main);
    const { entity, name, address, main, since, act, mediaSince, mediaUntil } = input;
    const id = input.id ?? randomUUID();
    if ((await sitesSeen(context)).some((one) => one.id === id)) throw new Refused(refusals.idTaken());
    await insertSite(tx, {
      ...{ association, id, entity, name, address, main, since, until: null, act },
      media_since: mediaSince ?? null,
      media_until: mediaUntil ?? null,
      recorded_at: now.instant,
      recorded_by: actor.person,
    });
    tell({ actingFor: entity, after: { site: id, name, main, since, act, mediaSince, mediaUntil } });
    return { site: id };
  },
});

/** Changes what is written of a site, or closes it. Refuses `staffing/no-such-site`, `staffing/second-main-site`. */
export const changeSite = defineAction({
  name: 'staffing/change-site',
  title: text('cambiare i dati di una sede', 'change a site'),
  permission: keeps,
  http: { method: 'PUT', path: '/sites/:site' },
  input: z.object({ ...aSite, ...given, until: untilShape.meta({ description: 'L’ultimo giorno, se chiude.' }) }),
  output: z.object({ site: z.uuid() }),
  example: { site: '00000000-0000-4000-8000-000000000000', name: 'Municipio', mediaSince: '2027-01-01' },
  async run(context) {
    const { tx, association, input, tell } = context;
    await holdStaffing(tx, association);
    const site = await ownSite(context, input.site);
    const problems = problemsOf({ ...input, since: site.since });
    if (problems.length > 0) throw new BadInput(problems);
    await mustBeOnlyMain(context, input.main && !input.until, site.id);
    const { name, address, main, act, until, mediaSince, mediaUntil } = input;
    await updateSite(tx, association, site.id, {
      ...{ name, address, main, act, until: until ?? null },
      media_since: mediaSince ?? null,
      media_until: mediaUntil ?? null,
    });
    tell({
      actingFor: site.entity,
      before: { name: site.name, address: site.address, main: site.main, until: site.until, act: site.act },
      after: { site: site.id, name, address, main, until, act, mediaSince, mediaUntil },
    });
    return { site: site.id };
  },
});

async function mustBeOnlyMain(context: Parameters<typeof sitesSeen>[0], main: boolean, except?: string) {
  if (!main) return;
  const other = (await sitesSeen(context)).find((one) => one.main && one.until === null && one.id !== except);
  if (other) throw new Refused(refusals.secondMainSite(other.name));
}

/** Says that people of the office are present at a site from a day on. Refuses `staffing/already-staffed`, `staffing/overlapping`. */
export const staffSite = defineAction({
  name: 'staffing/staff-site',
  title: text('registrare il presidio di una sede', 'record that a site is staffed'),
  about: text(
    'Con l’atto e i giorni a settimana. Finché dura, l’ente non deve avere un referente, se la convenzione lo lega al presidio.',
    'With the act and the days a week. While it lasts the entity needs no referent, where the agreement hangs it on staff.',
  ),
  permission: keeps,
  http: { method: 'POST', path: '/sites/:site/staffing' },
  input: z.object({
    ...aSite,
    since: dayShape,
    daysPerWeek: z.coerce.number().pipe(z.number().min(0.5).max(7).multipleOf(0.5)),
    act: actShape,
  }),
  output: z.object({ period: z.uuid() }),
  example: {
    site: '00000000-0000-4000-8000-000000000000',
    since: '2027-01-01',
    daysPerWeek: 2,
    act: 'intesa 3/2027',
  },
  async run(context) {
    const { tx, association, actor, now, input, tell } = context;
    await holdStaffing(tx, association);
    const site = await ownSite(context, input.site);
    const periods = await staffedPeriods(tx, association, site.id);
    const open = periods.find(({ until }) => until === null);
    if (open) throw new Refused(refusals.alreadyStaffed(open.since));
    if (periods.some(({ until }) => until !== null && until >= input.since)) throw new Refused(refusals.overlapping());
    const id = randomUUID();
    const { since, daysPerWeek, act } = input;
    await insertPeriod(tx, {
      ...{ association, id, site: site.id, since, until: null, days_per_week: daysPerWeek, act, ending_act: null },
      recorded_at: now.instant,
      recorded_by: actor.person,
    });
    tell({ actingFor: site.entity, after: { site: site.id, since, daysPerWeek, act } });
    return { period: id };
  },
});

/**
 * Says which is the last day of presence at a site: from the next its entity may need a referent. Refuses `staffing/not-staffed`,
 * `staffing/ends-before-beginning`.
 */
export const unstaffSite = defineAction({
  name: 'staffing/unstaff-site',
  title: text('registrare la fine del presidio di una sede', 'record that a site is no longer staffed'),
  permission: keeps,
  http: { method: 'POST', path: '/sites/:site/staffing/end' },
  input: z.object({ ...aSite, until: dayShape.meta({ description: 'L’ultimo giorno di presidio.' }), act: actShape }),
  output: z.object({ until: dayShape }),
  example: { site: '00000000-0000-4000-8000-000000000000', until: '2027-06-30', act: 'delibera 12/2027' },
  async run(context) {
    const { tx, association, input, tell } = context;
    await holdStaffing(tx, association);
    const site = await ownSite(context, input.site);
    const open = (await staffedPeriods(tx, association, site.id)).find(({ until }) => until === null);
    if (!open) throw new Refused(refusals.notStaffed());
    if (input.until < open.since) throw new Refused(refusals.endsBeforeBeginning(open.since));
    await endPeriod(tx, association, { id: open.id, until: input.until, act: input.act });
    tell({ actingFor: site.entity, before: { since: open.since }, after: { until: input.until, act: input.act } });
    return { until: input.until };
  },
});
