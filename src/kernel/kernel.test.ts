import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { apportion, divideByKey, makeKey, percentages } from './apportion.ts';
import {
  addDays,
  addMonths,
  type Day,
  day,
  daysBetween,
  instantOf,
  localTimeAt,
  parseDay,
  parseLocalTime,
  showDay,
  weekdayOf,
  zone,
} from './day.ts';
import { ceil, floor, fraction, parseFraction, roundHalfUp, toDecimal, toShortestDecimal } from './fraction.ts';
import { easter, isNationalHoliday } from './holiday.ts';
import { cents, formatMoney, parseMoney, readMoney, showMoney } from './money.ts';
import { backwardTerm, forwardTerm } from './term.ts';

describe('apportionment', () => {
  it('[C-2] gives 17, 34 and 50 of 101 over 1:2:3', () => {
    expect(apportion(101n, makeKey([1n, 2n, 3n]))).toEqual([17n, 34n, 50n]);
  });

  it('[R-LC-14] splits 100,000.00 over 46, 31 and 17 workstations', () => {
    expect(apportion(10000000n, makeKey([46n, 31n, 17n]))).toEqual([4893617n, 3297872n, 1808511n]);
  });

  it('[C-2] breaks ties by the larger exact part, then by the code', () => {
    expect(apportion(1n, makeKey([1n, 1n, 1n], ['c', 'a', 'b']))).toEqual([0n, 1n, 0n]);
    // 2 over 1:3 leaves a half each: the larger part takes the unit
    expect(apportion(2n, makeKey([1n, 3n], ['a', 'b']))).toEqual([0n, 2n]);
  });

  it('loses no cent, keeps every part within a cent of the exact one, and agrees with plain sorting', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 16n }),
        fc.array(fc.oneof(fc.bigInt({ min: 0n, max: 50n }), fc.bigInt({ min: 0n, max: 10n ** 14n })), {
          minLength: 1,
          maxLength: 40,
        }),
        (total, weights) => {
          fc.pre(weights.some((weight) => weight > 0n));
          const key = makeKey(weights);
          const parts = apportion(total, key);
          expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(total);
          expect(parts).toEqual(plainLargestRemainder(total, weights));
        },
      ),
    );
  });

  it('mirrors a negative total', () => {
    expect(apportion(-101n, makeKey([1n, 2n, 3n]))).toEqual([-17n, -34n, -50n]);
  });

  it('refuses a key whose total is zero', () => {
    expect(() => apportion(1n, makeKey([0n, 0n]))).toThrow(RangeError);
  });

  it('[C-2] half-up methods give the difference to the lead or to the largest part, and lose no cent', () => {
    expect(divideByKey(100n, makeKey([1n, 1n, 1n], ['a', 'b', 'c']), 'half_up_difference_to_lead', 2)).toEqual([
      33n,
      33n,
      34n,
    ]);
    expect(divideByKey(100n, makeKey([1n, 1n, 1n], ['b', 'a', 'c']), 'half_up_difference_to_largest')).toEqual([
      33n,
      34n,
      33n,
    ]);
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 9n }),
        fc.array(fc.bigInt({ min: 1n, max: 999n }), { minLength: 1, maxLength: 20 }),
        (total, weights) => {
          for (const method of ['half_up_difference_to_lead', 'half_up_difference_to_largest'] as const) {
            const parts = divideByKey(total, makeKey(weights), method, 0);
            expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(total);
          }
        },
      ),
    );
  });

  it('[CAL-8.2] percentages sum to 100.00 where plain rounding gives 100.01', () => {
    expect(percentages([14397727n, 3443182n, 2159091n], ['a', 'b', 'c'], 2)).toEqual([7199n, 1722n, 1079n]);
    expect(percentages([0n, 0n], ['a', 'b'], 2)).toEqual([0n, 0n]);
  });
});

function plainLargestRemainder(total: bigint, weights: readonly bigint[]): bigint[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0n);
  const parts = weights.map((weight) => (total * weight) / whole);
  const order = weights
    .map((weight, place) => ({ place, weight, rest: (total * weight) % whole }))
    .sort((a, b) =>
      a.rest !== b.rest
        ? a.rest > b.rest
          ? -1
          : 1
        : a.weight !== b.weight
          ? a.weight > b.weight
            ? -1
            : 1
          : a.place - b.place,
    );
  let left = total - parts.reduce((sum, part) => sum + part, 0n);
  for (const { place } of order) {
    if (left === 0n) break;
    parts[place] = parts[place]! + 1n;
    left -= 1n;
  }
  return parts;
}

describe('money', () => {
  it('reads and writes decimal texts without loss', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), (amount) => {
        expect(parseMoney(formatMoney(cents(amount)))).toBe(amount);
      }),
    );
  });

  it('refuses what is not money', () => {
    for (const wrong of ['', '1', '1.0', '1,00', '1.000', ' 1.00', 'NaN', '1e3', '--1.00'])
      expect(parseMoney(wrong)).toBeUndefined();
  });

  it('is shown and typed as in Italy', () => {
    expect(showMoney(cents(7081593))).toBe('70.815,93 €');
    expect(showMoney(cents(-100000050), 'en')).toBe('-€1,000,000.50');
    expect(readMoney('70.815,93 €')).toBe(7081593n);
    expect(readMoney('1234.5')).toBe(123450n);
    expect(readMoney('1.234')).toBe(123400n);
    expect(readMoney('12,345')).toBeUndefined();
  });
});

describe('fractions', () => {
  it('reads decimals, fractions and percentages exactly', () => {
    expect(parseFraction('27.5%')).toEqual({ num: 11n, den: 40n });
    expect(parseFraction('2/3')).toEqual({ num: 2n, den: 3n });
    expect(parseFraction('0.0525')).toEqual({ num: 21n, den: 400n });
    expect(parseFraction('1/0')).toBeUndefined();
    expect(parseFraction('1e3')).toBeUndefined();
  });

  it('rounds down, up and half-up, also below zero', () => {
    const minusHalf = fraction(-1, 2);
    expect([floor(minusHalf), ceil(minusHalf), roundHalfUp(minusHalf)]).toEqual([-1n, 0n, -1n]);
    expect(toDecimal(fraction(27, 210).num === 27n ? fraction(2700, 210) : fraction(0), 2)).toBe('12.86');
    expect(toDecimal(fraction(5), 0)).toBe('5');
    expect(toShortestDecimal(fraction(241, 2))).toBe('120.5');
  });
});

describe('days and terms', () => {
  it('knows dates that do not exist and times that the clock skips', () => {
    expect(parseDay('2027-02-29')).toBeUndefined();
    expect(parseDay('2028-02-29')).toBe('2028-02-29');
    expect(parseLocalTime('2027-03-28T02:30')).toBeUndefined();
    expect(parseLocalTime('2027-10-31T02:30')).toBe('2027-10-31T02:30');
    expect(instantOf(parseLocalTime('2027-10-31T02:30')!)).toBe(Date.UTC(2027, 9, 31, 0, 30));
  });

  it('[C-5] knows the national holidays, 4 October from 2026', () => {
    expect(easter(2027)).toBe('2027-03-28');
    expect(isNationalHoliday(day('2027-03-29'))).toBe(true);
    expect(isNationalHoliday(day('2025-10-04'))).toBe(false);
    expect(isNationalHoliday(day('2026-10-04'))).toBe(true);
  });

  it('[R-AT-3] thirty days from 12 November 2010 end on a Sunday, so on the Monday', () => {
    expect(forwardTerm(day('2010-11-12'), 30, 'next')).toBe('2010-12-13');
    expect(forwardTerm(day('2010-11-12'), 30, 'none')).toBe('2010-12-12');
  });

  it('[R-LC-8] ten days before 28 October is 18 October, with clear days 17', () => {
    expect(backwardTerm(day('2027-10-28'), 10)).toBe('2027-10-18');
    expect(backwardTerm(day('2027-10-28'), 10, true)).toBe('2027-10-17');
  });

  it('counts months to the end of February', () => {
    expect(addMonths(day('2027-12-31'), 2)).toBe('2028-02-29');
    expect(daysBetween(day('2020-09-01'), day('2020-12-31')) + 1).toBe(122);
  });

  it('writes days as people do', () => {
    expect(showDay(day('2026-11-21'))).toBe('21 novembre 2026');
    expect(showDay(day('2026-11-01'))).toBe('1º novembre 2026');
  });
});

describe('days reckoned as numbers', () => {
  const around = fc
    .tuple(
      fc.constantFrom(
        ...['2027-03-28T01:00Z', '2027-10-31T01:00Z', '2026-12-31T23:00Z', '1970-05-31T00:00Z', '1949-12-31T23:00Z'],
        ...['2199-12-31T23:00Z', '1893-10-31T23:10:04Z', '2027-06-10T22:00Z'],
      ),
      fc.integer({ min: -3 * 86_400_000, max: 3 * 86_400_000 }),
    )
    .map(([moment, away]) => Date.parse(moment) + away);
  const anywhen = fc.integer({ min: Date.parse('1880-01-01'), max: Date.parse('2300-01-01') });

  it('[LC-2.f4] the clock of Rome shows what the rules of its zone say, and the day of the week is the calendar’s', () => {
    fc.assert(
      fc.property(fc.oneof(around, anywhen), (instant) => {
        const plain = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDateTime();
        expect(localTimeAt(instant)).toBe(plain.toString({ smallestUnit: 'minute' }));
        expect(weekdayOf(plain.toPlainDate().toString() as Day)).toBe(plain.dayOfWeek);
      }),
      { numRuns: 1500 },
    );
  });

  const anyDay = fc
    .date({ min: new Date('0000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10) as Day);

  it('days later and earlier are those of the calendar', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -800_000, max: 800_000 }), (from, days) => {
        const later = Temporal.PlainDate.from(from).add({ days }).toString();
        expect(addDays(from, days)).toBe(later);
      }),
    );
    expect(() => addDays(day('2027-01-01'), 0.5)).toThrow(RangeError);
  });

  it('days between two dates are those of the calendar, whichever comes first', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (from, to) => {
        const { days } = Temporal.PlainDate.from(from).until(to, { largestUnit: 'day' });
        expect(daysBetween(from, to)).toBe(days);
      }),
    );
    expect(Object.is(daysBetween(day('2027-01-01'), day('2027-01-01')), 0)).toBe(true);
  });
});
