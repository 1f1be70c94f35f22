import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tidyField, wrongField } from './entity-fields.ts';
import { readFigure, showFigure } from './figure-value.ts';
import { readRegister } from './register.ts';
import { isTaxCode } from './tax-code.ts';

describe('codes of entities', () => {
  test('the last digit of a tax code proves the other ten', () => {
    expect(isTaxCode('00743110157')).toBe(true);
    expect(isTaxCode('00743110158')).toBe(false);
    expect(isTaxCode('0074311015')).toBe(false);
  });

  test('a tax code with one wrong digit never passes', () => {
    const tenDigits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 10, maxLength: 10 });
    fc.assert(
      fc.property(tenDigits, fc.nat(10), fc.integer({ min: 1, max: 9 }), (digits, place, shift) => {
        const whole = [...Array(10).keys()].map((last) => [...digits, last].join('')).find(isTaxCode)!;
        const wrong = [...whole].map((digit, at) => (at === place ? String((Number(digit) + shift) % 10) : digit));
        expect(isTaxCode(wrong.join(''))).toBe(false);
      }),
    );
  });

  test('a name with signs of HTML is refused', () => {
    expect(wrongField('name', 'San Michele di Ganzaria')).toBeUndefined();
    expect(wrongField('name', "Rignano sull'Arno")).toBeUndefined();
    expect(wrongField('name', '<script>alert(1)</script>')).toBeDefined();
    expect(wrongField('name', 'Londa\u0000')).toBeDefined();
  });

  test('an ISTAT code that a spreadsheet stripped of its zero gets it back', () => {
    expect(tidyField('istat', '48033')).toBe('048033');
    expect(wrongField('istat', tidyField('istat', '5001'))).toBeUndefined();
    expect(wrongField('istat', tidyField('istat', '48O33'))).toBeDefined();
  });
});

describe('figures as people type them', () => {
  const read = (register: string, typed: string) => {
    const reading = readFigure(register, typed);
    return reading.ok ? reading.value : reading.says.en;
  };

  test('thousands may have their points', () => {
    expect(read('population', '20.356')).toBe(20356n);
    expect(read('population', '20356')).toBe(20356n);
    expect(read('population', '20 356')).toBe(20356n);
    expect(read('population', '20356.0')).toBe(20356n);
    expect(read('direct-costs', '36.000,50')).toBe(3600050n);
  });

  test.each([
    ['population', '-5', /negative/],
    ['population', 'NaN', /whole number/],
    ['population', 'Infinity', /whole number/],
    ['population', '12,5', /whole number/],
    ['population', '1e21', /whole number/],
    ['population', '', /whole number/],
    ['population', '99999999999999999999', /too large/],
    ['direct-costs', '-36.000,50', /negative/],
    ['direct-costs', 'NaN', /amount/],
  ])('%s: %s is refused with its reason', (register, typed, reason) => {
    expect(read(register, typed)).toMatch(reason);
  });

  test('what is shown is read back as it was', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 9007199254740991n }), (value) => {
        expect(read('population', showFigure('population', value, 'it'))).toBe(value);
      }),
    );
  });
});

test('registers are known by their Italian and English names', () => {
  expect(readRegister('Popolazione  residente')).toBe('population');
  expect(readRegister('PC')).toBe('workstations');
  expect(readRegister('unità:mailboxes')).toBe('units:mailboxes');
  expect(readRegister('Costi diretti')).toBe('direct-costs');
  expect(readRegister('altezza')).toBeUndefined();
});
