import { type Day, showDay } from '../../kernel/day.ts';
import { useLanguage } from './frame.ts';

/** A date as people write it, *21 novembre 2026*. */
export function DayText({ day }: { day: Day }) {
  return <time dateTime={day}>{showDay(day, useLanguage())}</time>;
}
