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
  if (actor.role !== 'RES') return;
  const held = await heldPosts(tx, association, { on: now.today, entity: row.entity });
  if (held.some((post) => post.role === 'CTR' && stateOf(post, now.today) === 'in-force')) {
    throw new Refused(requestRefusals.controllerAuthorises(row.entity_name));
  }
}
