import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Tx } from '../../../platform/action.ts';
import type { ArticleState, Audience } from '../rules/index.ts';
import type { KnowledgeTables } from './tables.ts';

const tables = (tx: Tx) => tx.withTables<KnowledgeTables>();

export type Filters = {
  readonly association: string;
  /** The version looked at: for readers the one that is read, for the office the latest. */
  readonly of: 'published' | 'latest';
  /** What is asked of their words, as a search of PostgreSQL (`forgivingSearch`); empty asks for nothing. */
  readonly search?: string | undefined;
  readonly service?: string | undefined;
  readonly state?: ArticleState | undefined;
  readonly audience?: Audience | undefined;
};

function asked(tx: Tx, { association, of, search, service, state, audience }: Filters) {
  return tables(tx)
    .selectFrom('knowledge.articles as a')
    .innerJoin('knowledge.versions as v', (join) =>
      join
        .onRef('v.association', '=', 'a.association')
        .onRef('v.article', '=', 'a.id')
        .onRef('v.number', '=', of === 'published' ? 'a.published' : 'a.latest'),
    )
    .where('a.association', '=', association)
    .$if(service !== undefined, (rows) => rows.where('v.service', '=', service!))
    .$if(audience !== undefined, (rows) => rows.where('v.audience', '=', audience!))
    .$if(state === 'published', (rows) => rows.where('a.published', 'is not', null))
    .$if(state === 'withdrawn', (rows) => rows.where('a.withdrawn_at', 'is not', null))
    .$if(state === 'draft', (rows) => rows.where('a.published', 'is', null).where('a.withdrawn_at', 'is', null))
    .$if(search !== undefined, (rows) => rows.where(sql<SqlBool>`v.found @@ ${search!}::tsquery`));
}

/** Words as a search of PostgreSQL, in Italian or in English; articles and prepositions ask for nothing. */
function query(words: readonly string[], { weight = '' }: { weight?: 'A' | '' } = {}): RawBuilder<unknown> {
  const ending = weight === '' ? '' : `:${weight}`;
  return sql`(
    select coalesce(string_agg('(' || asked || ')', ' | '), '')::tsquery
    from (
      select (to_tsquery('italian', w || ${ending}) || to_tsquery('english', w || ${ending}))::text as asked
      from unnest(${words}::text[]) w
    ) one where asked <> ''
  )`;
}

const shortest = 4;

/**
 * A search for articles with all of these words, as words begin. A word that stands in none of the articles that can be seen asks
 * for those written much like it that do: what cannot be seen suggests nothing, because PostgreSQL shows only what can be.
 */
export async function forgivingSearch(
  tx: Tx,
  filters: Omit<Filters, 'search'>,
  words: readonly string[],
): Promise<string> {
  const seen = asked(tx, filters).select('v.found').as('visible');
  const { rows } = await sql<{ search: string | null }>`
    with seen as materialized (select found from ${seen}),
    asked as (
      select place, w, coalesce((tsvector_to_array(to_tsvector('italian', w)))[1], w) as stem,
        to_tsquery('italian', w || ':*') || to_tsquery('english', w || ':*') as term
      from unnest(${words}::text[]) with ordinality as given (w, place)
    ),
    missing as (
      select place, w, stem from asked
      where term::text <> '' and length(w) >= ${shortest} and not exists (select from seen where found @@ term)
    ),
    lexemes as (
      select distinct lexeme from seen, unnest(tsvector_to_array(found)) as lexeme
      where exists (select from missing) and length(lexeme) >= 3
    ),
    alike as (
      select place, quote_literal(lexeme) || ':*' as like_it,
        row_number() over (partition by place order by platform.similarity(stem, lexeme) desc, lexeme) as rank
      from missing, lexemes where platform.similarity(stem, lexeme) >= 0.4
    )
    select string_agg('(' || concat_ws(' | ', nullif(term::text, ''), near) || ')', ' & ' order by place) as search
    from asked left join (
      select place, string_agg(like_it, ' | ') as near from alike where rank <= 5 group by place
    ) n using (place)
    where term::text <> ''`.execute(tx);
  return rows[0]?.search ?? '';
}

const line = [
  'a.id',
  'a.published',
  'a.latest',
  'a.withdrawn_at',
  'a.changed_at',
  'v.audience',
  'v.service',
  'v.title',
  'v.title_en',
] as const;

/** Articles by their title, with how many there are. */
export async function articlesLike(tx: Tx, filters: Filters, page: { readonly from: number; readonly limit: number }) {
  const rows = await asked(tx, filters)
    .select(line)
    .orderBy(sql`lower(v.title)`)
    .orderBy('a.id')
    .offset(page.from)
    .limit(page.limit)
    .execute();
  const { count } = await asked(tx, filters)
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow();
  return { rows, count: Number(count) };
}

/** Articles in whose title or words one of these stands, those with most of them first; of a service before others. */
export async function articlesAbout(
  tx: Tx,
  { association, words, service }: { association: string; words: readonly string[]; service: string | null },
  most: number,
) {
  if (words.length === 0) return [];
  return asked(tx, { association, of: 'published' })
    .select(line)
    .where(sql<SqlBool>`v.found @@ ${query(words, { weight: 'A' })}`)
    .orderBy(sql`coalesce(v.service = ${service}, false) desc`)
    .orderBy(sql`ts_rank(v.found, ${query(words)}) desc`)
    .orderBy('a.id')
    .limit(most)
    .execute();
}
