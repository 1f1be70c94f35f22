import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { articleState, articleStates, refusals } from '../rules/index.ts';
import { storePublished, versionsOf } from '../storage/articles.ts';
import { idShape, writers } from './shapes.ts';
import { articleToChange } from './write-article.ts';

const input = z.object({ article: idShape });
const output = z.object({ id: idShape, state: z.enum(articleStates) });
const example = { article: '00000000-0000-4000-8000-000000000000' };

/** Its latest version is read from now on, by whom it is for. Refuses `knowledge/no-such-article` and `knowledge/already-read`. */
export const publishArticle = defineAction({
  name: 'knowledge/publish-article',
  title: text('pubblicare un articolo', 'publish an article'),
  permission: writers,
  http: { method: 'POST', path: '/articles/:article/publication' },
  input,
  output,
  example,
  async run(context) {
    const { tx, association, actor, now, tell } = context;
    const article = await articleToChange(context, context.input.article);
    if (article.published === article.latest) throw new Refused(refusals.alreadyRead());
    const [last] = await versionsOf(tx, association, article.id);
    const by = { at: now.instant, by: actor.name };
    await storePublished(tx, { association, id: article.id }, last!, by);
    tell({ before: { published: article.published }, after: { published: last!.number, audience: last!.audience } });
    return { id: article.id, state: 'published' as const };
  },
});

/** Nobody outside the office reads it any more; its versions stay. Refuses `knowledge/no-such-article` and `knowledge/not-read`. */
export const withdrawArticle = defineAction({
  name: 'knowledge/withdraw-article',
  title: text('ritirare un articolo', 'withdraw an article'),
  permission: writers,
  http: { method: 'POST', path: '/articles/:article/withdrawal' },
  input,
  output,
  example,
  async run(context) {
    const { tx, association, actor, now, tell } = context;
    const article = await articleToChange(context, context.input.article);
    if (article.published === null) throw new Refused(refusals.notRead());
    await storePublished(tx, { association, id: article.id }, null, { at: now.instant, by: actor.name });
    tell({ before: { published: article.published }, after: { published: null } });
    return { id: article.id, state: articleState({ published: null, withdrawnAt: now.instant }) };
  },
});
