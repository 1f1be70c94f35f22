import type { Tx } from '../../../platform/action.ts';
import type { FederationTables } from './tables.ts';

/** Who this installation is for SPID's providers. */
export type SpidSettings = {
  readonly entityId: string;
  readonly organization: string;
  readonly organizationShort: string;
  readonly organizationAddress: string;
  readonly place: string;
  readonly ipaCode: string;
  readonly email: string;
  readonly telephone: string | null;
  readonly businesses: boolean;
  readonly level: 1 | 2 | 3;
  readonly offered: boolean;
};

/** Who this installation is for CIE's provider, and whom it believes about it. */
export type CieSettings = {
  readonly provider: string;
  readonly trustAnchor: string;
  /** The anchor's public keys, a JWK set. */
  readonly anchorKeys: { readonly keys: readonly Readonly<Record<string, unknown>>[] };
  readonly organization: string;
  readonly homepage: string;
  readonly policy: string;
  readonly contact: string;
  /** Given by the federation once registered: `{ id, trust_mark }`. */
  readonly trustMarks: readonly { readonly id: string; readonly trust_mark: string }[];
  readonly level: 1 | 2 | 3;
  readonly offered: boolean;
};

type Settings = {
  readonly 'federation/spid': SpidSettings;
  readonly 'federation/cie': CieSettings;
};

export async function settingOf<K extends keyof Settings>(tx: Tx, name: K): Promise<Settings[K] | undefined> {
  const row = await tx
    .withTables<FederationTables>()
    .selectFrom('platform.settings')
    .select('value')
    .where('association', '=', '')
    .where('name', '=', name)
    .executeTakeFirst();
  return row?.value as Settings[K] | undefined;
}

export async function storeSetting<K extends keyof Settings>(tx: Tx, name: K, value: Settings[K]): Promise<void> {
  const written = JSON.stringify(value);
  await tx
    .withTables<FederationTables>()
    .insertInto('platform.settings')
    .values({ association: '', name, value: written })
    .onConflict((conflict) => conflict.columns(['association', 'name']).doUpdateSet({ value: written }))
    .execute();
}
