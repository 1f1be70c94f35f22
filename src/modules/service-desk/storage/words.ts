import { sql } from 'kysely';
import type { Tx } from '../../../platform/action.ts';
import { setLocally } from '../../../platform/database/local-setting.ts';

/** Where a word ends is the same in what is written and in what is asked: «dell’anagrafe», `PC-042`, an address are two or more. */
const anyWord = /[\p{L}\p{N}]+/gu;

/** Lets what was written in a request be found: by everybody who sees it, or by who works on it. */
export async function indexWords(
  tx: Tx,
  ticket: { readonly id: number; readonly entity: string },
  { written, shown }: { readonly written: string; readonly shown: boolean },
): Promise<void> {
  const words = written.slice(0, 100_000).match(anyWord)?.join(' ');
  if (words === undefined) return;
  await sql`select service_desk.index_words(${ticket.id}, ${ticket.entity}, ${words}, ${shown})`.execute(tx);
}

type Written = {
  readonly id: number;
  readonly entity: string;
  readonly written: string;
  readonly shown: boolean;
};

/** The same for what was written in many requests. */
export async function indexWordsOfMany(tx: Tx, all: readonly Written[]): Promise<void> {
  const lines = all.flatMap(({ id, entity, written, shown }) => {
    const words = written.slice(0, 100_000).match(anyWord)?.join(' ');
    return words === undefined ? [] : [{ id, entity, words, shown }];
  });
  await sql`
    select service_desk.index_words(l.id, l.entity, l.words, l.shown)
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) l (id bigint, entity text, words text, shown boolean)`.execute(
    tx,
  );
}

const mostWords = 8;

/**
 * Asks for words in this transaction: after it the table of words shows the requests that have all of them, as words begin;
 * where no request has one, those written much like it do. False when there is nothing to ask for.
 */
export async function askWords(tx: Tx, association: string, words: string): Promise<boolean> {
  const asked = [...new Set(words.toLowerCase().match(anyWord) ?? [])].slice(0, mostWords);
  const terms: string[] = [];
  for (const word of asked) {
    const term = await termOf(tx, [word]);
    if (term === '') continue;
    const like =
      word.length < 4 || (await isThere(tx, association, term)) ? [] : await writtenLike(tx, association, word);
    terms.push(like.length > 0 ? await termOf(tx, [word, ...like]) : term);
  }
  if (terms.length === 0) return false;
  await setLocally(tx, 'app.words', terms.map((term) => `(${term})`).join(' & '));
  return true;
}

/** A search for any of the words, each as it begins; empty where they are too common to look for. */
async function termOf(tx: Tx, words: readonly string[]): Promise<string> {
  const { rows } = await sql<{ term: string | null }>`
    select string_agg('(' || lexemes || ')', ' | ') as term from (
      select to_tsquery('italian', w || ':*')::text as lexemes from unnest(${words}::text[]) w
    ) l where lexemes <> ''`.execute(tx);
  return rows[0]?.term ?? '';
}

/** Counted, because to look for a first row PostgreSQL goes through the table and not through the index of words. */
async function isThere(tx: Tx, association: string, term: string): Promise<boolean> {
  await setLocally(tx, 'app.words', term);
  const { rows } = await sql<{ there: boolean }>`
    select count(*) > 0 as there from service_desk.ticket_words where association = ${association}`.execute(tx);
  return rows[0]!.there;
}

/** Words of requests that are written much like this one, the likest first. */
async function writtenLike(tx: Tx, association: string, word: string): Promise<readonly string[]> {
  await setLocally(tx, 'app.like', word);
  const { rows } = await sql<{ word: string }>`
    select word from service_desk.vocabulary where association = ${association} and platform.similarity(word, ${word}) >= 0.4
    group by word order by platform.similarity(word, ${word}) desc, word limit 5`.execute(tx);
  await setLocally(tx, 'app.like', '');
  return rows.map((row) => row.word);
}
