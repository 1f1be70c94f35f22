import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { daysBetween } from '../../../kernel/day.ts';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { BadInput } from '../../../platform/problem.ts';
import { dayShape } from '../../../platform/shape.ts';
import { clockRefusals } from '../rules/clock/index.ts';
import { deleteException, insertException } from '../storage/calendars.ts';
import { hoursShape, setsCalendars, whoseShape } from './calendar-shapes.ts';
import { dueAgain } from './due-again.ts';
import { calendarToChange } from './whose-calendar.ts';

/**
 * Days unlike their weekday: closed, or open at other hours; they go before holidays and weekly hours. At most a year long.
 * Refuses `service-desk/not-own-calendar`, `service-desk/no-such-entity`.
 */
export const addSpecialDays = defineAction({
  name: 'service-desk/add-special-days',
  title: text('aggiungere una chiusura o un’apertura straordinaria', 'add a closure or an extraordinary opening'),
  about: text('Senza ore quei giorni sono chiusi.', 'Without hours those days are closed.'),
  permission: setsCalendars,
  http: { method: 'POST', path: '/service-desk/calendar/special-days' },
  input: z.object({
    entity: whoseShape,
    from: dayShape,
    until: dayShape.nullish().meta({ description: 'L’ultimo giorno, compreso; senza, un giorno solo.' }),
    hours: hoursShape,
    why: z.string().trim().min(1).max(200),
  }),
  output: z.object({ id: z.uuid() }),
  example: { from: '2027-08-09', until: '2027-08-20', why: 'Chiusura estiva' },
  async run(context) {
    const { tx, association, input, tell } = context;
    const { entity, from, hours, why } = input;
    const until = input.until ?? from;
    const days = daysBetween(from, until);
    if (days < 0)
      throw new BadInput([
        { path: 'until', says: text('La fine viene prima dell’inizio.', 'The end comes before the beginning.') },
      ]);
    if (days > 366)
      throw new BadInput([
        { path: 'until', says: text('Può durare al massimo un anno.', 'It may last a year at most.') },
      ]);
    const whose = await calendarToChange(context, entity);
    const id = randomUUID();
    await insertException(tx, { association, id, whose, from_day: from, until_day: until, hours, why });
    await dueAgain(context, whose);
    tell({ actingFor: whose || null, after: { id, from, until, hours, why } });
    return { id };
  },
});

/** Takes them out of the calendar. Refuses `service-desk/not-in-calendar` and as `addSpecialDays`. */
export const removeSpecialDays = defineAction({
  name: 'service-desk/remove-special-days',
  title: text('togliere una chiusura o un’apertura straordinaria', 'remove a closure or an extraordinary opening'),
  permission: setsCalendars,
  http: { method: 'DELETE', path: '/service-desk/calendar/special-days/:id' },
  input: z.object({ entity: whoseShape, id: z.uuid() }),
  output: z.object({}),
  example: { id: '00000000-0000-4000-8000-000000000001' },
  async run(context) {
    const { tx, association, input, tell } = context;
    const whose = await calendarToChange(context, input.entity);
    const removed = await deleteException(tx, { association, whose, id: input.id });
    if (!removed) throw new Refused(clockRefusals.notInCalendar());
    await dueAgain(context, whose);
    tell({ actingFor: whose || null, before: { id: input.id } });
    return {};
  },
});
