import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trySimulation } from '../../testing/try-simulation.ts';
import { costSharing } from './cost-sharing.ts';

/**
 * The same numbers, computed a second time from the specification in the plainest way there is: fractions of two bigints,
 * sorting, no shared code with the product.
 */

type Q = readonly [bigint, bigint];
type Entity = {
  code: string;
  kind?: string;
  population?: number;
  workstations?: number;
  units?: Record<string, number>;
  joined?: string;
  left?: string;
};
type Cost = {
  id: string;
  item?: string;
  key?: string;
  weights?: Record<string, number>;
  amount: string;
  contributions?: { source: string; amount: string }[];
  participants?: string[];
  direct?: Record<string, string>;
  requestedBy?: string[];
  authorised?: string;
};
type Secondment = { entity: string; cost: string; percent: string };
type Facts = { year: number; entities: Entity[]; costs: Cost[]; secondments?: Secondment[] };
type Readings = Record<string, unknown>;

const q = (n: bigint | number, d: bigint | number = 1): Q => [BigInt(n), BigInt(d)];
const plus = (a: Q, b: Q): Q => [a[0] * b[1] + b[0] * a[1], a[1] * b[1]];
const minus = (a: Q, b: Q): Q => plus(a, [-b[0], b[1]]);
const times = (a: Q, b: Q): Q => [a[0] * b[0], a[1] * b[1]];
const over = (a: Q, b: Q): Q => (b[0] < 0n ? [-a[0] * b[1], -a[1] * b[0]] : [a[0] * b[1], a[1] * b[0]]);
const order = (a: Q, b: Q) => (a[0] * b[1] < b[0] * a[1] ? -1 : a[0] * b[1] > b[0] * a[1] ? 1 : 0);
const total = (all: Q[]) => all.reduce(plus, q(0));
const floor = (a: Q) => (a[0] < 0n && a[0] % a[1] !== 0n ? a[0] / a[1] - 1n : a[0] / a[1]);
const least = (a: bigint, b: bigint) => {
  if (a < b) return a;
  return b;
};
const fromMoney = (written: string) => BigInt(written.replace('.', ''));
const fromDecimal = (written: string): Q => {
  const [whole, decimals = ''] = written.split('.');
  return q(BigInt(whole + decimals), 10n ** BigInt(decimals.length));
};
const toMoney = (cents: bigint) => {
  const digits = (cents < 0n ? -cents : cents).toString().padStart(3, '0');
  return `${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

class Refused extends Error {}

/** Exact parts to whole units: down, then one each to the largest fractions; ties: the larger exact part, then the code. */
function largestRemainder(units: bigint, keys: Q[], codes: string[]): bigint[] {
  const sum = total(keys);
  const exact = keys.map((key) => over(times(q(units), key), sum));
  const parts = exact.map(floor);
  let left = units - parts.reduce((a, b) => a + b, 0n);
  const fractions = exact.map((part, i) => minus(part, q(parts[i]!)));
  const places = keys.map((_, i) => i);
  places.sort(
    (a, b) => order(fractions[b]!, fractions[a]!) || order(exact[b]!, exact[a]!) || (codes[a]! < codes[b]! ? -1 : 1),
  );
  for (const place of places) {
    if (left <= 0n) break;
    parts[place]! += 1n;
    left -= 1n;
  }
  return parts;
}

function split(units: bigint, keys: Q[], codes: string[], method: string, lead: number): bigint[] {
  if (method === 'largest_remainder') return largestRemainder(units, keys, codes);
  const sum = total(keys);
  const exact = keys.map((key) => over(times(q(units), key), sum));
  const parts = exact.map((part) => floor(plus(part, q(1, 2))));
  const difference = units - parts.reduce((a, b) => a + b, 0n);
  let taker = method === 'half_up_difference_to_lead' ? lead : -1;
  if (taker < 0) {
    taker = keys
      .map((_, i) => i)
      .sort((a, b) =>
        parts[a] !== parts[b]
          ? parts[a]! > parts[b]!
            ? -1
            : 1
          : order(exact[b]!, exact[a]!) || (codes[a]! < codes[b]! ? -1 : 1),
      )[0]!;
  }
  parts[taker]! += difference;
  return parts;
}

const list2: Record<string, { method: string; unit?: string }> = {
  'entity-connectivity': { method: 'direct', unit: 'connections' },
  antivirus: { method: 'per_unit', unit: 'protected-workstations' },
  'network-devices': { method: 'per_unit', unit: 'devices' },
  website: { method: 'per_unit', unit: 'sites' },
  'supplied-applications': { method: 'direct', unit: 'modules' },
  mail: { method: 'per_unit', unit: 'mailboxes' },
};

function dayNumber(written: string): number {
  return Date.UTC(Number(written.slice(0, 4)), Number(written.slice(5, 7)) - 1, Number(written.slice(8))) / 86_400_000;
}

function daysOf(year: number, entity: Entity): Q {
  const [first, last] = [dayNumber(`${year}-01-01`), dayNumber(`${year}-12-31`)];
  const from = Math.max(first, entity.joined ? dayNumber(entity.joined) : first);
  const to = Math.min(last, entity.left ? dayNumber(entity.left) : last);
  return q(Math.max(0, to - from + 1), last - first + 1);
}

type Shared = { id: string; taking: Entity[]; keys: Q[]; net: bigint; general: boolean; fixed?: bigint[] };

function recompute(agreement: string, facts: Facts, readings: Readings) {
  const read = <T = string>(key: string, otherwise: NoInfer<T>) => (readings[key] ?? otherwise) as T;
  const vv = agreement === 'valdarno-valdisieve';
  const lecco = agreement === 'lecco';
  const leadKind = vv ? 'unione' : lecco || agreement === 'asti' ? 'provincia' : 'nobody';
  const isLead = (entity: Entity) => entity.kind === leadKind;
  const leadEntity = read('cost_sharing.lead_entity', 'excluded');
  const method = read('rounding.money', 'largest_remainder');
  const decimals = read<number>('rounding.percent_decimals', 2);
  const need = (figure: number | undefined): Q => {
    if (figure === undefined) throw new Refused();
    return q(figure);
  };
  const population = (entity: Entity) => (vv && isLead(entity) ? q(0) : need(entity.population));
  const normal = (keys: Q[]): Q[] => {
    const sum = total(keys);
    if (sum[0] === 0n) throw new Refused();
    return keys.map((key) => over(key, sum));
  };
  const half = (taking: Entity[]) => {
    const [pcs, people] = [taking.map(({ workstations }) => need(workstations)), taking.map(population)];
    const [pcParts, peopleParts] = [normal(pcs), normal(people)];
    return pcParts.map((part, i) => plus(over(part, q(2)), over(peopleParts[i]!, q(2))));
  };
  const byKey = (cost: Cost, taking: Entity[]): Q[] => {
    const key = cost.key!;
    if (key === 'workstations') return normal(taking.map(({ workstations }) => need(workstations)));
    if (key === 'population') return normal(taking.map((entity) => need(entity.population)));
    if (key === 'equal') return normal(taking.map(() => q(1)));
    if (key === 'weights') return normal(taking.map(({ code }) => q(cost.weights?.[code] ?? 0)));
    return normal(taking.map(({ units }) => need(units?.[key.slice(6)])));
  };

  const costs: Cost[] = [...facts.costs];
  const reimbursement = new Map<string, bigint>();
  facts.secondments?.forEach(({ entity, cost, percent }, place) => {
    const exact = over(times(q(fromMoney(cost)), fromDecimal(percent)), q(100));
    const amount = floor(plus(exact, q(1, 2)));
    reimbursement.set(entity, (reimbursement.get(entity) ?? 0n) + amount);
    if (read<boolean>('staff_reimbursement.in_pool', true))
      costs.push({ id: `secondment-${place}`, item: 'service', amount: toMoney(amount) });
  });

  const gross = costs.map(({ amount }) => fromMoney(amount));
  const grossSum = gross.reduce((a, b) => a + b, 0n);
  const given = costs.map(({ contributions = [] }) =>
    contributions.reduce((sum, { amount }) => sum + fromMoney(amount), 0n),
  );
  const givenSum = given.reduce((a, b) => a + b, 0n);
  const surplus: { cost: string; amount: string }[] = [];
  let cut: bigint[];
  if (vv && read('cost_sharing.contribution_scope', 'per_item') === 'grand_total') {
    const used = least(givenSum, grossSum);
    const exact = gross.map((amount) => (grossSum === 0n ? q(0) : q(used * amount, grossSum)));
    cut = exact.map(floor);
    let left = used - cut.reduce((a, b) => a + b, 0n);
    const places = cut.map((_, i) => i);
    places.sort((a, b) => order(minus(exact[b]!, q(cut[b]!)), minus(exact[a]!, q(cut[a]!))) || a - b);
    for (const place of places) {
      if (left > 0n) cut[place]! += 1n;
      if (left > 0n) left -= 1n;
    }
    if (givenSum > grossSum) surplus.push({ cost: 'total', amount: toMoney(givenSum - grossSum) });
  } else {
    cut = gross.map((amount, i) => least(amount, given[i]!));
    costs.forEach(({ id }, i) => {
      if (given[i]! > gross[i]!) surplus.push({ cost: id, amount: toMoney(given[i]! - gross[i]!) });
    });
  }

  const shared = costs.map((cost, i): Shared => {
    const net = gross[i]! - cut[i]!;
    const named = (entity: Entity) => !cost.participants || cost.participants.includes(entity.code);
    if (cost.requestedBy) {
      const taking = facts.entities.filter(({ code }) => cost.requestedBy!.includes(code));
      return { id: cost.id, taking, keys: taking.map(() => q(1)), net, general: false };
    }
    if (vv) {
      const all = facts.entities.filter((entity) => leadEntity === 'pc_only' || !isLead(entity));
      const taking = all.filter(named);
      const restricted = taking.length < all.length;
      const capital =
        cost.item === 'investment' && restricted
          ? read('cost_sharing.capital_key', 'general_restricted')
          : 'general_restricted';
      const keys =
        taking.length === 0
          ? normal([])
          : capital === 'equal'
            ? normal(taking.map(() => q(1)))
            : capital === 'benefiting_pcs'
              ? normal(taking.map(({ workstations }) => need(workstations)))
              : half(taking);
      return { id: cost.id, taking, keys, net, general: !restricted };
    }
    if (lecco) {
      const item = list2[cost.item!];
      if (!item) {
        const byDays = read('joining.cost_prorata', 'by_days') === 'by_days';
        const taking = facts.entities.filter(
          (entity) => named(entity) && (read<boolean>('allocation.province_shares', true) || !isLead(entity)),
        );
        const keys = taking.map((entity) =>
          byDays ? times(need(entity.workstations), daysOf(facts.year, entity)) : need(entity.workstations),
        );
        return { id: cost.id, taking, keys: normal(keys), net, general: false };
      }
      const way = read(`allocation.list2.${cost.item}.method`, item.method);
      if (way === 'direct') {
        const taking = facts.entities.filter(({ code }) => Object.hasOwn(cost.direct!, code));
        const own = taking.map(({ code }) => fromMoney(cost.direct![code]!));
        const less =
          cut[i]! === 0n
            ? own.map(() => 0n)
            : largestRemainder(
                cut[i]!,
                own.map((each) => q(each)),
                taking.map(({ code }) => code),
              );
        return {
          id: cost.id,
          taking,
          keys: [],
          net,
          general: false,
          fixed: own.map((each, place) => each - less[place]!),
        };
      }
      const taking = facts.entities.filter(named);
      const stated = (entity: Entity) => entity.units?.[item.unit!];
      const assumed = way === 'equal' && (cost.participants || taking.every((entity) => stated(entity) === undefined));
      const units = taking.map((entity) => (assumed ? q(stated(entity) ?? 1) : need(stated(entity))));
      const keys = way === 'equal' ? units.map(([n]) => q(n > 0n ? 1 : 0)) : units;
      return { id: cost.id, taking, keys: normal(keys), net, general: false };
    }
    const taking = facts.entities.filter(named);
    return { id: cost.id, taking, keys: byKey(cost, taking), net, general: false };
  });

  const corrective = vv ? read<unknown>('cost_sharing.corrective', 'none') : 'none';
  const general = shared.filter((each) => each.general);
  if (corrective !== 'none' && general.length > 0) {
    const {
      method: how,
      threshold,
      rate,
      cap,
    } = corrective as { method: string; threshold: number; rate: string; cap: string };
    const { taking, keys } = general[0]!;
    let corrected = keys;
    if (how === 'percent_reduction') {
      const small = taking.map((entity) => order(population(entity), q(threshold)) <= 0);
      if (small.includes(false)) {
        const lost = total(keys.map((key, i) => (small[i] ? over(times(key, fromDecimal(rate)), q(100)) : q(0))));
        const others = total(keys.filter((_, i) => !small[i]));
        if (lost[0] !== 0n && others[0] === 0n) throw new Refused();
        corrected = keys.map((key, i) =>
          small[i]
            ? minus(key, over(times(key, fromDecimal(rate)), q(100)))
            : others[0] === 0n
              ? key
              : plus(key, over(times(lost, key), others)),
        );
      }
    } else {
      const whole = general.reduce((sum, { net }) => sum + net, 0n);
      const most = taking.map((entity) => times(q(fromMoney(cap)), population(entity)));
      const capped = new Set<number>();
      let amounts = keys.map((key) => times(q(whole), key));
      for (;;) {
        const beyond = amounts.flatMap((amount, i) => (!capped.has(i) && order(amount, most[i]!) > 0 ? [i] : []));
        if (beyond.length === 0) break;
        for (const place of beyond) capped.add(place);
        const left = minus(q(whole), total([...capped].map((i) => most[i]!)));
        const free = total(keys.filter((_, i) => !capped.has(i)));
        if (free[0] === 0n && left[0] !== 0n) throw new Refused();
        amounts = keys.map((key, i) =>
          capped.has(i) ? most[i]! : free[0] === 0n ? q(0) : over(times(left, key), free),
        );
      }
      if (whole > 0n) corrected = amounts;
    }
    for (const each of general) each.keys = corrected;
  }

  const lines = new Map(facts.entities.map(({ code }) => [code, [] as { cost: string; amount: bigint }[]]));
  for (const { id, taking, keys, net, fixed } of shared) {
    const codes = taking.map(({ code }) => code);
    const parts = fixed ?? split(net, keys, codes, method, taking.findIndex(isLead));
    taking.forEach(({ code }, i) => {
      lines.get(code)!.push({ cost: id, amount: parts[i]! });
    });
  }
  const cutSum = cut.reduce((a, b) => a + b, 0n);
  const net = grossSum - cutSum;
  const amounts = facts.entities.map(({ code }) => lines.get(code)!.reduce((sum, { amount }) => sum + amount, 0n));
  const codes = facts.entities.map(({ code }) => code);
  const units = 100n * 10n ** BigInt(decimals);
  const percents =
    net === 0n
      ? amounts.map(() => 0n)
      : largestRemainder(
          units,
          amounts.map((each) => q(each)),
          codes,
        );
  return {
    gross: toMoney(grossSum),
    contributions: toMoney(cutSum),
    net: toMoney(net),
    shares: facts.entities.map(({ code }, i) => ({
      entity: code,
      amount: toMoney(amounts[i]!),
      percent: Number(percents[i]!) / 10 ** decimals,
      lines: lines.get(code)!.map(({ cost, amount }) => ({ cost, amount: toMoney(amount) })),
      reimbursement: toMoney(reimbursement.get(code) ?? 0n),
      netPosition: toMoney(amounts[i]! - (reimbursement.get(code) ?? 0n)),
    })),
    surplus,
  };
}

const codes = ['c_a', 'c_b', 'c_c', 'c_d', 'c_e', 'c_f'];
const euros = fc
  .oneof(
    fc.integer({ min: 0, max: 300 }),
    fc.integer({ min: 0, max: 90_000_000 }),
    fc.bigInt({ min: 0n, max: 10n ** 17n }),
  )
  .map((cents) => toMoney(BigInt(cents)));
const count = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 40_000 }));
const dayOf2027 = fc
  .integer({ min: -200, max: 600 })
  .map((days) => new Date(Date.UTC(2027, 0, 1) + days * 86_400_000).toISOString().slice(0, 10));
const maybe = <T>(value: fc.Arbitrary<T>, freq = 3) => fc.option(value, { nil: undefined, freq });
const some = (of: readonly string[]) => fc.uniqueArray(fc.constantFrom(...of), { minLength: 1, maxLength: of.length });

function entitiesFor(agreement: string) {
  return fc.integer({ min: 1, max: 6 }).chain((size) =>
    fc.tuple(
      ...codes.slice(0, size).map((code, place) =>
        fc.record({
          code: fc.constant(code),
          kind:
            place === 0
              ? fc.constantFrom(undefined, 'comune', agreement === 'valdarno-valdisieve' ? 'unione' : 'provincia')
              : fc.constant(undefined),
          population: maybe(count, 40),
          workstations: maybe(count, 40),
          units: fc.record({
            'protected-workstations': maybe(count, 40),
            devices: count,
            sites: fc.constantFrom(0, 1),
            mailboxes: count,
          }),
          joined: maybe(dayOf2027, 1),
        }),
      ),
    ),
  );
}

const contributions = maybe(
  fc.array(fc.record({ source: fc.constantFrom('regional', 'private', 'other'), amount: euros }), {
    minLength: 1,
    maxLength: 2,
  }),
  1,
);

function costFor(agreement: string, present: readonly string[], readings: Readings): fc.Arbitrary<Omit<Cost, 'id'>> {
  const common = { contributions, participants: maybe(some(present), 1) };
  const asked = fc.record({
    amount: euros,
    contributions,
    requestedBy: some(present),
    authorised: fc.constant('2026-10-01'),
  });
  if (agreement === 'valdarno-valdisieve') {
    return fc.oneof(
      { weight: 6, arbitrary: fc.record({ ...common, item: fc.constantFrom('service', 'investment'), amount: euros }) },
      { weight: 1, arbitrary: asked },
    );
  }
  if (agreement === 'lecco') {
    const list1 = fc.record({
      ...common,
      item: fc.constantFrom('staff', 'domains', 'data-centre-rent'),
      amount: euros,
    });
    const activated = fc.constantFrom(...Object.keys(list2)).chain((item): fc.Arbitrary<Omit<Cost, 'id'>> => {
      const way = readings[`allocation.list2.${item}.method`] ?? list2[item]!.method;
      if (way !== 'direct') return fc.record({ ...common, item: fc.constant(item), amount: euros });
      return fc
        .record({ contributions, own: fc.dictionary(fc.constantFrom(...present), euros, { minKeys: 1 }) })
        .map(({ own, ...rest }) => ({
          ...rest,
          item,
          direct: own,
          amount: toMoney(Object.values(own).reduce((sum, each) => sum + fromMoney(each), 0n)),
        }));
    });
    return fc.oneof(
      { weight: 3, arbitrary: list1 },
      { weight: 3, arbitrary: activated },
      { weight: 1, arbitrary: asked },
    );
  }
  const keyed = fc.record({
    ...common,
    key: fc.constantFrom('workstations', 'population', 'equal', 'units:mailboxes'),
    amount: euros,
  });
  const weighted = fc.record({
    ...common,
    key: fc.constant('weights'),
    weights: fc.dictionary(fc.constantFrom(...present), count),
    amount: euros,
  });
  return fc.oneof({ weight: 4, arbitrary: keyed }, { weight: 2, arbitrary: weighted }, { weight: 1, arbitrary: asked });
}

function readingsFor(agreement: string): fc.Arbitrary<Readings> {
  const common = {
    'rounding.money': fc.constantFrom(
      'largest_remainder',
      'half_up_difference_to_lead',
      'half_up_difference_to_largest',
    ),
    'rounding.percent_decimals': fc.integer({ min: 0, max: 4 }),
  };
  const own: Record<string, fc.Arbitrary<unknown>> = agreement === 'valdarno-valdisieve'
    ? {
        'cost_sharing.lead_entity': fc.constantFrom('excluded', 'pc_only'),
        'cost_sharing.contribution_scope': fc.constantFrom('per_item', 'grand_total'),
        'cost_sharing.capital_key': fc.constantFrom('general_restricted', 'equal', 'benefiting_pcs'),
        'staff_reimbursement.in_pool': fc.boolean(),
        'cost_sharing.corrective': fc.oneof(
          fc.constant('none'),
          fc.record({
            method: fc.constant('percent_reduction'),
            threshold: count,
            rate: fc.constantFrom('0', '20', '33.3', '100'),
          }),
          fc.record({
            method: fc.constant('cap_per_inhabitant'),
            cap: fc.constantFrom('0.00', '1.00', '12.00', '150.55', '9000000.00'),
          }),
        ),
      }
    : agreement === 'lecco'
      ? {
          'allocation.province_shares': fc.boolean(),
          'joining.cost_prorata': fc.constantFrom('by_days', 'full_year'),
          ...Object.fromEntries(
            Object.keys(list2).map((item) => [
              `allocation.list2.${item}.method`,
              fc.constantFrom('direct', 'per_unit', 'equal'),
            ]),
          ),
        }
      : {};
  return fc.record({ ...common, ...own }, { requiredKeys: [] });
}

const secondments = (present: readonly string[]) =>
  maybe(
    fc.array(
      fc.record({
        entity: fc.constantFrom(...present),
        cost: euros,
        percent: fc.constantFrom('0', '60', '33.35', '100'),
      }),
      { minLength: 1, maxLength: 2 },
    ),
    1,
  );

function caseFor(agreement: string) {
  return fc.tuple(entitiesFor(agreement), readingsFor(agreement)).chain(([entities, readings]) => {
    const present = entities.map(({ code }) => code);
    return fc
      .record({
        costs: fc.array(costFor(agreement, present, readings), { minLength: 1, maxLength: 5 }),
        lent: agreement === 'valdarno-valdisieve' ? secondments(present) : fc.constant(undefined),
      })
      .map(({ costs, lent }) => ({
        facts: {
          year: 2027,
          entities,
          costs: costs.map((cost, place) => ({ id: `k${place}`, ...cost })),
          secondments: lent,
        } as Facts,
        readings,
      }));
  });
}

/** Left-out keys are left out, as in a file. */
const plain = (facts: object) => JSON.parse(JSON.stringify(facts)) as Record<string, unknown>;

type Shares = { entity: string; amount: string; percent: string; lines: { cost: string; amount: string }[] }[];

describe('cost sharing, computed twice', () => {
  for (const agreement of ['valdarno-valdisieve', 'lecco', 'calatino', 'asti', 'empolese-valdelsa']) {
    it(`${agreement}: the product and a plain recomputation give the same cents for all readings, and the same refusals`, () => {
      const outcomes = { results: 0, refusals: 0 };
      fc.assert(
        fc.property(caseFor(agreement), ({ facts, readings }) => {
          const tried = trySimulation(costSharing, agreement, plain(facts), plain(readings));
          let expected: ReturnType<typeof recompute> | undefined;
          try {
            expected = recompute(agreement, facts, readings);
          } catch (error) {
            if (!(error instanceof Refused)) throw error;
          }
          if (!expected) {
            outcomes.refusals++;
            expect(tried).toMatchObject({ exit: 3 });
            return;
          }
          outcomes.results++;
          expect(tried).toMatchObject({ exit: 0 });
          const { year, readings: _all, ...computed } = tried.result as Record<string, unknown> & { shares: Shares };
          expect(year).toBe(2027);
          expect({
            ...computed,
            shares: computed.shares.map(({ lines, percent, ...share }) => ({
              ...share,
              percent: Number(percent),
              lines: lines.map(({ cost, amount }) => ({ cost, amount })),
            })),
          }).toEqual(expected);
        }),
        { numRuns: 250 },
      );
      expect(outcomes.results).toBeGreaterThan(50);
    });
  }

  it('[C-2] loses no cent, whatever the facts and the readings: lines sum to shares, shares to the net, percentages to 100', () => {
    fc.assert(
      fc.property(
        fc
          .constantFrom('valdarno-valdisieve', 'lecco', 'calatino')
          .chain((agreement) => fc.tuple(fc.constant(agreement), caseFor(agreement))),
        ([agreement, { facts, readings }]) => {
          const tried = trySimulation(costSharing, agreement, plain(facts), plain(readings));
          if (tried.exit !== 0) return;
          const { net, gross, contributions, shares } = tried.result as {
            net: string;
            gross: string;
            contributions: string;
            shares: Shares;
          };
          const sum = (amounts: string[]) => amounts.reduce((cents, amount) => cents + fromMoney(amount), 0n);
          expect(sum(shares.map(({ amount }) => amount))).toBe(fromMoney(net));
          expect(fromMoney(gross) - fromMoney(contributions)).toBe(fromMoney(net));
          for (const { amount, lines } of shares) expect(sum(lines.map((line) => line.amount))).toBe(fromMoney(amount));
          const hundredths = shares.reduce((all, { percent }) => all + Math.round(Number(percent) * 10_000), 0);
          expect(hundredths).toBe(fromMoney(net) === 0n ? 0 : 1_000_000);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('[C-2] gives the same shares in whatever order the entities are listed', () => {
    fc.assert(
      fc.property(
        fc
          .constantFrom('valdarno-valdisieve', 'lecco', 'calatino')
          .chain((agreement) => fc.tuple(fc.constant(agreement), caseFor(agreement)))
          .chain(([agreement, { facts, readings }]) =>
            fc.tuple(
              fc.constant({ agreement, facts, readings }),
              fc.shuffledSubarray(facts.entities, { minLength: facts.entities.length }),
            ),
          ),
        ([{ agreement, facts, readings }, shuffled]) => {
          const [one, other] = [facts, { ...facts, entities: shuffled }].map((each) =>
            trySimulation(costSharing, agreement, plain(each), plain(readings)),
          );
          expect(other!.exit).toBe(one!.exit);
          if (one!.exit !== 0) return;
          const byCode = (tried: typeof one) =>
            Object.fromEntries((tried!.result!.shares as Shares).map((share) => [share.entity, share]));
          expect(byCode(other)).toEqual(byCode(one));
        },
      ),
      { numRuns: 150 },
    );
  });
});
