import { type Selectable, sql } from 'kysely';
import type { Tx } from '../../../platform/action.ts';
import type { WebhookTables } from './tables.ts';

export type Delivery = Selectable<WebhookTables['webhooks.deliveries']>;
export type Try = WebhookTables['webhooks.tries'];

type Place = { readonly association: string; readonly delivery: string };

export async function insertDelivery(
  tx: Tx,
  delivery: Pick<Delivery, 'association' | 'id' | 'endpoint' | 'event' | 'body' | 'asked'>,
): Promise<void> {
  await tx
    .withTables<WebhookTables>()
    .insertInto('webhooks.deliveries')
    .values({ ...delivery, next_try: null, settled: null })
    .execute();
}

/** Endpoints, switched on, for which something is due. */
export async function endpointsWaiting(
  tx: Tx,
  at: Date,
): Promise<readonly { readonly association: string; readonly endpoint: string }[]> {
  return tx
    .withTables<WebhookTables>()
    .selectFrom('webhooks.deliveries as delivery')
    .innerJoin('webhooks.endpoints as endpoint', (join) =>
      join.onRef('endpoint.association', '=', 'delivery.association').onRef('endpoint.id', '=', 'delivery.endpoint'),
    )
    .select(['delivery.association', 'delivery.endpoint'])
    .distinct()
    .where('delivery.state', '=', 'waiting')
    .where('endpoint.disabled', 'is', null)
    .where((where) => where.or([where('delivery.next_try', 'is', null), where('delivery.next_try', '<=', at)]))
    .execute();
}

/** The oldest delivery due, locked until the transaction ends; undefined when there is none that nobody else has. */
export async function takeDelivery(
  tx: Tx,
  of: { readonly association: string; readonly endpoint: string },
  at: Date,
): Promise<Delivery | undefined> {
  return tx
    .withTables<WebhookTables>()
    .selectFrom('webhooks.deliveries')
    .selectAll()
    .where('association', '=', of.association)
    .where('endpoint', '=', of.endpoint)
    .where('state', '=', 'waiting')
    .where((where) => where.or([where('next_try', 'is', null), where('next_try', '<=', at)]))
    .orderBy('asked')
    .limit(1)
    .forNoKeyUpdate()
    .skipLocked()
    .executeTakeFirst();
}

export async function beginTry(tx: Tx, place: Place, began: Date): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    insert into webhooks.tries (association, delivery, number, began)
    select ${place.association}, ${place.delivery}, coalesce(max(number), 0) + 1, ${began}
    from webhooks.tries where association = ${place.association} and delivery = ${place.delivery}
    returning number`.execute(tx);
  return rows[0]!.number;
}

export async function endTry(
  tx: Tx,
  place: Place & { readonly number: number },
  ended: Pick<Try, 'ended' | 'milliseconds' | 'status' | 'error'>,
): Promise<void> {
  await tx
    .withTables<WebhookTables>()
    .updateTable('webhooks.tries')
    .set(ended)
    .where('association', '=', place.association)
    .where('delivery', '=', place.delivery)
    .where('number', '=', place.number)
    .execute();
}

export async function settleDelivery(
  tx: Tx,
  place: Place,
  change: Partial<Pick<Delivery, 'state' | 'tries' | 'next_try' | 'settled'>>,
): Promise<void> {
  await tx
    .withTables<WebhookTables>()
    .updateTable('webhooks.deliveries')
    .set(change)
    .where('association', '=', place.association)
    .where('id', '=', place.delivery)
    .execute();
}

/** One more success, or one more failure, of the endpoint. */
export async function countOutcome(
  tx: Tx,
  of: { readonly association: string; readonly endpoint: string },
  succeeded: Date | null,
): Promise<void> {
  await tx
    .withTables<WebhookTables>()
    .updateTable('webhooks.endpoints')
    .set((row) => (succeeded ? { failures: 0, succeeded } : { failures: row('failures', '+', 1) }))
    .where('association', '=', of.association)
    .where('id', '=', of.endpoint)
    .execute();
}

type Asked = { readonly association: string; readonly endpoint: string };

/** Deliveries of an endpoint, the latest first. */
export async function deliveriesOf(
  tx: Tx,
  of: Asked & { readonly state?: Delivery['state'] | undefined },
  page: { readonly offset: number; readonly limit: number },
): Promise<Delivery[]> {
  let rows = tx
    .withTables<WebhookTables>()
    .selectFrom('webhooks.deliveries')
    .selectAll()
    .where('association', '=', of.association)
    .where('endpoint', '=', of.endpoint);
  if (of.state) rows = rows.where('state', '=', of.state);
  return rows.orderBy('asked', 'desc').orderBy('id').offset(page.offset).limit(page.limit).execute();
}

export async function countDeliveries(
  tx: Tx,
  of: Asked & { readonly state?: Delivery['state'] | undefined },
): Promise<number> {
  let rows = tx
    .withTables<WebhookTables>()
    .selectFrom('webhooks.deliveries')
    .select((row) => row.fn.countAll<bigint>().as('count'))
    .where('association', '=', of.association)
    .where('endpoint', '=', of.endpoint);
  if (of.state) rows = rows.where('state', '=', of.state);
  return Number((await rows.executeTakeFirstOrThrow()).count);
}

export async function deliveryById(tx: Tx, association: string, id: string): Promise<Delivery | undefined> {
  return tx
    .withTables<WebhookTables>()
    .selectFrom('webhooks.deliveries')
    .selectAll()
    .where('association', '=', association)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Tries of several deliveries, in order. */
export async function triesOf(tx: Tx, association: string, deliveries: readonly string[]): Promise<Try[]> {
  if (deliveries.length === 0) return [];
  return tx
    .withTables<WebhookTables>()
    .selectFrom('webhooks.tries')
    .selectAll()
    .where('association', '=', association)
    .where('delivery', 'in', [...deliveries])
    .orderBy('delivery')
    .orderBy('number')
    .execute();
}

/** Settled deliveries older than that are forgotten. */
export async function forgetDeliveries(tx: Tx, before: Date): Promise<void> {
  await tx.withTables<WebhookTables>().deleteFrom('webhooks.deliveries').where('settled', '<', before).execute();
}
