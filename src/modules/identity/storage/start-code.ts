import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '../../../platform/action.ts';
import type { Database } from '../../../platform/database/connect.ts';
import { inContext } from '../../../platform/database/context.ts';
import { isAnybodyRegistered } from './people.ts';

type SettingTables = { 'platform.settings': { association: string; name: string; value: string } };

const name = 'identity/start-code';

/**
 * A new code for whoever will create the first account, good until that account is there; undefined when somebody is
 * registered already. Only its hash is stored.
 */
export async function issueStartCode(database: Database): Promise<string | undefined> {
  const installation = { association: null, actor: { person: null }, entities: 'all', installation: true } as const;
  return inContext(database, installation, async (tx) => {
    if (await isAnybodyRegistered(tx)) return undefined;
    const code = randomBytes(6).toString('hex').toUpperCase();
    await tx
      .withTables<SettingTables>()
      .insertInto('platform.settings')
      .values({ association: '', name, value: JSON.stringify(hashed(code)) })
      .onConflict((conflict) =>
        conflict.columns(['association', 'name']).doUpdateSet({ value: JSON.stringify(hashed(code)) }),
      )
      .execute();
    return code;
  });
}

/** Two who create the first account at once go one after the other. */
export async function oneStartAtATime(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('identity/first-administrator'))`.execute(tx);
}

export async function isStartCode(tx: Tx, code: string): Promise<boolean> {
  const row = await tx
    .withTables<SettingTables>()
    .selectFrom('platform.settings')
    .select('value')
    .where('association', '=', '')
    .where('name', '=', name)
    .executeTakeFirst();
  return row?.value === hashed(code.trim().toUpperCase());
}

function hashed(code: string): string {
  return createHash('sha256').update(code).digest('hex');
}
