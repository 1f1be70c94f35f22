import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape } from '../../../platform/shape.ts';
import { clockRefusals } from '../rules/clock/index.ts';
import { deleteWeek, storeWeek } from '../storage/calendars.ts';
import { hoursShape, setsCalendars, whoseShape } from './calendar-shapes.ts';
import { dueAgain } from './due-again.ts';
import { calendarToChange } from './whose-calendar.ts';

const week = {
  monday: hoursShape,
  tuesday: hoursShape,
  wednesday: hoursShape,
  thursday: hoursShape,
  friday: hoursShape,
  saturday: hoursShape,
  sunday: hoursShape,
};

/**
 * The hours of a week from a day on, in the place of those set for the same day. An entity that sets its own no longer follows
 * the association's. Refuses `service-desk/not-own-calendar`, `service-desk/no-such-entity`.
 */
export const setWeeklyHours = defineAction({
  name: 'service-desk/set-weekly-hours',
  title: text("stabilire l'orario settimanale dell'assistenza", 'set the weekly hours of the service desk'),
  about: text(
    'Le scadenze delle richieste si contano in queste ore. Un giorno senza ore è chiuso.',
    'Due times of requests are counted in these hours. A day without hours is closed.',
  ),
  permission: setsCalendars,
  http: { method: 'PUT', path: '/service-desk/calendar/weeks/:since' },
  input: z.object({ entity: whoseShape, since: dayShape, ...week }),
  output: z.object({ since: dayShape }),
  example: {
    since: '2027-01-01',
    monday: '8:00-13:00',
    tuesday: '8:00-13:00, 14:00-17:00',
    wednesday: '8:00-13:00',
    thursday: '8:00-13:00, 14:00-17:00',
    friday: '8:00-13:00',
  },
  async run(context) {
    const { tx, association, input, tell } = context;
    const { entity, ...values } = input;
    const whose = await calendarToChange(context, entity);
    await storeWeek(tx, { association, whose, ...values });
    await dueAgain(context, whose);
    tell({ actingFor: whose || null, after: values });
    return { since: input.since };
  },
});

/** Takes weekly hours out of the calendar. Refuses `service-desk/not-in-calendar` and as `setWeeklyHours`. */
export const removeWeeklyHours = defineAction({
  name: 'service-desk/remove-weekly-hours',
  title: text("togliere un orario settimanale dell'assistenza", 'remove weekly hours of the service desk'),
  permission: setsCalendars,
  http: { method: 'DELETE', path: '/service-desk/calendar/weeks/:since' },
  input: z.object({ entity: whoseShape, since: dayShape }),
  output: z.object({}),
  example: { since: '2027-01-01' },
  async run(context) {
    const { tx, association, input, tell } = context;
    const whose = await calendarToChange(context, input.entity);
    const removed = await deleteWeek(tx, { association, whose, since: input.since });
    if (!removed) throw new Refused(clockRefusals.notInCalendar());
    await dueAgain(context, whose);
    tell({ actingFor: whose || null, before: { since: input.since } });
    return {};
  },
});
