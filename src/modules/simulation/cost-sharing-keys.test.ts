import { describe, expect, it } from 'vitest';
import { amountsOf, type Facts, londa, shareBy, sharesOf, shareVv, union } from '../../testing/share-costs.ts';

const calatino = shareBy('calatino');
const asti = shareBy('asti');

describe('cost-sharing where each cost brings its key', () => {
  const three = [
    { code: 'c_b428', name: 'Caltagirone', workstations: 300, population: 36000, units: { tickets: 500 } },
    { code: 'c_m100', name: 'Vizzini', workstations: 60, population: 5700, units: { tickets: 180 } },
    { code: 'c_h792', name: 'San Cono', workstations: 40, population: 2300, units: { tickets: 120 } },
  ];
  const costs = [
    { id: 'dc', key: 'workstations', amount: '90000.00' },
    { id: 'online', key: 'population', amount: '40000.00' },
    { id: 'desk', key: 'units:tickets', amount: '70000.00' },
  ];

  it('[CAL-8.1, CAL-8.2] every service by its criterion; the overall percentage is the result and sums to 100.00', () => {
    const tried = calatino({ entities: three, costs });
    expect(amountsOf(tried)).toEqual(['143977.27', '34431.82', '21590.91']);
    expect(sharesOf(tried).map(({ percent }) => percent)).toEqual(['71.99', '17.22', '10.79']);
    expect(sharesOf(tried)[0]!.lines.map(({ amount }) => amount)).toEqual(['67500.00', '32727.27', '43750.00']);
  });

  it('[CAL-8.1] given weights count, and who is left out weighs 0 and has a line', () => {
    const cost = { id: 'w', key: 'weights', amount: '10.00' };
    const tried = calatino({ entities: three, costs: [{ ...cost, weights: { c_b428: 3, c_h792: 1, c_m100: null } }] });
    expect(amountsOf(tried)).toEqual(['7.50', '0.00', '2.50']);
    expect(sharesOf(tried)[1]!.lines).toHaveLength(1);
    expect(calatino({ entities: three, costs: [{ ...cost, weights: {} }] }).codes).toEqual(['cost-sharing/empty-key']);
    expect(calatino({ entities: three, costs: [cost] }).paths).toEqual(['costs[0].weights']);
    expect(
      calatino({ entities: three, costs: [{ ...cost, weights: { c_x: 1, c_b428: 1.5, c_m100: -1 } }] }).paths,
    ).toEqual(['costs[0].weights.c_x', 'costs[0].weights.c_b428', 'costs[0].weights.c_m100']);
  });

  it('[CAL-8.1] a key is mandatory and one of the known ones', () => {
    for (const run of [calatino, asti, shareBy('empolese-valdelsa')]) {
      const paths = (cost: Facts) => run({ entities: three, costs: [{ id: 'x', amount: '1.00', ...cost }] }).paths;
      expect(paths({})).toEqual(['costs[0].key']);
      expect(paths({ key: null })).toEqual(['costs[0].key']);
      for (const key of ['pcs', 'units:', 'units', '__proto__', 'constructor', '', 3])
        expect(paths({ key })).toEqual(['costs[0].key']);
      expect(paths({ key: 'equal', weights: { c_b428: 1 } })).toEqual(['costs[0].weights']);
      expect(paths({ key: 'equal', direct: { c_b428: '1.00' } })).toEqual(['costs[0].direct']);
      expect(paths({ key: 'equal' })).toBe(undefined);
    }
  });

  it('[CAL-2.ext] a special project is paid in equal parts by who asked, and moves nobody else', () => {
    const project = { id: 'p', amount: '5400.00', requestedBy: ['c_h792'], authorised: '2027-02-01' };
    const tried = calatino({ entities: three, costs: [...costs, project] });
    expect(amountsOf(tried)).toEqual(['143977.27', '34431.82', '26990.91']);
    expect(tried.result).toMatchObject({ net: '205400.00' });
    expect(sharesOf(tried).map(({ lines }) => lines.length)).toEqual([3, 3, 4]);
    const jointly = calatino({
      entities: three,
      costs: [{ ...project, amount: '0.03', requestedBy: ['c_m100', 'c_b428'] }],
    });
    expect(amountsOf(jointly)).toEqual(['0.02', '0.01', '0.00']);
  });

  it('[CAL-2.ext] a special project needs its authorisation, may stand in any agreement, and its item and key are not read', () => {
    const project = { id: 'p', amount: '10.00', requestedBy: ['c_b428'] };
    for (const agreement of ['valdarno-valdisieve', 'lecco', 'calatino', 'asti', 'empolese-valdelsa']) {
      const paths = (cost: Facts) => shareBy(agreement)({ entities: three, costs: [{ ...project, ...cost }] }).paths;
      expect(paths({})).toEqual(['costs[0].authorised']);
      expect(paths({ authorised: null })).toEqual(['costs[0].authorised']);
      expect(paths({ authorised: '2027-02-29' })).toEqual(['costs[0].authorised']);
      expect(paths({ authorised: '2027-02-28', item: 7, key: 'nothing' })).toBe(undefined);
      expect(paths({ authorised: '2027-02-28', direct: { c_b428: '10.00' } })).toEqual(['costs[0].direct']);
      expect(paths({ authorised: '2027-02-28', requestedBy: [] })).toEqual(['costs[0].requestedBy']);
    }
  });

  it('[CAL-2.ext] the lead may ask for a project too, also where it takes no part in the others', () => {
    const tried = shareVv({
      entities: [union, londa],
      costs: [{ id: 'p', amount: '10.00', requestedBy: ['ucvv'], authorised: '2027-01-01' }],
    });
    expect(amountsOf(tried)).toEqual(['10.00', '0.00']);
  });

  it('[AT-F2] a new service is paid by who adheres, the others 0.00', () => {
    const entities = ['a', 'b', 'c', 'd', 'e', 'f'].map((code) => ({ code }));
    const tried = asti({
      entities,
      costs: [{ id: 'n', key: 'equal', amount: '9000.00', participants: ['a', 'b', 'c', 'd', 'e'] }],
    });
    expect(amountsOf(tried)).toEqual([...Array(5).fill('1800.00'), '0.00']);
    expect(sharesOf(tried)[5]!.lines).toEqual([]);
  });
});
