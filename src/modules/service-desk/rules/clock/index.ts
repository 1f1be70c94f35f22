/** The clock of a request for help: when an answer and a solution are due, and why. */
export type { Clock, ClockResult, Countdown, CountdownState } from './clock.ts';
export { type ClockEvent, type PauseReason, type Priority, pauseReasons, priorities } from './clock-event.ts';
export type { Target, Targets } from './targets.ts';
export type {
  CalendarOfEntity,
  Exception,
  MinuteRange,
  Weekday,
  WeeklyHours,
  WorkCalendar,
  YearlyHoliday,
} from './work-calendar.ts';
