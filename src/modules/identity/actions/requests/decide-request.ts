import { Refused } from '../../../../kernel/result.ts';
import type { ActionContext } from '../../../../platform/action.ts';
import { stateOf } from '../../rules/post-state.ts';
import { type RequestState, requestRefusals } from '../../rules/request-refusals.ts';
import { heldPosts } from '../../storage/posts.ts';
import { type RequestRow, requestToDecide } from '../../storage/requests.ts';

type Deciding = Pick<ActionContext<{ readonly request: string }>, 'tx' | 'association' | 'actor' | 'reach' | 'input'>;

/**
 * The request to be taken further, in one of these states, held until the act is over. Refuses `identity/no-such-request`,
 * `identity/request-stands-otherwise`.
 */
export async function requestIn(context: Deciding, states: readonly RequestState[]): Promise<RequestRow> {
  const { tx, association, actor, reach, input } = context;
  const row = await requestToDecide(tx, association, input.request);
  if (!row || (reach !== 'g' && row.entity !== actor.entity)) throw new Refused(requestRefusals.noSuchRequest());
  if (!states.includes(row.state)) throw new Refused(requestRefusals.notInState(row.state));
  return row;
}

/**
 * The entity's own delegate of the controller decides; the head of the service where the entity has none in office; never
 * whoever asked. Refuses `identity/own-request`, `identity/controller-authorises`.
 */
export async function refuseUnlessDecides(
  { tx, association, actor, now }: Pick<ActionContext<unknown>, 'tx' | 'association' | 'actor' | 'now'>,
  row: RequestRow,
): Promise<void> {
  if (actor.person !== null && actor.person === row.requested_by) throw new Refused(requestRefusals.ownRequest());
  if (actor.role === 'RES' && (await entitiesWithController({ tx, association, now })).has(row.entity))
    throw new Refused(requestRefusals.controllerAuthorises(row.entity_name));
}

/** Which of these requests the actor would authorise or reject, as `refuseUnlessDecides` says. */
export async function decidedBy(
  context: Pick<ActionContext<unknown>, 'tx' | 'association' | 'actor' | 'now'>,
  rows: readonly RequestRow[],
): Promise<RequestRow[]> {
  const { actor } = context;
  const withController = actor.role === 'RES' ? await entitiesWithController(context) : new Set<string>();
  return rows.filter(
    (row) => (actor.person === null || actor.person !== row.requested_by) && !withController.has(row.entity),
  );
}

/** The entities with a controller's delegate in office. */
async function entitiesWithController({
  tx,
  association,
  now,
}: Pick<ActionContext<unknown>, 'tx' | 'association' | 'now'>): Promise<ReadonlySet<string>> {
  const held = await heldPosts(tx, association, { on: now.today });
  const controllers = held.filter((post) => post.role === 'CTR' && stateOf(post, now.today) === 'in-force');
  return new Set(controllers.flatMap(({ entity }) => (entity === null ? [] : [entity])));
}
