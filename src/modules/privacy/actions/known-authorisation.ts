import { Refused } from '../../../kernel/result.ts';
import type { Actor, Tx } from '../../../platform/action.ts';
import type { Reach } from '../../../platform/role.ts';
import { refusals } from '../rules/refusals.ts';
import { actsLike } from '../storage/acts.ts';
import { type Authorisation, authorisationsOf } from '../storage/authorisations.ts';
import { ownEntity } from './own-entity.ts';

type Place = { readonly association: string; readonly actor: Actor; readonly reach: Reach };

/**
 * The authorisations that concern the data of whoever asks: all where the permission reaches the whole association; otherwise
 * the own ones, and those of the people whom acts of the own entity name.
 */
export async function authorisationsConcerning(tx: Tx, place: Place): Promise<Authorisation[]> {
  const own = ownEntity(place);
  const all = await authorisationsOf(tx, place.association);
  if (own === undefined) return all;
  const named = new Set((await actsLike(tx, place.association, { entity: own })).map(({ person }) => person));
  return all.filter(({ entity, person }) => entity === own || (entity === null && named.has(person)));
}

/** One of them. Refuses `privacy/no-such-authorisation`. */
export async function knownAuthorisation(tx: Tx, place: Place, id: string): Promise<Authorisation> {
  const found = (await authorisationsConcerning(tx, place)).find((one) => one.id === id);
  if (!found) throw new Refused(refusals.noSuchAuthorisation());
  return found;
}
