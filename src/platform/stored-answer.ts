import { type Refusal, Refused } from '../kernel/result.ts';
import { text } from '../kernel/text.ts';
import type { Tx } from './action.ts';

/** The answer given to a key: JSON as it went out. */
export type StoredAnswer = { readonly answer: string; readonly replayed: boolean };

type Place = { readonly association: string; readonly caller: string; readonly key: string };

type AnswerTables = {
  'platform.idempotency_keys': {
    association: string;
    caller: string;
    key: string;
    request_sha256: string;
    answer: string | null;
    created: Date;
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
  const { association, caller, key, digest, at } = request;
  await tables
    .deleteFrom('platform.idempotency_keys')
    .where('association', '=', association)
    .where('created', '<', new Date(at.getTime() - dayLong))
    .execute();
  const reserved = await tables
    .insertInto('platform.idempotency_keys')
    .values({ association, caller, key, request_sha256: digest, created: at, answer: null })
    .onConflict((conflict) => conflict.columns(['association', 'caller', 'key']).doNothing())
    .returning('key')
    .executeTakeFirst();
  if (reserved) return undefined;
  const kept = await tables
    .selectFrom('platform.idempotency_keys')
    .select(['request_sha256', 'answer'])
    .where('association', '=', association)
    .where('caller', '=', caller)
    .where('key', '=', key)
    .executeTakeFirstOrThrow();
  if (kept.request_sha256 !== digest || kept.answer === null) throw new Refused(keyReused);
  return { answer: kept.answer, replayed: true };
}

export async function keepAnswer(tx: Tx, place: Place, answer: string): Promise<void> {
  await tx
    .withTables<AnswerTables>()
    .updateTable('platform.idempotency_keys')
    .set({ answer })
    .where('association', '=', place.association)
    .where('caller', '=', place.caller)
    .where('key', '=', place.key)
    .execute();
}
