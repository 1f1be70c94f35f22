import { describe, expect, it } from 'vitest';
import { agreementOf, trySimulation } from '../../testing/try-simulation.ts';
import { weights } from './weights.ts';

type Entity = Record<string, unknown>;

const comune = (code: string, population: number, directCosts = '0.00', more: Entity = {}): Entity => ({
  code,
  population,
  directCosts,
  ...more,
});

function weigh(entities: Entity[], readings: Record<string, unknown> = {}, more: Record<string, unknown> = {}) {
  return trySimulation(weights, 'lecco', { on: '2027-10-28', body: 'assembly', entities, ...more }, readings);
}

const votesOf = (tried: ReturnType<typeof weigh>, key: 'population' | 'economic' | 'weight') =>
  (tried.result!.weights as Record<string, number>[]).map((row) => row[key]);

describe('weights', () => {
  it('[LC-4.w.a] votes by inhabitants change above 5,000, 10,000 and 25,000', () => {
    const figures = [0, 5000, 5001, 10000, 10001, 25000, 25001];
    const tried = weigh(figures.map((figure, place) => comune(`c_${place}`, figure)));
    expect(votesOf(tried, 'population')).toEqual([1, 1, 2, 2, 3, 3, 4]);
  });

  it('[LC-4.w.b] votes by direct costs change above a quarter, a half and three quarters of the total', () => {
    const of = (costs: string) => weigh([comune('c_a', 1, costs), comune('c_b', 1, '0.00')], {}, {});
    expect(votesOf(of('1.00'), 'economic')).toEqual([4, 1]);
    const tried = weigh([
      comune('c_a', 1, '110000.00'),
      comune('c_b', 1, '100000.00'),
      comune('c_c', 1, '36000.00'),
      comune('c_d', 1, '154000.00'),
    ]);
    expect(votesOf(tried, 'economic')).toEqual([2, 1, 1, 2]);
    const halves = weigh([comune('c_a', 1, '50.00'), comune('c_b', 1, '50.00')]);
    expect(votesOf(halves, 'economic')).toEqual([2, 2]);
    const threeQuarters = weigh([comune('c_a', 1, '75.00'), comune('c_b', 1, '25.00')]);
    expect(votesOf(threeQuarters, 'economic')).toEqual([3, 1]);
    const above = weigh([comune('c_a', 1, '75.01'), comune('c_b', 1, '24.99')]);
    expect(votesOf(above, 'economic')).toEqual([4, 1]);
  });

  it('[LC-4.w] the weight is the sum of the two, in the order of the entities, with its total', () => {
    const tried = weigh([
      comune('c_e507', 47000, '110000.00'),
      comune('c_b', 3200, '4000.00'),
      comune('c_c', 9000, '286000.00'),
    ]);
    expect(tried.result).toEqual({
      weights: [
        { entity: 'c_e507', population: 4, economic: 2, weight: 6 },
        { entity: 'c_b', population: 1, economic: 1, weight: 2 },
        { entity: 'c_c', population: 2, economic: 3, weight: 5 },
      ],
      total: 13,
    });
  });

  it('[LC-4.w] an average that is not whole is a number with one decimal', () => {
    const tried = weigh([comune('c_a', 30000, '1.00'), comune('c_b', 6000, '99.00')], { 'votes.combine': 'average' });
    expect(votesOf(tried, 'weight')).toEqual([2.5, 3]);
    expect(tried.result?.total).toBe(5.5);
    expect(JSON.stringify(tried.result)).toContain('"weight":2.5');
  });

  it('[LC-4.w.b] who has no direct costs has one vote or none, as the setting says; so has everybody on a base of zero', () => {
    const some = [comune('c_a', 1, '10.00'), comune('c_b', 1, '0.00')];
    expect(votesOf(weigh(some), 'economic')).toEqual([4, 1]);
    expect(votesOf(weigh(some, { 'votes.zero_use_votes': 0 }), 'economic')).toEqual([4, 0]);
    const none = [comune('c_a', 1), comune('c_b', 1)];
    expect(votesOf(weigh(none), 'economic')).toEqual([1, 1]);
    expect(votesOf(weigh(none, { 'votes.zero_use_votes': 0 }), 'economic')).toEqual([0, 0]);
  });

  it('[LC-4.w.b] the total spending is used, and mandatory, only where the setting measures on it', () => {
    const some = [comune('c_a', 1, '30.00'), comune('c_b', 1, '10.00')];
    expect(votesOf(weigh(some, {}, { totalSpending: '1000.00' }), 'economic')).toEqual([3, 1]);
    const spending = { 'votes.economic_base': 'total_cst_spending' };
    expect(votesOf(weigh(some, spending, { totalSpending: '100.00' }), 'economic')).toEqual([2, 1]);
    expect(weigh(some, spending)).toMatchObject({ exit: 2, paths: ['totalSpending'] });
    expect(votesOf(weigh(some, spending, { totalSpending: '0.00' }), 'economic')).toEqual([1, 1]);
  });

  describe('unions and mountain communities', () => {
    const union = (more: Entity): Entity => ({ code: 'u_1', kind: 'unione', directCosts: '0.00', ...more });
    const members = [comune('c_a', 4000), comune('c_b', 3000)];

    it('[R-LC-1] count their own figure, or the sum of those they represent', () => {
      expect(votesOf(weigh([union({ population: 26000, represents: ['c_a'] }), ...members]), 'population')).toEqual([
        4, 1, 1,
      ]);
      expect(votesOf(weigh([union({ represents: ['c_a', 'c_b'] }), ...members]), 'population')).toEqual([2, 1, 1]);
      const mountain = union({ kind: 'comunita_montana', represents: ['c_a', 'c_b'] });
      expect(votesOf(weigh([mountain, ...members]), 'population')).toEqual([2, 1, 1]);
    });

    it('[R-LC-1] net of single members, only those among the entities are taken away', () => {
      const net = { 'votes.population_of_unions': 'net_of_single_members' };
      const own = union({ population: 12000, represents: ['c_a', 'c_b', 'c_elsewhere'] });
      expect(votesOf(weigh([own, ...members], net), 'population')).toEqual([1, 1, 1]);
      const larger = union({ population: 12001, represents: ['c_a', 'c_b', 'c_elsewhere'] });
      expect(votesOf(weigh([larger, ...members], net), 'population')).toEqual([2, 1, 1]);
      expect(votesOf(weigh([union({ represents: ['c_a', 'c_b'] }), ...members], net), 'population')).toEqual([1, 1, 1]);
    });

    it('[R-LC-1] with the lowest band need no figure', () => {
      const lowest = { 'votes.population_of_unions': 'lowest_band' };
      expect(votesOf(weigh([union({}), ...members], lowest), 'population')).toEqual([1, 1, 1]);
      expect(votesOf(weigh([union({ population: 90000 }), ...members], lowest), 'population')).toEqual([1, 1, 1]);
    });

    it('[R-LC-1] without a figure, and representing somebody who is not among the entities, lack a figure', () => {
      const tried = weigh([union({ name: 'Unione A', represents: ['c_a', 'c_elsewhere'] }), ...members]);
      expect(tried).toMatchObject({ exit: 3, codes: ['meetings/missing-figure'] });
      expect(tried.says).toContain('Unione A (u_1)');
      expect(weigh([union({}), ...members])).toMatchObject({ exit: 3 });
      expect(weigh([union({ represents: ['u_1'] }), ...members])).toMatchObject({ exit: 3 });
    });
  });

  it('[R-LC-1] bodies without territory have the lowest band, or none; the Province its own bands, or none', () => {
    const entities = [
      { code: 'agenzia', kind: 'other', population: 90000, directCosts: '0.00' },
      { code: 'p_lc', kind: 'provincia', population: 334000, directCosts: '10.00' },
    ];
    expect(weigh(entities).result?.weights).toEqual([
      { entity: 'agenzia', population: 1, economic: 1, weight: 2 },
      { entity: 'p_lc', population: 4, economic: 4, weight: 8 },
    ]);
    expect(votesOf(weigh(entities, { 'votes.non_territorial': 'none' }), 'population')).toEqual([0, 4]);
    const none = weigh([{ code: 'p_lc', kind: 'provincia', directCosts: '10.00' }], { 'votes.province_votes': 'none' });
    expect(none.result?.weights).toEqual([{ entity: 'p_lc', population: 0, economic: 4, weight: 4 }]);
  });

  it('[R-LC-2, R-LC-3] settings that facts alone cannot answer are refused', () => {
    const entities = [comune('c_a', 1), { code: 'p_lc', kind: 'provincia', population: 1, directCosts: '0.00' }];
    for (const readings of [
      { 'votes.combine': 'two_ballots' },
      { 'votes.economic_base': 'own_bill' },
      { 'votes.province_votes': 3 },
    ]) {
      expect(weigh(entities, readings)).toMatchObject({ exit: 3, codes: ['meetings/setting-not-computable'] });
    }
    expect(weigh(entities, { 'votes.province_votes': 'many' })).toMatchObject({
      exit: 2,
      paths: ['readings.votes.province_votes'],
    });
    expect(weigh(entities, { 'votes.combine': 'product', 'votes.unknown': 1 }).paths).toEqual([
      'readings.votes.combine',
      'readings.votes.unknown',
    ]);
  });

  it('[LC-4.w] missing figures are one refusal that names every entity', () => {
    const tried = weigh([
      { code: 'c_a', name: 'Abbadia', population: 1 },
      { code: 'c_b', directCosts: '1.00' },
      { code: 'c_c' },
    ]);
    expect(tried).toMatchObject({ exit: 3, codes: ['meetings/missing-figure'] });
    expect(tried.says).toBe(
      "Dati che mancano: il numero di abitanti di c_b e c_c; l'importo dei costi diretti di Abbadia (c_a) e c_c.",
    );
  });

  it('reports every problem of the facts together, and never fails', () => {
    const tried = weigh(
      [comune('c_a', 1), comune('c_a', -1), { code: 'c_c', kind: 'town', directCosts: 3 }],
      {},
      {
        on: '2027-02-30',
        totalSpending: '-1.00',
        colour: 'red',
      },
    );
    expect(tried.exit).toBe(2);
    expect([...tried.paths!].sort()).toEqual([
      'colour',
      'entities[1].code',
      'entities[1].population',
      'entities[2].directCosts',
      'entities[2].kind',
      'on',
      'totalSpending',
    ]);
    expect(trySimulation(weights, 'lecco', {}).paths).toEqual(['on', 'body', 'entities']);
    expect(trySimulation(weights, 'lecco', { on: 1, body: [], entities: [] }).paths).toEqual([
      'on',
      'body',
      'entities',
    ]);
    expect(
      trySimulation(weights, 'lecco', { on: '2027-01-01', body: 'council', entities: [comune('a', 1)] }).paths,
    ).toEqual(['body']);
  });

  it('is refused where the agreement weighs no votes', () => {
    for (const agreement of ['calatino', 'asti', 'empolese-valdelsa', 'valdarno-valdisieve']) {
      const tried = trySimulation(weights, agreement, {
        on: '2027-10-28',
        body: 'assembly',
        entities: [comune('a', 1)],
      });
      expect(tried).toMatchObject({ exit: 3, codes: ['agreement/no-such-clause'] });
    }
  });

  it('explains each weight down to the clause, the figure and the setting', () => {
    const { explain } = weigh([comune('c_e507', 47000, '110.00'), comune('c_b', 1, '290.00')]);
    const traces = explain();
    expect(Object.keys(traces)).toEqual(['', 'weights[0]', 'weights[1]']);
    const told = JSON.stringify(traces['weights[0]'], (_, value) =>
      typeof value === 'bigint' ? String(value) : value,
    );
    for (const part of ['art. 4 c. 2', '47000', 'votes.combine', 'votes.population_bands', '"11000"'])
      expect(told).toContain(part);
  });
});

const sixth = agreementOf(`
  - id: weights
    article: art. 1
    title: { it: Voti, en: Votes }
    summary: { it: Per abitanti., en: By inhabitants. }
    kind: vote-weights
    versions:
      - body: council
        components:
          - id: population
            bands: [{ upTo: 1000, votes: 2 }, { upTo: 3000, votes: 5 }, { votes: 9 }]
            unions: sum_of_members
            nonTerritorial: none
            lead: none
        combine: sum
`);

describe('weights of an association unlike the five', () => {
  it('follow other bands, one component alone, another lead', () => {
    const tried = trySimulation(weights, sixth, {
      on: '2027-01-01',
      body: 'council',
      entities: [
        { code: 'a', population: 1000 },
        { code: 'b', population: 1001 },
        { code: 'c', population: 3001 },
        { code: 'm', kind: 'comunita_montana' },
      ],
    });
    expect(tried.result).toEqual({
      weights: [
        { entity: 'a', population: 2, economic: 0, weight: 2 },
        { entity: 'b', population: 5, economic: 0, weight: 5 },
        { entity: 'c', population: 9, economic: 0, weight: 9 },
        { entity: 'm', population: 0, economic: 0, weight: 0 },
      ],
      total: 16,
    });
  });
});
