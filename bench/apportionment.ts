import { readFileSync } from 'node:fs';
import { dinero, allocate as dineroAllocate } from 'dinero.js/bigint';
import { EUR } from 'dinero.js/bigint/currencies';
import { entityCode } from '../src/kernel/entity.ts';
import { cents } from '../src/kernel/money.ts';
import { checkDocument, withReadings } from '../src/modules/agreement/rules/index.ts';
import { allocate, type SharingEntity } from '../src/modules/cost-sharing/rules/index.ts';
import { dayForYear } from '../src/modules/simulation/simulation.ts';

/**
 * Splits 1,000 cost lines over 8,000 entities, half by computers and half by inhabitants, and prints how much longer it takes
 * than a bare loop that only divides: without explanations, with the explanation of each of the eight million parts, and with
 * dinero.js. `npm run bench:apportionment [lines] [entities]`.
 */
const lines = Number(process.argv[2] ?? 1000);
const size = Number(process.argv[3] ?? 8000);
const rounds = 3;

const checked = checkDocument(readFileSync(new URL('../agreements/valdarno-valdisieve.yaml', import.meta.url), 'utf8'));
if (!checked.ok) throw new Error('the shipped agreement does not hold');
const { agreement } = withReadings(checked.document);

/** Numbers that look random and are the same at every run. */
let seed = 20270630;
const next = (below: number) => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return Math.floor((seed / 2 ** 32) * below);
};
const entities = Array.from(
  { length: size },
  (_, place): SharingEntity => ({
    code: entityCode(`c_${String(place).padStart(5, '0')}`),
    kind: 'comune',
    workstations: 3 + next(200),
    population: 150 + next(30_000),
  }),
);
const costs = Array.from({ length: lines }, (_, place) => ({
  id: `cost-${place}`,
  item: 'service',
  amount: cents(100_000 + next(40_000_000)),
}));
const asked = { year: 2027, on: dayForYear(agreement, 2027), agreement, entities, costs };

const computers = BigInt(entities.reduce((sum, { workstations }) => sum + Number(workstations), 0));
const inhabitants = BigInt(entities.reduce((sum, { population }) => sum + Number(population), 0));
const weights = entities.map(
  ({ workstations, population }) => BigInt(Number(workstations)) * inhabitants + BigInt(Number(population)) * computers,
);
const total = weights.reduce((sum, weight) => sum + weight, 0n);

function onlyDivide(): unknown {
  const parts = new Array<bigint>(size);
  for (const { amount } of costs) for (let i = 0; i < size; i++) parts[i] = (amount * weights[i]!) / total;
  return parts;
}

function share(): unknown {
  const allocation = allocate(asked);
  if (!allocation.ok) throw new Error(allocation.refusals[0]?.says.en);
  return allocation.value;
}

/** Every part's explanation is made and looked at; none is kept, since a person opens one at a time. */
function shareAndExplain(): unknown {
  const allocation = allocate(asked);
  if (!allocation.ok) throw new Error(allocation.refusals[0]?.says.en);
  let nodes = 0;
  for (const { id } of costs) for (const trace of allocation.value.explainCost(id)!) nodes += 1 + trace.from.length;
  return nodes;
}

function withDinero(): unknown {
  let parts: unknown;
  for (const { amount } of costs) parts = dineroAllocate(dinero({ amount, currency: EUR }), weights);
  return parts;
}

/** The quickest of some runs, in milliseconds. */
function quickest(work: () => unknown, times = rounds): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < times; round++) {
    const start = performance.now();
    work();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

const bare = quickest(onlyDivide);
const print = (what: string, took: number, goal = '') => {
  const ratio = (took / bare).toFixed(2).padStart(6);
  console.log(`${what.padEnd(46)} ${took.toFixed(0).padStart(7)} ms  ${ratio} × ${goal}`);
};
console.log(`${lines} cost lines over ${size} entities`);
print('a bare loop that only divides', bare);
print('shared to the cent', quickest(share), '(goal: at most 3)');
print('shared to the cent, every part explained', quickest(shareAndExplain), '(goal: at most 12)');
print('dinero.js allocate', quickest(withDinero, 1));
