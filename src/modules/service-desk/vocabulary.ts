import { dayOfTime, localTimeAt, showDay } from '../../kernel/day.ts';
import type { Language } from '../../kernel/text.ts';

export { pauseReasons, priorities } from './rules/clock/clock-event.ts';
export { waitNames } from './rules/clock/wait-names.ts';
export { readyText } from './rules/ready-text.ts';
/** The words of requests, for pages. */
export { isOpen, type Level, levels, readTicketNumber, taskKinds, ticketNumber } from './rules/ticket.ts';
export { actNames, happeningNames, levelNames, priorityNames, stateNames } from './rules/words.ts';
export { letterStates } from './storage/mail-tables.ts';

/** *21 novembre 2026, 12:05*, by the clocks of Rome. */
export function momentText(iso: string, language: Language): string {
  const local = localTimeAt(Date.parse(iso));
  return `${showDay(dayOfTime(local), language)}, ${local.slice(11)}`;
}

/** The same words at the beginning of a button. */
export function asButton(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What is asked for, as the table of what the office does names it. */
export { requestCategories } from '../agreement/rules/index.ts';
export { categoryNames, lineNames, lines } from '../service-catalogue/rules/index.ts';
