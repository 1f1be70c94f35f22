import { text } from '../../../kernel/text.ts';
import type { SearchSource } from '../../../platform/page.ts';
import { listArticles, readArticles } from '../actions/list-articles.ts';
import { articlesHref, titleIn } from './knowledge-frame.ts';

/** Articles by their words: those that are for who looks. */
export const articleSearch: SearchSource = {
  needs: readArticles,
  title: text('Come si fa', 'How to'),
  find: async (request, words, most) => {
    const asked = { q: words, limit: most };
    const { items } = request.may(listArticles)
      ? await request.perform(listArticles, asked)
      : await request.perform(readArticles, asked);
    return items.map((article) => ({
      title: titleIn(article, request.language),
      href: articlesHref(request.association!.id, `/${article.id}`),
      detail: article.serviceName?.[request.language] ?? '',
    }));
  },
};
