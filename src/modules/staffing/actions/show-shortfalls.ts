import { z } from 'zod';
import { addMonths, type Day } from '../../../kernel/day.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { traceShape } from '../../../platform/shape.ts';
import { clauseOn } from '../agreement-of-staffing.ts';
import { rosterBetween } from '../people-at-sites.ts';
import { presencesIn, shortfallOf } from '../rules/index.ts';
import { minimumsOf } from '../storage/staff.ts';
import { workBetween } from '../work-done.ts';
import { sitesSeen, staffSeen, works } from './found.ts';
import { count, monthShape, personName, readsInside, siteName } from './shapes.ts';
import { endOfMonth, monthOf } from './time.ts';

const presence = z.object({ days: count, minutes: count });

/**
 * For every person and site with a minimum agreed, what was planned, what was worked and what lacks in a month. Work without a
 * site counts at the site where the plan had the person that day, when it is one alone.
 */
export const showShortfalls = defineAction({
  name: 'staffing/show-shortfalls',
  title: text('confrontare le presenze con i minimi concordati', 'compare presence with the minimums agreed'),
  about: text(
    'Giorni e ore concordati, previsti e lavorati in un mese, persona per persona e sede per sede, con quello che manca e la sua spiegazione.',
    'Days and hours agreed, planned and worked in a month, by person and site, with what lacks and its explanation.',
  ),
  reads: true,
  permission: readsInside,
  http: { method: 'GET', path: '/shortfalls' },
  input: z.object({ month: monthShape.optional(), short: z.stringbool().or(z.boolean()).optional() }),
  output: z.object({
    month: z.string().max(7),
    count,
    items: z
      .array(
        z.object({
          person: personName,
          site: siteName,
          agreed: presence,
          planned: presence,
          worked: presence,
          missing: presence,
          short: z.boolean(),
          trace: traceShape,
        }),
      )
      .max(10_000),
  }),
  example: { month: '2027-03' },
  async run(context) {
    const { tx, association, reach, actor, now, input } = context;
    const month = input.month ?? addMonths(`${monthOf(now.today)}-01` as Day, -1);
    const last = endOfMonth(month);
    const sites = new Map((await sitesSeen({ ...context, reach: 'g' })).map((site) => [site.id, site]));
    const seen = new Map(
      (await staffSeen({ ...context, reach: reach === 'e' ? 'g' : reach })).map((row) => [row.id, row]),
    );
    const agreed = (await minimumsOf(tx, association)).filter(({ staff, site, since }) => {
      const person = seen.get(staff);
      const mine = reach !== 'e' || person?.employer === actor.entity || sites.get(site)?.entity === actor.entity;
      return person !== undefined && mine && since <= month && works({ ...person, since: month }, month);
    });
    const inForce = agreed.filter(
      (one, place) => agreed.findIndex((other) => other.staff === one.staff && other.site === one.site) === place,
    );
    const { days } = await rosterBetween(tx, association, { from: month, to: last });
    const planned = presencesIn(days);
    const placed = new Map(days.map((day) => [day.on, day.stints]));
    const work = await workBetween(tx, association, { from: month, to: last, everybody: true });
    const clause = await clauseOn(tx, { association, kind: 'presence-minimum', on: last });
    const items = inForce.map((one) => {
      const there = work.filter(({ staff, on, site }) => {
        if (staff.id !== one.staff) return false;
        if (site !== null) return site === one.site;
        const places = new Set(
          (placed.get(on) ?? []).filter((stint) => stint.staff === staff.id).map((stint) => stint.site),
        );
        return places.size === 1 && places.has(one.site);
      });
      const worked = {
        days: new Set(there.map(({ on }) => on)).size,
        minutes: there.reduce((sum, { minutes }) => sum + minutes, 0),
      };
      const expected = planned.get(`${one.staff} ${one.site}`) ?? { days: 0, minutes: 0 };
      const least = { days: one.days, minutes: one.minutes };
      const shortfall = shortfallOf({ month, agreed: { ...least, act: one.act }, planned: expected, worked }, clause);
      const { id, name } = seen.get(one.staff)!;
      const site = sites.get(one.site)!;
      return {
        person: { id, name },
        site: { id: site.id, name: site.name },
        agreed: least,
        planned: { ...expected },
        worked,
        missing: { days: shortfall.days, minutes: shortfall.minutes },
        short: shortfall.short,
        trace: shortfall.explain(),
      };
    });
    const shown = items
      .filter(({ short }) => input.short === undefined || short === input.short)
      .toSorted(
        (a, b) => a.person.name.localeCompare(b.person.name, 'it') || a.site.name.localeCompare(b.site.name, 'it'),
      );
    return { month: monthOf(month), count: shown.length, items: shown };
  },
});
