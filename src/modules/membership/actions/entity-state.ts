import { z } from 'zod';
import type { Day } from '../../../kernel/day.ts';
import { holdsOn, type Membership } from '../rules/entity.ts';

/** Where an entity stands on a day: in, out after having been in, not in yet, or only in the register. */
export const entityStates = ['in', 'left', 'coming', 'none'] as const;
export type EntityState = (typeof entityStates)[number];
export const stateShape = z.enum(entityStates);

/** @param memberships of the entity, from the first */
export function stateOn(
  memberships: readonly Membership[],
  on: Day,
): { readonly state: EntityState; readonly membership: Membership | undefined } {
  const running = memberships.find((membership) => holdsOn(membership, on));
  if (running) return { state: 'in', membership: running };
  const past = memberships.findLast((membership) => membership.joined <= on);
  if (past) return { state: 'left', membership: past };
  const first = memberships[0];
  return first ? { state: 'coming', membership: first } : { state: 'none', membership: undefined };
}
