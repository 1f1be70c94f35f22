import { sql } from 'kysely';
import type { Tx } from '../../../platform/action.ts';
import { setLocally } from '../../../platform/database/local-setting.ts';
import type { PlanningTables } from './tables.ts';

const tables = (tx: Tx) => tx.withTables<PlanningTables>();

/** Whose calendar it is: a person's or an entity's. */
export type FeedOwner =
  | { readonly person: string; readonly entity: null }
  | { readonly person: null; readonly entity: string };

export type Feed = FeedOwner & { readonly id: string; readonly createdAt: Date; readonly createdBy: string };

const columns = ['id', 'person', 'entity', 'created_at as createdAt', 'created_by as createdBy'] as const;

/** The calendar in force of a person or of an entity, of those that the actor may see. */
export async function feedOf(tx: Tx, association: string, owner: FeedOwner): Promise<Feed | undefined> {
  const found = await tables(tx)
    .selectFrom('planning.feeds')
    .select(columns)
    .where('association', '=', association)
    .where('revoked_at', 'is', null)
    .where(owner.person === null ? 'entity' : 'person', '=', owner.person ?? owner.entity)
    .executeTakeFirst();
  return found as Feed | undefined;
}

/** The calendar in force under a secret address. */
export async function feedByHash(tx: Tx, association: string, hash: string): Promise<Feed | undefined> {
  const found = await tables(tx)
    .selectFrom('planning.feeds')
    .select(columns)
    .where('association', '=', association)
    .where('revoked_at', 'is', null)
    .where('token_sha256', '=', hash)
    .executeTakeFirst();
  return found as Feed | undefined;
}

/** Two who make one for the same owner at once: one waits for the other. */
export async function insertFeed(
  tx: Tx,
  association: string,
  owner: FeedOwner,
  feed: { readonly id: string; readonly hash: string; readonly at: Date; readonly by: string },
): Promise<void> {
  await tables(tx)
    .insertInto('planning.feeds')
    .values({
      association,
      id: feed.id,
      person: owner.person,
      entity: owner.entity,
      token_sha256: feed.hash,
      created_at: feed.at,
      created_by: feed.by,
      revoked_at: null,
    })
    .execute();
}

/** Closes the address in force; false where there was none. */
export async function revokeFeed(tx: Tx, association: string, owner: FeedOwner, at: Date): Promise<boolean> {
  const whose = `${association} ${owner.person ?? ''} ${owner.entity ?? ''}`;
  await sql`select pg_advisory_xact_lock(hashtext(${`planning feed ${whose}`}))`.execute(tx);
  const rows = await tables(tx)
    .updateTable('planning.feeds')
    .set({ revoked_at: at })
    .where('association', '=', association)
    .where('revoked_at', 'is', null)
    .where(owner.person === null ? 'entity' : 'person', '=', owner.person ?? owner.entity)
    .returning('id')
    .execute();
  return rows.length > 0;
}

/** From here to the end of the transaction rows of these entities are seen, and of no others. */
export async function boundTo(tx: Tx, entities: readonly string[]): Promise<void> {
  await setLocally(tx, 'app.entity', entities.join(','));
}
