import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { projectFolder } from '../../platform/database/project-folder.ts';
import type { Place } from './place.ts';

type Clause = {
  readonly id: string;
  readonly readings?: Readonly<Record<string, { readonly chosen: unknown }>>;
  readonly versions: readonly Record<string, unknown>[];
};
type Written = {
  readonly parts: readonly { readonly id: string }[];
  readonly clauses: readonly Clause[];
};

/** Clauses that only one of the shipped agreements has, and that actions need. */
const rare = [
  { of: 'lecco', ids: ['extraordinary-request', 'presidency-composition', 'october-proposal', 'payments', 'notice'] },
  { of: 'asti', ids: ['absence-rates', 'hours'] },
  { of: 'calatino', ids: ['access-by-own-act', 'publication', 'organisation'] },
  { of: 'valdarno-valdisieve', ids: ['half-of-entities', 'scope', 'referent-changes'] },
];

/** What is read otherwise than the shipped agreements propose: without it there is nothing to walk over. */
const readings: Readonly<Record<string, unknown>> = { 'privacy.break_glass': 'on_with_reason_and_notice' };

/** The shipped agreement of a place as it is written. */
export function shippedAgreement({ association }: Pick<Place, 'association'>): string {
  return readFileSync(join(projectFolder(), 'agreements', `${association}.yaml`), 'utf8');
}

/** The shipped agreement of a place, with the rare clauses of the others for the bodies it has. */
export function wholeAgreement(place: Place, mainBody: string): string {
  const written = parse(shippedAgreement(place)) as Written;
  const has = new Set(written.clauses.map(({ id }) => id));
  const borrowed = rare.flatMap(({ of, ids }) => {
    const { clauses } = parse(shippedAgreement({ association: of })) as Written;
    return clauses
      .filter(({ id }) => ids.includes(id) && !has.has(id))
      .map(({ versions, ...clause }) => ({
        ...clause,
        part: written.parts[0]!.id,
        examples: undefined,
        versions: versions.map((version) => ({
          ...(JSON.parse(JSON.stringify(version).replaceAll('"assembly"', JSON.stringify(mainBody))) as object),
          since: undefined,
          by: undefined,
        })),
      }));
  });
  return stringify({ ...written, clauses: [...written.clauses, ...borrowed].map(read) });
}

function read<C extends Pick<Clause, 'readings'>>(clause: C): C {
  const entries = Object.entries(clause.readings ?? {});
  if (!entries.some(([name]) => name in readings)) return clause;
  const chosen = entries.map(([name, one]) => [name, { ...one, chosen: readings[name] ?? one.chosen }]);
  return { ...clause, readings: Object.fromEntries(chosen) };
}
