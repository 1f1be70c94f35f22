import { z } from 'zod';
import type { Day } from '../../../kernel/day.ts';
import { parseDay } from '../../../kernel/day.ts';
import { parseFraction } from '../../../kernel/fraction.ts';
import { parseMoney } from '../../../kernel/money.ts';

/** The small words of an agreement document: texts in two languages, days, fractions, money, rows. */

export const bilingual = z.strictObject({ it: z.string().min(1), en: z.string().min(1) }).meta({ id: 'Text' });

export const isoDay = z
  .string()
  .refine((written) => parseDay(written) !== undefined, { error: 'not a date: YYYY-MM-DD', params: { says: 'day' } })
  .transform((written) => written as Day)
  .meta({ format: 'date' });

/** `MM-DD`, 29 February excluded: it must exist every year. */
export const monthDay = z.string().refine((written) => parseDay(`2027-${written}`) !== undefined, {
  error: 'not a day of the year: MM-DD',
  params: { says: 'month-day' },
});

/** `"1/2"`, `"30%"`, `"0.25"`: exact. */
export const fractionText = z.string().refine((written) => parseFraction(written) !== undefined, {
  error: 'not a fraction: 1/2, 30% or 0.25',
  params: { says: 'fraction' },
});

export const moneyText = z.string().refine((written) => parseMoney(written) !== undefined, {
  error: 'not money: two decimals, as "1200.00"',
  params: { says: 'money' },
});

export const identifier = z.string().regex(/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/);

/** A requirement row: `VV-13.1.a`. */
export const requirementRow = z.string().regex(/^[A-Z]{2,3}-[A-Za-z0-9]+(?:\.[A-Za-z0-9]+)*$/);

/** Lengths of time, up to a century: beyond that a day is no day any more. */
export const daysLong = z.int().min(0).max(36_500);
export const monthsLong = z.int().min(0).max(1_200);
export const hoursLong = z.int().min(0).max(876_000);
