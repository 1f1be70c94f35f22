import type { Tx } from '../../../platform/action.ts';

type SettingTables = {
  'platform.settings': { association: string; name: string; value: string; changed_by: string | null };
};

/** Whether roles that manage others need a second factor: `required` unless an association says `offered`. */
export type SecondFactorPolicy = 'required' | 'offered';

export const secondFactorSetting = 'identity.second-factor';

/** The policy of an association; of the installation where the id is empty. */
export async function secondFactorPolicy(tx: Tx, association: string): Promise<SecondFactorPolicy> {
  const row = await tx
    .withTables<SettingTables>()
    .selectFrom('platform.settings')
    .select('value')
    .where('association', '=', association)
    .where('name', '=', secondFactorSetting)
    .executeTakeFirst();
  return (row?.value as SecondFactorPolicy | undefined) ?? 'required';
}

export async function storeSecondFactorPolicy(
  tx: Tx,
  {
    association,
    policy,
    by,
  }: { readonly association: string; readonly policy: SecondFactorPolicy; readonly by: string | null },
): Promise<void> {
  const value = JSON.stringify(policy);
  await tx
    .withTables<SettingTables>()
    .insertInto('platform.settings')
    .values({ association, name: secondFactorSetting, value, changed_by: by })
    .onConflict((conflict) => conflict.columns(['association', 'name']).doUpdateSet({ value, changed_by: by }))
    .execute();
}
