import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fiscalCodeIn, isFiscalCode } from './fiscal-code.ts';

describe('fiscal code', () => {
  test('[AT-S7] is right when its check letter is', () => {
    for (const code of ['RSSMRA80A01H501U', 'MRNLCU00A01H501J', 'BNCRTI80A41G825R'])
      expect(isFiscalCode(code), code).toBe(true);
    expect(isFiscalCode('RSSMRA80A01H501V')).toBe(false);
    expect(isFiscalCode('rssmra80a01h501u')).toBe(false);
    expect(isFiscalCode('12345678903')).toBe(false);
    expect(isFiscalCode('RSSMRA80F01H501U')).toBe(false);
  });

  test('[AT-S7] one wrong character is found', () => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5 }), fc.constantFrom(...letters.slice(0, 26)), (place, letter) => {
        const code = 'RSSMRA80A01H501U';
        const changed = code.slice(0, place) + letter + code.slice(place + 1);
        expect(isFiscalCode(changed)).toBe(changed === code);
      }),
    );
  });

  test('[AT-S7] letters in the place of digits count where two people would have had the same code, and the country is Italy', () => {
    expect(isFiscalCode('RSSMRA80A01H50MM')).toBe(true);
    expect(isFiscalCode('RSSMRA80A01H50MU')).toBe(false);
    expect(fiscalCodeIn(' tinit-rssmra80a01h501u ')).toBe('RSSMRA80A01H501U');
    expect(fiscalCodeIn('TINFR-RSSMRA80A01H501U')).toBeUndefined();
    expect(fiscalCodeIn(undefined)).toBeUndefined();
  });
});
