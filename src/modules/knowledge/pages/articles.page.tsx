import type { z } from 'zod';
import { dayAt } from '../../../kernel/day.ts';
import type { PageRequest, PageRoute } from '../../../platform/page.ts';
import { askedIn } from '../../../platform/pages/asked-in.ts';
import { DayText } from '../../../platform/pages/day-text.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { Icon } from '../../../platform/pages/icon.tsx';
import { ListPage } from '../../../platform/pages/list-page.tsx';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { listArticles, readArticles } from '../actions/list-articles.ts';
import { writeArticle } from '../actions/write-article.ts';
import { messages } from '../messages.ts';
import { articleStates, audiences } from '../vocabulary.ts';
import { articleCrumbs, articlesHref, titleIn } from './knowledge-frame.ts';

type List = z.output<typeof listArticles.output>;

/** Articles on how things are done: all for the office, for the others those that are for them. */
export const articlesPage: PageRoute = {
  method: 'GET',
  path: '/:association/assistenza/articoli',
  open: true,
  answer: async (request) => {
    const list = request.may(listArticles)
      ? await request.perform(listArticles, askedIn<z.input<typeof listArticles.input>>(request.query, names))
      : await request.perform(
          readArticles,
          askedIn<z.input<typeof readArticles.input>>(request.query, { q: 'q', cursor: 'cursor' }),
        );
    return {
      kind: 'page',
      title: messages[request.language].articles,
      crumbs: articleCrumbs(request).slice(0, 1),
      scope: 'association',
      body: (
        <>
          <ArticlesPage list={list} writes={request.may(writeArticle)} filtered={isFiltered(request)} />
          {await request.partsOf('public-help')}
        </>
      ),
    };
  },
};

const names = { q: 'q', state: 'stato', audience: 'lettori', service: 'servizio', cursor: 'cursor' } as const;
const isFiltered = ({ query }: PageRequest) => Object.keys(query).length > 0;
export const stateTones = { draft: 'attention', published: 'good', withdrawn: 'neutral' } as const;

function ArticlesPage({ list, writes, filtered }: { list: List; writes: boolean; filtered: boolean }) {
  const { association } = useFrame();
  const language = useLanguage();
  const m = messages[language];
  const { id } = association!;
  const choice = (name: string, label: string, values: readonly (keyof typeof m)[]) => ({
    kind: 'choice' as const,
    name,
    label,
    choices: values.map((value) => ({ value, label: m[value] as string })),
  });
  return (
    <>
      <div class="page-head">
        <div>
          <h1>{m.articles}</h1>
          <p class="lead">{m.articlesLead}</p>
        </div>
        {writes && (
          <div class="page-actions">
            <a class="btn btn-primary" href={articlesHref(id, '/nuovo')}>
              <Icon name="plus" size="small" /> {m.newArticle}
            </a>
          </div>
        )}
      </div>
      <ListPage
        caption={m.articlesCaption}
        filters={[
          { kind: 'text', name: names.q, label: m.search },
          ...(writes
            ? [choice(names.state, m.state, articleStates), choice(names.audience, m.audience, audiences)]
            : []),
        ]}
        columns={[
          {
            key: 'title',
            title: m.title,
            names: true,
            cell: (article) => <a href={articlesHref(id, `/${article.id}`)}>{titleIn(article, language)}</a>,
          },
          { key: 'service', title: m.service, cell: ({ serviceName }) => serviceName?.[language] ?? '' },
          ...(writes
            ? [
                { key: 'audience', title: m.audience, cell: ({ audience }: List['items'][number]) => m[audience] },
                {
                  key: 'state',
                  title: m.state,
                  cell: ({ state }: List['items'][number]) => (
                    <StatusChip tone={stateTones[state]}>{m[state]}</StatusChip>
                  ),
                },
              ]
            : []),
          { key: 'changed', title: m.changed, cell: ({ changed }) => <DayText day={dayAt(Date.parse(changed))} /> },
        ]}
        rows={list.items}
        rowKey={(article) => article.id}
        count={list.count}
        {...(list.next ? { next: list.next } : {})}
        empty={<EmptyState title={filtered ? m.noneFiltered : m.noArticles} />}
      />
    </>
  );
}
