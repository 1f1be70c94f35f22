import { type Refusal, Refused } from '../kernel/result.ts';
import { text } from '../kernel/text.ts';
import type { Tx } from './action.ts';

/** The answer given to a key: JSON as it went out. */
export type StoredAnswer = { readonly answer: string; readonly replayed: boolean };

type Place = { readonly association: string; readonly actor: string; readonly key: string };

type AnswerTables = {
  'platform.stored_answers': {
    association: string;
    actor: string;
    key: string;
    digest: string;
    at: Date;
    answer: string | null;
  };
};

const keyReused: Refusal = {
  code: 'platform/idempotency-key-reused',
  kind: 'rule',
  says: text(
    'Questa chiave di idempotenza è già stata usata per una richiesta diversa.',
    'This idempotency key was already used for another request.',
  ),
  remedy: text('Per una richiesta nuova serve una chiave nuova.', 'A new request needs a new key.'),
};

const dayLong = 24 * 60 * 60 * 1000;

/**
 * Takes the key for this request, or gives the answer it already got. Who comes second while the first is still at work
 * waits for it. Keys are kept for a day. Refuses `platform/idempotency-key-reused`.
 */
export async function reserveAnswer(
  tx: Tx,
  request: Place & { readonly digest: string; readonly at: Date },
): Promise<StoredAnswer | undefined> {
  const tables = tx.withTables<AnswerTables>();
  const { association, actor, key, digest, at } = request;
  await tables
    .deleteFrom('platform.stored_answers')
    .where('association', '=', association)
    .where('at', '<', new Date(at.getTime() - dayLong))
    .execute();
  const reserved = await tables
    .insertInto('platform.stored_answers')
    .values({ association, actor, key, digest, at, answer: null })
    .onConflict((conflict) => conflict.columns(['association', 'actor', 'key']).doNothing())
    .returning('key')
    .executeTakeFirst();
  if (reserved) return undefined;
  const kept = await tables
    .selectFrom('platform.stored_answers')
    .select(['digest', 'answer'])
    .where('association', '=', association)
    .where('actor', '=', actor)
    .where('key', '=', key)
    .executeTakeFirstOrThrow();
  if (kept.digest !== digest || kept.answer === null) throw new Refused(keyReused);
  return { answer: kept.answer, replayed: true };
}

export async function keepAnswer(tx: Tx, place: Place, answer: string): Promise<void> {
  await tx
    .withTables<AnswerTables>()
    .updateTable('platform.stored_answers')
    .set({ answer })
    .where('association', '=', place.association)
    .where('actor', '=', place.actor)
    .where('key', '=', place.key)
    .execute();
}
