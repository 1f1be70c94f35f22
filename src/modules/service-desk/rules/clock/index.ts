/** The clock of a request for help: when an answer and a solution are due, and why. */

export { calendarOfEntity } from './calendar-of-entity.ts';
export type { Clock, ClockResult, Countdown, CountdownState } from './clock.ts';
export { type ClockEvent, type PauseReason, type Priority, pauseReasons, priorities } from './clock-event.ts';
export { clockOf } from './clock-of.ts';
export { type HoursOnDay, hoursOn } from './hours-on.ts';
export { readHours, writeHours } from './hours-text.ts';
export { lifeOf } from './life.ts';
export { clockRefusals } from './refusals.ts';
export { targetFor } from './target-for.ts';
export type { Target, Targets } from './targets.ts';
export { waitNames } from './wait-names.ts';
export type {
  CalendarOfEntity,
  Exception,
  MinuteRange,
  Weekday,
  WeeklyHours,
  WorkCalendar,
  YearlyHoliday,
} from './work-calendar.ts';
export { addWorkingMinutes, workingMinutesBetween } from './working-time.ts';
