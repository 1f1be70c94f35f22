import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trySimulation } from '../../testing/try-simulation.ts';
import { absenceRates } from './absence-rates.ts';

type Rates = { id: string; absence: string; presence: string; merged: string[] };

/** An office of `people` persons with 20 working days each; the first has all the absences. */
const office = (id: string, people: number, absentDays = 0) => ({
  id,
  people: Array.from({ length: people }, (_, place) => ({ workingDays: 20, absentDays: place === 0 ? absentDays : 0 })),
});

function rate(offices: unknown, readings: Record<string, unknown> = {}) {
  return trySimulation(absenceRates, 'asti', { period: '2027-Q2', offices }, readings);
}
const ratesOf = (tried: ReturnType<typeof rate>) => tried.result!.offices as Rates[];

describe('absence-rates', () => {
  it('[AT-S5] days of absence over working days, half-up, and presence up to a hundred', () => {
    const people = Array.from({ length: 10 }, (_, place) => ({ workingDays: 21, absentDays: place < 9 ? 3 : 0 }));
    expect(rate([{ id: 'tecnico', people }]).result).toEqual({
      offices: [{ id: 'tecnico', absence: '12.86', presence: '87.14', merged: [] }],
    });
    expect(ratesOf(rate([office('a', 5)]))[0]).toMatchObject({ absence: '0.00', presence: '100.00' });
    const allAway = { id: 'a', people: Array(5).fill({ workingDays: 3, absentDays: 3 }) };
    expect(ratesOf(rate([allAway]))[0]).toMatchObject({ absence: '100.00', presence: '0.00' });
    // One day of 16,000 is 0.00625%.
    const large = { id: 'a', people: [{ workingDays: 16000, absentDays: 1 }, ...office('', 4).people] };
    expect(ratesOf(rate([large]))[0]).toMatchObject({ absence: '0.01', presence: '99.99' });
  });

  it('[AT-S5] small offices are merged together, after the others', () => {
    expect(ratesOf(rate([office('b', 3, 6), office('large', 6), office('a', 2, 4)]))).toEqual([
      { id: 'large', absence: '0.00', presence: '100.00', merged: [] },
      { id: 'b+a', absence: '10.00', presence: '90.00', merged: ['b', 'a'] },
    ]);
  });

  it('[AT-S5] if still too few they go into the smallest of the others, the first id among equals', () => {
    const tried = rate([office('z', 6), office('tiny', 1, 20), office('m', 6), office('big', 9), office('two', 2)]);
    expect(ratesOf(tried)).toEqual([
      { id: 'z', absence: '0.00', presence: '100.00', merged: [] },
      { id: 'm', absence: '11.11', presence: '88.89', merged: ['m', 'tiny', 'two'] },
      { id: 'big', absence: '0.00', presence: '100.00', merged: [] },
    ]);
  });

  it('[AT-S5] if there are no others the rates are refused', () => {
    const tried = rate([office('a', 2), office('b', 2)]);
    expect(tried).toMatchObject({ exit: 3, codes: ['publication/too-few-people'] });
    expect(tried.says).toContain('a e b');
    expect(ratesOf(rate([office('a', 3), office('b', 2)]))).toMatchObject([{ id: 'a+b', merged: ['a', 'b'] }]);
  });

  it('[AT-S5] the size of a small office is a setting', () => {
    const offices = [office('a', 4, 8), office('b', 6)];
    expect(ratesOf(rate(offices))).toMatchObject([{ id: 'b', merged: ['b', 'a'] }]);
    expect(ratesOf(rate(offices, { 'absence.min_office': 4 }))).toMatchObject([
      { id: 'a', absence: '10.00', merged: [] },
      { id: 'b', merged: [] },
    ]);
    expect(ratesOf(rate([office('a', 1)], { 'absence.min_office': 1 }))).toHaveLength(1);
    for (const wrong of [0, 21, '5', 1.5])
      expect(rate(offices, { 'absence.min_office': wrong }).paths).toEqual(['readings.absence.min_office']);
  });

  it('an office without working days has no rate', () => {
    const idle = { id: 'a', people: Array(5).fill({ workingDays: 0, absentDays: 0 }) };
    expect(rate([idle])).toMatchObject({ exit: 3, codes: ['publication/no-working-days'] });
    expect(rate([{ id: 'a', people: [...idle.people, { workingDays: 1, absentDays: 1 }] }]).exit).toBe(0);
  });

  it('reports wrong facts together', () => {
    const tried = rate([
      { id: 'a', people: [{ workingDays: 10, absentDays: 11 }, { workingDays: '10' }] },
      { id: 'a', people: [] },
      { people: [{ workingDays: 1, absentDays: -1, name: 'x' }] },
      3,
    ]);
    expect(tried.paths!.toSorted()).toEqual([
      'offices[0].people[0].absentDays',
      'offices[0].people[1].absentDays',
      'offices[0].people[1].workingDays',
      'offices[1].id',
      'offices[1].people',
      'offices[2].id',
      'offices[2].people[0].absentDays',
      'offices[2].people[0].name',
      'offices[3]',
    ]);
    expect(trySimulation(absenceRates, 'asti', {}).paths).toEqual(['period', 'offices']);
    for (const period of ['2027', '2027-Q5', '2027-13', 'Q2', '0000-Q1', 2027])
      expect(trySimulation(absenceRates, 'asti', { period, offices: [office('a', 5)] }).paths).toEqual(['period']);
    expect(trySimulation(absenceRates, 'asti', { period: '2027-04', offices: [office('a', 5)] }).exit).toBe(0);
  });

  it('is refused where the agreement publishes no rates', () => {
    for (const name of ['lecco', 'calatino', 'empolese-valdelsa', 'valdarno-valdisieve'])
      expect(trySimulation(absenceRates, name, { period: '2027-Q2', offices: [office('a', 5)] })).toMatchObject({
        exit: 3,
        codes: ['agreement/no-such-clause'],
      });
  });

  it('[AT-S5] no published row holds fewer people than the setting, and nobody is lost', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 8 }), (sizes) => {
        const offices = sizes.map((size, place) => office(`o${place}`, size));
        const tried = rate(offices);
        if (tried.exit === 3) {
          expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(5);
          return;
        }
        const peopleOf = (ids: readonly string[]) =>
          ids.reduce((sum, id) => sum + offices.find((each) => each.id === id)!.people.length, 0);
        const published = ratesOf(tried).map(({ id, merged }) => (merged.length > 0 ? merged : [id]));
        for (const ids of published) expect(peopleOf(ids)).toBeGreaterThanOrEqual(5);
        expect(published.flat().toSorted()).toEqual(offices.map(({ id }) => id).toSorted());
      }),
    );
  });
});
