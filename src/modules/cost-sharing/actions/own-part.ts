import type { EntityCode } from '../../../kernel/entity.ts';
import type { Reach } from '../../../platform/role.ts';

/** Keeps, of things of entities, those that the actor may see: all, or those of his own entity. */
export function ownPart<T extends { readonly entity: string }>(
  things: readonly T[],
  { reach, actor }: { readonly reach: Reach; readonly actor: { readonly entity: EntityCode | null } },
): T[] {
  return things.filter(({ entity }) => reach === 'g' || entity === actor.entity);
}

/** The same for things by entity code. */
export function ownEntries<T>(
  things: Readonly<Record<string, T>> | null,
  who: { readonly reach: Reach; readonly actor: { readonly entity: EntityCode | null } },
): Record<string, T> | null {
  if (things === null) return null;
  return Object.fromEntries(Object.entries(things).filter(([code]) => who.reach === 'g' || code === who.actor.entity));
}
