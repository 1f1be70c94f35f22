import type { Tx } from '../../../platform/action.ts';
import type { KnowledgeTables } from './tables.ts';

const tables = (tx: Tx) => tx.withTables<KnowledgeTables>();

/** When somebody wants a letter: at once, one for the day, none. */
export const letterTimes = ['at-once', 'daily', 'never'] as const;
export type LetterTime = (typeof letterTimes)[number];
export type Subscription = { readonly problems: LetterTime; readonly planned: LetterTime };

const none: Subscription = { problems: 'never', planned: 'never' };

/** What somebody chose; no letters for who chose nothing. */
export async function subscriptionOf(tx: Tx, association: string, person: string): Promise<Subscription> {
  const row = await tables(tx)
    .selectFrom('knowledge.subscriptions')
    .select(['problems', 'planned'])
    .where('association', '=', association)
    .where('person', '=', person)
    .executeTakeFirst();
  return row ?? none;
}

export async function storeSubscription(
  tx: Tx,
  association: string,
  person: string,
  chosen: Subscription,
): Promise<void> {
  await tables(tx)
    .insertInto('knowledge.subscriptions')
    .values({ association, person, ...chosen })
    .onConflict((conflict) => conflict.columns(['association', 'person']).doUpdateSet({ ...chosen }))
    .execute();
}

/** Everybody who wants letters. */
export async function subscribersOf(
  tx: Tx,
  association: string,
): Promise<readonly (Subscription & { readonly person: string })[]> {
  return tables(tx)
    .selectFrom('knowledge.subscriptions')
    .select(['person', 'problems', 'planned'])
    .where('association', '=', association)
    .where((either) => either.or([either('problems', '<>', 'never'), either('planned', '<>', 'never')]))
    .orderBy('person')
    .execute();
}

type Said = { readonly announcement: string; readonly number: number };

/** Leaves what was said to be told: to all, or to one person with the letter of the day. */
export async function leaveUntold(
  tx: Tx,
  association: string,
  said: readonly Said[],
  person: string | null = null,
): Promise<void> {
  if (said.length === 0) return;
  await tables(tx)
    .insertInto('knowledge.untold_updates')
    .values(said.map(({ announcement, number }) => ({ association, announcement, number, person })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Takes out what is to be told to all, or with a person's letter of the day. */
export async function takeUntold(tx: Tx, association: string, person: string | null): Promise<readonly Said[]> {
  const rows = await tables(tx)
    .deleteFrom('knowledge.untold_updates')
    .where('association', '=', association)
    .where('person', person === null ? 'is' : '=', person)
    .returning(['announcement', 'number'])
    .execute();
  return rows.toSorted((a, b) => a.announcement.localeCompare(b.announcement) || a.number - b.number);
}

/** Those whose letter of the day has something to say. */
export async function peopleWithLetter(tx: Tx, association: string): Promise<readonly string[]> {
  const rows = await tables(tx)
    .selectFrom('knowledge.untold_updates')
    .select('person')
    .distinct()
    .where('association', '=', association)
    .where('person', 'is not', null)
    .execute();
  return rows.flatMap(({ person }) => person ?? []);
}
