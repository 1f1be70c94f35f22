import { addSpecialDays, removeSpecialDays } from './actions/add-special-days.ts';
import { addYearlyHoliday, removeYearlyHoliday } from './actions/add-yearly-holiday.ts';
import { setClockRules } from './actions/set-clock-rules.ts';
import { listTargets, removeTarget, setTarget } from './actions/set-target.ts';
import { removeWeeklyHours, setWeeklyHours } from './actions/set-weekly-hours.ts';
import { showCalendar } from './actions/show-calendar.ts';
import { calendarPage, calendarRemoval } from './pages/calendar.page.tsx';
import { holidayRoutes, specialDaysRoutes, weekRoutes } from './pages/calendar-forms.page.tsx';
import { clockRulesRoutes, targetRemoval, targetRoutes, targetsPage } from './pages/targets.page.tsx';

/** Actions and pages of calendars and targets, for the plug of the service desk. */
export const clockActions = [
  showCalendar,
  setWeeklyHours,
  removeWeeklyHours,
  addYearlyHoliday,
  removeYearlyHoliday,
  addSpecialDays,
  removeSpecialDays,
  listTargets,
  setTarget,
  removeTarget,
  setClockRules,
];

export const clockPages = [
  calendarPage,
  calendarRemoval,
  ...weekRoutes,
  ...holidayRoutes,
  ...specialDaysRoutes,
  targetsPage,
  targetRemoval,
  ...targetRoutes,
  ...clockRulesRoutes,
];
