import type { Day } from '../../../kernel/day.ts';

/** From when until when a contract lasts; the last day counted, null: until somebody says. */
export type Lasting = { readonly from: Day; readonly until: Day | null };

export const contractStandings = ['running', 'coming', 'expired'] as const;
export type ContractStanding = (typeof contractStandings)[number];

/** Whether a contract lasts on a day, not yet, or no more. */
export function standingOn({ from, until }: Lasting, on: Day): ContractStanding {
  if (on < from) return 'coming';
  return until !== null && on > until ? 'expired' : 'running';
}

type Covering = { readonly services: readonly string[]; readonly machines: readonly string[] };

/** Whether a contract names the service or the machine that a request is about. */
export function covers(
  { services, machines }: Covering,
  about: { readonly service: string | null; readonly asset: string },
): boolean {
  const machine = plain(about.asset);
  return (
    (about.service !== null && services.includes(about.service)) ||
    (machine !== '' && machines.some((one) => plain(one) === machine))
  );
}

const plain = (words: string) => words.trim().toLowerCase();

/** The first code free, for a contract that brings none: C1, C2, … */
export function freeCode(taken: readonly string[]): string {
  const used = new Set(taken.map(plain));
  let number = 1;
  while (used.has(`c${number}`)) number += 1;
  return `C${number}`;
}
