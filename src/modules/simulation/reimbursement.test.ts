import { describe, expect, it } from 'vitest';
import { agreementOf, trySimulation } from '../../testing/try-simulation.ts';
import { reimbursement } from './reimbursement.ts';

function grow(facts: Record<string, unknown>, readings: Record<string, unknown> = {}) {
  return trySimulation(reimbursement, 'asti', { base: '42000.00', ...facts }, readings);
}
const twoYears = [
  { year: 2028, percent: '1.9' },
  { year: 2029, percent: '1.2' },
];

describe('reimbursement', () => {
  it('[AT-C2] grows by the variation of each year, with the expenses beside it', () => {
    expect(grow({ variations: twoYears, expenses: { '2028': '615.40' } }).result).toEqual({
      years: [
        { year: 2028, base: '42798.00', expenses: '615.40', total: '43413.40' },
        { year: 2029, base: '43311.58', expenses: '0.00', total: '43311.58' },
      ],
    });
  });

  it('[AT-C2] consolidated, the next year grows from base and expenses', () => {
    const readings = { 'reimbursement.expenses': 'consolidated' };
    expect(grow({ variations: twoYears, expenses: { '2028': '615.40', '2029': '10.00' } }, readings).result).toEqual({
      years: [
        { year: 2028, base: '42798.00', expenses: '615.40', total: '43413.40' },
        { year: 2029, base: '43934.36', expenses: '10.00', total: '43944.36' },
      ],
    });
  });

  it('[AT-C2] each year is rounded half-up to the cent and is the base of the next', () => {
    const tried = grow({
      base: '0.10',
      variations: [
        { year: 2028, percent: '5' },
        { year: 2029, percent: '5' },
        { year: 2030, percent: '-50' },
      ],
    });
    // 0.105 is 0.11, 0.1155 is 0.12, 0.06.
    expect(tried.result).toMatchObject({ years: [{ base: '0.11' }, { base: '0.12' }, { base: '0.06' }] });
  });

  it('[AT-C2] one row for each variation, by year', () => {
    expect(
      grow({
        variations: [
          { year: 2031, percent: '0' },
          { year: 2028, percent: '1' },
        ],
      }).result,
    ).toMatchObject({
      years: [
        { year: 2028, base: '42420.00' },
        { year: 2031, base: '42420.00' },
      ],
    });
  });

  it('two variations in one year, and expenses of a year without one, are problems', () => {
    expect(
      grow({
        variations: [...twoYears, { year: 2028, percent: '2' }],
        expenses: { '2027': '1.00', '2030': '1.00', next: '1.00', '2029': 3 },
      }).paths!.toSorted(),
    ).toEqual(['expenses.2027', 'expenses.2029', 'expenses.2030', 'expenses.next', 'variations[2].year']);
  });

  it('only the percent of a variation may be negative; everything wrong is told together', () => {
    expect(
      grow({
        base: '-1.00',
        variations: [{ year: 2028, percent: 1.9 }, { percent: '1' }, 3],
        expenses: [],
      }).paths!.toSorted(),
    ).toEqual(['base', 'expenses', 'variations[0].percent', 'variations[1].year', 'variations[2]']);
    expect(trySimulation(reimbursement, 'asti', {}).paths).toEqual(['base', 'variations']);
    expect(grow({ variations: [] }).paths).toEqual(['variations']);
    expect(grow({ variations: twoYears, expenses: { '2028': '-615.40' } }).paths).toEqual(['expenses.2028']);
  });

  it('is refused where the agreement has no such reimbursement', () => {
    for (const name of ['lecco', 'calatino', 'empolese-valdelsa', 'valdarno-valdisieve'])
      expect(trySimulation(reimbursement, name, { base: '1.00', variations: twoYears })).toMatchObject({
        exit: 3,
        codes: ['agreement/no-such-clause'],
      });
  });

  it('starts from the amount that a document states, where it does', () => {
    const sixth = agreementOf(`
  - id: reimbursement
    article: art. 6
    title: { it: Rimborso, en: Reimbursement }
    summary: { it: Annuo., en: Yearly. }
    kind: indexed-reimbursement
    versions: [{ expenses: yearly, base: '1000.00' }]
`);
    const facts = { variations: [{ year: 2028, percent: '10' }] };
    expect(trySimulation(reimbursement, sixth, facts).result).toMatchObject({ years: [{ base: '1100.00' }] });
    expect(trySimulation(reimbursement, sixth, { ...facts, base: '10.00' }).result).toMatchObject({
      years: [{ base: '11.00' }],
    });
  });

  it('explains each year down to the variation and the setting', () => {
    const { explain } = grow({ variations: twoYears, expenses: { '2028': '615.40' } });
    expect(Object.keys(explain())).toEqual(['years[0]', 'years[1]']);
    const told = JSON.stringify(explain(), (_, value) => (typeof value === 'bigint' ? String(value) : value));
    for (const part of ['reimbursement.expenses', 'variazione contrattuale 2028', '4200000'])
      expect(told).toContain(part);
  });
});
