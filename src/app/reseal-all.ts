import type { Database } from '../platform/database/connect.ts';
import { keyNameOf, sealingKeyNames, sealText, unsealText } from '../platform/secrets/sealing-key.ts';
import { type SealedColumn, sealedColumns } from './sealed-columns.ts';

export type Resealed = {
  readonly resealed: number;
  /** Sealed with none of the keys there are: left as they are. */
  readonly unread: number;
  /** How many each key opens afterwards; the empty name for those from when keys had none. */
  readonly byKey: ReadonlyMap<string, number>;
};

/**
 * Seals every secret anew with the first key; those already are left alone. One transaction, as the owner of the tables: all or none.
 *
 * @param change false only counts
 */
export async function resealAll(database: Database, { change }: { readonly change: boolean }): Promise<Resealed> {
  const [first] = sealingKeyNames();
  const byKey = new Map<string, number>();
  let resealed = 0;
  let unread = 0;
  const client = await database.pool.connect();
  try {
    await client.query("begin; set local app.backup = 'on'");
    for (const of of sealedColumns) {
      const { rows } = await client.query<Record<string, unknown>>(
        `select ${[...of.key, of.column].join(', ')} from ${of.table} where ${of.column} is not null for update`,
      );
      for (const row of rows) {
        const sealed = String(row[of.column]);
        const plain = unsealText(sealed, of.about(row));
        if (plain === undefined) {
          unread += 1;
          continue;
        }
        let name = keyNameOf(sealed);
        if (change && name !== first) {
          const anew = sealText(plain, of.about(row));
          await client.query(updateOf(of), [anew, ...of.key.map((column) => row[column])]);
          name = keyNameOf(anew);
          resealed += 1;
        }
        byKey.set(name ?? '', (byKey.get(name ?? '') ?? 0) + 1);
      }
    }
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
  return { resealed, unread, byKey };
}

function updateOf({ table, column, key }: SealedColumn): string {
  return `update ${table} set ${column} = $1 where ${key.map((one, i) => `${one} = $${i + 2}`).join(' and ')}`;
}
