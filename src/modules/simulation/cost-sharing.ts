import type { Day } from '../../kernel/day.ts';
import type { EntityCode } from '../../kernel/entity.ts';
import { type Fraction, fraction, one, parseFraction, toShortestDecimal } from '../../kernel/fraction.ts';
import { formatMoney, parseMoney, sumCents } from '../../kernel/money.ts';
import { ok } from '../../kernel/result.ts';
import type { Trace } from '../../kernel/trace.ts';
import { type Agreement, chosenReadings, clausesInForce, type InForce } from '../agreement/rules/index.ts';
import {
  type Allocation,
  allocate,
  type Contribution,
  type Cost,
  type CostItem,
  clausesForChecks,
  isDriver,
  type Secondment,
  termsOf,
  writtenItems,
} from '../cost-sharing/rules/index.ts';
import { type EntityFacts, type EntityList, FactReader, type Fields } from './facts.ts';
import { dayForYear, type Simulated, type Simulation } from './simulation.ts';

/** A year's costs, who shares them and the staff lent, as a facts file states them. */
export type CostSharingFacts = {
  readonly year: number;
  readonly entities: readonly EntityFacts[];
  readonly costs: readonly Cost[];
  readonly secondments: readonly Secondment[];
};

/**
 * Who pays what of a year's costs, from facts alone.
 * Source: specification of `simulate`, cost-sharing (rules R-VV-1 to R-VV-5, R-CAL-1, R-CAL-7, R-LC-14, R-LC-15, R-LC-19, R-AT-5).
 */
export const costSharing: Simulation<CostSharingFacts> = {
  rule: 'cost-sharing',
  title: { it: 'riparto dei costi', en: 'cost sharing' },
  check(raw, agreement) {
    const reader = new FactReader();
    const top = reader.fields(raw, '', ['year', 'entities', 'costs', 'secondments']);
    if (!top) return { problems: reader.problems };
    const year = top.year('year');
    const entities = top.entities();
    const method = itemMethods(agreement, year === undefined ? farAway : dayForYear(agreement, year));
    const ids = new Set<string>();
    const costs = top.list(
      'costs',
      (item, path) => {
        const cost = reader.fields(item, path, costKeys);
        return cost && readCost(cost, { ids, entities, method });
      },
      { mandatory: true },
    );
    const secondments = readSecondments(top, entities, method.reimbursed);
    if (method.pooled) refuseTakenNames(top, ids, secondments?.length ?? 0);
    checkTerms(reader, agreement, method);
    if (reader.problems.length > 0 || year === undefined) return { problems: reader.problems };
    return {
      facts: { year, entities: entities.list, costs: costs ?? [], secondments: secondments ?? [] },
      problems: [],
    };
  },
  run(facts, agreement) {
    const allocation = allocate({ ...facts, agreement, on: dayForYear(agreement, facts.year) });
    return allocation.ok ? ok(simulated(allocation.value, agreement)) : allocation;
  },
};

const farAway = '9999-12-31' as Day;

const costKeys = [
  'id',
  'item',
  'amount',
  'contributions',
  'capital',
  'participants',
  'key',
  'weights',
  'direct',
  'requestedBy',
  'authorised',
];

/**
 * The cost items of the agreement and how each is shared (`unknown` where a value of its clause is missing), for checking what a
 * facts file says of a cost.
 */
class ItemMethods {
  readonly items = new Map<string, CostItem['method']['by'] | 'unknown'>();
  readonly allocations: readonly InForce<'allocation'>[];
  /** Each cost brings its own key. */
  readonly open: boolean;
  readonly reimbursed: boolean;
  readonly pooled: boolean;

  constructor(agreement: Agreement, on: Day) {
    this.allocations = clausesForChecks(agreement, 'allocation', on);
    this.open = this.allocations.some(({ terms }) => terms.items === 'any');
    for (const { terms } of this.allocations) {
      if (terms.items !== 'any') for (const { id, method } of terms.items) this.items.set(id, method.by);
    }
    const known = new Set(this.allocations.map(({ id }) => id));
    for (const clause of agreement.document.clauses) {
      if (clause.kind !== 'allocation' || known.has(clause.id)) continue;
      for (const id of writtenItems(clause)) if (!this.items.has(id)) this.items.set(id, 'unknown');
    }
    if (this.items.size > 0) {
      for (const { terms } of clausesForChecks(agreement, 'capital', on)) {
        for (const { id } of terms.items) if (!this.items.has(id)) this.items.set(id, 'key');
      }
    }
    const reimbursement = clausesForChecks(agreement, 'staff-reimbursement', on);
    this.reimbursed = reimbursement.length > 0;
    this.pooled = reimbursement.some(({ terms }) => terms.inPool);
  }
}

const methodsMade = new WeakMap<Agreement, Map<Day, ItemMethods>>();

/** Made once for the versions that hold on a day. */
function itemMethods(agreement: Agreement, on: Day): ItemMethods {
  let made = methodsMade.get(agreement);
  if (!made) {
    made = new Map();
    methodsMade.set(agreement, made);
  }
  let methods = made.get(on);
  if (!methods) {
    methods = new ItemMethods(agreement, on);
    made.set(on, methods);
  }
  return methods;
}

type CostContext = { readonly ids: Set<string>; readonly entities: EntityList; readonly method: ItemMethods };

function readCost(cost: Fields, { ids, entities, method }: CostContext): Cost | undefined {
  const { reader } = cost;
  const id = cost.text('id', { mandatory: true });
  if (id !== undefined && ids.has(id)) {
    cost.report('id', `Un'altra spesa ha già l'id «${id}».`, `Another cost already has the id "${id}".`);
  }
  if (id !== undefined) ids.add(id);
  const amount = cost.money('amount', { mandatory: true });
  const contributions = cost.list('contributions', (raw, path): Contribution | undefined => {
    const contribution = reader.fields(raw, path, ['source', 'amount']);
    if (!contribution) return undefined;
    const source = contribution.text('source');
    const given = contribution.money('amount', { mandatory: true });
    return given === undefined ? undefined : { source, amount: given };
  });
  cost.truth('capital');
  const participants = cost.codes('participants', entities);
  const requestedBy = cost.codes('requestedBy', entities);
  const requested = cost.has('requestedBy');
  const authorised = cost.day('authorised');
  if (requested && !cost.has('authorised')) {
    cost.report(
      'authorised',
      'Un progetto a carico di chi lo chiede ha bisogno del giorno in cui è stato autorizzato.',
      'A project paid by who asks for it needs the day on which it was authorised.',
    );
  }
  const weights = cost.byCode('weights', entities, (raw, path) => reader.whole(raw, path));
  const way = requested ? {} : readWay(cost, method);
  if (!requested && cost.has('weights') && (way.key !== undefined || method.items.size > 0) && way.key !== 'weights') {
    cost.report(
      'weights',
      'I pesi servono solo accanto alla chiave «weights».',
      'Weights are for the key "weights" only.',
    );
  }
  if (way.key === 'weights' && !cost.has('weights')) {
    cost.report(
      'weights',
      'La chiave «weights» ha bisogno dei pesi degli enti.',
      'The key "weights" needs the weights of the entities.',
    );
  }
  const direct = readDirect(cost, { entities, way: requested ? 'other' : way.by, amount, participants });
  if (id === undefined || amount === undefined) return undefined;
  return {
    id,
    amount,
    contributions,
    participants,
    item: way.item,
    key: way.key,
    weights,
    direct,
    requestedBy,
    authorised,
  };
}

/** The item or the key that decides how a cost is shared; `by` is `direct`, `other`, or undefined where it cannot be known. */
type ReadWay = { item?: string | undefined; key?: string | undefined; by?: 'direct' | 'other' | undefined };

function readWay(cost: Fields, { items, open, allocations }: ItemMethods): ReadWay {
  const item = cost.text('item');
  if (allocations.length === 0 && items.size === 0) return { item };
  if (open && (item === undefined || !items.has(item))) {
    const key = cost.text('key', { mandatory: true });
    if (key === undefined) return { by: 'other' };
    if (isDriver(key)) return { key, by: 'other' };
    cost.report(
      'key',
      'Chiave non ammessa; serve una tra: workstations, population, equal, weights, units:<nome>.',
      'Not a key; one of these is needed: workstations, population, equal, weights, units:<name>.',
    );
    return { by: 'other' };
  }
  if (cost.has('key')) {
    cost.report(
      'key',
      'La chiave è quella della voce di costo: qui non va indicata.',
      'The key is that of the cost item: it is not stated here.',
    );
  }
  if (item === undefined) {
    if (!cost.has('item'))
      cost.report('item', `Manca la voce di costo: ${listed(items)}.`, `The cost item is missing: ${listed(items)}.`);
    return {};
  }
  const by = items.get(item);
  if (by === undefined) {
    cost.report(
      'item',
      `La convenzione non ha questa voce; le voci sono: ${listed(items)}.`,
      `The agreement has no such item; the items are: ${listed(items)}.`,
    );
    return {};
  }
  return { item, by: by === 'unknown' ? undefined : by === 'direct' ? 'direct' : 'other' };
}

function listed(items: ReadonlyMap<string, unknown>): string {
  return [...items.keys()].join(', ');
}

type DirectContext = {
  readonly entities: EntityList;
  readonly way: ReadWay['by'];
  readonly amount: Cost['amount'] | undefined;
  readonly participants: Cost['participants'];
};

function readDirect(cost: Fields, { entities, way, amount, participants }: DirectContext): Cost['direct'] {
  const { reader } = cost;
  const named = participants && new Set(participants);
  const amounts: Cost['amount'][] = [];
  let unread = false;
  const direct = cost.byCode('direct', entities, (raw, path) => {
    const own = reader.money(raw, path);
    if (own === undefined) unread = true;
    else amounts.push(own);
    return own;
  });
  if (way === 'direct' && !cost.has('direct')) {
    cost.report('direct', 'Manca il costo effettivo di ogni ente.', 'The actual cost of each entity is missing.');
    return undefined;
  }
  if (!direct) return undefined;
  if (way === 'other') {
    cost.report(
      'direct',
      'La voce non si divide al costo effettivo degli enti.',
      'The item is not shared at the actual cost of the entities.',
    );
    return undefined;
  }
  for (const code of direct.keys()) {
    if (!named || named.has(code)) continue;
    reader.report(
      `${cost.pathOf('direct')}.${code}`,
      `«${code}» non è tra i partecipanti della spesa.`,
      `"${code}" is not among the participants of the cost.`,
    );
  }
  if (!unread && amount !== undefined && sumCents(amounts) !== amount) {
    cost.report(
      'direct',
      `I costi degli enti sommano a ${formatMoney(sumCents(amounts))}, non a ${formatMoney(amount)}.`,
      `The costs of the entities sum to ${formatMoney(sumCents(amounts))}, not to ${formatMoney(amount)}.`,
    );
  }
  return direct;
}

function readSecondments(top: Fields, entities: EntityList, allowed: boolean): Secondment[] | undefined {
  const { reader } = top;
  if (top.has('secondments') && !allowed) {
    top.report(
      'secondments',
      'La convenzione non prevede il rimborso del personale assegnato.',
      'The agreement does not provide for the reimbursement of seconded staff.',
    );
  }
  return top.list('secondments', (raw, path) => {
    const secondment = reader.fields(raw, path, ['entity', 'person', 'cost', 'percent']);
    if (!secondment) return undefined;
    const entity = secondment.code('entity', entities, { mandatory: true });
    const person = secondment.text('person');
    const cost = secondment.money('cost', { mandatory: true });
    const percent = secondment.decimal('percent', { mandatory: true });
    if (percent !== undefined && percent.num > 100n * percent.den) {
      secondment.report(
        'percent',
        'La percentuale di assegnazione supera 100.',
        'The percentage of assignment is above 100.',
      );
    }
    if (entity === undefined || cost === undefined || percent === undefined) return undefined;
    return { entity, person, cost, part: hundredths(percent) };
  });
}

function hundredths({ num, den }: Fraction): Fraction {
  return fraction(num, den * 100n);
}

/** The reimbursements in the pool are costs with names of their own. */
function refuseTakenNames(top: Fields, ids: ReadonlySet<string>, secondments: number): void {
  const costs = top.raw('costs');
  if (!Array.isArray(costs)) return;
  for (let place = 0; place < secondments; place++) {
    const name = `secondment-${place}`;
    if (!ids.has(name)) continue;
    const taken = costs.findIndex(
      (cost) => typeof cost === 'object' && cost !== null && (cost as { id?: unknown }).id === name,
    );
    top.reader.report(
      `costs[${taken}].id`,
      `L'id «${name}» è quello di un rimborso del personale.`,
      `The id "${name}" is that of a reimbursement of staff.`,
    );
  }
}

/** Readings chosen otherwise whose value has the right form and still makes no key: parts that do not sum to 1, a rate
 * above 100, a negative cap. */
function checkTerms(reader: FactReader, agreement: Agreement, { allocations }: ItemMethods): void {
  const report = (readings: InForce<'allocation'>['readings'], path: string, it: string, en: string) => {
    for (const used of readings) {
      if (used.path !== path || !agreement.readings.get(used.key)?.overridden) continue;
      if (!reader.problems.some((problem) => problem.path === `readings.${used.key}`))
        reader.report(`readings.${used.key}`, it, en);
    }
  };
  for (const { terms, readings } of allocations) {
    if (terms.items === 'any') continue;
    terms.items.forEach(({ method }, place) => {
      if (method.by !== 'key') return;
      const { sum, negative } = termsOf(method.mix);
      if (!negative && sum.num === sum.den) return;
      const shown = toShortestDecimal(sum);
      report(
        readings,
        `items[${place}].method.mix`,
        `Le parti della chiave devono essere positive e sommare a 1, invece sommano a ${shown}.`,
        `The parts of the key must be positive and sum to 1, but they sum to ${shown}.`,
      );
    });
  }
  for (const { terms, readings } of clausesInForce(agreement, 'corrective', farAway)) {
    const { corrective } = terms;
    if (corrective === 'none') continue;
    if (corrective.method === 'percent_reduction') {
      const { num, den } = parseFraction(corrective.rate) ?? one;
      if (num > 100n * den) {
        report(
          readings,
          'corrective',
          'Una riduzione va da 0 a 100 per cento.',
          'A reduction goes from 0 to 100 per cent.',
        );
      }
    } else if ((parseMoney(corrective.cap) ?? 0n) < 0n) {
      report(readings, 'corrective', 'Il limite per abitante è negativo.', 'The cap for each inhabitant is negative.');
    }
  }
}

/** Explanations of more entities than these are made one by one, each when it is read. */
const mostAtOnce = 200;

function simulated(allocation: Allocation, agreement: Agreement): Simulated {
  const { year, gross, contributions, net, shares, surplus } = allocation;
  return {
    result: {
      year,
      gross: formatMoney(gross),
      contributions: formatMoney(contributions),
      net: formatMoney(net),
      shares: shares.map(({ entity, amount, percent, lines, reimbursement, netPosition }) => ({
        entity,
        amount: formatMoney(amount),
        percent,
        lines: lines.map((line) => ({ cost: line.cost, clause: line.clause, amount: formatMoney(line.amount) })),
        reimbursement: formatMoney(reimbursement),
        netPosition: formatMoney(netPosition),
      })),
      surplus: surplus.map(({ cost, amount }) => ({ cost, amount: formatMoney(amount) })),
      readings: chosenReadings(agreement),
    },
    explain: () => {
      const traces: Record<string, Trace> = { '': allocation.explainTotal() };
      shares.forEach(({ entity }: { entity: EntityCode }, place) => {
        const path = `shares[${place}]`;
        const get = () => allocation.explainShare(entity)!;
        if (shares.length > mostAtOnce) Object.defineProperty(traces, path, { enumerable: true, get });
        else traces[path] = get();
      });
      return traces;
    },
  };
}
