import { describe, expect, it } from 'vitest';
import { agreementOf, trySimulation } from '../../testing/try-simulation.ts';
import { withdrawal } from './withdrawal.ts';

function leave(signed: string, notified: string, readings: Record<string, unknown> = {}) {
  return trySimulation(withdrawal, 'lecco', { signed, notified }, readings);
}

describe('withdrawal in Lecco', () => {
  it('[LC-8.2, LC-8.3, LC-8.4] from the third year after signing, by 2 October, out on 1 January', () => {
    expect(leave('2018-01-15', '2021-10-02').result).toEqual({
      admissible: true,
      lastDay: '2021-10-02',
      effective: '2022-01-01',
      refund: null,
      reasons: [],
    });
    expect(leave('2018-01-15', '2021-01-01').result?.effective).toBe('2022-01-01');
    const early = leave('2018-01-15', '2020-10-02').result!;
    expect(early).toMatchObject({ admissible: false, lastDay: '2020-10-02', effective: null });
    expect(early.reasons).toEqual(['Il recesso si può comunicare solo dal 2021.']);
  });

  it('[LC-8.3] a later notice holds for the next year, or is rejected, as the setting says', () => {
    expect(leave('2018-01-15', '2021-10-03').result).toMatchObject({
      admissible: true,
      lastDay: '2021-10-02',
      effective: '2023-01-01',
      reasons: [],
    });
    const rejected = leave('2018-01-15', '2021-10-03', { 'withdrawal.late_notice': 'reject' }).result!;
    expect(rejected).toMatchObject({ admissible: false, effective: null });
    expect(rejected.reasons).toHaveLength(1);
    expect(leave('2018-01-15', '2021-10-02', { 'withdrawal.late_notice': 'reject' }).result?.admissible).toBe(true);
  });

  it('[LC-8.3] the last day may be read as 3 October', () => {
    const third = { 'withdrawal.last_day': '10-03' };
    expect(leave('2018-01-15', '2021-10-03', third).result).toMatchObject({
      lastDay: '2021-10-03',
      effective: '2022-01-01',
    });
    expect(leave('2018-01-15', '2021-10-04', third).result).toMatchObject({ effective: '2023-01-01' });
    expect(leave('2018-01-15', '2021-10-03', { 'withdrawal.last_day': '09-30' }).paths).toEqual([
      'readings.withdrawal.last_day',
    ]);
  });

  it('[LC-8.2] the first year by each reading', () => {
    const second = { 'withdrawal.first_year': 'signing_year_plus_2' };
    expect(leave('2018-12-31', '2020-01-01', second).result).toMatchObject({
      admissible: true,
      effective: '2021-01-01',
    });
    expect(leave('2018-01-01', '2019-10-03', second).result?.admissible).toBe(false);
    const effect = { 'withdrawal.first_year': 'effect_in_third_year' };
    expect(leave('2018-01-15', '2020-10-02', effect).result).toMatchObject({
      admissible: true,
      effective: '2021-01-01',
    });
    expect(leave('2018-01-15', '2019-10-02', effect).result?.admissible).toBe(false);
    expect(leave('2018-01-15', '2019-10-03', effect).result).toMatchObject({
      admissible: true,
      effective: '2021-01-01',
    });
  });

  it('[LC-8.3] the year of a late notice stays its calendar year', () => {
    expect(leave('2018-01-15', '2020-12-31').result).toMatchObject({ admissible: false, effective: null });
  });

  it('[LC-7.1] after the end of the agreement there is nothing to leave', () => {
    expect(leave('2020-03-01', '2023-02-01').result).toMatchObject({
      admissible: false,
      lastDay: '2023-10-02',
      effective: null,
      reasons: ["La convenzione è finita il 31 dicembre 2022: dopo quel giorno non c'è da che recedere."],
    });
    expect(leave('2019-05-05', '2022-12-31').result).toMatchObject({ admissible: true, effective: '2024-01-01' });
    expect(leave('2019-05-05', '2022-10-02').result?.effective).toBe('2023-01-01');
    const longer = { validity: { from: '2018-01-01', to: '2027-12-31' } };
    expect(leave('2020-03-01', '2023-02-01', longer).result).toMatchObject({
      admissible: true,
      effective: '2024-01-01',
    });
  });

  it('says every reason at once', () => {
    const late = { 'withdrawal.late_notice': 'reject' };
    expect(leave('2022-06-01', '2023-11-01', late).result?.reasons).toHaveLength(3);
    expect(leave('2022-06-01', '2021-11-01', late).result?.reasons).toHaveLength(3);
  });

  it('reports missing and wrong facts together', () => {
    expect(trySimulation(withdrawal, 'lecco', {}).paths).toEqual(['signed', 'notified']);
    expect(
      trySimulation(withdrawal, 'lecco', { signed: '2018-02-30', notified: 20211002, why: '' }).paths!.toSorted(),
    ).toEqual(['notified', 'signed', 'why']);
  });
});

describe('withdrawal in Asti', () => {
  const facts = { signed: '2010-11-12', notified: '2027-03-31' };

  it('[AT-R1] is refused until its term is set', () => {
    const tried = trySimulation(withdrawal, 'asti', facts);
    expect(tried).toMatchObject({ exit: 3, codes: ['membership/no-withdrawal-term'] });
    expect(tried.says).toContain('preavviso');
  });

  it('[AT-R1] then takes effect so many months after the notice, without a refund', () => {
    expect(trySimulation(withdrawal, 'asti', facts, { 'withdrawal.notice': { months: 6 } }).result).toEqual({
      admissible: true,
      lastDay: null,
      effective: '2027-09-30',
      refund: '0.00',
      reasons: [],
    });
    expect(
      trySimulation(withdrawal, 'asti', { ...facts, notified: '2027-12-31' }, { 'withdrawal.notice': { months: 2 } })
        .result?.effective,
    ).toBe('2028-02-29');
    expect(trySimulation(withdrawal, 'asti', facts, { 'withdrawal.notice': { months: 0 } }).result?.effective).toBe(
      '2027-03-31',
    );
  });

  it('takes only a term in months or a last day', () => {
    for (const wrong of [{ months: -1 }, { months: '6' }, 6, { weeks: 3 }, '6 mesi'])
      expect(trySimulation(withdrawal, 'asti', facts, { 'withdrawal.notice': wrong }).paths).toEqual([
        'readings.withdrawal.notice',
      ]);
  });
});

describe('withdrawal elsewhere', () => {
  it('is refused where the text is silent', () => {
    for (const name of ['calatino', 'empolese-valdelsa', 'valdarno-valdisieve'])
      expect(trySimulation(withdrawal, name, { signed: '2018-01-15', notified: '2021-10-02' })).toMatchObject({
        exit: 3,
        codes: ['agreement/no-such-clause'],
      });
  });

  it('follows another last day and a refund in a document of its own', () => {
    const sixth = agreementOf(`
  - id: leaving
    article: art. 5
    title: { it: Recesso, en: Leaving }
    summary: { it: Entro giugno., en: By June. }
    kind: withdrawal
    versions: [{ notice: { lastDay: '06-30' }, late: reject, refund: '150.00' }]
`);
    expect(trySimulation(withdrawal, sixth, { notified: '2027-06-30' }).result).toEqual({
      admissible: true,
      lastDay: '2027-06-30',
      effective: '2028-01-01',
      refund: '150.00',
      reasons: [],
    });
  });
});
