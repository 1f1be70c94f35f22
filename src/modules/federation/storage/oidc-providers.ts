import { sql } from 'kysely';
import type { Tx } from '../../../platform/action.ts';
import type { FederationTables } from './tables.ts';

/** A provider that lets staff in: Keycloak, Entra ID, AD FS or any other of OpenID Connect. */
export type OidcProvider = {
  readonly id: string;
  readonly name: string;
  /** The only association whose people it lets in; null for all. */
  readonly offeredTo: string | null;
  readonly issuer: string;
  readonly clientId: string;
  readonly terms: OidcTerms;
};

export type OidcTerms = {
  readonly scopes: string;
  /** Claims that hold subject and e-mail address: `sub` and `email`, but `oid` and `upn` with Microsoft. */
  readonly subjectClaim: string;
  readonly emailClaim: string;
  /** Addresses come from the organisation, though the provider does not say of each that it is verified. */
  readonly emailTrusted: boolean;
  readonly domains: readonly string[];
  /** Levels by `acr`; asked for in this order where not empty. */
  readonly levels: Readonly<Record<string, 1 | 2 | 3>>;
  readonly offered: boolean;
};

export async function oidcProviders(tx: Tx): Promise<OidcProvider[]> {
  const rows = await tx
    .withTables<FederationTables>()
    .selectFrom('federation.oidc_providers')
    .selectAll()
    .orderBy('name')
    .orderBy('id')
    .execute();
  return rows.map(providerOf);
}

/** With the client's secret, sealed; null where there is none. */
export async function oidcProvider(
  tx: Tx,
  id: string,
): Promise<(OidcProvider & { readonly secretSealed: string | null }) | undefined> {
  const row = await tx
    .withTables<FederationTables>()
    .selectFrom('federation.oidc_providers')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  return row && { ...providerOf(row), secretSealed: row.secret_sealed };
}

/** Stores or replaces; where the secret is null the one there stays. */
export async function storeOidcProvider(
  tx: Tx,
  provider: OidcProvider,
  secretSealed: string | null,
  at: Date,
): Promise<void> {
  const { id, name, offeredTo, issuer, clientId, terms } = provider;
  await tx
    .withTables<FederationTables>()
    .insertInto('federation.oidc_providers')
    .values({
      association: '',
      id,
      name,
      offered_to: offeredTo,
      issuer,
      client_id: clientId,
      secret_sealed: secretSealed,
      terms: JSON.stringify(terms),
      changed: at,
    })
    .onConflict((conflict) =>
      conflict.columns(['association', 'id']).doUpdateSet((from) => ({
        name: from.ref('excluded.name'),
        offered_to: from.ref('excluded.offered_to'),
        issuer: from.ref('excluded.issuer'),
        client_id: from.ref('excluded.client_id'),
        secret_sealed: sql`coalesce(excluded.secret_sealed, oidc_providers.secret_sealed)`,
        terms: from.ref('excluded.terms'),
        changed: from.ref('excluded.changed'),
      })),
    )
    .execute();
}

/** Forgets a provider and whose accounts its subjects were; false where there was none. */
export async function deleteOidcProvider(tx: Tx, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .withTables<FederationTables>()
    .deleteFrom('federation.oidc_providers')
    .where('id', '=', id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

function providerOf(row: FederationTables['federation.oidc_providers']): OidcProvider {
  return {
    id: row.id,
    name: row.name,
    offeredTo: row.offered_to,
    issuer: row.issuer,
    clientId: row.client_id,
    terms: row.terms as OidcTerms,
  };
}
