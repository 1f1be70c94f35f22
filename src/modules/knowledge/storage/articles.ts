import type { Tx } from '../../../platform/action.ts';
import type { Audience } from '../rules/index.ts';
import type { KnowledgeTables } from './tables.ts';

const tables = (tx: Tx) => tx.withTables<KnowledgeTables>();

export type Content = {
  readonly audience: Audience;
  readonly service: string | null;
  readonly title: string;
  readonly body: string;
  readonly titleEn: string;
  readonly bodyEn: string;
  readonly words: string;
};

export type StoredArticle = {
  readonly id: string;
  readonly latest: number;
  readonly published: number | null;
  readonly withdrawnAt: Date | null;
  readonly changedAt: Date;
};

export type StoredVersion = Content & {
  readonly number: number;
  readonly writtenAt: Date;
  readonly writtenBy: string;
  readonly publishedAt: Date | null;
};

type Written = { readonly at: Date; readonly by: string };

export async function insertArticle(
  tx: Tx,
  { association, id }: { readonly association: string; readonly id: string },
  content: Content,
  written: Written,
): Promise<void> {
  await tables(tx)
    .insertInto('knowledge.articles')
    .values({
      association,
      id,
      latest: 1,
      published: null,
      audience: null,
      created_at: written.at,
      created_by: written.by,
      changed_at: written.at,
      withdrawn_at: null,
    })
    .execute();
  await insertVersion(tx, { association, id, number: 1 }, content, written);
}

/** A new version of an article, which becomes its latest. */
export async function addVersion(
  tx: Tx,
  at: { readonly association: string; readonly id: string; readonly number: number },
  content: Content,
  written: Written,
): Promise<void> {
  await tables(tx)
    .updateTable('knowledge.articles')
    .set({ latest: at.number, changed_at: written.at })
    .where('association', '=', at.association)
    .where('id', '=', at.id)
    .execute();
  await insertVersion(tx, at, content, written);
}

async function insertVersion(
  tx: Tx,
  at: { readonly association: string; readonly id: string; readonly number: number },
  { titleEn, bodyEn, ...content }: Content,
  written: Written,
): Promise<void> {
  await tables(tx)
    .insertInto('knowledge.versions')
    .values({
      association: at.association,
      article: at.id,
      number: at.number,
      ...content,
      title_en: titleEn,
      body_en: bodyEn,
      written_at: written.at,
      written_by: written.by,
      published_at: null,
      published_by: null,
    })
    .execute();
}

/** An article that may be seen; `keeps` keeps it still until the transaction ends. */
export async function articleById(
  tx: Tx,
  association: string,
  id: string,
  keeps = false,
): Promise<StoredArticle | undefined> {
  const query = tables(tx)
    .selectFrom('knowledge.articles')
    .select(['id', 'latest', 'published', 'withdrawn_at', 'changed_at'])
    .where('association', '=', association)
    .where('id', '=', id);
  const row = await (keeps ? query.forUpdate() : query).executeTakeFirst();
  if (!row) return undefined;
  const { withdrawn_at, changed_at, ...rest } = row;
  return { ...rest, withdrawnAt: withdrawn_at, changedAt: changed_at };
}

/** The versions of an article that may be seen, the last first. */
export async function versionsOf(tx: Tx, association: string, id: string): Promise<StoredVersion[]> {
  const rows = await tables(tx)
    .selectFrom('knowledge.versions')
    .select([
      ...(['number', 'audience', 'service', 'title', 'body', 'title_en', 'body_en', 'words'] as const),
      ...(['written_at', 'written_by', 'published_at'] as const),
    ])
    .where('association', '=', association)
    .where('article', '=', id)
    .orderBy('number', 'desc')
    .execute();
  return rows.map(({ title_en, body_en, written_at, written_by, published_at, ...rest }) => ({
    ...rest,
    titleEn: title_en,
    bodyEn: body_en,
    writtenAt: written_at,
    writtenBy: written_by,
    publishedAt: published_at,
  }));
}

/** Which version is read from now on, by whom; none where null. */
export async function storePublished(
  tx: Tx,
  { association, id }: { readonly association: string; readonly id: string },
  version: { readonly number: number; readonly audience: Audience } | null,
  { at, by }: Written,
): Promise<void> {
  await tables(tx)
    .updateTable('knowledge.articles')
    .set({
      published: version?.number ?? null,
      audience: version?.audience ?? null,
      withdrawn_at: version ? null : at,
      changed_at: at,
    })
    .where('association', '=', association)
    .where('id', '=', id)
    .execute();
  if (!version) return;
  await tables(tx)
    .updateTable('knowledge.versions')
    .set({ published_at: at, published_by: by })
    .where('association', '=', association)
    .where('article', '=', id)
    .where('number', '=', version.number)
    .execute();
}

export async function storeOpinion(tx: Tx, opinion: KnowledgeTables['knowledge.opinions']): Promise<void> {
  await tables(tx)
    .insertInto('knowledge.opinions')
    .values(opinion)
    .onConflict((conflict) =>
      conflict.columns(['association', 'article', 'person']).doUpdateSet({ helpful: opinion.helpful, at: opinion.at }),
    )
    .execute();
}

/** Those that may be seen: the person's own, or everybody's. */
export async function opinionsOf(tx: Tx, association: string, article: string) {
  return tables(tx)
    .selectFrom('knowledge.opinions')
    .select(['person', 'helpful'])
    .where('association', '=', association)
    .where('article', '=', article)
    .execute();
}
