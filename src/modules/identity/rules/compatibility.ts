import type { Day } from '../../../kernel/day.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { Source } from '../../../kernel/source.ts';
import { type Role, roles } from '../../../platform/role.ts';
import type { InForce } from '../../agreement/rules/index.ts';
import { postRefusals } from './post-refusals.ts';

/** A role held or asked for, from a day to a day, both included; `until` null: no end. */
export type HeldRole = {
  readonly role: Role;
  readonly entity: string | null;
  readonly since: Day;
  readonly until: Day | null;
};

/** A role that excludes another, and by which clause. */
export type Exclusion = { readonly role: Role; readonly at: 'association' | 'same-entity'; readonly source: Source };

/** Whether two stretches of days share a day. */
export function overlap(a: Pick<HeldRole, 'since' | 'until'>, b: Pick<HeldRole, 'since' | 'until'>): boolean {
  return (b.until === null || a.since <= b.until) && (a.until === null || b.since <= a.until);
}

/**
 * Whether a person who holds `held` may also hold `asked`: no clause keeps the two apart on any day that they would share.
 * A clause counts both ways, whichever of the two came first. Says the role, or refuses `identity/incompatible-roles` once
 * for each post in the way, with the clause and what to do.
 * Source: clause kind `incompatible-roles` (Valdarno e Valdisieve: art. 11 c. 1).
 */
export function mayAlsoHold(
  asked: HeldRole,
  held: readonly HeldRole[],
  clauses: readonly InForce<'incompatible-roles'>[],
): Result<Role> {
  const refusals = held
    .filter((post) => overlap(post, asked))
    .flatMap((post) => {
      const found = keptApart(asked, post, clauses);
      return found ? [postRefusals.incompatible({ asked, held: post, ...found })] : [];
    });
  return refusals.length > 0 ? refuse(...refusals) : ok(asked.role);
}

/** The roles that who holds this one may not hold. */
export function excludedBy(role: Role, clauses: readonly InForce<'incompatible-roles'>[]): Exclusion[] {
  const found = clauses.flatMap(({ terms, source }) =>
    terms.pairs.flatMap(({ one, other, at }) => [
      ...(one.includes(role) ? other.map((excluded) => ({ role: excluded, at, source })) : []),
      ...(other.includes(role) ? one.map((excluded) => ({ role: excluded, at, source })) : []),
    ]),
  );
  const order = Object.keys(roles);
  return found.toSorted((a, b) => order.indexOf(a.role) - order.indexOf(b.role));
}

function keptApart(a: HeldRole, b: HeldRole, clauses: readonly InForce<'incompatible-roles'>[]) {
  for (const { terms, source } of clauses) {
    for (const { one, other, at, because } of terms.pairs) {
      const meet = (one.includes(a.role) && other.includes(b.role)) || (one.includes(b.role) && other.includes(a.role));
      if (meet && (at === 'association' || (a.entity !== null && a.entity === b.entity))) {
        return { source, ...(because ? { because } : {}) };
      }
    }
  }
  return undefined;
}
