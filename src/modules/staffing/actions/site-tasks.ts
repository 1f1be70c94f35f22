import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { addDays, type Day } from '../../../kernel/day.ts';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { BadInput } from '../../../platform/problem.ts';
import { dayShape, sourceShape } from '../../../platform/shape.ts';
import { clauseOn, leastStaffedDays } from '../agreement-of-staffing.ts';
import { covers, type MediaDay, mediaDays, refusals } from '../rules/index.ts';
import {
  insertMediaChange,
  insertMovement,
  insertRoomEntry,
  mediaChanges,
  recordLeaving,
  roomEntries,
  roomEntry,
  stockAt,
} from '../storage/site-tasks.ts';
import { holdStaffing, type SiteRow, staffedPeriods } from '../storage/sites.ts';
import { type Acting, ownSite, sitesSeen } from './found.ts';
import { aSite, count, entityView, nameShape, noteShape, onSite, readsOfEntities, siteName } from './shapes.ts';

/** How many days back a missed change is still shown. */
const back = 30;

function manual(site: SiteRow) {
  return site.media_since ? { since: site.media_since, until: site.media_until } : null;
}

async function mediaOf(
  { tx, association }: Acting,
  site: SiteRow,
  { today, least }: { readonly today: Day; readonly least: number },
): Promise<{ days: MediaDay[]; rows: Awaited<ReturnType<typeof mediaChanges>> }> {
  const from = addDays(today, -back);
  const rows = await mediaChanges(tx, association, from, site.id);
  const done = new Set(rows.map(({ on_day }) => on_day));
  const periods = await staffedPeriods(tx, association, site.id);
  return { days: mediaDays({ manual: manual(site), periods, done, least }, { from, to: today, today }), rows };
}

/** What is done on site: media changes of the last thirty days, who entered the machine room, consumables. Refuses `staffing/no-such-site`. */
export const showSiteTasks = defineAction({
  name: 'staffing/show-site-tasks',
  title: text('vedere i compiti di una sede', 'see the tasks of a site'),
  about: text(
    'I cambi dei supporti degli ultimi trenta giorni con quelli saltati, gli ingressi in sala macchine e le scorte.',
    'Media changes of the last thirty days with those missed, entries to the machine room and the stocks.',
  ),
  reads: true,
  permission: readsOfEntities,
  http: { method: 'GET', path: '/sites/:site/tasks' },
  input: z.object(aSite),
  output: z.object({
    site: siteName.extend({ entity: entityView.shape.code }),
    source: sourceShape.nullable(),
    manualMedia: z.boolean(),
    missed: count,
    media: z
      .array(
        z.object({
          on: dayShape,
          state: z.enum(['done', 'to-do', 'missed']),
          medium: z.string().max(100),
          note: z.string().max(300),
        }),
      )
      .max(100),
    room: z
      .array(
        z.object({
          id: z.uuid(),
          who: z.string().max(120),
          company: z.string().max(120),
          why: z.string().max(300),
          enteredAt: z.iso.datetime(),
          leftAt: z.iso.datetime().nullable(),
        }),
      )
      .max(200),
    stock: z
      .array(z.object({ item: z.string().max(100), stock: z.int(), least: count.nullable(), short: z.boolean() }))
      .max(10_000),
  }),
  example: { site: '00000000-0000-4000-8000-000000000000' },
  async run(context) {
    const { tx, association, now, input } = context;
    const site = await ownSite(context, input.site);
    const least = await leastStaffedDays(tx, association, now.today);
    const { days, rows } = await mediaOf(context, site, { today: now.today, least });
    const changes = new Map(rows.map((row) => [row.on_day, row]));
    const entries = await roomEntries(tx, association, site.id, 200);
    const clause = await clauseOn(tx, { association, kind: 'site-tasks', on: now.today });
    const stocks = await stockAt(tx, association, site.id);
    return {
      site: { id: site.id, name: site.name, entity: site.entity },
      source: clause?.source ?? null,
      manualMedia: manual(site) !== null && covers(manual(site)!, now.today),
      missed: days.filter(({ state }) => state === 'missed').length,
      media: days.toReversed().map(({ on, state }) => ({
        ...{ on, state },
        medium: changes.get(on)?.medium ?? '',
        note: changes.get(on)?.note ?? '',
      })),
      room: entries.map(({ id, who, company, why, entered_at, left_at }) => ({
        ...{ id, who, company, why },
        enteredAt: entered_at.toISOString(),
        leftAt: left_at?.toISOString() ?? null,
      })),
      stock: stocks.map(({ item, stock, least: wanted }) => ({
        ...{ item, stock, least: wanted },
        short: wanted !== null && stock < wanted,
      })),
    };
  },
});

/** Sites where a change of media was missed in the last thirty days or is to be done today. */
export const listMissedMedia = defineAction({
  name: 'staffing/list-missed-media',
  title: text('elencare i cambi di supporti saltati', 'list missed media changes'),
  reads: true,
  permission: readsOfEntities,
  http: { method: 'GET', path: '/missed-media' },
  input: z.object({}),
  output: z.object({
    count,
    items: z.array(z.object({ site: siteName, missed: z.array(dayShape).max(100), today: z.boolean() })).max(10_000),
  }),
  example: {},
  async run(context) {
    const { tx, association, reach, actor, now } = context;
    const least = await leastStaffedDays(tx, association, now.today);
    const sites = (await sitesSeen(context)).filter(
      (site) => manual(site) !== null && (reach === 'g' || site.entity === actor.entity),
    );
    const items: { site: { id: string; name: string }; missed: Day[]; today: boolean }[] = [];
    for (const site of sites) {
      const { days } = await mediaOf(context, site, { today: now.today, least });
      const missed = days.filter(({ state }) => state === 'missed').map(({ on }) => on);
      const today = days.some(({ state }) => state === 'to-do');
      if (missed.length > 0 || today) items.push({ site: { id: site.id, name: site.name }, missed, today });
    }
    return { count: items.length, items };
  },
});

/** Writes down that media were changed on a day. Refuses `staffing/no-such-site`, `staffing/no-manual-media`, `staffing/media-already-changed`. */
export const recordMediaChange = defineAction({
  name: 'staffing/record-media-change',
  title: text('registrare il cambio dei supporti', 'record a change of media'),
  permission: onSite,
  http: { method: 'POST', path: '/sites/:site/media' },
  input: z.object({
    ...aSite,
    on: dayShape.optional(),
    medium: z.string().trim().min(1).max(100).meta({ description: 'Quale supporto è stato messo.' }),
    note: noteShape,
  }),
  output: z.object({ on: dayShape }),
  example: { site: '00000000-0000-4000-8000-000000000000', medium: 'nastro giovedì' },
  async run(context) {
    const { tx, association, actor, now, input, tell } = context;
    const site = await ownSite(context, input.site);
    const on = input.on ?? now.today;
    if (on > now.today)
      throw new BadInput([
        { path: 'on', says: text('È un giorno che deve ancora venire.', 'That day is still to come.') },
      ]);
    const when = manual(site);
    if (!when || !covers(when, on)) throw new Refused(refusals.noManualMedia());
    const { medium, note } = input;
    const recorded = await insertMediaChange(tx, {
      ...{ association, site: site.id, entity: site.entity, on_day: on, medium, note },
      recorded_at: now.instant,
      recorded_by: actor.person,
    });
    if (!recorded) throw new Refused(refusals.alreadyChanged(on));
    tell({ actingFor: site.entity, after: { site: site.id, on, medium } });
    return { on };
  },
});

/** Writes down who enters the machine room of a site, and why. Refuses `staffing/no-such-site`. */
export const recordRoomEntry = defineAction({
  name: 'staffing/record-room-entry',
  title: text('registrare un ingresso in sala macchine', 'record an entry to the machine room'),
  permission: onSite,
  http: { method: 'POST', path: '/sites/:site/room-entries' },
  input: z.object({
    ...aSite,
    who: nameShape,
    company: z.string().trim().max(120).default(''),
    why: z.string().trim().min(1).max(300),
  }),
  output: z.object({ entry: z.uuid() }),
  example: {
    site: '00000000-0000-4000-8000-000000000000',
    who: 'Carlo Bianchi',
    company: 'Ditta impianti',
    why: 'controllo del gruppo di continuità',
  },
  async run(context) {
    const { tx, association, actor, now, input, tell } = context;
    const site = await ownSite(context, input.site);
    const { who, company, why } = input;
    const id = randomUUID();
    await insertRoomEntry(tx, {
      ...{ association, id, site: site.id, entity: site.entity, who, company, why },
      entered_at: now.instant,
      left_at: null,
      recorded_at: now.instant,
      recorded_by: actor.person,
    });
    tell({ actingFor: site.entity, after: { entry: id, site: site.id, who, company, why } });
    return { entry: id };
  },
});

/** Writes down that somebody left the machine room. Refuses `staffing/no-such-entry`, `staffing/already-left`. */
export const recordRoomLeaving = defineAction({
  name: 'staffing/record-room-leaving',
  title: text('registrare l’uscita dalla sala macchine', 'record leaving the machine room'),
  permission: onSite,
  http: { method: 'POST', path: '/room-entries/:entry/leaving' },
  input: z.object({ entry: z.uuid() }),
  output: z.object({ entry: z.uuid() }),
  example: { entry: '00000000-0000-4000-8000-000000000000' },
  async run({ tx, association, now, input, tell }) {
    const found = await roomEntry(tx, association, input.entry);
    if (!found) throw new Refused(refusals.noSuchEntry());
    const left = await recordLeaving(tx, association, found.id, now.instant);
    if (!left) throw new Refused(refusals.alreadyLeft());
    tell({ actingFor: found.entity, after: { entry: found.id, who: found.who } });
    return { entry: found.id };
  },
});

/** Adds consumables to the stock of a site, or takes some. Refuses `staffing/no-such-site`, `staffing/stock-below-nothing`. */
export const moveStock = defineAction({
  name: 'staffing/move-stock',
  title: text('registrare un movimento delle scorte', 'record a movement of stock'),
  permission: onSite,
  http: { method: 'POST', path: '/sites/:site/stock' },
  input: z.object({
    ...aSite,
    item: z.string().trim().min(1).max(100),
    quantity: z.coerce
      .number()
      .pipe(
        z
          .int()
          .min(-9999)
          .max(9999)
          .refine((given) => given !== 0),
      )
      .meta({ description: 'Quanti arrivano; con il segno meno, quanti se ne prendono.' }),
    least: z.coerce.number().pipe(z.int().min(0).max(9999)).optional().meta({ format: 'int32' }),
    note: noteShape,
  }),
  output: z.object({ stock: count }),
  example: { site: '00000000-0000-4000-8000-000000000000', item: 'toner nero', quantity: 4, least: 2 },
  async run(context) {
    const { tx, association, actor, now, input, tell } = context;
    const site = await ownSite(context, input.site);
    await holdStaffing(tx, association);
    const { item, quantity, note } = input;
    const stock = (await stockAt(tx, association, site.id)).find((line) => line.item === item)?.stock ?? 0;
    if (stock + quantity < 0) throw new Refused(refusals.belowNothing(item, stock));
    await insertMovement(tx, {
      ...{ association, id: randomUUID(), site: site.id, entity: site.entity, item, quantity, on_day: now.today, note },
      least: input.least ?? null,
      recorded_at: now.instant,
      recorded_by: actor.person,
    });
    tell({ actingFor: site.entity, before: { item, stock }, after: { site: site.id, item, stock: stock + quantity } });
    return { stock: stock + quantity };
  },
});
