import { type Capability, type Reach, type Role, type RoleLimit, roleCodes } from '../../../platform/role.ts';
import type { InForce } from '../../agreement/rules/index.ts';
import type { Cell } from './permission-matrix.ts';

/** How wide a reach is; own contract and own entity are of one width, and neither holds the other. */
const width: Readonly<Record<Reach, number>> = { p: 0, o: 1, c: 2, e: 2, g: 3 };

/** The limits that clauses in force set, in their order. */
export function limitsIn(clauses: readonly InForce<'role-limits'>[]): RoleLimit[] {
  return clauses.flatMap(({ id, article, terms }) =>
    terms.limits.map(({ roles, capabilities, letters, reach }) => ({
      roles,
      capabilities,
      ...(letters ? { letters } : {}),
      ...(reach ? { reach } : {}),
      clause: id,
      article,
    })),
  );
}

/** Whether a limit is about this cell. */
export function isAbout(limit: RoleLimit, capability: Capability, role: Role): boolean {
  return (
    (limit.roles === 'any' || limit.roles.includes(role)) &&
    (limit.capabilities === 'any' || limit.capabilities.includes(capability))
  );
}

/**
 * What is left of a cell of the matrix under the limits: never a letter more, never further. Nothing is left of a cell
 * without letters.
 * Source: clause kind `role-limits`; requirements.md section 5.2 (every cell may be restricted), 5.3 (none is widened here).
 */
export function limitedCell(
  cell: Cell | undefined,
  at: { readonly capability: Capability; readonly role: Role; readonly limits: readonly RoleLimit[] },
): Cell | undefined {
  if (!cell) return undefined;
  let { letters, reach } = cell;
  for (const limit of at.limits) {
    if (!isAbout(limit, at.capability, at.role)) continue;
    const kept = limit.letters;
    if (kept) letters = new Set([...letters].filter((letter) => kept.includes(letter)));
    if (limit.reach) reach = narrower(reach, limit.reach);
  }
  return letters.size > 0 ? { letters, reach } : undefined;
}

/** The narrower of two reaches; own items, where neither holds the other. */
function narrower(a: Reach, b: Reach): Reach {
  if (a === b || width[a] < width[b]) return a;
  return width[b] < width[a] ? b : 'o';
}

/** Every role that a limit names. */
export function rolesOf(limit: RoleLimit): readonly Role[] {
  return limit.roles === 'any' ? roleCodes : limit.roles;
}
