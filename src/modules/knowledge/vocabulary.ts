import { dayOfTime, localTimeAt, showDay } from '../../kernel/day.ts';
import type { Language } from '../../kernel/text.ts';

export { announcementKinds, impacts, stagesOf } from './rules/announcement.ts';
/** The words of what the office makes known, for pages. */
export { articleStates, audiences } from './rules/article.ts';

/** *21 novembre 2026, 12:05*, by the clocks of Rome. */
export function momentText(iso: string, language: Language): string {
  const local = localTimeAt(Date.parse(iso));
  return `${showDay(dayOfTime(local), language)}, ${local.slice(11)}`;
}
