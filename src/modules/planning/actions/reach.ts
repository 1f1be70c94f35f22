import type { Actor } from '../../../platform/action.ts';
import type { Reach, Role } from '../../../platform/role.ts';
import type { DutyNow } from '../duties-of-year.ts';

type Acting = { readonly actor: Actor; readonly reach: Reach };

/** The entities whose duties the post sees. */
export function entitiesSeen({ actor, reach }: Acting): 'all' | readonly string[] {
  if (reach === 'g') return 'all';
  return actor.entity === null ? [] : [actor.entity];
}

const preparing: readonly Role[] = ['SEC', 'RES', 'ADM', 'PRE'];

/** Sittings in preparation are for who prepares them. */
export function seesDrafts({ actor }: Pick<Acting, 'actor'>): boolean {
  return actor.kind === 'console' || (actor.role !== null && preparing.includes(actor.role));
}

/** Whether it is a duty of the post one acts from: by its role and, where it is an entity's, for that entity. */
export function isMine(actor: Actor, { obligation, entity }: DutyNow): boolean {
  if (actor.role === null || !obligation.roles.includes(actor.role)) return false;
  return entity === null || entity === actor.entity;
}

/** Within the reach of who writes: an entity's post its own duties, the others all of them. */
export function mayRecordFor({ actor, reach }: Acting, { entity }: DutyNow): boolean {
  return reach === 'g' || (entity !== null && entity === actor.entity);
}
