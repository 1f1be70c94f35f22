import { describe, expect, it } from 'vitest';
import { amountsOf, type Facts, shareBy, sharesOf } from '../../testing/share-costs.ts';

const lecco = shareBy('lecco');
const calatino = shareBy('calatino');
const asti = shareBy('asti');

describe('cost-sharing by the lists of Lecco', () => {
  const three = [
    { code: 'c_a', workstations: 46, units: { mailboxes: 25, sites: 1 } },
    { code: 'c_b', workstations: 31, units: { mailboxes: 0, sites: 0 } },
    { code: 'c_c', workstations: 17, units: { mailboxes: 50, sites: 1 } },
  ];
  const rent = { id: 'r', item: 'data-centre-rent', amount: '100000.00' };

  it('[LC-6.1] list 1 goes by workstations', () => {
    const items = [
      'data-centre-rent',
      'data-centre-firewall',
      'data-centre-connectivity',
      'staff',
      'data-centre-running',
      'shared-applications',
      'domains',
    ];
    for (const item of items)
      expect(amountsOf(lecco({ entities: three, costs: [{ ...rent, item }] }))).toEqual([
        '48936.17',
        '32978.72',
        '18085.11',
      ]);
  });

  it('[LC-6.1] the Province shares by its workstations, or not at all', () => {
    const entities = [{ code: 'p_lc', kind: 'provincia', workstations: 94 }, ...three];
    expect(amountsOf(lecco({ entities, costs: [rent] }))[0]).toBe('50000.00');
    const out = lecco({ entities, costs: [rent] }, { 'allocation.province_shares': false });
    expect(sharesOf(out)[0]).toMatchObject({ amount: '0.00', lines: [] });
    expect(amountsOf(out).slice(1)).toEqual(['48936.17', '32978.72', '18085.11']);
    expect(lecco({ entities: [{ code: 'p_lc', kind: 'provincia' }, ...three], costs: [rent] }).codes).toEqual([
      'cost-sharing/missing-figure',
    ]);
  });

  it('[LC-8.1] who joins or leaves in the year counts by days, first and last included', () => {
    const split = (year: number, dates: Facts, readings: Facts = {}) =>
      amountsOf(
        lecco(
          {
            year,
            entities: [
              { code: 'a', workstations: 10, ...dates },
              { code: 'b', workstations: 10 },
            ],
            costs: [{ ...rent, amount: '1000.00' }],
          },
          readings,
        ),
      )[0];
    expect(split(2020, { joined: '2020-09-01' })).toBe('250.00');
    expect(split(2027, { left: '2027-12-30' })).toBe('499.31');
    expect(split(2027, { joined: '2027-03-01', left: '2027-03-01' })).toBe('2.73');
    expect(split(2027, { joined: '2018-01-15', left: null })).toBe('500.00');
    expect(split(2027, { joined: '2028-01-01' })).toBe('0.00');
    expect(split(2027, { left: '2026-12-31' })).toBe('0.00');
    expect(split(2027, { left: '2027-12-31' })).toBe('500.00');
    expect(split(2027, { joined: '2027-07-01' }, { 'joining.cost_prorata': 'full_year' })).toBe('500.00');
  });

  it('[LC-8.1] one that was no member in the year still has its line, at zero; list 2 does not count days', () => {
    const entities = [
      { code: 'a', workstations: 10, joined: '2028-01-01', units: { mailboxes: 5 } },
      { code: 'b', workstations: 10, units: { mailboxes: 5 } },
    ];
    expect(sharesOf(lecco({ entities, costs: [rent] }))[0]!.lines).toEqual([
      { cost: 'r', clause: 'list-1', amount: '0.00' },
    ]);
    expect(amountsOf(lecco({ entities, costs: [{ id: 'm', item: 'mail', amount: '10.00' }] }))).toEqual([
      '5.00',
      '5.00',
    ]);
  });

  it('[LC-6.2] list 2 goes by units of the activated service; an entity without the service states 0 and has a line', () => {
    const mail = lecco({ entities: three, costs: [{ id: 'm', item: 'mail', amount: '900.00' }] });
    expect(amountsOf(mail)).toEqual(['300.00', '0.00', '600.00']);
    expect(sharesOf(mail)[1]!.lines).toEqual([{ cost: 'm', clause: 'list-2', amount: '0.00' }]);
    const missing = lecco({ entities: three, costs: [{ id: 'v', item: 'antivirus', amount: '900.00' }] });
    expect(missing).toMatchObject({ exit: 3, codes: ['cost-sharing/missing-figure'] });
    for (const { code } of three) expect(missing.says).toContain(code);
    const units = {
      antivirus: 'protected-workstations',
      'network-devices': 'devices',
      website: 'sites',
      mail: 'mailboxes',
    };
    for (const [item, unit] of Object.entries(units)) {
      const entities = [
        { code: 'a', units: { [unit]: 1 } },
        { code: 'b', units: { [unit]: 3 } },
      ];
      expect(amountsOf(lecco({ entities, costs: [{ id: 'x', item, amount: '1.00' }] }))).toEqual(['0.25', '0.75']);
    }
  });

  it('[LC-6.2] at actual cost, each pays its own; who is not in it has no line', () => {
    const direct = { c_a: '4200.00', c_c: '0.00' };
    const tried = lecco({
      entities: three,
      costs: [{ id: 'c', item: 'entity-connectivity', amount: '4200.00', direct }],
    });
    expect(amountsOf(tried)).toEqual(['4200.00', '0.00', '0.00']);
    expect(sharesOf(tried).map(({ lines }) => lines.length)).toEqual([1, 0, 1]);
  });

  it('[LC-6.2] contributions on actual costs reduce the parts in proportion, by largest remainder', () => {
    const cost = (given: string) => ({
      id: 'c',
      item: 'supplied-applications',
      amount: '300.00',
      direct: { c_a: '100.00', c_b: '200.00' },
      contributions: [{ source: 'regional', amount: given }],
    });
    const run = (given: string) => lecco({ entities: three, costs: [cost(given)] });
    expect(amountsOf(run('30.00'))).toEqual(['90.00', '180.00', '0.00']);
    expect(amountsOf(run('0.01'))).toEqual(['100.00', '199.99', '0.00']);
    expect(run('400.00').result).toMatchObject({ net: '0.00', surplus: [{ cost: 'c', amount: '100.00' }] });
  });

  it('[LC-6.2] the method of an item is a reading: direct, by unit, in equal parts among who has the service', () => {
    const mail = { id: 'm', item: 'mail', amount: '900.00' };
    const equal = { 'allocation.list2.mail.method': 'equal' };
    expect(amountsOf(lecco({ entities: three, costs: [mail] }, equal))).toEqual(['450.00', '0.00', '450.00']);
    const direct = { 'allocation.list2.mail.method': 'direct' };
    expect(lecco({ entities: three, costs: [mail] }, direct).paths).toEqual(['costs[0].direct']);
    expect(amountsOf(lecco({ entities: three, costs: [{ ...mail, direct: { c_b: '900.00' } }] }, direct))).toEqual([
      '0.00',
      '900.00',
      '0.00',
    ]);
    const lines = { id: 'c', item: 'entity-connectivity', amount: '900.00' };
    const shared = lecco(
      {
        entities: three,
        costs: [
          { ...lines, participants: ['c_a', 'c_b'] },
          { ...lines, id: 'd' },
        ],
      },
      { 'allocation.list2.entity-connectivity.method': 'equal' },
    );
    expect(sharesOf(shared).map((share) => share.lines.map(({ amount }) => amount))).toEqual([
      ['450.00', '300.00'],
      ['450.00', '300.00'],
      ['300.00'],
    ]);
  });

  it('[LC-6.2] actual costs must be there, sum to the amount, and stand on no other item', () => {
    const cost = { id: 'c', item: 'entity-connectivity', amount: '10.00' };
    const paths = (more: Facts) => lecco({ entities: three, costs: [{ ...cost, ...more }] }).paths;
    expect(paths({})).toEqual(['costs[0].direct']);
    expect(paths({ direct: { c_a: '9.99' } })).toEqual(['costs[0].direct']);
    expect(paths({ direct: { c_x: '10.00' } })).toEqual(['costs[0].direct.c_x']);
    expect(paths({ direct: { c_x: '9.00' } })).toEqual(['costs[0].direct.c_x', 'costs[0].direct']);
    expect(paths({ direct: { c_a: '10' } })).toEqual(['costs[0].direct.c_a']);
    expect(paths({ direct: { c_a: '10.00', c_b: null } })).toBe(undefined);
    expect(paths({ item: 'mail', direct: { c_a: '10.00' } })).toEqual(['costs[0].direct']);
    expect(paths({ item: 'staff', direct: { c_a: '10.00' } })).toEqual(['costs[0].direct']);
    expect(paths({ direct: { c_a: '10.00' }, participants: ['c_b'] })).toEqual(['costs[0].direct.c_a']);
  });

  it('[LC-6.1] items are those of the lists, and a key is not for the facts to say', () => {
    const paths = (cost: Facts) => lecco({ entities: three, costs: [{ id: 'x', amount: '1.00', ...cost }] }).paths;
    expect(paths({})).toEqual(['costs[0].item']);
    expect(paths({ item: 'service' })).toEqual(['costs[0].item']);
    expect(paths({ item: 'staff', key: 'population' })).toEqual(['costs[0].key']);
    expect(paths({ item: 'staff', weights: { c_a: 1 } })).toEqual(['costs[0].weights']);
    expect(paths({ item: 'staff', key: 7, weights: { c_a: '1' } })).toEqual([
      'costs[0].weights.c_a',
      'costs[0].key',
      'costs[0].weights',
    ]);
  });

  it('[VV-13.5] secondments are a problem where the agreement reimburses no staff', () => {
    const secondments = [{ entity: 'c_x', cost: 36500, percent: '60' }];
    for (const run of [lecco, calatino, asti]) {
      const costs = [{ id: 'p', amount: '1.00', requestedBy: ['c_a'], authorised: '2027-01-01' }];
      expect(run({ entities: three, costs, secondments }).paths).toEqual([
        'secondments',
        'secondments[0].entity',
        'secondments[0].cost',
      ]);
    }
  });
});
