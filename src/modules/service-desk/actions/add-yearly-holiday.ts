import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { clockRefusals } from '../rules/clock/index.ts';
import { deleteHoliday, storeHoliday } from '../storage/calendars.ts';
import { monthDayShape, setsCalendars, whoseShape } from './calendar-shapes.ts';
import { dueAgain } from './due-again.ts';
import { calendarToChange } from './whose-calendar.ts';

const monthDay = monthDayShape.meta({ description: 'Mese e giorno: 12-07.' });

/** A holiday of each year: the patron saint. Refuses `service-desk/not-own-calendar`, `service-desk/no-such-entity`. */
export const addYearlyHoliday = defineAction({
  name: 'service-desk/add-yearly-holiday',
  title: text('aggiungere una festa di ogni anno', 'add a holiday of each year'),
  permission: setsCalendars,
  http: { method: 'PUT', path: '/service-desk/calendar/holidays/:monthDay' },
  input: z.object({ entity: whoseShape, monthDay, name: z.string().trim().min(1).max(100) }),
  output: z.object({ monthDay: z.string() }),
  example: { monthDay: '12-06', name: 'San Nicolò' },
  async run(context) {
    const { tx, association, input, tell } = context;
    const whose = await calendarToChange(context, input.entity);
    await storeHoliday(tx, { association, whose, month_day: input.monthDay, name: input.name });
    await dueAgain(context, whose);
    tell({ actingFor: whose || null, after: { monthDay: input.monthDay, name: input.name } });
    return { monthDay: input.monthDay };
  },
});

/** Takes a holiday of each year out of the calendar. Refuses `service-desk/not-in-calendar` and as `addYearlyHoliday`. */
export const removeYearlyHoliday = defineAction({
  name: 'service-desk/remove-yearly-holiday',
  title: text('togliere una festa di ogni anno', 'remove a holiday of each year'),
  permission: setsCalendars,
  http: { method: 'DELETE', path: '/service-desk/calendar/holidays/:monthDay' },
  input: z.object({ entity: whoseShape, monthDay }),
  output: z.object({}),
  example: { monthDay: '12-06' },
  async run(context) {
    const { tx, association, input, tell } = context;
    const whose = await calendarToChange(context, input.entity);
    const removed = await deleteHoliday(tx, { association, whose, month_day: input.monthDay });
    if (!removed) throw new Refused(clockRefusals.notInCalendar());
    await dueAgain(context, whose);
    tell({ actingFor: whose || null, before: { monthDay: input.monthDay } });
    return {};
  },
});
