import { type RawBuilder, sql } from 'kysely';
import { isOneSlip } from '../../../kernel/one-slip.ts';
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

/** Where words are looked for. `inHandOf`: by a technician of a supplier, in what he sees of the requests given to him. */
export type Searched = { readonly association: string; readonly inHandOf?: string | undefined };

/** Words of a name, each with those that it may be instead. */
type WordsOfName = readonly (readonly string[])[];

/**
 * Asks for words, and for the name of who asked, in this transaction: after it `requestsWithWords` are those that have all of them,
 * as words begin; where no request has a word, those written much like it do, and where nobody is called so, those who are called
 * much so. Undefined when there is nothing to ask for.
 */
export async function askWords(
  tx: Tx,
  where: Searched,
  { words, name }: { readonly words: string | undefined; readonly name: string | undefined },
): Promise<{ readonly called: WordsOfName } | undefined> {
  const called = name === undefined ? [] : await nameAsked(tx, where, wordsIn(name));
  const terms: string[] = [];
  for (const likely of called) terms.push(await termOf(tx, likely));
  for (const word of wordsIn(words ?? '')) {
    const term = await termOf(tx, [word]);
    const like = term === '' || (await isThere(tx, where, term)) ? [] : await writtenLike(tx, where, word);
    terms.push(like.length > 0 ? await termOf(tx, [word, ...like]) : term);
  }
  const asked = terms.filter((term) => term !== '');
  if (asked.length === 0) return undefined;
  await setLocally(tx, 'app.words', allOf(asked));
  return { called };
}

const wordsIn = (asked: string) => [...new Set(asked.toLowerCase().match(anyWord) ?? [])].slice(0, mostWords);
const allOf = (terms: readonly string[]) => terms.map((term) => `(${term})`).join(' & ');

/** Whether the name of who asked (`t`) has every word, or one that it may be instead. */
export function isCalled(called: WordsOfName): RawBuilder<unknown> {
  const containing = (word: string) => `%${word.replace(/[\\%_]/g, '\\$&')}%`;
  return sql.join(
    called.map((likely) => sql`t.requester_name ilike any (${likely.map(containing)}::text[])`),
    sql` and `,
  );
}

/** The words of a name as they are asked for, where somebody is called so; otherwise with those written much like them. */
async function nameAsked(tx: Tx, where: Searched, words: readonly string[]): Promise<WordsOfName> {
  const exact = words.map((word) => [word]);
  const terms = (await Promise.all(exact.map((one) => termOf(tx, one)))).filter((term) => term !== '');
  if (terms.length === 0 || (await isSomebody(tx, where, { terms, called: exact }))) return exact;
  const likely: string[][] = [];
  for (const word of words) likely.push([word, ...(await writtenLike(tx, where, word))]);
  return likely;
}

async function isSomebody(
  tx: Tx,
  where: Searched,
  { terms, called }: { readonly terms: readonly string[]; readonly called: WordsOfName },
): Promise<boolean> {
  await setLocally(tx, 'app.words', allOf(terms));
  const { rows } = await sql`
    with found as materialized (${requestsWithWords(where)})
    select from service_desk.tickets t
    where t.association = ${where.association} and t.id in (select f.ticket from found f) and ${isCalled(called)}
    limit 1`.execute(tx);
  return rows.length > 0;
}

/** How many of the requests that have some words are looked at further, the latest. */
const mostFound = 20_000;

/** The requests that have the words asked for: a query to be part of another. */
export function requestsWithWords(where: Searched): RawBuilder<unknown> {
  return sql`select w.ticket ${wordsOfRequests(where)} order by w.ticket desc limit ${mostFound}`;
}

/** Without an index for a supplier: what is written in his requests is compared, and nothing but what the database shows him. */
function wordsOfRequests({ association, inHandOf }: Searched): RawBuilder<unknown> {
  if (inHandOf === undefined) return sql`from service_desk.ticket_words w where w.association = ${association}`;
  return sql`from (${writtenInHand(association, inHandOf)}) w
    where to_tsvector('italian', w.written) @@ nullif(current_setting('app.words', true), '')::tsquery`;
}

/** What is written in the requests given to a person, and what the files are called; as he sees it. */
function writtenInHand(association: string, person: string): RawBuilder<unknown> {
  return sql`
    select t.id as ticket, regexp_replace(
      concat_ws(' ', t.subject, t.requester_name, t.asset, t.contract, e.name, said.words, files.names),
      '[]!-/:-@[\\\\^_\`{-~’‘“”«»…–—]+', ' ', 'g'
    ) as written
    from service_desk.tickets t
    left join membership.entities e on e.association = t.association and e.code = t.entity
    left join lateral (
      select string_agg(concat_ws(
        ' ', v.what ->> 'subject', v.what ->> 'body', v.what ->> 'why', v.what ->> 'ask', v.what ->> 'instructions',
        v.what ->> 'result', v.what ->> 'supplier', v.what ->> 'supplierTicket', v.what ->> 'asset',
        jsonb_path_query_array(v.what, '$.answers[*].value')::text
      ), ' ') as words
      from service_desk.ticket_events v where v.association = t.association and v.ticket = t.id
    ) said on true
    left join lateral (
      select string_agg(a.name, ' ') as names
      from service_desk.attachments a where a.association = t.association and a.ticket = t.id
    ) files on true
    where t.association = ${association} and t.assignee = ${person}`;
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
async function isThere(tx: Tx, where: Searched, term: string): Promise<boolean> {
  await setLocally(tx, 'app.words', term);
  const { rows } = await sql<{ there: boolean }>`select count(*) > 0 as there ${wordsOfRequests(where)}`.execute(tx);
  return rows[0]!.there;
}

const fewestLetters = 4;
/** Below so many letters one typing error leaves less alike than PostgreSQL takes for alike. */
const fewLetters = 6;
const mostLike = 8;

/** Words of requests that are written much like this one: those with one typing error first, then the likest. */
async function writtenLike(tx: Tx, { association, inHandOf }: Searched, word: string): Promise<readonly string[]> {
  if (word.length < fewestLetters) return [];
  const fewest = word.length < fewLetters ? '0.2' : '0.3';
  await setLocally(tx, 'app.like', word);
  await setLocally(tx, 'pg_trgm.similarity_threshold', fewest);
  const written =
    inHandOf === undefined
      ? sql`select word from service_desk.vocabulary where association = ${association}`
      : sql`select distinct word from (${writtenInHand(association, inHandOf)}) w,
          regexp_split_to_table(lower(w.written), '[[:space:]]+') word
          where length(word) between ${fewestLetters} and 40 and platform.similarity(word, ${word}) >= ${fewest}`;
  const { rows } = await sql<{ word: string; alike: number }>`
    select word, platform.similarity(word, ${word}) as alike from (${written}) known
    group by word order by alike desc, word limit 200`.execute(tx);
  await setLocally(tx, 'app.like', '');
  const slips = rows.filter((row) => isOneSlip(word, row.word));
  const others = rows.filter((row) => row.alike >= 0.4 && !slips.includes(row));
  return [...slips, ...others].slice(0, mostLike).map((row) => row.word);
}
