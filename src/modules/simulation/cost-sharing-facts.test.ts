import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountsOf, type Facts, londa, rufina, service, seven, shareBy, sharesOf } from '../../testing/share-costs.ts';
import { trySimulation } from '../../testing/try-simulation.ts';
import { costSharing } from './cost-sharing.ts';

const lecco = shareBy('lecco');
const calatino = shareBy('calatino');

describe('the facts of cost-sharing', () => {
  const good = { year: 2027, entities: seven, costs: [service] };
  const paths = (facts: Facts) => trySimulation(costSharing, 'valdarno-valdisieve', facts).paths;

  it('what is mandatory, and null for a key left out', () => {
    expect(paths({})).toEqual(['year', 'entities', 'costs']);
    expect(paths({ year: null, entities: null, costs: null, secondments: null })).toEqual([
      'year',
      'entities',
      'costs',
    ]);
    expect(paths({ ...good, costs: [{}] })).toEqual(['costs[0].id', 'costs[0].amount', 'costs[0].item']);
    expect(paths({ ...good, secondments: [{}] })).toEqual([
      'secondments[0].entity',
      'secondments[0].cost',
      'secondments[0].percent',
    ]);
    expect(
      paths({ ...good, entities: [{ ...londa, name: null, kind: null, units: null, joined: null, left: null }] }),
    ).toBe(undefined);
  });

  it('unknown keys are problems at every depth', () => {
    expect(
      paths({
        ...good,
        month: 3,
        entities: [{ ...londa, directCosts: '1.00', colour: null }],
        costs: [{ ...service, vat: '22', contributions: [{ source: 'x', amount: '1.00', when: 1 }] }],
        secondments: [{ entity: 'c_e668', cost: '1.00', percent: '1', hours: 3 }],
      }),
    ).toEqual([
      'month',
      'entities[0].directCosts',
      'entities[0].colour',
      'costs[0].vat',
      'costs[0].contributions[0].when',
      'secondments[0].hours',
    ]);
  });

  it('numbers are whole and money is quoted with two decimals, never negative', () => {
    for (const year of ['2027', 2027.5, Number.NaN, 0, -1, 10000, 1e20, true, []])
      expect(paths({ ...good, year })).toEqual(['year']);
    for (const population of ['1', 1.5, -1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, false, {}])
      expect(paths({ ...good, entities: [{ ...londa, population }] })).toEqual(['entities[0].population']);
    for (const amount of [
      1,
      1.5,
      '1',
      '1.0',
      '1.000',
      '-1.00',
      '1,00',
      '+1.00',
      ' 1.00',
      '1e3',
      '',
      '1.00\n',
      'NaN',
      '١.٠٠',
    ])
      expect(paths({ ...good, costs: [{ ...service, amount }] })).toEqual(['costs[0].amount']);
    for (const amount of ['0.00', '00007.00', '123456789012345678901.99'])
      expect(paths({ ...good, costs: [{ ...service, amount }] })).toBe(undefined);
    for (const percent of [60, '-1', '100.01', '60%', '.5', '5.'])
      expect(paths({ ...good, secondments: [{ entity: 'c_e668', cost: '1.00', percent }] })).toEqual([
        'secondments[0].percent',
      ]);
    expect(paths({ ...good, year: 2.027e3, entities: [{ ...londa, population: -0 }, rufina] })).toBe(undefined);
  });

  it('codes are unique and known, and a code twice in a list is a problem', () => {
    expect(paths({ ...good, entities: [londa, rufina, londa] })).toEqual(['entities[2].code']);
    expect(paths({ ...good, entities: [{ ...londa, code: 7 }, { name: 'x' }, { code: '' }] })).toEqual([
      'entities[0].code',
      'entities[1].code',
      'entities[2].code',
    ]);
    expect(
      paths({
        ...good,
        costs: [{ ...service, participants: ['c_e668', 'c_x', 'c_e668', 7] }],
        secondments: [{ entity: 'c_y', cost: '1.00', percent: '1' }],
      }),
    ).toEqual([
      'costs[0].participants[1]',
      'costs[0].participants[2]',
      'costs[0].participants[3]',
      'secondments[0].entity',
    ]);
  });

  it('the other checks are made also where a key is malformed', () => {
    expect(
      paths({
        year: 'next',
        entities: [{ ...londa, population: '1850', joined: '2027-02-29' }, rufina],
        costs: [
          { id: 's', item: 'service', amount: 7, participants: ['c_x'] },
          { id: 's', item: 'none', amount: '1.00', requestedBy: null },
        ],
      }),
    ).toEqual([
      'year',
      'entities[0].joined',
      'entities[0].population',
      'costs[0].amount',
      'costs[0].participants[0]',
      'costs[1].id',
      'costs[1].item',
    ]);
  });

  it('dates exist, kinds are known, and nobody leaves before joining', () => {
    for (const joined of ['2027-02-29', '2027-13-01', '2027-1-1', '01/02/2027', 20270101, '2027-01-01T00:00', {}])
      expect(paths({ ...good, entities: [{ ...londa, joined }] })).toEqual(['entities[0].joined']);
    expect(paths({ ...good, entities: [{ ...londa, kind: 'city' }] })).toEqual(['entities[0].kind']);
    expect(paths({ ...good, entities: [{ ...londa, joined: '2027-05-02', left: '2027-05-01' }] })).toEqual([
      'entities[0].left',
    ]);
  });

  it('lists are lists and not empty', () => {
    for (const wrong of [[], {}, 'c_e668', 3]) {
      expect(paths({ ...good, entities: wrong })).toEqual(['entities']);
      expect(paths({ ...good, costs: wrong })).toEqual(['costs']);
      expect(paths({ ...good, secondments: wrong })).toEqual(['secondments']);
      for (const key of ['participants', 'contributions'])
        expect(paths({ ...good, costs: [{ ...service, [key]: wrong }] })).toEqual([`costs[0].${key}`]);
      expect(paths({ ...good, entities: [{ ...londa, represents: wrong }] })).toEqual(['entities[0].represents']);
    }
    expect(paths({ ...good, entities: [{ ...londa, represents: ['c_far', 'c_far'] }] })).toEqual([
      'entities[0].represents[1]',
    ]);
    expect(paths({ ...good, entities: [null] })).toEqual(['entities[0]']);
    expect(paths({ ...good, entities: [{ ...londa, units: ['x'] }] })).toEqual(['entities[0].units']);
  });

  it('names that objects have of themselves are names like any other', () => {
    const names = ['__proto__', 'constructor', 'toString', 'c_😀', ' '];
    const entities = names.map((code, place) =>
      JSON.parse(`{"code":${JSON.stringify(code)},"units":{"__proto__":${place + 1}}}`),
    );
    const tried = calatino({ entities, costs: [{ id: '__proto__', key: 'units:__proto__', amount: '15.00' }] });
    expect(amountsOf(tried)).toEqual(['1.00', '2.00', '3.00', '4.00', '5.00']);
    const weights = JSON.parse('{"__proto__":1,"toString":1}');
    expect(amountsOf(calatino({ entities, costs: [{ id: 'w', key: 'weights', weights, amount: '2.00' }] }))).toEqual([
      '1.00',
      '0.00',
      '1.00',
      '0.00',
      '0.00',
    ]);
    expect(calatino({ entities, costs: [{ id: 'w', key: 'units:constructor', amount: '2.00' }] }).codes).toEqual([
      'cost-sharing/missing-figure',
    ]);
    const costs = JSON.parse('[{"id":"x","key":"equal","amount":"1.00","__proto__":{"amount":"2.00"}}]');
    expect(calatino({ entities, costs }).paths).toEqual(['costs[0].__proto__']);
  });

  it('takes 2,000 entities and 300 costs', () => {
    const entities = Array.from({ length: 2000 }, (_, place) => ({ code: `c_${place}`, workstations: place + 1 }));
    const costs = Array.from({ length: 300 }, (_, place) => ({
      id: `k${place}`,
      item: 'staff',
      amount: `${1000 + place}.01`,
    }));
    const tried = lecco({ entities, costs });
    expect(tried.result).toMatchObject({ net: '344853.00' });
    expect(sharesOf(tried)[1999]!.lines).toHaveLength(300);
  });

  it('bad facts give problems or a refusal, never a failure', () => {
    const leaf = fc.oneof(
      fc.constantFrom<unknown>(
        null,
        true,
        0,
        -0,
        1e308,
        Number.NaN,
        '',
        '0.00',
        '1.00',
        '-3',
        'service',
        'staff',
        'equal',
        'weights',
        'c_0',
        'c_1',
        2027,
        '2027-01-01',
        '60',
        [],
        {},
      ),
      fc.string(),
    );
    const keys = [
      'code',
      'kind',
      'population',
      'workstations',
      'units',
      'represents',
      'joined',
      'left',
      'id',
      'item',
      'amount',
      'contributions',
      'participants',
      'key',
      'weights',
      'direct',
      'requestedBy',
      'authorised',
      'entity',
      'cost',
      'percent',
      'c_0',
      '__proto__',
    ];
    const anything = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        leaf,
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(fc.oneof(fc.constantFrom(...keys), fc.string()), tie('value'), { maxKeys: 5 }),
      ),
    })).value;
    const entity = fc.record(
      { code: fc.constantFrom('c_0', 'c_1'), population: leaf, workstations: leaf },
      { requiredKeys: ['code'] },
    );
    const cost = fc.dictionary(fc.constantFrom(...keys), anything, { maxKeys: 7 });
    fc.assert(
      fc.property(
        fc.constantFrom('valdarno-valdisieve', 'lecco', 'calatino', 'asti', 'empolese-valdelsa'),
        fc.record(
          {
            year: fc.oneof(fc.constant(2027), anything),
            entities: fc.oneof(fc.array(entity), anything),
            costs: fc.oneof(fc.array(cost), anything),
            secondments: anything,
          },
          { requiredKeys: [] },
        ),
        (agreement, facts) => {
          const tried = trySimulation(costSharing, agreement, facts);
          if (tried.exit === 0) JSON.stringify([tried.result, Object.keys(tried.explain())]);
          else expect(tried.says).not.toBe('');
        },
      ),
      { numRuns: 1500 },
    );
  });
});
