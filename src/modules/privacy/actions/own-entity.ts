import type { Actor } from '../../../platform/action.ts';
import type { Reach } from '../../../platform/role.ts';

/**
 * The entity beyond whose rows the actor does not see; undefined for the whole association. Somebody named by another entity's
 * act sees that act as a person, not as whoever speaks for the own entity.
 */
export function ownEntity({ actor, reach }: { readonly actor: Actor; readonly reach: Reach }): string | undefined {
  return reach === 'g' ? undefined : (actor.entity ?? '');
}
