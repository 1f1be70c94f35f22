import { sql } from 'kysely';
import type { Day } from '../../../kernel/day.ts';
import type { Tx } from '../../../platform/action.ts';
import type { TokenTables } from './tables.ts';

export type TokenRow = TokenTables['tokens.tokens'];

export async function insertToken(tx: Tx, token: TokenRow): Promise<void> {
  await tx.withTables<TokenTables>().insertInto('tokens.tokens').values(token).execute();
}

export async function tokenByHash(tx: Tx, hash: string): Promise<TokenRow | undefined> {
  return tx
    .withTables<TokenTables>()
    .selectFrom('tokens.tokens')
    .selectAll()
    .where('token_sha256', '=', hash)
    .executeTakeFirst();
}

/** Whether the entity that the token acts for has left the association by that day. */
export async function isEntityOut(tx: Tx, { association, entity }: TokenRow, on: Day): Promise<boolean> {
  const { rows } = await sql<{ out: boolean }>`
    select membership.out_since(${association}, ${entity}, ${on}) is not null as out`.execute(tx);
  return rows[0]!.out;
}

/** A person's own tokens, the newest first, of those the transaction sees. */
export async function tokensOfPerson(tx: Tx, person: string): Promise<TokenRow[]> {
  return tx
    .withTables<TokenTables>()
    .selectFrom('tokens.tokens')
    .selectAll()
    .where('person', '=', person)
    .orderBy('created', 'desc')
    .execute();
}

/** Tokens of an association, the newest first. */
export async function tokensIn(tx: Tx, association: string): Promise<TokenRow[]> {
  return tx
    .withTables<TokenTables>()
    .selectFrom('tokens.tokens')
    .selectAll()
    .where('association', '=', association)
    .orderBy('created', 'desc')
    .orderBy('id')
    .execute();
}

export async function tokenById(tx: Tx, id: string): Promise<TokenRow | undefined> {
  return tx.withTables<TokenTables>().selectFrom('tokens.tokens').selectAll().where('id', '=', id).executeTakeFirst();
}

/** How many could still open something that day: of a person, or of the association's programs. */
export async function countValid(
  tx: Tx,
  of: { readonly association: string; readonly person: string | null; readonly on: Day },
): Promise<number> {
  const { count } = await tx
    .withTables<TokenTables>()
    .selectFrom('tokens.tokens')
    .select((row) => row.fn.countAll<bigint>().as('count'))
    .where('association', '=', of.association)
    .where('person', of.person === null ? 'is' : '=', of.person)
    .where('revoked', 'is', null)
    .where('until', '>=', of.on)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** False when it was revoked before. */
export async function revoke(tx: Tx, id: string, at: Date, by: string | null): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .withTables<TokenTables>()
    .updateTable('tokens.tokens')
    .set({ revoked: at, revoked_by: by })
    .where('id', '=', id)
    .where('revoked', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function recordUse(tx: Tx, id: string, at: Date, from: string | null): Promise<void> {
  await tx
    .withTables<TokenTables>()
    .updateTable('tokens.tokens')
    .set({ used: at, used_from: from })
    .where('id', '=', id)
    .execute();
}
