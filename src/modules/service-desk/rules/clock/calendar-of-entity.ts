import type { CalendarOfEntity, WorkCalendar } from './work-calendar.ts';

/**
 * The calendar that counts for an entity's requests: the association's, with the entity's own patron saint, closures and, if
 * it has any, weekly hours. Where both speak of a day the entity decides.
 */
export function calendarOfEntity(association: WorkCalendar, own: CalendarOfEntity | undefined): WorkCalendar {
  if (!own) return association;
  return {
    weeks: own.weeks && own.weeks.length > 0 ? own.weeks : association.weeks,
    nationalHolidays: association.nationalHolidays,
    yearly: [...own.yearly, ...association.yearly],
    exceptions: [...own.exceptions, ...association.exceptions],
  };
}
