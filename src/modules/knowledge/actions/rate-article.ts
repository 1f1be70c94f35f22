import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { refusals } from '../rules/index.ts';
import { articleById, storeOpinion } from '../storage/articles.ts';
import { idShape } from './shapes.ts';

/** Says whether an article was of use; said again, the later word counts. Refuses `knowledge/no-such-article`. */
export const rateArticle = defineAction({
  name: 'knowledge/rate-article',
  title: text('dire se un articolo è stato utile', 'say whether an article was of use'),
  permission: { capability: 'service-desk', letter: 'w' },
  http: { method: 'PUT', path: '/articles/:article/opinion' },
  input: z.object({ article: idShape, helpful: z.stringbool().or(z.boolean()) }),
  output: z.object({ helpful: z.boolean() }),
  example: { article: '00000000-0000-4000-8000-000000000000', helpful: true },
  async run({ tx, association, actor, now, input, tell }) {
    const article = await articleById(tx, association, input.article);
    if (!article || article.published === null) throw new Refused(refusals.noSuchArticle());
    const { helpful } = input;
    if (actor.person !== null) {
      const opinion = { association, article: article.id, person: actor.person, helpful, at: now.instant };
      await storeOpinion(tx, opinion);
    }
    tell({ after: { article: article.id, helpful } });
    return { helpful };
  },
});
