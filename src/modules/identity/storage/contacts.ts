import type { Language } from '../../../kernel/text.ts';
import type { Tx } from '../../../platform/action.ts';
import type { IdentityTables } from './tables.ts';

/** Where somebody is written to. Without an address there is nobody to write to. */
export type Contact = {
  readonly person: string;
  readonly name: string;
  readonly email: string;
  readonly language: Language;
};

/** Contacts of people by id, of those whom the transaction may see, are not disabled and have an address. */
export async function contactsOf(tx: Tx, ids: readonly string[]): Promise<Contact[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .withTables<IdentityTables>()
    .selectFrom('identity.people')
    .select(['id', 'name', 'email', 'language'])
    .where('id', 'in', [...ids])
    .where('disabled', 'is', null)
    .orderBy('name')
    .execute();
  return rows.flatMap(({ id, name, email, language }) =>
    email ? [{ person: id, name, email, language: language as Language }] : [],
  );
}

/** The person with this address, of those whom the transaction may see. */
export async function personWithEmail(
  tx: Tx,
  email: string,
): Promise<{ readonly id: string; readonly name: string } | undefined> {
  return tx
    .withTables<IdentityTables>()
    .selectFrom('identity.people')
    .select(['id', 'name'])
    .where('email', '=', email.toLowerCase())
    .where('disabled', 'is', null)
    .executeTakeFirst();
}
