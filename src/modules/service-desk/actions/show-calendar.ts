import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape } from '../../../platform/shape.ts';
import { usualClockRules } from '../clock-measure.ts';
import { clockRefusals, pauseReasons } from '../rules/clock/index.ts';
import { calendarRows } from '../storage/calendars.ts';
import { clockRulesOf } from '../storage/targets.ts';
import { whoseShape } from './calendar-shapes.ts';

/** Whose line of a calendar it is: the entity's, or the association's (null). */
const entity = z.string().nullable();
const hours = z.string();

export const calendarView = z.object({
  /** The entity whose lines are there beside the association's. */
  entity,
  /** The actor sees and changes no other. */
  own: z.boolean(),
  weeks: z
    .array(
      z.object({
        entity,
        since: dayShape,
        monday: hours,
        tuesday: hours,
        wednesday: hours,
        thursday: hours,
        friday: hours,
        saturday: hours,
        sunday: hours,
      }),
    )
    .max(10_000),
  holidays: z.array(z.object({ entity, monthDay: z.string(), name: z.string() })).max(10_000),
  specialDays: z
    .array(z.object({ entity, id: z.uuid(), from: dayShape, until: dayShape, hours, why: z.string() }))
    .max(10_000),
  nationalHolidays: z.enum(['closed', 'open']),
  stops: z.array(z.object({ reason: z.enum(pauseReasons), clause: z.string().nullable() })).max(10),
  escalations: z.array(z.int().meta({ format: 'int32' })).max(5),
});

/**
 * The calendar of the association, and with an entity also what that entity has of its own; who acts for an entity sees
 * that entity's. Refuses `service-desk/no-such-entity`.
 */
export const showCalendar = defineAction({
  name: 'service-desk/show-calendar',
  title: text("vedere il calendario dell'assistenza", 'see the calendar of the service desk'),
  reads: true,
  permission: { capability: 'service-desk', letter: 'r' },
  http: { method: 'GET', path: '/service-desk/calendar' },
  input: z.object({ entity: whoseShape }),
  output: calendarView,
  example: {},
  async run({ tx, association, actor, reach, input }) {
    if (reach !== 'g' && input.entity && input.entity !== actor.entity)
      throw new Refused(clockRefusals.noSuchEntity(input.entity));
    const whose = reach === 'g' ? input.entity : actor.entity;
    const rows = await calendarRows(tx, association, whose ? ['', whose] : ['']);
    const set = await clockRulesOf(tx, association);
    return {
      entity: whose || null,
      own: reach !== 'g',
      weeks: rows.weeks.map(({ association: _, whose: __, ...week }) => week),
      holidays: rows.holidays.map(({ entity, month_day, name }) => ({ entity, monthDay: month_day, name })),
      specialDays: rows.exceptions.map(({ entity, id, from_day, until_day, hours, why }) => ({
        entity,
        id,
        from: from_day,
        until: until_day,
        hours,
        why,
      })),
      nationalHolidays: set?.rules.national_holidays ?? usualClockRules.nationalHolidays,
      stops: (set?.stops ?? usualClockRules.stops).map(({ reason, clause }) => ({ reason, clause: clause || null })),
      escalations: [...(set?.rules.escalations ?? usualClockRules.escalations)],
    };
  },
});
