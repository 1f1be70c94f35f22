import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreementOf, trySimulation } from '../../testing/try-simulation.ts';
import { contractAlignment } from './contract-alignment.ts';

function align(ends: string, yearlyFee = '3650.00', readings: Record<string, unknown> = {}) {
  return trySimulation(contractAlignment, 'calatino', { ends, yearlyFee }, readings);
}
const shorten = { 'contracts.realign_direction': 'shorten' };

describe('contract-alignment', () => {
  it('[CAL-2.t] extends to 31 December and counts the days from the day after', () => {
    expect(align('2027-04-14').result).toEqual({
      proposedEnd: '2027-12-31',
      bridgeDays: 261,
      bridgeAmount: '2610.00',
    });
  });

  it('[CAL-2.t] a leap year has 366 days', () => {
    expect(align('2028-02-28', '3660.00').result).toEqual({
      proposedEnd: '2028-12-31',
      bridgeDays: 307,
      bridgeAmount: '3070.00',
    });
    expect(align('2028-12-30', '3660.00').result).toMatchObject({ bridgeDays: 1, bridgeAmount: '10.00' });
  });

  it('[CAL-2.t] shortens to the 31 December before, days and amount negative', () => {
    expect(align('2027-04-14', '3650.00', shorten).result).toEqual({
      proposedEnd: '2026-12-31',
      bridgeDays: -104,
      bridgeAmount: '-1040.00',
    });
    expect(align('2028-12-30', '3660.00', shorten).result).toEqual({
      proposedEnd: '2027-12-31',
      bridgeDays: -365,
      bridgeAmount: '-3650.00',
    });
  });

  it('[CAL-2.t] a contract that already ends on 31 December stays, in both directions', () => {
    for (const readings of [{}, shorten])
      expect(align('2027-12-31', '3650.00', readings).result).toEqual({
        proposedEnd: '2027-12-31',
        bridgeDays: 0,
        bridgeAmount: '0.00',
      });
  });

  it('[CAL-2.t] the amount is rounded half-up to the cent', () => {
    // 261 days of 100.00 are 71.506…; one day of 1.83 is 0.00501….
    expect(align('2027-04-14', '100.00').result?.bridgeAmount).toBe('71.51');
    expect(align('2027-12-30', '1.82').result?.bridgeAmount).toBe('0.00');
    expect(align('2027-12-30', '1.83').result?.bridgeAmount).toBe('0.01');
  });

  it('[CAL-2.t] extending and shortening the same contract differ by a year', () => {
    const days = fc.integer({ min: 0, max: 20000 }).map((shift) => {
      const on = new Date(Date.UTC(2000, 0, 1));
      on.setUTCDate(on.getUTCDate() + shift);
      return on.toISOString().slice(0, 10);
    });
    fc.assert(
      fc.property(days, (ends) => {
        if (ends.endsWith('-12-31')) return;
        const longer = align(ends).result!;
        const shorter = align(ends, '3650.00', shorten).result!;
        const year = Number(ends.slice(0, 4));
        const leap = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;
        expect(Number(longer.bridgeDays) - Number(shorter.bridgeDays)).toBe(leap ? 366 : 365);
        expect(longer.proposedEnd).toBe(`${year}-12-31`);
        expect(shorter.proposedEnd).toBe(`${year - 1}-12-31`);
      }),
      { numRuns: 60 },
    );
  });

  it('reports wrong facts together and is refused where the agreement does not have it', () => {
    expect(
      trySimulation(contractAlignment, 'calatino', {
        ends: '2027-02-29',
        yearlyFee: '-1.00',
        from: 1,
      }).paths!.toSorted(),
    ).toEqual(['ends', 'from', 'yearlyFee']);
    expect(trySimulation(contractAlignment, 'calatino', {}).paths).toEqual(['ends', 'yearlyFee']);
    for (const name of ['lecco', 'asti', 'empolese-valdelsa', 'valdarno-valdisieve'])
      expect(trySimulation(contractAlignment, name, { ends: '2027-04-14', yearlyFee: '1.00' })).toMatchObject({
        exit: 3,
        codes: ['agreement/no-such-clause'],
      });
  });

  it('follows another common day, each day over its own year', () => {
    const sixth = agreementOf(`
  - id: ends
    article: art. 8
    title: { it: Scadenza unica, en: Common end }
    summary: { it: A giugno., en: In June. }
    kind: contract-alignment
    versions: [{ to: '06-30', direction: extend }]
`);
    expect(trySimulation(contractAlignment, sixth, { ends: '2027-12-21', yearlyFee: '133590.00' }).result).toEqual({
      proposedEnd: '2028-06-30',
      bridgeDays: 192,
      bridgeAmount: '70090.00',
    });
  });
});
