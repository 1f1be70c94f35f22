import type { Tx } from '../../../platform/action.ts';
import type { FederationTables } from './tables.ts';

export async function personOfSubject(tx: Tx, provider: string, subject: string): Promise<string | undefined> {
  const row = await tx
    .withTables<FederationTables>()
    .selectFrom('federation.links')
    .select('person')
    .where('provider', '=', provider)
    .where('subject', '=', subject)
    .executeTakeFirst();
  return row?.person;
}

export async function subjectOfPerson(tx: Tx, provider: string, person: string): Promise<string | undefined> {
  const row = await tx
    .withTables<FederationTables>()
    .selectFrom('federation.links')
    .select('subject')
    .where('provider', '=', provider)
    .where('person', '=', person)
    .executeTakeFirst();
  return row?.subject;
}

export async function insertLink(
  tx: Tx,
  link: { readonly provider: string; readonly subject: string; readonly person: string; readonly linked: Date },
): Promise<void> {
  await tx
    .withTables<FederationTables>()
    .insertInto('federation.links')
    .values({ association: '', ...link })
    .execute();
}

/** Undoes the link of a person with a provider; false where there was none. */
export async function deleteLink(tx: Tx, provider: string, person: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .withTables<FederationTables>()
    .deleteFrom('federation.links')
    .where('provider', '=', provider)
    .where('person', '=', person)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** How many people are linked, by provider. */
export async function linksByProvider(tx: Tx): Promise<ReadonlyMap<string, number>> {
  const rows = await tx
    .withTables<FederationTables>()
    .selectFrom('federation.links')
    .select((from) => ['provider', from.fn.countAll<bigint>().as('people')])
    .groupBy('provider')
    .execute();
  return new Map(rows.map((row) => [row.provider, Number(row.people)]));
}
