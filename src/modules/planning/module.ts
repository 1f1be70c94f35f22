import { text } from '../../kernel/text.ts';
import type { Module } from '../../platform/page.ts';
import { explainObligation } from './actions/explain-obligation.ts';
import { showCalendar } from './actions/show-calendar.ts';
import { calendarPage, obligationFragment } from './pages/calendar.page.tsx';
import { calendarFile } from './pages/calendar-file.ts';
import { deadlinesPanel } from './pages/today-panel.tsx';

/** The calendar of obligations that the agreement makes. */
export const planningModule: Module = {
  name: 'planning',
  title: text('Calendario', 'Calendar'),
  actions: [showCalendar, explainObligation],
  pages: [calendarPage, obligationFragment, calendarFile],
  today: [deadlinesPanel],
};
