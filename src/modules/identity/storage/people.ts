import { sql } from 'kysely';
import type { Language } from '../../../kernel/text.ts';
import type { Tx } from '../../../platform/action.ts';
import { setLocally } from '../../../platform/database/local-setting.ts';
import type { IdentityTables } from './tables.ts';

/** What a password is compared with. */
export type Credentials = { readonly id: string; readonly passwordHash: string | null };

/**
 * Lets this transaction see accounts of the whole installation: for the moments when nobody is known yet (signing in,
 * registering an address that may already be there).
 */
export async function seeAllPeople(tx: Tx): Promise<void> {
  await setLocally(tx, 'app.installation', 'on');
}

export async function credentialsOf(tx: Tx, email: string): Promise<Credentials | undefined> {
  const row = await tx
    .withTables<IdentityTables>()
    .selectFrom('identity.people')
    .select(['id', 'password_hash'])
    .where('email', '=', email.toLowerCase())
    .where('disabled', 'is', null)
    .executeTakeFirst();
  return row && { id: row.id, passwordHash: row.password_hash };
}

export async function passwordHashOf(tx: Tx, person: string): Promise<string | null> {
  const row = await tx
    .withTables<IdentityTables>()
    .selectFrom('identity.people')
    .select('password_hash')
    .where('id', '=', person)
    .executeTakeFirst();
  return row?.password_hash ?? null;
}

/** Stores a new account; false when the address has one already. */
export async function insertPerson(
  tx: Tx,
  person: {
    readonly id: string;
    readonly email: string;
    readonly name: string;
    readonly language: string;
    readonly passwordHash: string | null;
    readonly created: Date;
  },
): Promise<boolean> {
  const { passwordHash, email, ...rest } = person;
  const stored = await tx
    .withTables<IdentityTables>()
    .insertInto('identity.people')
    .values({ ...rest, email: email.toLowerCase(), password_hash: passwordHash, disabled: null })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst();
  return stored !== undefined;
}

export async function storePasswordHash(tx: Tx, person: string, passwordHash: string): Promise<void> {
  await tx
    .withTables<IdentityTables>()
    .updateTable('identity.people')
    .set({ password_hash: passwordHash })
    .where('id', '=', person)
    .execute();
}

export async function isAnybodyRegistered(tx: Tx): Promise<boolean> {
  const row = await tx
    .withTables<IdentityTables>()
    .selectFrom('identity.people')
    .select('id')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Names of people by id, of those whom the transaction may see. */
export async function namesOf(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .withTables<IdentityTables>()
    .selectFrom('identity.people')
    .select(['id', 'name'])
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** Ids of the people whose name or address contains the words, of those whom the transaction may see; at most 1,000. */
export async function peopleCalled(tx: Tx, words: string): Promise<string[]> {
  const pattern = `%${words.replace(/[\\%_]/g, '\\$&')}%`;
  const rows = await tx
    .withTables<IdentityTables>()
    .selectFrom('identity.people')
    .select('id')
    .where((where) => where.or([where('name', 'ilike', pattern), where('email', 'ilike', pattern)]))
    .orderBy('id')
    .limit(1000)
    .execute();
  return rows.map((row) => row.id);
}

/** Those of the people that can be seen whose name is written much like these words, the likest first. */
export async function peopleWrittenLike(tx: Tx, words: string): Promise<string[]> {
  const alike = sql<number>`platform.word_similarity(${words}, name)`;
  const rows = await tx
    .withTables<IdentityTables>()
    .selectFrom('identity.people')
    .select('id')
    .where(alike, '>=', 0.5)
    .orderBy(alike, 'desc')
    .orderBy('id')
    .limit(50)
    .execute();
  return rows.map((row) => row.id);
}

/** Whom a letter is addressed to; undefined when there is no such person, or one who may not come in any more. */
export async function letterHeadOf(
  tx: Tx,
  person: string,
): Promise<{ readonly name: string; readonly email: string | null; readonly language: Language } | undefined> {
  const row = await tx
    .withTables<IdentityTables>()
    .selectFrom('identity.people')
    .select(['name', 'email', 'language'])
    .where('id', '=', person)
    .where('disabled', 'is', null)
    .executeTakeFirst();
  return row && { ...row, language: row.language as Language };
}

export async function storeLanguage(tx: Tx, person: string, language: Language): Promise<void> {
  await tx
    .withTables<IdentityTables>()
    .updateTable('identity.people')
    .set({ language })
    .where('id', '=', person)
    .execute();
}

/** Another name and address; false when the address is somebody else's. */
export async function storeNameAndAddress(
  tx: Tx,
  person: string,
  { name, email }: { readonly name: string; readonly email: string },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .withTables<IdentityTables>()
    .updateTable('identity.people')
    .set({ name, email })
    .where('id', '=', person)
    .where(
      sql<boolean>`not exists (select from identity.people other where other.email = ${email} and other.id <> ${person})`,
    )
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
