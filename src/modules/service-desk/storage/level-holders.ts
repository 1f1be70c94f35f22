import type { Tx } from '../../../platform/action.ts';
import type { Level } from '../rules/index.ts';

type LevelHolderTables = {
  'service_desk.level_holders': { association: string; level: Level; place: number; person: string };
};
const tables = (tx: Tx) => tx.withTables<LevelHolderTables>();

/** Who is named for each level, the first before who stands in. */
export async function levelHolders(tx: Tx, association: string): Promise<ReadonlyMap<Level, readonly string[]>> {
  const rows = await tables(tx)
    .selectFrom('service_desk.level_holders')
    .select(['level', 'person'])
    .where('association', '=', association)
    .orderBy('level')
    .orderBy('place')
    .execute();
  const people = Map.groupBy(rows, ({ level }) => level);
  return new Map([...people].map(([level, holders]) => [level, holders.map(({ person }) => person)]));
}

/** Names these for a level and nobody else. */
export async function storeLevelHolders(
  tx: Tx,
  association: string,
  { level, people }: { readonly level: Level; readonly people: readonly string[] },
): Promise<void> {
  await tables(tx)
    .deleteFrom('service_desk.level_holders')
    .where('association', '=', association)
    .where('level', '=', level)
    .execute();
  if (people.length === 0) return;
  await tables(tx)
    .insertInto('service_desk.level_holders')
    .values(people.map((person, index) => ({ association, level, place: index + 1, person })))
    .execute();
}
