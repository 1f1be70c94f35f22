import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { Day } from '../../../kernel/day.ts';
import type { Tx } from '../../../platform/action.ts';
import type { WebhookTables } from './tables.ts';

export type Endpoint = Selectable<WebhookTables['webhooks.endpoints']>;
export type Key = WebhookTables['webhooks.keys'];

export async function insertEndpoint(
  tx: Tx,
  endpoint: Omit<Endpoint, 'failures' | 'succeeded' | 'disabled' | 'disabled_because'>,
): Promise<void> {
  await tx
    .withTables<WebhookTables>()
    .insertInto('webhooks.endpoints')
    .values({ ...endpoint, succeeded: null, disabled: null, disabled_because: null })
    .execute();
}

export async function endpointsOf(tx: Tx, association: string): Promise<Endpoint[]> {
  return tx
    .withTables<WebhookTables>()
    .selectFrom('webhooks.endpoints')
    .selectAll()
    .where('association', '=', association)
    .orderBy('name')
    .orderBy('id')
    .execute();
}

export async function endpointOf(tx: Tx, association: string, id: string): Promise<Endpoint | undefined> {
  return tx
    .withTables<WebhookTables>()
    .selectFrom('webhooks.endpoints')
    .selectAll()
    .where('association', '=', association)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Endpoints that chose an event and are switched on, except those of entities that have left by that day. */
export async function endpointsFor(tx: Tx, association: string, event: string, on: Day): Promise<Endpoint[]> {
  return tx
    .withTables<WebhookTables>()
    .selectFrom('webhooks.endpoints')
    .selectAll()
    .where('association', '=', association)
    .where('disabled', 'is', null)
    .where(sql<boolean>`events @> array[${event}]::text[]`)
    .where(sql<boolean>`membership.out_since(association, entity, ${on}) is null`)
    .execute();
}

export async function changeEndpoint(
  tx: Tx,
  place: { readonly association: string; readonly id: string },
  change: Partial<Pick<Endpoint, 'name' | 'address' | 'events' | 'disabled' | 'disabled_because' | 'failures'>>,
): Promise<void> {
  await tx
    .withTables<WebhookTables>()
    .updateTable('webhooks.endpoints')
    .set(change)
    .where('association', '=', place.association)
    .where('id', '=', place.id)
    .execute();
}

/** With its keys, its deliveries and their tries. */
export async function deleteEndpoint(tx: Tx, association: string, id: string): Promise<void> {
  await tx
    .withTables<WebhookTables>()
    .deleteFrom('webhooks.endpoints')
    .where('association', '=', association)
    .where('id', '=', id)
    .execute();
}

export async function insertKey(tx: Tx, key: Key): Promise<void> {
  await tx.withTables<WebhookTables>().insertInto('webhooks.keys').values(key).execute();
}

/** Every key that was ever given, the newest first. */
export async function keysOf(tx: Tx, association: string, endpoint: string): Promise<Key[]> {
  return tx
    .withTables<WebhookTables>()
    .selectFrom('webhooks.keys')
    .selectAll()
    .where('association', '=', association)
    .where('endpoint', '=', endpoint)
    .orderBy('created', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

/** The keys in use retire then, unless they do before. */
export async function retireKeys(tx: Tx, association: string, endpoint: string, at: Date): Promise<void> {
  await tx
    .withTables<WebhookTables>()
    .updateTable('webhooks.keys')
    .set({ retires: at })
    .where('association', '=', association)
    .where('endpoint', '=', endpoint)
    .where((where) => where.or([where('retires', 'is', null), where('retires', '>', at)]))
    .execute();
}
