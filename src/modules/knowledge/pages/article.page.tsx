import type { z } from 'zod';
import { dayAt } from '../../../kernel/day.ts';
import { text } from '../../../kernel/text.ts';
import type { AnyAction } from '../../../platform/action.ts';
import type { PageRequest, PageRoute } from '../../../platform/page.ts';
import { DayText } from '../../../platform/pages/day-text.tsx';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { Notice } from '../../../platform/pages/notice.tsx';
import { oneText } from '../../../platform/pages/one-text.ts';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { publishArticle, withdrawArticle } from '../actions/publish-article.ts';
import { rateArticle } from '../actions/rate-article.ts';
import { readArticle, showArticle } from '../actions/show-article.ts';
import { changeArticle } from '../actions/write-article.ts';
import { messages } from '../messages.ts';
import { ArticleText } from './article-text.tsx';
import { stateTones } from './articles.page.tsx';
import { articleCrumbs, articlesHref, titleIn } from './knowledge-frame.ts';

type Shown = z.output<typeof showArticle.output>;
const path = '/:association/assistenza/articoli/:articolo';

/** An article; the office sees its versions and what can be done with it. */
export const articlePage: PageRoute = {
  method: 'GET',
  path,
  open: true,
  answer: async (request) => {
    const article = request.params.articolo!;
    const version = oneText(request.query.versione);
    const shown = request.may(showArticle)
      ? await request.perform(showArticle, { article, ...(version ? { version } : {}) })
      : { ...(await request.perform(readArticle, { article })), ...nobody };
    return {
      kind: 'page',
      title: titleIn(shown, request.language),
      crumbs: articleCrumbs(request),
      scope: 'association',
      body: <ArticlePage shown={shown} may={mayOf(request)} />,
    };
  },
};

const nobody = { words: '', latest: 0, published: null, writtenBy: null, versions: [], own: null, helpful: null };
const mayOf = (request: PageRequest) => ({
  writes: request.may(changeArticle),
  rates: request.may(rateArticle),
});

function act(
  slug: string,
  action: AnyAction,
  says: (request: PageRequest) => keyof (typeof messages)['it'],
): PageRoute {
  return {
    method: 'POST',
    path: `${path}/${slug}`,
    needs: action,
    answer: async (request) => {
      const article = request.params.articolo!;
      await request.perform(action, { ...request.form, article });
      const key = says(request);
      return {
        kind: 'redirect',
        to: articlesHref(request.association!.id, `/${article}`),
        notice: text(messages.it[key] as string, messages.en[key] as string),
      };
    },
  };
}

/** Publishing, withdrawing, and saying whether it was of use. */
export const articleActs: PageRoute[] = [
  act('pubblica', publishArticle, () => 'publishedNow'),
  act('ritira', withdrawArticle, () => 'withdrawnNow'),
  act('utile', rateArticle, () => 'thanks'),
];

function ArticlePage({ shown, may }: { shown: Shown; may: ReturnType<typeof mayOf> }) {
  const { association } = useFrame();
  const language = useLanguage();
  const m = messages[language];
  const here = articlesHref(association!.id, `/${shown.id}`);
  const english = language === 'en' && shown.bodyEn !== '';
  const read = shown.number === shown.published;
  return (
    <>
      <div class="page-head">
        <h1 lang={english || language === 'it' ? undefined : 'it'}>{titleIn(shown, language)}</h1>
        {may.writes && (
          <div class="page-actions">
            <a class="btn btn-outline-primary" href={`${here}/modifica`}>
              {m.change}
            </a>
            {shown.published !== shown.latest && <Act href={`${here}/pubblica`} says={m.publish} primary />}
            {shown.published !== null && <Act href={`${here}/ritira`} says={m.withdraw} />}
          </div>
        )}
      </div>
      {may.writes && (
        <p>
          <StatusChip tone={stateTones[shown.state]}>{m[shown.state]}</StatusChip> {m[shown.audience]}
          {', '}
          {m.versionIs(shown.number).toLowerCase()}
          {shown.writtenBy && ` (${shown.writtenBy})`}
        </p>
      )}
      {may.writes && shown.published !== null && !read && <Notice tone="warning" title={m.older} />}
      {may.writes && read && shown.latest > shown.number && (
        <Notice title={m.newer(shown.latest)}>
          <a href={`${here}?versione=${shown.latest}`}>{m.newerSee}</a>
        </Notice>
      )}
      {language === 'en' && !english && <p class="muted">{m.italianOnly}</p>}
      <ArticleText written={english ? shown.bodyEn : shown.body} language={english ? 'en' : 'it'} />
      <p class="muted">
        {m.changed} <DayText day={dayAt(Date.parse(shown.changed))} />
        {shown.serviceName && `, ${m.service.toLowerCase()}: ${shown.serviceName[language]}`}
      </p>
      {may.rates && read && (
        <section class="article-helpful" aria-label={m.wasHelpful}>
          <h2>{m.wasHelpful}</h2>
          <form method="post" action={`${here}/utile`}>
            <Token />
            {([true, false] as const).map((helpful) => (
              <button
                key={String(helpful)}
                type="submit"
                name="helpful"
                value={String(helpful)}
                class="btn btn-outline-primary btn-xs"
                aria-pressed={shown.own === helpful}
              >
                {helpful ? m.yes : m.no}
              </button>
            ))}
          </form>
          {shown.own !== null && <p role="status">{shown.own ? m.saidYes : m.saidNo}</p>}
          <p>
            {m.notHelped} <a href={`/${association!.id}/assistenza/nuova`}>{m.ask}</a>
          </p>
        </section>
      )}
      {shown.helpful && <p>{m.helpfulCount(shown.helpful.yes, shown.helpful.no)}</p>}
      {shown.versions.length > 0 && <Versions shown={shown} here={here} />}
    </>
  );
}

function Versions({ shown, here }: { shown: Shown; here: string }) {
  const m = messages[useLanguage()];
  return (
    <details>
      <summary>
        {m.versions} ({shown.versions.length})
      </summary>
      <ul>
        {shown.versions.map(({ number, writtenAt, writtenBy }) => (
          <li key={number}>
            <a href={`${here}?versione=${number}`} aria-current={number === shown.number ? 'true' : undefined}>
              {m.versionOf(number, writtenBy)}
            </a>
            , <DayText day={dayAt(Date.parse(writtenAt))} />{' '}
            {number === shown.published && <StatusChip tone="good">{m.versionRead}</StatusChip>}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Token() {
  return <input type="hidden" name="_csrf" value={useFrame().csrf} />;
}

function Act({ href, says, primary }: { href: string; says: string; primary?: boolean }) {
  return (
    <form method="post" action={href}>
      <Token />
      <button type="submit" class={primary ? 'btn btn-primary' : 'btn btn-outline-primary'}>
        {says}
      </button>
    </form>
  );
}
