import type { z } from 'zod';
import type { PagePart, PageRequest, PageRoute } from '../../../platform/page.ts';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { Notice } from '../../../platform/pages/notice.tsx';
import { oneText } from '../../../platform/pages/one-text.ts';
import { suggestArticles } from '../actions/suggest-articles.ts';
import { writeArticle } from '../actions/write-article.ts';
import { messages } from '../messages.ts';
import { articlesHref, titleIn } from './knowledge-frame.ts';

type Items = z.output<typeof suggestArticles.output>['items'];

/** Articles on what was written in the form. */
async function found(request: PageRequest): Promise<Items> {
  const words = oneText(request.form.body);
  if (words === undefined || words.trim() === '') return [];
  return (await request.perform(suggestArticles, { words: words.slice(0, 5000) })).items;
}

/** The office asks for others, and knows. */
const isForThem = (request: PageRequest) => request.may(suggestArticles) && !request.may(writeArticle);

/** Under the box in which one asks: articles that may answer already, as one types. */
export const suggestionsPart: PagePart = {
  page: 'asking',
  order: 10,
  part: async (request) => {
    if (!isForThem(request)) return null;
    return <AsOneTypes />;
  },
};

/** Articles on what somebody is about to send, for whom they were not shown before: they can be passed over. */
export const beforeSendingPart: PagePart = {
  page: 'unsent-request',
  order: 10,
  part: async (request) => {
    if (!isForThem(request)) return null;
    const items = await found(request);
    return items.length === 0 ? null : <BeforeSending items={items} />;
  },
};

/** The articles on what is written so far: a part of the form, asked for while one types. */
export const suggestionsFragment: PageRoute = {
  method: 'POST',
  path: '/:association/assistenza/articoli/suggeriti',
  follows: true,
  needs: suggestArticles,
  answer: async (request) => ({ kind: 'fragment', body: <Suggestions items={await found(request)} /> }),
};

function AsOneTypes() {
  const { association } = useFrame();
  const how = {
    'hx-post': articlesHref(association!.id, '/suggeriti'),
    'hx-encoding': 'application/x-www-form-urlencoded', // without the files of the form
    'hx-trigger': "input delay:600ms from:'#f-body'",
    'hx-swap': 'innerHTML',
  };
  return <div class="suggestions" aria-live="polite" {...how} />;
}

/** The hidden field tells the form that they were seen: it sends without asking again. */
function Suggestions({ items }: { items: Items }) {
  const m = messages[useLanguage()];
  if (items.length === 0) return null;
  return (
    <Notice title={m.suggestions}>
      <Links items={items} />
      <input type="hidden" name="suggested" value="true" />
    </Notice>
  );
}

function BeforeSending({ items }: { items: Items }) {
  const m = messages[useLanguage()];
  return (
    <Notice title={m.beforeSending} alert>
      <Links items={items} />
      <p>{m.beforeSendingHint}</p>
    </Notice>
  );
}

/** In another window: what was typed stays where it is. */
function Links({ items }: { items: Items }) {
  const { association } = useFrame();
  const language = useLanguage();
  return (
    <ul>
      {items.map((article) => (
        <li key={article.id}>
          <a href={articlesHref(association!.id, `/${article.id}`)} target="_blank" rel="noopener">
            {titleIn(article, language)}
          </a>
        </li>
      ))}
    </ul>
  );
}
