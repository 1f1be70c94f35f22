import type { Capability } from '../../platform/role.ts';
import { type Mark, markOf } from './mark.ts';

/** One of the two associations of the walk: who is in it, and the names of what its story made. */
export type Place = {
  readonly letter: Mark['place'];
  readonly association: string;
  readonly lead: string;
  /** The entity whose things nobody else may see. */
  readonly a: string;
  /** The entity of those who go about. */
  readonly b: string;
  /** A code that no entity has yet. */
  readonly newcomer: string;
  /** What the steps keep for one another: `ids.draft`, the number of the allocation in draft. */
  readonly ids: Record<string, string | number>;
  /** Who holds a post there, by `CTR a`, `SYS lead`: people of the story, not those who go about. */
  readonly staff: Record<string, { readonly person: string; readonly email: string; readonly post: string }>;
  /** A word for something of one of the two entities, or of the whole association; `open` where everybody may read it. */
  readonly mark: (entity: string | null, capability: Capability, open?: 'open') => string;
};

export function placeOf(place: Omit<Place, 'ids' | 'staff' | 'mark'>): Place {
  return {
    ...place,
    ids: {},
    staff: {},
    mark: (entity, capability, open) =>
      markOf({
        place: place.letter,
        entity: entity === place.a ? 'a' : entity === place.b ? 'b' : null,
        capability,
        open: open === 'open',
      }),
  };
}
