import { type Day, showDay } from '../../kernel/day.ts';
import { parseMoney, showMoney } from '../../kernel/money.ts';
import type { Language } from '../../kernel/text.ts';

/** The words of the register, for pages. */
export { kindTitles, relationTitles, wayTitles } from './rules/entity.ts';
export { standingTitles } from './rules/figure.ts';
export { registerTitle } from './rules/register.ts';

/** A figure as doors answer with it, for people: `20.356`, `36.000,00 €`. */
export function figureText(value: number | string, language: Language): string {
  if (typeof value === 'number') return String(value).replace(/\B(?=(\d{3})+$)/g, language === 'it' ? '.' : ',');
  const amount = parseMoney(value);
  return amount === undefined ? value : showMoney(amount, language);
}

/** *31 dicembre 2023*, or a dash. */
export function dayText(day: Day | null, language: Language): string {
  return day === null ? '–' : showDay(day, language);
}
