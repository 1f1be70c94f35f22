import { Refused } from '../../../kernel/result.ts';
import type { Actor, Tx } from '../../../platform/action.ts';
import type { Reach } from '../../../platform/role.ts';
import { refusals } from '../rules/refusals.ts';
import { type Act, actsLike } from '../storage/acts.ts';
import { type DataSet, dataSetById } from '../storage/data-sets.ts';
import { ownEntity } from './own-entity.ts';

type Place = { readonly association: string; readonly actor: Actor; readonly reach: Reach };

/** A data set in the register that the actor reads. Refuses `privacy/no-such-data-set`. */
export async function knownDataSet(tx: Tx, place: Place, id: string): Promise<DataSet> {
  const own = ownEntity(place);
  const dataSet = await dataSetById(tx, place.association, id);
  if (!dataSet || (own !== undefined && dataSet.entity !== own)) throw new Refused(refusals.noSuchDataSet());
  return dataSet;
}

/** An act in the register that the actor reads. Refuses `privacy/no-such-act`. */
export async function knownAct(tx: Tx, place: Place, id: string): Promise<Act> {
  const own = ownEntity(place);
  const [act] = await actsLike(tx, place.association, { id });
  if (!act || (own !== undefined && act.entity !== own)) throw new Refused(refusals.noSuchAct());
  return act;
}
