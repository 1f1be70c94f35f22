import type { Text } from '../../../kernel/text.ts';
import type { ArticleState } from '../rules/index.ts';
import { articleState } from '../rules/index.ts';
import type { articlesLike } from '../storage/find-articles.ts';

type Row = Awaited<ReturnType<typeof articlesLike>>['rows'][number];

/** A line of a list of articles. */
export function lineView(row: Row, names: ReadonlyMap<string, Text>) {
  const { id, title, title_en, audience, service, published, withdrawn_at, changed_at } = row;
  const state: ArticleState = articleState({ published, withdrawnAt: withdrawn_at });
  return {
    ...{ id, title, titleEn: title_en, audience, service, state },
    serviceName: (service !== null && names.get(service)) || null,
    changed: changed_at.toISOString(),
  };
}
