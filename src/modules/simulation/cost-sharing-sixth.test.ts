import { describe, expect, it } from 'vitest';
import { amountsOf, type Facts } from '../../testing/share-costs.ts';
import { agreementOf, trySimulation } from '../../testing/try-simulation.ts';
import { costSharing } from './cost-sharing.ts';

describe('a sixth association, written as a document alone', () => {
  const document = agreementOf(`
  - id: machines
    article: art. 5
    title: { it: Macchine pesate, en: Weighted machines }
    summary: { it: Un server conta tre., en: A server counts three. }
    kind: allocation
    versions:
      - general: true
        lead: excluded
        items:
          - id: machines
            name: { it: Macchine, en: Machines }
            method: { by: key, mix: [ { driver: { sum: [ { driver: workstations, weight: "1" }, { driver: "units:servers", weight: "3" } ] }, weight: "1" } ] }
          - id: bands
            name: { it: Fasce, en: Bands }
            method: { by: key, mix: [ { driver: { bands: { of: population, steps: [ { upTo: 1000, points: "1" }, { upTo: 5000, points: "5/2" } ] } }, weight: 1/3 }, { driver: equal, weight: 2/3 } ] }
          - id: bounded
            name: { it: Con limiti, en: With bounds }
            method: { by: key, mix: { workstations: "1" }, limits: { floor: { amount: "100.00" }, cap: { percent: 50%, perInhabitant: "2.00" } } }
`);
  const entities = [
    { code: 'lead', kind: 'comunita_montana', workstations: 900 },
    { code: 'a', workstations: 8, population: 1000, units: { servers: 4 } },
    { code: 'b', workstations: 1, population: 5000, units: { servers: 1 } },
    { code: 'c', workstations: 1, population: 800, units: { servers: 5 } },
  ];
  const run = (facts: Facts) => trySimulation(costSharing, document, { year: 2027, entities, ...facts });
  const item = (id: string, amount: string) => run({ costs: [{ id: 'x', item: id, amount }] });

  it('counts weighted sums', () => {
    expect(amountsOf(item('machines', '40.00'))).toEqual(['0.00', '20.00', '4.00', '16.00']);
  });

  it('counts points by bands, and refuses an entity beyond the last one', () => {
    expect(amountsOf(item('bands', '27.00'))).toEqual(['0.00', '8.00', '11.00', '8.00']);
    const beyond = run({
      entities: [{ code: 'big', population: 5001 }],
      costs: [{ id: 'x', item: 'bands', amount: '1.00' }],
    });
    expect(beyond).toMatchObject({ exit: 3, codes: ['cost-sharing/outside-bands'] });
    expect(beyond.says).toContain('big');
  });

  it('keeps shares within floors and caps, the others bearing the difference', () => {
    expect(amountsOf(item('bounded', '1000.00'))).toEqual(['0.00', '500.00', '250.00', '250.00']);
    expect(amountsOf(item('bounded', '300.00'))).toEqual(['0.00', '100.00', '100.00', '100.00']);
    expect(amountsOf(item('bounded', '4000.00'))).toEqual(['0.00', '2000.00', '1000.00', '1000.00']);
    expect(item('bounded', '10000.00').codes).toEqual(['cost-sharing/all-at-the-cap']);
    expect(item('bounded', '299.99').codes).toEqual(['cost-sharing/floors-above-total']);
  });
});

describe('clauses that cannot be computed with', () => {
  const document = agreementOf(`
  - id: old
    article: art. 1
    title: { it: Prima, en: First }
    summary: { it: Prima, en: First }
    kind: allocation
    versions: [ { since: 2020-01-01, items: [ { id: rent, name: { it: A, en: A }, method: { by: key, mix: { equal: "1" } } } ] } ]
  - id: new
    article: art. 2
    title: { it: Poi, en: Later }
    summary: { it: Poi, en: Later }
    kind: allocation
    versions: [ { since: 2030-01-01, items: [ { id: lines, name: { it: B, en: B }, method: { by: direct } } ] } ]
  - id: unsaid
    article: art. 3
    title: { it: Manca, en: Missing }
    summary: { it: Manca, en: Missing }
    kind: allocation
    versions: [ { since: 2020-01-01, items: [ { id: licences, name: { it: C, en: C }, method: { by: key, mix: { reading: licences.key } } } ] } ]
    readings:
      licences.key: { nature: missing, question: { it: Quale?, en: Which? }, chosen: null, allowed: terms }
`);
  const run = (item: string, readings: Facts = {}) =>
    trySimulation(
      costSharing,
      document,
      { year: 2027, entities: [{ code: 'a' }], costs: [{ id: 'x', item, amount: '1.00' }] },
      readings,
    );

  it('refuse their items with the reason, and the others are shared', () => {
    expect(run('rent').exit).toBe(0);
    expect(run('licences')).toMatchObject({ exit: 3, codes: ['agreement/missing-value'] });
    expect(run('licences', { 'licences.key': { equal: '1' } }).exit).toBe(0);
  });

  it('are checked as they will be', () => {
    expect(run('lines').paths).toEqual(['costs[0].direct']);
    const direct = { id: 'x', item: 'lines', amount: '1.00', direct: { a: '1.00' } };
    expect(
      trySimulation(costSharing, document, { year: 2027, entities: [{ code: 'a' }], costs: [direct] }),
    ).toMatchObject({
      exit: 3,
      codes: ['agreement/not-yet-in-force'],
    });
    expect(run('other').paths).toEqual(['costs[0].item']);
  });
});
