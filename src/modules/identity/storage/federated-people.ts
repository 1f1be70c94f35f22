import { sql } from 'kysely';
import type { Day } from '../../../kernel/day.ts';
import type { Tx } from '../../../platform/action.ts';
import type { IdentityTables } from './tables.ts';

/** An account that a provider's word may open. */
export type FederatedAccount = {
  readonly person: string;
  readonly name: string;
  readonly disabled: boolean;
  /** Associations in which the person holds posts that day; the empty name is the installation. */
  readonly associations: readonly string[];
};

type By = { readonly person: string } | { readonly email: string } | { readonly fiscalCode: string };

/** The account of a person, an address or a fiscal code, suspended ones too; the transaction must see all people. */
export async function accountBy(tx: Tx, by: By, on: Day): Promise<FederatedAccount | undefined> {
  const which =
    'person' in by
      ? sql`people.id = ${by.person}`
      : 'email' in by
        ? sql`people.email = ${by.email.trim().toLowerCase()}`
        : sql`people.fiscal_code = ${by.fiscalCode}`;
  const { rows } = await sql<FederatedAccount>`
    select people.id as person, people.name, people.disabled is not null as disabled,
      array(
        select distinct p.association from identity.posts p
        where p.person = people.id and p.since <= ${on} and (p.until is null or p.until >= ${on}) order by 1
      ) as associations
    from identity.people where ${which}`.execute(tx);
  return rows[0];
}

/** A citizen's account, known by the fiscal code alone; false when the code has one already. */
export async function insertCitizen(
  tx: Tx,
  citizen: {
    readonly id: string;
    readonly fiscalCode: string;
    readonly name: string;
    readonly language: string;
    readonly created: Date;
  },
): Promise<boolean> {
  const { fiscalCode, ...rest } = citizen;
  const stored = await tx
    .withTables<IdentityTables>()
    .insertInto('identity.people')
    .values({ ...rest, fiscal_code: fiscalCode, email: null, password_hash: null, disabled: null })
    .onConflict((conflict) => conflict.column('fiscal_code').doNothing())
    .returning('id')
    .executeTakeFirst();
  return stored !== undefined;
}

/** Ends sessions by what is stored of their tokens; gives whose they were. */
export async function endSessions(tx: Tx, sessions: readonly string[]): Promise<string[]> {
  if (sessions.length === 0) return [];
  const rows = await tx
    .withTables<IdentityTables>()
    .deleteFrom('identity.sessions')
    .where('token_sha256', 'in', [...sessions])
    .returning('person')
    .execute();
  return rows.map((row) => row.person);
}

export async function fiscalCodeOf(tx: Tx, person: string): Promise<string | null> {
  const row = await tx
    .withTables<IdentityTables>()
    .selectFrom('identity.people')
    .select('fiscal_code')
    .where('id', '=', person)
    .executeTakeFirst();
  return row?.fiscal_code ?? null;
}

/** Writes a person's fiscal code; false, and nothing is written, when it is another account's. */
export async function storeFiscalCode(tx: Tx, person: string, fiscalCode: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update identity.people set fiscal_code = ${fiscalCode} where id = ${person}
      and not exists (select from identity.people other where other.fiscal_code = ${fiscalCode} and other.id <> ${person})`.execute(
    tx,
  );
  return (numAffectedRows ?? 0n) > 0n;
}

/** No fiscal code any more: SPID and CIE open the account no longer. */
export async function clearFiscalCode(tx: Tx, person: string): Promise<void> {
  await tx
    .withTables<IdentityTables>()
    .updateTable('identity.people')
    .set({ fiscal_code: null })
    .where('id', '=', person)
    .execute();
}

/** Ends a person's sessions begun with SPID or CIE, but the one in use. */
export async function endPublicSessions(tx: Tx, person: string, but: string | null): Promise<void> {
  await tx
    .withTables<IdentityTables>()
    .deleteFrom('identity.sessions')
    .where('person', '=', person)
    .where('method', 'in', ['spid', 'cie'])
    .where('token_sha256', '!=', but ?? '')
    .execute();
}
