import { costSharing } from '../modules/simulation/cost-sharing.ts';
import { type Tried, trySimulation } from './try-simulation.ts';

/** Facts and results of cost sharing, for tests of the simulation: the seven municipalities of Valdarno e Valdisieve. */

export type Facts = Record<string, unknown>;
export type ShareRow = {
  entity: string;
  amount: string;
  percent: string;
  lines: { cost: string; clause: string; amount: string }[];
  reimbursement: string;
  netPosition: string;
};

export const union = { code: 'ucvv', name: 'Unione Valdarno e Valdisieve', kind: 'unione', workstations: 32 };
export const pontassieve = { code: 'c_g825', name: 'Pontassieve', population: 20500, workstations: 130 };
export const rufina = { code: 'c_h635', name: 'Rufina', population: 7200, workstations: 45 };
export const londa = { code: 'c_e668', name: 'Londa', population: 1850, workstations: 14 };
export const seven = [
  pontassieve,
  { code: 'c_h222', name: 'Reggello', population: 16400, workstations: 95 },
  { code: 'c_h286', name: "Rignano sull'Arno", population: 8600, workstations: 50 },
  { code: 'c_g420', name: 'Pelago', population: 7700, workstations: 42 },
  rufina,
  londa,
  { code: 'c_h937', name: 'San Godenzo', population: 1080, workstations: 12 },
];
export const service = { id: 's', item: 'service', amount: '215000.00' };

/** Shares by the split of Valdarno e Valdisieve, the seven and one service where nothing else is said. */
export function shareVv(facts: Facts, readings: Facts = {}): Tried {
  const all = { year: 2027, entities: seven, costs: [service], ...facts };
  return trySimulation(costSharing, 'valdarno-valdisieve', all, readings);
}

/** Shares a year by another agreement. */
export function shareBy(agreement: string): (facts: Facts, readings?: Facts) => Tried {
  return (facts, readings = {}) => trySimulation(costSharing, agreement, { year: 2027, ...facts }, readings);
}

export function sharesOf(tried: Pick<Tried, 'result'>): ShareRow[] {
  return tried.result!.shares as ShareRow[];
}

export function amountsOf(tried: Pick<Tried, 'result'>): string[] {
  return sharesOf(tried).map(({ amount }) => amount);
}
