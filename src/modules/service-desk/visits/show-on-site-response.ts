import { z } from 'zod';
import { addDays, type Day, dayOf, instantOfMinute, yearOf } from '../../../kernel/day.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { BadInput } from '../../../platform/problem.ts';
import { dayShape, traceShape } from '../../../platform/shape.ts';
import { allEntities } from '../../membership/index.ts';
import { clockMeasure } from '../clock-measure.ts';
import { onSiteResponse } from './on-site-response.ts';
import { presencesBetween } from './storage.ts';

const number = z.int().min(0).meta({ format: 'int32' });

/** How quickly somebody is on site, entity by entity: all for the head, the own one for its referent. */
export const showOnSiteResponse = defineAction({
  name: 'service-desk/show-on-site-response',
  title: text('vedere i tempi di risposta sul posto', 'see how quickly somebody is on site'),
  about: text(
    'La media, ente per ente, dal momento in cui la presenza è chiesta a quello in cui qualcuno è sul posto: interventi svolti e compiti sul posto fatti nel periodo.',
    'The mean, by entity, from when presence is asked for to when somebody is there: visits made and tasks on site done in the period.',
  ),
  reads: true,
  permission: { capability: 'service-desk', letter: 'w', roles: ['REF', 'RES'] },
  http: { method: 'GET', path: '/on-site-response' },
  input: z.object({ from: dayShape.optional(), to: dayShape.optional() }),
  output: z.object({
    from: dayShape,
    to: dayShape,
    items: z
      .array(
        z.object({
          entity: z.string().max(40),
          name: z.string().max(300),
          visits: number,
          tasks: number,
          /** Minutes by the clock on the wall, and of the hours of work alone; null where nobody was there. */
          elapsed: number.nullable(),
          working: number.nullable(),
          trace: traceShape,
        }),
      )
      .max(10_000),
  }),
  example: { from: '2026-01-01', to: '2026-12-31' },
  async run({ tx, association, actor, reach, now, input }) {
    const to: Day = input.to ?? now.today;
    const from: Day = input.from ?? (input.to ? dayOf(yearOf(to), 1, 1) : dayOf(yearOf(now.today), 1, 1));
    if (from > to)
      throw new BadInput([
        { path: 'to', says: text('L’ultimo giorno viene prima del primo.', 'The last day comes before the first.') },
      ]);
    const ends = Math.min(now.instant.getTime(), instantOfMinute(addDays(to, 1), 0));
    const presences = Map.groupBy(
      await presencesBetween(tx, association, { from: new Date(instantOfMinute(from, 0)), before: new Date(ends) }),
      ({ entity }) => entity,
    );
    const entities = (await allEntities(tx, association)).filter(({ code, relation }) =>
      reach === 'g' ? relation !== 'partner' || presences.has(code) : code === actor.entity,
    );
    const items = [];
    for (const { code, name } of entities.toSorted((a, b) => a.name.localeCompare(b.name, 'it'))) {
      const { calendar } = await clockMeasure(tx, association, { entity: code, on: to });
      const { explain, ...found } = onSiteResponse(presences.get(code) ?? [], calendar);
      items.push({ entity: code as string, name, ...found, trace: explain() });
    }
    return { from, to, items };
  },
});
