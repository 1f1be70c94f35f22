import { describe, expect, it } from 'vitest';
import {
  amountsOf,
  type Facts,
  londa,
  pontassieve,
  rufina,
  service,
  seven,
  shareBy,
  sharesOf,
  shareVv,
  union,
} from '../../testing/share-costs.ts';

const calatino = shareBy('calatino');

describe('cost-sharing by the split of Valdarno e Valdisieve', () => {
  it('[VV-13.1.a, VV-13.1.b] half goes by personal computers in use, half by inhabitants', () => {
    const tried = shareVv({});
    expect(amountsOf(tried)).toEqual([
      '70815.93',
      '54159.18',
      '28451.23',
      '24707.02',
      '24689.48',
      '7019.16',
      '5158.00',
    ]);
    expect(sharesOf(tried).map(({ percent }) => percent)).toEqual([
      '32.94',
      '25.19',
      '13.23',
      '11.49',
      '11.48',
      '3.27',
      '2.40',
    ]);
  });

  it('[VV-13.1.a] the result has these keys, in this order, and names the deciding clause in each line', () => {
    const { result } = shareVv({ entities: [pontassieve, londa] });
    expect(Object.keys(result!)).toEqual(['year', 'gross', 'contributions', 'net', 'shares', 'surplus', 'readings']);
    expect(Object.keys(sharesOf({ result: result! })[0]!)).toEqual([
      'entity',
      'amount',
      'percent',
      'lines',
      'reimbursement',
      'netPosition',
    ]);
    expect(sharesOf({ result: result! })[1]!.lines).toEqual([
      { cost: 's', clause: 'general-split', amount: sharesOf({ result: result! })[1]!.amount },
    ]);
    expect(result!.readings).toMatchObject({
      'rounding.money': 'largest_remainder',
      'cost_sharing.lead_entity': 'excluded',
    });
  });

  it('[VV-13.1.a] the Union takes no part, or with its computers only, whatever inhabitants it states', () => {
    const excluded = shareVv({ entities: [union, ...seven] });
    expect(sharesOf(excluded)[0]).toEqual({
      entity: 'ucvv',
      amount: '0.00',
      percent: '0.00',
      lines: [],
      reimbursement: '0.00',
      netPosition: '0.00',
    });
    expect(amountsOf(excluded).slice(1)).toEqual(amountsOf(shareVv({})));
    const withPcs = shareVv({ entities: [union, ...seven] }, { 'cost_sharing.lead_entity': 'pc_only' });
    expect(amountsOf(withPcs).slice(0, 2)).toEqual(['8190.48', '68071.69']);
    const stated = shareVv(
      { entities: [{ ...union, population: 63330 }, ...seven] },
      { 'cost_sharing.lead_entity': 'pc_only' },
    );
    expect(amountsOf(stated)).toEqual(amountsOf(withPcs));
  });

  it('[VV-13.1.b] a missing figure is a refusal that names every entity, never a zero', () => {
    const tried = shareVv({
      entities: [{ ...londa, population: undefined }, { ...rufina, workstations: null }, { code: 'c_x' }],
    });
    expect(tried).toMatchObject({ exit: 3, codes: ['cost-sharing/missing-figure'] });
    expect(tried.says).toBe(
      'Manca il dato «personal computer in uso» di Rufina (c_h635) e c_x. Manca il dato «abitanti» di Londa (c_e668) e c_x.',
    );
  });

  it('[VV-13.1.a] figures of an entity that takes no part are not needed', () => {
    expect(shareVv({ entities: [{ code: 'u', kind: 'unione' }, ...seven] }).exit).toBe(0);
    expect(
      shareVv({ entities: [{ code: 'x' }, ...seven], costs: [{ ...service, participants: ['c_e668'] }] }).exit,
    ).toBe(0);
  });

  it('[C-2] a key whose total is zero is a refusal that names the key', () => {
    const tried = shareVv({
      entities: [
        { ...londa, workstations: 0 },
        { ...rufina, workstations: 0 },
      ],
    });
    expect(tried).toMatchObject({ exit: 3, codes: ['cost-sharing/empty-key'] });
    expect(tried.says).toContain('personal computer in uso');
    expect(shareVv({ entities: [union] }).codes).toEqual(['cost-sharing/empty-key']);
    const unionAlone = { ...service, id: 'alone', participants: [union.code] };
    expect(shareVv({ entities: [union, ...seven], costs: [service, unionAlone] }).codes).toEqual([
      'cost-sharing/empty-key',
    ]);
  });

  it('[C-2] cents left over go to the largest fractions; ties to the larger part, then to the first code', () => {
    const split = (weights: Facts, amount: string) =>
      amountsOf(
        calatino({
          entities: Object.keys(weights).map((code) => ({ code })),
          costs: [{ id: 'k', key: 'weights', weights, amount }],
        }),
      );
    expect(split({ a: 1, b: 2, c: 3 }, '1.01')).toEqual(['0.17', '0.34', '0.50']);
    expect(split({ c: 1, b: 1, a: 1 }, '0.01')).toEqual(['0.00', '0.00', '0.01']);
    expect(split({ a: 1, b: 3 }, '0.02')).toEqual(['0.00', '0.02']);
  });

  it('[VV-13.1.a] the weights of the text may be amended in a simulation, and must sum to one', () => {
    const pcs = shareVv({}, { 'cost_sharing.weights': { workstations: '1' } });
    expect(amountsOf(pcs)[0]).toBe('72036.08');
    expect(shareVv({}, { 'cost_sharing.weights': { workstations: '60%', population: '60%' } }).paths).toEqual([
      'readings.cost_sharing.weights',
    ]);
    expect(shareVv({}, { 'cost_sharing.weights': { workstations: '3/2', population: '-1/2' } }).paths).toEqual([
      'readings.cost_sharing.weights',
    ]);
  });

  it('[VV-13.2] a contribution reduces its own cost, and what exceeds it is listed only', () => {
    const tried = shareVv({
      costs: [
        { id: 'a', item: 'service', amount: '10000.00', contributions: [{ source: 'regional', amount: '12000.00' }] },
        { ...service, amount: '236400.00', contributions: [{ source: 'private', amount: '21400.00' }] },
      ],
    });
    expect(tried.result).toMatchObject({
      gross: '246400.00',
      contributions: '31400.00',
      net: '215000.00',
      surplus: [{ cost: 'a', amount: '2000.00' }],
    });
    expect(amountsOf(tried)[0]).toBe('70815.93');
    expect(sharesOf(tried)[0]!.lines[0]).toMatchObject({ cost: 'a', amount: '0.00' });
  });

  it('[VV-13.2] with the grand total, contributions are spread over the costs first, ties in the order of the costs', () => {
    const scope = { 'cost_sharing.contribution_scope': 'grand_total' };
    const costs = ['b', 'a', 'c'].map((id) => ({ id, item: 'service', amount: '0.50' }));
    const given = { ...costs[2], contributions: [{ source: 'regional', amount: '0.02' }] };
    const lines = (tried: { result?: Facts }) => sharesOf(tried)[0]!.lines.map(({ amount }) => amount);
    const one = { entities: [londa] };
    expect(lines(shareVv({ ...one, costs: [costs[0], costs[1], given] }, scope))).toEqual(['0.49', '0.49', '0.50']);
    const more = shareVv(
      { ...one, costs: [{ ...service, amount: '1.00', contributions: [{ source: 'x', amount: '3.50' }] }] },
      scope,
    );
    expect(more.result).toMatchObject({
      contributions: '1.00',
      net: '0.00',
      surplus: [{ cost: 'total', amount: '2.50' }],
    });
  });

  it('[VV-13.2] with the grand total, secondments and special projects are among the costs', () => {
    const tried = shareVv(
      {
        costs: [
          { ...service, amount: '100.00', contributions: [{ source: 'regional', amount: '40.00' }] },
          { id: 'p', amount: '100.00', requestedBy: ['c_e668'], authorised: '2027-01-10' },
        ],
        secondments: [{ entity: 'c_h635', cost: '200.00', percent: '100' }],
      },
      { 'cost_sharing.contribution_scope': 'grand_total' },
    );
    expect(tried.result).toMatchObject({ gross: '400.00', contributions: '40.00', net: '360.00' });
    const requested = sharesOf(tried)
      .find(({ entity }) => entity === 'c_e668')!
      .lines.find(({ cost }) => cost === 'p');
    expect(requested?.amount).toBe('90.00');
  });

  it('[VV-13.2] where nothing remains to be shared every percentage is zero', () => {
    const free = { costs: [{ ...service, contributions: [{ source: 'regional', amount: '215000.00' }] }] };
    expect(sharesOf(shareVv(free)).map(({ percent }) => percent)).toEqual(Array(7).fill('0.00'));
    expect(sharesOf(shareVv(free, { 'rounding.percent_decimals': 0 }))[0]!.percent).toBe('0');
  });

  it('[C-3] percentages have the decimals asked for, none with no point, and sum to 100', () => {
    const percents = (decimals: number) =>
      sharesOf(shareVv({}, { 'rounding.percent_decimals': decimals })).map(({ percent }) => percent);
    expect(percents(0)).toEqual(['33', '25', '13', '12', '12', '3', '2']);
    expect(percents(4).every((percent) => /^\d+\.\d{4}$/.test(percent))).toBe(true);
  });

  it('[VV-13.3] who has inhabitants up to the threshold pays the percentage less, the others take it over', () => {
    const tried = shareVv(
      {},
      { 'cost_sharing.corrective': { method: 'percent_reduction', threshold: 3000, rate: '20' } },
    );
    expect(amountsOf(tried)).toEqual([
      '71666.26',
      '54809.51',
      '28792.86',
      '25003.70',
      '24985.94',
      '5615.33',
      '4126.40',
    ]);
    const ofLonda = (readings: Facts) => Number(amountsOf(shareVv({}, readings))[5]);
    const upTo = (threshold: number) =>
      ofLonda({ 'cost_sharing.corrective': { method: 'percent_reduction', threshold, rate: '20' } });
    expect(upTo(1849)).toBeGreaterThan(ofLonda({}));
    expect(upTo(1850)).toBeLessThan(ofLonda({}));
    expect(
      amountsOf(
        shareVv({}, { 'cost_sharing.corrective': { method: 'percent_reduction', threshold: 99999, rate: '20' } }),
      ),
    ).toEqual(amountsOf(shareVv({})));
  });

  it('[VV-13.3] nobody pays more than the cap for each inhabitant; the excess goes to the others until it settles', () => {
    const cap = (amount: string) => ({ 'cost_sharing.corrective': { method: 'cap_per_inhabitant', cap: amount } });
    const tried = shareVv({}, cap('3.80'));
    expect(amountsOf(tried).slice(5)).toEqual(['7030.00', '4104.00']);
    const costs = [
      { ...service, amount: '200000.00' },
      { id: 't', item: 'service', amount: '15000.00' },
    ];
    const inTwo = shareVv({ costs }, cap('3.80'));
    expect(amountsOf(inTwo)[6]).toBe('4104.00');
    expect(shareVv({}, cap('3.00'))).toMatchObject({ exit: 3, codes: ['cost-sharing/all-at-the-cap'] });
  });

  it('[VV-13.3] a corrective leaves alone what is not shared by the general key', () => {
    const corrective = { 'cost_sharing.corrective': { method: 'percent_reduction', threshold: 3000, rate: '100' } };
    const some = { ...service, participants: ['c_h635', 'c_e668'] };
    expect(amountsOf(shareVv({ costs: [some] }, corrective))).toEqual(amountsOf(shareVv({ costs: [some] })));
    const project = { id: 'p', amount: '100.00', requestedBy: ['c_e668'], authorised: '2027-01-10' };
    expect(amountsOf(shareVv({ costs: [project] }, corrective))[5]).toBe('100.00');
  });

  it('[VV-13.3] a reduction above 100 is a problem of the reading', () => {
    const tried = shareVv(
      {},
      { 'cost_sharing.corrective': { method: 'percent_reduction', threshold: 3000, rate: '100.01' } },
    );
    expect(tried.paths).toEqual(['readings.cost_sharing.corrective']);
    expect(shareVv({}, { 'cost_sharing.corrective': { method: 'percent_reduction' } }).paths).toEqual([
      'readings.cost_sharing.corrective',
    ]);
  });

  it('[VV-13.3] a negative cap is a problem of the reading', () => {
    const tried = shareVv({}, { 'cost_sharing.corrective': { method: 'cap_per_inhabitant', cap: '-1.00' } });
    expect(tried.paths).toEqual(['readings.cost_sharing.corrective']);
  });

  it('[VV-13.4] an investment of some has the key of the reading, and the general one when all take part', () => {
    const item = {
      id: 'i',
      item: 'investment',
      amount: '48000.00',
      contributions: [{ source: 'regional', amount: '18000.00' }],
    };
    const some = { ...item, capital: true, participants: ['c_g420', 'c_h635', 'c_e668'] };
    const only = (tried: { result?: Facts }) => amountsOf(tried).slice(3, 6);
    const key = (value: string) => only(shareVv({ costs: [some] }, { 'cost_sharing.capital_key': value }));
    expect(key('general_restricted')).toEqual(['13133.15', '13130.93', '3735.92']);
    expect(key('equal')).toEqual(['10000.00', '10000.00', '10000.00']);
    expect(key('benefiting_pcs')).toEqual(['12475.25', '13366.34', '4158.41']);
    const everybody = shareVv({ costs: [item] }, { 'cost_sharing.capital_key': 'equal' });
    expect(amountsOf(everybody)).toEqual(amountsOf(shareVv({ costs: [{ ...item, item: 'service' }] })));
    const named = shareVv(
      { entities: [union, ...seven], costs: [{ ...item, participants: seven.map(({ code }) => code) }] },
      { 'cost_sharing.capital_key': 'equal' },
    );
    expect(amountsOf(named).slice(1)).toEqual(amountsOf(everybody));
  });

  it('[VV-13.4] capital is a remark: only the item investment has another key', () => {
    const some = { ...service, participants: ['c_g420', 'c_e668'] };
    expect(
      amountsOf(shareVv({ costs: [{ ...some, capital: true }] }, { 'cost_sharing.capital_key': 'equal' })),
    ).toEqual(amountsOf(shareVv({ costs: [some] })));
    expect(shareVv({ costs: [{ ...service, capital: 'yes' }] }).paths).toEqual(['costs[0].capital']);
  });

  it('[VV-13.5] staff an entity lends is a cost of all and a reimbursement of the entity', () => {
    const lent = {
      costs: [{ ...service, amount: '193100.00' }],
      secondments: [{ entity: 'c_h635', person: 'T1', cost: '36500.00', percent: '60' }],
    };
    const tried = shareVv(lent);
    expect(tried.result).toMatchObject({ gross: '215000.00', net: '215000.00' });
    expect(sharesOf(tried)[4]).toMatchObject({ amount: '24689.48', reimbursement: '21900.00', netPosition: '2789.48' });
    expect(sharesOf(tried)[0]!.lines.map(({ cost }) => cost)).toEqual(['s', 'secondment-0']);
    const outside = shareVv(lent, { 'staff_reimbursement.in_pool': false });
    expect(outside.result).toMatchObject({ net: '193100.00' });
    expect(sharesOf(outside)[4]).toMatchObject({ reimbursement: '21900.00' });
    expect(sharesOf(outside)[0]!.lines.map(({ cost }) => cost)).toEqual(['s']);
  });

  it('[VV-13.5] the reimbursement is rounded half-up, and a net position may be negative', () => {
    const tried = shareVv({
      costs: [{ ...service, amount: '0.00' }],
      secondments: [
        { entity: 'c_e668', cost: '0.01', percent: '50' },
        { entity: 'c_e668', cost: '0.01', percent: '49.99' },
      ],
    });
    expect(sharesOf(tried)[5]).toMatchObject({ reimbursement: '0.01', netPosition: '-0.01' });
    expect(sharesOf(tried)[5]!.lines.map(({ cost }) => cost)).toEqual(['s', 'secondment-0', 'secondment-1']);
  });

  it('[VV-13.5] a cost may not have the name of a reimbursement in the pool', () => {
    const secondments = [{ entity: 'c_e668', cost: '1.00', percent: '50' }];
    expect(shareVv({ costs: [service, { ...service, id: 'secondment-0' }], secondments }).paths).toEqual([
      'costs[1].id',
    ]);
    expect(shareVv({ costs: [{ ...service, id: 'secondment-0' }] }).exit).toBe(0);
  });

  it('[VV-13.1.a] differences of rounding go to the lead, or to the largest part where the lead takes no part', () => {
    const entities = [
      { code: 'u', kind: 'unione', workstations: 10 },
      { code: 'b', workstations: 10, population: 0 },
      { code: 'a', workstations: 10, population: 0 },
    ];
    const readings = (method: string, lead: string) => ({
      'cost_sharing.weights': { workstations: '1' },
      'cost_sharing.lead_entity': lead,
      'rounding.money': method,
    });
    const run = (method: string, lead: string) =>
      amountsOf(shareVv({ entities, costs: [{ ...service, amount: '1.00' }] }, readings(method, lead)));
    expect(run('half_up_difference_to_lead', 'pc_only')).toEqual(['0.34', '0.33', '0.33']);
    expect(run('half_up_difference_to_largest', 'pc_only')).toEqual(['0.33', '0.33', '0.34']);
    const odd = amountsOf(
      shareVv(
        { entities, costs: [{ ...service, amount: '0.01' }] },
        readings('half_up_difference_to_lead', 'excluded'),
      ),
    );
    expect(odd).toEqual(['0.00', '0.01', '0.00']);
  });

  it('[VV-13.1.a] a year before the regulation is a refusal, but its problems come first', () => {
    expect(shareVv({ year: 1999 })).toMatchObject({ exit: 3, codes: ['agreement/not-yet-in-force'] });
    expect(shareVv({ year: 1999, costs: [{ ...service, item: 'other' }] }).paths).toEqual(['costs[0].item']);
  });
});

describe('readings that cost-sharing does not use', () => {
  it('change nothing', () => {
    const { readings: _before, ...plain } = shareVv({}).result!;
    const others = { 'terms.holiday_shift': 'none', 'plans.purchase_due': '02-01', 'half_rule.include_lead': false };
    const { readings, ...after } = shareVv({}, others).result!;
    expect(after).toEqual(plain);
    expect(readings).toMatchObject(others);
  });
});
