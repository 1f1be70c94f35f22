import type { Day } from '../../../kernel/day.ts';
import type { Tx } from '../../../platform/action.ts';
import { entityNames, peopleNames } from '../names.ts';
import { lapseOf } from '../rules/act-lapse.ts';
import type { Act } from '../storage/acts.ts';
import { dataSets } from '../storage/data-sets.ts';
import { type Measure, measuresLike } from '../storage/measures.ts';
import type { ActView } from './shapes.ts';

/** Acts with the names of what they are about, and how they stand on a day. */
export async function viewActs(tx: Tx, association: string, acts: readonly Act[], on: Day): Promise<ActView[]> {
  const entityName = await entityNames(tx, association);
  const personName = await peopleNames(
    tx,
    acts.map(({ person }) => person),
  );
  const named = new Map((await dataSets(tx, association)).map(({ id, name }) => [id, name]));
  const measures = Map.groupBy(
    await measuresLike(tx, association, { acts: acts.map(({ id }) => id) }),
    ({ act }) => act,
  );
  return acts.map((act) => ({
    id: act.id,
    entity: act.entity,
    entityName: entityName(act.entity),
    number: act.number,
    on: act.on,
    signedBy: act.signedBy,
    person: act.person,
    personName: personName(act.person),
    rights: [...act.rights],
    dataSets: act.dataSets.map((id) => ({ id, name: named.get(id) ?? '' })),
    since: act.since,
    until: act.until,
    ended: act.ended,
    endedBecause: act.endedBecause,
    confirmBy: act.confirmBy,
    state: lapseOf(act, on)?.kind ?? 'holding',
    measure: measureState(measures.get(act.id) ?? []),
  }));
}

function measureState(measures: readonly Measure[]): ActView['measure'] {
  const of = (kind: Measure['kind']) => measures.find((measure) => measure.kind === kind);
  const [apply, remove] = [of('apply'), of('remove')];
  if (remove) return remove.doneAt ? 'removed' : 'to-remove';
  if (!apply) return 'none';
  return apply.doneAt ? 'applied' : 'to-apply';
}
