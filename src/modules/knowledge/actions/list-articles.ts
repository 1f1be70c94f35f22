import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { type ActionContext, defineAction } from '../../../platform/action.ts';
import { type ArticleState, type Audience, articleStates, askedWords, audiences } from '../rules/index.ts';
import { articlesLike, forgivingSearch } from '../storage/find-articles.ts';
import { serviceNames } from './service-names.ts';
import { listInput, listOutput, readers } from './shapes.ts';
import { lineView } from './views.ts';

const mostWords = 8;

/** The articles on how things are done, by title: for the office those not published too, in their latest version. */
export const listArticles = defineAction({
  name: 'knowledge/list-articles',
  title: text('cercare fra gli articoli', 'search the articles'),
  about: text(
    'Come si fanno le cose, dall’ufficio a chi lavora negli enti. Chi non è dell’ufficio trova quelli pubblicati per chi lavora negli enti o per tutti.',
    'How things are done, from the office to those who work in the entities. Whoever is not of the office finds those published for them or for everybody.',
  ),
  reads: true,
  permission: readers,
  http: { method: 'GET', path: '/articles' },
  input: listInput.extend({ state: z.enum(articleStates).optional(), audience: z.enum(audiences).optional() }),
  output: listOutput,
  example: { q: 'firma digitale' },
  run: (context) => listed(context, context.reach === 'g' ? 'latest' : 'published'),
});

/** The articles that anybody may read. */
export const readArticles = defineAction({
  name: 'knowledge/read-articles',
  title: text('cercare fra gli articoli per tutti', 'search the articles for everybody'),
  reads: true,
  permission: 'public',
  http: { method: 'GET', path: '/public-articles' },
  input: listInput,
  output: listOutput,
  example: { q: 'SPID' },
  run: ({ input, ...context }) => listed({ ...context, input: { ...input, audience: 'public' } }, 'published'),
});

type Asked = z.output<typeof listInput> & { readonly state?: ArticleState; readonly audience?: Audience };

async function listed(
  context: Pick<ActionContext<Asked>, 'tx' | 'association' | 'now' | 'input'>,
  of: 'published' | 'latest',
): Promise<z.input<typeof listOutput>> {
  const { tx, association, input } = context;
  const { q, cursor, limit, ...filters } = input;
  const from = Number(cursor ?? 0);
  const asked = { association, of, ...filters };
  const search = q === undefined ? undefined : await forgivingSearch(tx, asked, askedWords(q, mostWords));
  const { rows, count } = await articlesLike(tx, { ...asked, search }, { from, limit });
  const names = await serviceNames(context);
  return {
    count,
    items: rows.map((row) => lineView(row, names)),
    next: from + rows.length < count ? String(from + rows.length) : null,
  };
}
