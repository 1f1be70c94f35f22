import { randomUUID } from 'node:crypto';
import type { EntityCode } from '../../kernel/entity.ts';
import type { Actor, AnyAction } from '../../platform/action.ts';
import { associationOf } from '../../platform/audit.ts';
import { wakeJob } from '../../platform/jobs/wake-job.ts';
import type { Performed } from '../../platform/perform.ts';
import type { Role } from '../../platform/role.ts';
import { toWire } from '../../platform/wire.ts';
import { authorise } from '../identity/index.ts';
import { type EventBody, idsOf } from './rules/event-body.ts';
import { insertDelivery } from './storage/deliveries.ts';
import { type Endpoint, endpointsFor } from './storage/endpoints.ts';

export const deliverJob = 'webhooks/deliver';

/** Whether an act can be told to programs at all: it is done in an association and is nobody's own matter. */
export function canBeTold(action: AnyAction): boolean {
  return !action.reads && action.scope !== 'installation' && typeof action.permission === 'object';
}

/**
 * Writes what programs are to be told of an act, in its transaction: for `createPerform({ afterwards })`. A program is told of
 * an act only if its role may read of such things; of one entity's only if the act is that entity's.
 */
export async function recordEvent(performed: Performed): Promise<void> {
  const { tx, action, actor, now, input, output } = performed;
  const association = associationOf(action, actor);
  if (association === '' || !canBeTold(action)) return;
  const told = (await endpointsFor(tx, association, action.name, now.today)).filter((endpoint) =>
    mayBeTold(endpoint, action, entitiesOf(actor, input)),
  );
  for (const endpoint of told) {
    const id = randomUUID();
    const inPath = [...action.http.path.matchAll(/:(\w+)/g)].map((match) => match[1]!);
    const body: EventBody = {
      id,
      event: action.name,
      at: now.instant.toISOString(),
      association,
      entity: actor.entity,
      role: actor.role,
      ids: idsOf(inPath, input, output),
    };
    await insertDelivery(tx, {
      association,
      id,
      endpoint: endpoint.id,
      event: action.name,
      body: toWire(body),
      asked: now.instant,
    });
  }
  if (told.length > 0) await wakeJob(tx, deliverJob);
}

/** Whether a role, for an entity or for all, may read of what the action does. */
export function mayBeTold(
  webhook: Pick<Endpoint, 'association' | 'role' | 'entity'>,
  action: AnyAction,
  entities: readonly string[] | 'any' = 'any',
): boolean {
  if (typeof action.permission !== 'object') return false;
  const { capability } = action.permission;
  const reading = { ...action, permission: { capability, letter: 'r' } } as AnyAction;
  const reach = authorise(reading, {
    kind: 'person',
    person: null,
    name: '',
    language: 'it',
    association: webhook.association,
    role: webhook.role as Role,
    entity: webhook.entity as EntityCode | null,
    via: 'api',
  });
  if (reach === 'g') return webhook.entity === null || entities === 'any' || entities.includes(webhook.entity);
  if (reach !== 'e') return false;
  return webhook.entity !== null && (entities === 'any' || entities.includes(webhook.entity));
}

/** The entities an act belongs to: the one acted for, and the one it says. */
function entitiesOf(actor: Actor, input: unknown): string[] {
  const said = (input as { entity?: unknown } | null)?.entity;
  return [actor.entity, typeof said === 'string' ? said : null].filter((one): one is EntityCode => one !== null);
}
