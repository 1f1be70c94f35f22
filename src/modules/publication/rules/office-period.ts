import { type Day, dayOf, lastDayOfMonth } from '../../../kernel/day.ts';
import { type Text, text } from '../../../kernel/text.ts';

/** A month or a quarter of a year; `every` is how many months it has. */
export type OfficePeriod = { readonly year: number; readonly period: number; readonly every: 1 | 3 };

const form = /^([12][0-9]{3})-(?:T([1-4])|(0[1-9]|1[0-2]))$/;

/** `2027-T2` or `2027-04`; undefined for anything else. */
export function parsePeriod(written: string): OfficePeriod | undefined {
  const [, year, quarter, month] = form.exec(written) ?? [];
  if (!year) return undefined;
  return quarter
    ? { year: Number(year), period: Number(quarter), every: 3 }
    : { year: Number(year), period: Number(month), every: 1 };
}

export function writePeriod({ year, period, every }: OfficePeriod): string {
  return every === 3 ? `${year}-T${period}` : `${year}-${String(period).padStart(2, '0')}`;
}

export function lastDayOf({ year, period, every }: OfficePeriod): Day {
  return lastDayOfMonth(year, period * every);
}

export function firstDayOf({ year, period, every }: OfficePeriod): Day {
  return dayOf(year, (period - 1) * every + 1, 1);
}

const months = {
  it: 'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
};

/** «2º trimestre 2027», «aprile 2027». */
export function periodName({ year, period, every }: OfficePeriod): Text {
  if (every === 1) return text(`${months.it[period - 1]} ${year}`, `${months.en[period - 1]} ${year}`);
  return text(`${period}º trimestre ${year}`, `quarter ${period} of ${year}`);
}
