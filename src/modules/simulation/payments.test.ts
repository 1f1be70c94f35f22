import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreementOf, trySimulation } from '../../testing/try-simulation.ts';
import { payments } from './payments.ts';

function pay(facts: Record<string, unknown>, readings: Record<string, unknown> = {}) {
  return trySimulation(payments, 'lecco', { year: 2027, forecast: '21451.00', ...facts }, readings);
}
const account = { accountApproved: '2028-04-26', final: '21021.07' };

describe('payments', () => {
  it('[LC-6.pay.1, LC-6.pay.2] 30% by 30 June, the balance thirty days after the account', () => {
    expect(pay(account).result).toEqual({
      instalments: [
        { amount: '6435.30', due: '2027-06-30' },
        { amount: '14585.77', due: '2028-05-26' },
      ],
    });
  });

  it('[LC-6.pay.1] without the account, the first instalment alone', () => {
    expect(pay({}).result).toEqual({ instalments: [{ amount: '6435.30', due: '2027-06-30' }] });
    expect(pay({ accountApproved: null, final: null }).result).toEqual(pay({}).result);
  });

  it('[LC-6.pay.1] cents are rounded half-up', () => {
    const first = (forecast: string) => (pay({ forecast }).result!.instalments as Record<string, string>[])[0]!.amount;
    expect(['0.01', '0.02', '0.05', '0.00', '33.35'].map(first)).toEqual(['0.00', '0.01', '0.02', '0.00', '10.01']);
  });

  it('[LC-6.pay.2] a balance in favour of the entity is a negative amount', () => {
    expect(pay({ ...account, final: '6000.00' }).result).toMatchObject({
      instalments: [{ amount: '6435.30' }, { amount: '-435.30' }],
    });
    expect(pay({ ...account, final: '6435.30' }).result).toMatchObject({ instalments: [{}, { amount: '0.00' }] });
  });

  it('[C-5] payment days move from Sundays and national holidays, and from nothing else', () => {
    const days = (year: number, readings: Record<string, unknown> = {}) =>
      (pay({ year }, readings).result!.instalments as Record<string, string>[])[0]!.due;
    // 30 June 2030 is a Sunday, 30 June 2029 a Saturday.
    expect([2029, 2030].map((year) => days(year))).toEqual(['2029-06-30', '2030-07-01']);
    expect(days(2030, { 'terms.holiday_shift': 'previous' })).toBe('2030-06-29');
    expect(days(2030, { 'terms.holiday_shift': 'none' })).toBe('2030-06-30');
    const balance = (accountApproved: string) =>
      (pay({ accountApproved, final: '1.00' }).result!.instalments as Record<string, string>[])[1]!.due;
    // Christmas and St Stephen's on Saturday and Sunday; 4 October from 2026; Easter Monday 2028.
    expect(balance('2027-11-25')).toBe('2027-12-27');
    expect(balance('2027-09-04')).toBe('2027-10-05');
    expect(balance('2025-09-04')).toBe('2025-10-04');
    expect(balance('2028-03-18')).toBe('2028-04-18');
  });

  it('[LC-6.pay.1, LC-6.pay.2] another fraction, day or term is an amendment of the text', () => {
    const amended = { 'payments.first': { fraction: '50%', due: '03-31' }, 'payments.balance_days': 60 };
    expect(pay(account, amended).result).toEqual({
      instalments: [
        { amount: '10725.50', due: '2027-03-31' },
        { amount: '10295.57', due: '2028-06-26' },
      ],
    });
  });

  it('approval and final amount go together; every problem is told', () => {
    expect(pay({ accountApproved: '2028-04-26' }).paths).toEqual(['final']);
    expect(pay({ final: '1.00' }).paths).toEqual(['accountApproved']);
    expect(trySimulation(payments, 'lecco', {}).paths!.toSorted()).toEqual(['forecast', 'year']);
    expect(
      pay({ year: '2027', forecast: 21451, accountApproved: '2028-04-31', final: '-1.00', x: 1 }).paths!.toSorted(),
    ).toEqual(['accountApproved', 'final', 'forecast', 'x', 'year']);
    for (const forecast of ['1', '1.0', '1,00', '1e3', '-1.00', 'NaN', ''])
      expect(pay({ forecast }).paths).toEqual(['forecast']);
  });

  it('is refused where the text sets no payment terms', () => {
    for (const name of ['calatino', 'asti', 'empolese-valdelsa', 'valdarno-valdisieve'])
      expect(trySimulation(payments, name, { year: 2027, forecast: '1.00' })).toMatchObject({
        exit: 3,
        codes: ['agreement/no-such-clause'],
      });
  });

  it('what is paid in all is the final amount', () => {
    const money = (cents: number) => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
    fc.assert(
      fc.property(fc.nat(99_999_999), fc.nat(99_999_999), (forecast, final) => {
        const { instalments } = pay({ ...account, forecast: money(forecast), final: money(final) }).result!;
        const paid = (instalments as { amount: string }[]).reduce(
          (sum, { amount }) => sum + Math.round(Number(amount) * 100),
          0,
        );
        expect(paid).toBe(final);
      }),
      { numRuns: 100 },
    );
  });

  it('explains each amount and day', () => {
    const traces = pay(account).explain();
    expect(Object.keys(traces)).toEqual(['instalments[0]', 'instalments[1]']);
    const told = JSON.stringify(traces, (_, value) => (typeof value === 'bigint' ? String(value) : value));
    for (const part of ['art. 6 c. 5', 'payments.first', 'payments.balance_days', 'terms.holiday_shift', 'saldo'])
      expect(told).toContain(part);
  });
});

describe('payments of an association unlike the five', () => {
  const sixth = agreementOf(`
  - id: payments
    article: art. 7
    title: { it: Rate, en: Instalments }
    summary: { it: Tre rate., en: Three instalments. }
    kind: instalments
    versions:
      - instalments:
          - { fraction: 1/3, due: { every: '01-31' } }
          - { fraction: 1/3, due: { every: '05-01' } }
          - { fraction: 10%, due: { after: account-approved, days: 5 } }
        balance: { due: { after: account-approved, days: 20 } }
        who: { it: enti, en: entities }
`);
  it('has several instalments, each rounded, and holidays as the civil code says', () => {
    const facts = { year: 2027, forecast: '100.00' };
    expect(trySimulation(payments, sixth, facts).result).toEqual({
      instalments: [
        { amount: '33.33', due: '2027-02-01' },
        { amount: '33.33', due: '2027-05-03' },
      ],
    });
    expect(trySimulation(payments, sixth, { ...facts, accountApproved: '2028-04-26', final: '90.00' }).result).toEqual({
      instalments: [
        { amount: '33.33', due: '2027-02-01' },
        { amount: '33.33', due: '2027-05-03' },
        { amount: '10.00', due: '2028-05-02' },
        { amount: '13.34', due: '2028-05-16' },
      ],
    });
  });

  it('refuses a term counted from an event that is not given', () => {
    const other = agreementOf(`
  - id: payments
    article: art. 7
    title: { it: Rate, en: Instalments }
    summary: { it: Alla firma., en: At signing. }
    kind: instalments
    versions:
      - instalments: [{ fraction: '1', due: { after: signed, days: 5 } }]
        who: { it: enti, en: entities }
`);
    expect(trySimulation(payments, other, { year: 2027, forecast: '1.00' })).toMatchObject({
      exit: 3,
      codes: ['budget/missing-event'],
    });
  });
});
