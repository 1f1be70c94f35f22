import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../../platform/action.ts';

type SettingTables = {
  'platform.settings': { association: string; name: string; value: string; changed_by: string | null };
};

/**
 * Whether roles that manage others need a second factor: what the association says, else what the installation says
 * (`association` empty), else `required`.
 */
export type SecondFactorPolicy = 'required' | 'offered';

export const secondFactorSetting = 'identity.second-factor';

/** For queries of the whole installation: whether the association asks for it. */
export function isRequired(association: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`coalesce(
    (select s.value from platform.settings s where s.association = ${association} and s.name = ${secondFactorSetting}),
    (select s.value from platform.settings s where s.association = '' and s.name = ${secondFactorSetting})
  ) is distinct from '"offered"'`;
}

/** What an association says itself, if it says anything. */
export async function secondFactorPolicy(tx: Tx, association: string): Promise<SecondFactorPolicy | undefined> {
  const row = await tx
    .withTables<SettingTables>()
    .selectFrom('platform.settings')
    .select('value')
    .where('association', '=', association)
    .where('name', '=', secondFactorSetting)
    .executeTakeFirst();
  return row?.value as SecondFactorPolicy | undefined;
}

export async function storeSecondFactorPolicy(
  tx: Tx,
  chosen: { readonly association: string; readonly policy: SecondFactorPolicy; readonly by: string | null },
): Promise<void> {
  const { association, policy, by } = chosen;
  const value = JSON.stringify(policy);
  await tx
    .withTables<SettingTables>()
    .insertInto('platform.settings')
    .values({ association, name: secondFactorSetting, value, changed_by: by })
    .onConflict((conflict) => conflict.columns(['association', 'name']).doUpdateSet({ value, changed_by: by }))
    .execute();
}
