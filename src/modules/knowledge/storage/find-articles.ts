import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Tx } from '../../../platform/action.ts';
import type { ArticleState, Audience } from '../rules/index.ts';
import type { KnowledgeTables } from './tables.ts';

const tables = (tx: Tx) => tx.withTables<KnowledgeTables>();

export type Filters = {
  readonly association: string;
  /** The version looked at: for readers the one that is read, for the office the latest. */
  readonly of: 'published' | 'latest';
  readonly words?: readonly string[] | undefined;
  readonly service?: string | undefined;
  readonly state?: ArticleState | undefined;
  readonly audience?: Audience | undefined;
};

function asked(tx: Tx, { association, of, words, service, state, audience }: Filters) {
  const found = words === undefined ? undefined : query(words, { joined: '&', begins: true });
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
    .$if(found !== undefined, (rows) => rows.where(sql<SqlBool>`v.found @@ ${found!}`));
}

/** Words as a search of PostgreSQL, in Italian or in English; articles and prepositions ask for nothing. */
function query(
  words: readonly string[],
  { joined, begins = false, weight = '' }: { joined: '&' | '|'; begins?: boolean; weight?: 'A' | '' },
): RawBuilder<unknown> {
  const mark = `${begins ? '*' : ''}${weight}`;
  const ending = mark === '' ? '' : `:${mark}`;
  return sql`(
    select coalesce(string_agg('(' || asked || ')', ${` ${joined} `}), '')::tsquery
    from (
      select (to_tsquery('italian', w || ${ending}) || to_tsquery('english', w || ${ending}))::text as asked
      from unnest(${words}::text[]) w
    ) one where asked <> ''
  )`;
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
    .where(sql<SqlBool>`v.found @@ ${query(words, { joined: '|', weight: 'A' })}`)
    .orderBy(sql`coalesce(v.service = ${service}, false) desc`)
    .orderBy(sql`ts_rank(v.found, ${query(words, { joined: '|' })}) desc`)
    .orderBy('a.id')
    .limit(most)
    .execute();
}
