import { z } from 'zod';
import { dayOf, yearOf } from '../../../kernel/day.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape, offsetCursor, yearShape } from '../../../platform/shape.ts';
import { dutiesOfYear } from '../duties-of-year.ts';
import { dutyStates } from '../rules/index.ts';
import { remindersBetween } from '../storage/reminders.ts';
import { canRecord } from './can-record.ts';
import { entitiesSeen, isMine, seesDrafts } from './reach.ts';
import { dutyStateShape, dutyView } from './shapes.ts';
import { dutyViewOf } from './views.ts';

export const listDuties = defineAction({
  name: 'planning/list-duties',
  title: text('elencare gli adempimenti e il loro stato', 'list duties and where they stand'),
  about: text(
    'Ogni adempimento dell’anno, ente per ente dove riguarda gli enti: da fare, in ritardo, fatto in tempo o in ritardo, con la prova e i promemoria inviati. Chi opera per un ente vede quelli dell’associazione e del proprio ente.',
    'Every duty of the year, entity by entity where it is the entities’: to do, overdue, done in time or late, with the proof and the reminders sent. Who acts for an entity sees the association’s and its own.',
  ),
  reads: true,
  permission: { capability: 'planning', letter: 'r' },
  http: { method: 'GET', path: '/duties' },
  input: z.object({
    year: z.coerce.number().pipe(yearShape).optional(),
    state: dutyStateShape.optional(),
    /** Only those of the post one acts from. */
    mine: z.stringbool().or(z.boolean()).optional(),
    entity: z.string().max(40).optional(),
    /** Only the association's own, or only the entities'. */
    of: z.enum(['association', 'entities']).optional(),
    cursor: offsetCursor.optional(),
    limit: z.coerce.number().pipe(z.int().min(1).max(500)).default(100).meta({ format: 'int32' }),
  }),
  example: { year: 2027, state: 'overdue' },
  output: z.object({
    year: yearShape,
    on: dayShape,
    count: z.int().min(0),
    /** How many there are in each state, before the filter by state. */
    states: z.record(dutyStateShape, z.int().min(0)),
    items: z.array(dutyView).max(500),
    next: z.string().nullable(),
  }),
  async run(context) {
    const { tx, association, now, actor, input } = context;
    const year = input.year ?? yearOf(now.today);
    const { calendar, duties } = await dutiesOfYear(tx, {
      association,
      year,
      today: now.today,
      drafts: seesDrafts(context),
      entities: entitiesSeen(context),
    });
    const chosen = duties
      .filter((duty) => !input.mine || isMine(actor, duty))
      .filter(({ entity }) => input.of === undefined || (entity === null) === (input.of === 'association'))
      .filter(({ entity }) => input.entity === undefined || entity === input.entity);
    const found = chosen.filter(({ state }) => input.state === undefined || state === input.state);
    const offset = Number(input.cursor ?? 0);
    const reminders = await remindersBetween(tx, association, dayOf(year, 1, 1), dayOf(year, 12, 31));
    const about = { calendar, year, reminders, mayRecord: canRecord(context) };
    return {
      year,
      on: now.today,
      count: found.length,
      states: Object.fromEntries(
        dutyStates.map((state) => [state, chosen.filter((duty) => duty.state === state).length]),
      ) as Record<(typeof dutyStates)[number], number>,
      items: found.slice(offset, offset + input.limit).map((duty) => dutyViewOf(duty, about)),
      next: found.length > offset + input.limit ? String(offset + input.limit) : null,
    };
  },
});
