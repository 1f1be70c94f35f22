import type { z } from 'zod';
import { showDay } from '../../../../kernel/day.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../../platform/page.ts';
import { addressWith } from '../../../../platform/pages/address.ts';
import { askedIn } from '../../../../platform/pages/asked-in.ts';
import type { Column } from '../../../../platform/pages/data-table.tsx';
import { EmptyState } from '../../../../platform/pages/empty-state.tsx';
import { useFrame } from '../../../../platform/pages/frame.ts';
import { Icon } from '../../../../platform/pages/icon.tsx';
import { type ListFilter, ListPage } from '../../../../platform/pages/list-page.tsx';
import { oneText } from '../../../../platform/pages/one-text.ts';
import { roleCodes } from '../../../../platform/role.ts';
import type { Sheet } from '../../../../platform/sheets/sheet.ts';
import { type SheetFormat, sheetFile, sheetFormats } from '../../../../platform/sheets/sheet-file.ts';
import { addPerson } from '../../actions/add-person.ts';
import { listPosts, type PostSort } from '../../actions/list-posts.ts';
import type { PostView } from '../../actions/post-shapes.ts';
import { requestAccess } from '../../actions/requests/request-access.ts';
import { peopleMessages } from '../../people-messages.ts';
import { PeopleFrame, type PeopleView, peopleAddress, peopleCrumbs, roleTitle, viewsFor } from './people-frame.tsx';
import { actText, PostState } from './post-words.tsx';

type Asked = z.input<typeof listPosts.input>;

export const postsPage: PageRoute = {
  method: 'GET',
  path: '/:association/enti/persone',
  needs: listPosts,
  answer: async (request) => {
    const list = await request.perform(listPosts, { ...asked(request), limit: 50 });
    return {
      kind: 'page',
      title: peopleMessages[request.language].people,
      crumbs: peopleCrumbs(request),
      scope: request.actor.entity && list.entities.length <= 1 ? 'entity' : 'association',
      body: (
        <PostsPage
          list={list}
          query={request.query}
          views={viewsFor(request)}
          add={request.may(addPerson) ? peopleAddress(request, 'posts', 'nuova') : null}
          ask={request.may(requestAccess) ? peopleAddress(request, 'requests', 'nuova') : null}
        />
      ),
    };
  },
};

/** What is filtered, whole, as a file. */
export const postsExport: PageRoute = {
  method: 'GET',
  path: '/:association/enti/persone/esporta',
  needs: listPosts,
  answer: async (request): Promise<PageReply> => {
    const wanted = oneText(request.query.formato) as SheetFormat | undefined;
    const format = wanted && sheetFormats.includes(wanted) ? wanted : 'ods';
    const { cursor: _, ...filters } = asked(request);
    const { items, on } = await request.perform(listPosts, { ...filters, limit: 10_000 });
    const sheet = postsSheet(items, request.language);
    const about = { title: sheet.title, author: request.association!.name, language: request.language };
    return { kind: 'file', ...(await sheetFile(format, `incarichi-${on}`, [sheet], about)) };
  },
};

/** The Italian names of the address as the action's input. */
function asked({ query }: PageRequest): Asked {
  return askedIn<Asked>(query, {
    q: 'q',
    role: 'ruolo',
    entity: 'ente',
    state: 'stato',
    on: 'al',
    sort: 'ordine',
    direction: 'verso',
    cursor: 'cursor',
  });
}

function postsSheet(posts: readonly PostView[], language: 'it' | 'en'): Sheet {
  const m = peopleMessages[language];
  const text = (key: string, header: string) => ({ key, header, kind: 'text' as const });
  const day = (key: string, header: string) => ({ key, header, kind: 'day' as const });
  return {
    name: m.posts,
    title: m.people,
    columns: [
      text('holder', m.person),
      text('email', m.email),
      text('role', m.role),
      text('entity', m.entity),
      day('since', m.since),
      day('until', m.until),
      text('state', m.state),
      text('act', m.act),
      text('actNumber', m.actNumber),
      day('actDate', m.actDate),
      text('actIssuer', m.actIssuer),
      text('endAct', m.endAct),
    ],
    rows: posts.map(({ soon: _, ...post }) => ({
      ...post,
      role: roleTitle(post.role, language),
      entity: post.entityName ?? m.whole,
      state: m[`is.${post.state}`],
    })),
  };
}

export function PostsPage({
  list,
  query,
  views,
  add,
  ask,
}: {
  list: z.output<typeof listPosts.output>;
  query: PageRequest['query'];
  views: readonly PeopleView[];
  add: string | null;
  ask: string | null;
}) {
  const { url, association, language } = useFrame();
  const m = peopleMessages[language];
  const base = `/${association!.id}/enti/persone`;
  const search = url.includes('?') ? url.slice(url.indexOf('?')) : '';
  return (
    <>
      <div class="page-head">
        <div>
          <h1>{m.people}</h1>
          <p class="muted">{m.peopleLead}</p>
        </div>
        <div class="page-actions">
          {add && (
            <a class="btn btn-primary" href={add}>
              <Icon name="plus" size="small" /> {m.addPerson}
            </a>
          )}
          {ask && (
            <a class="btn btn-primary" href={ask}>
              <Icon name="plus" size="small" /> {m.ask}
            </a>
          )}
        </div>
      </div>
      <PeopleFrame view="posts" views={views}>
        <ListPage
          caption={m.people}
          filters={useFilters(list.entities)}
          columns={useColumns(query, base)}
          rows={list.items}
          rowKey={({ post }) => post}
          count={list.count}
          {...(list.next ? { next: list.next } : {})}
          {...(list.previous ? { previous: list.previous } : {})}
          exports={sheetFormats.map((format) => ({
            title: m.exportAs(format.toUpperCase()),
            href: addressWith(`${base}/esporta${search}`, { formato: format, cursor: undefined }),
          }))}
          empty={
            <EmptyState title={m.noPosts}>
              <p>{m.noPostsHelp}</p>
            </EmptyState>
          }
        />
      </PeopleFrame>
    </>
  );
}

function useFilters(entities: readonly { readonly code: string; readonly name: string }[]): ListFilter[] {
  const { language } = useFrame();
  const m = peopleMessages[language];
  const states = ['soon', 'coming', 'ended', 'suspended', 'left', 'any'] as const;
  return [
    { kind: 'text', name: 'q', label: m.search },
    {
      kind: 'choice',
      name: 'ruolo',
      label: m.role,
      choices: roleCodes.map((role) => ({ value: role, label: roleTitle(role, language) })),
    },
    ...(entities.length > 1
      ? [
          {
            kind: 'choice' as const,
            name: 'ente',
            label: m.entity,
            choices: entities.map(({ code, name }) => ({ value: code, label: name })),
          },
        ]
      : []),
    {
      kind: 'choice',
      name: 'stato',
      label: m.state,
      choices: states.map((state) => ({ value: state, label: m[`state.${state}`] })),
      unchosen: m['state.in-force'],
    },
  ];
}

function useColumns(query: PageRequest['query'], base: string): Column<PostView>[] {
  const { url, language } = useFrame();
  const m = peopleMessages[language];
  const now = (oneText(query.ordine) ?? 'holder') as PostSort;
  const ascending = (oneText(query.verso) ?? 'ascending') === 'ascending';
  const sort = (column: PostSort) => {
    const isNow = now === column;
    const turn = isNow && ascending ? 'descending' : 'ascending';
    return {
      href: addressWith(url, { ordine: column, verso: turn, cursor: undefined }),
      ...(isNow ? { now: ascending ? ('ascending' as const) : ('descending' as const) } : {}),
    };
  };
  return [
    {
      key: 'holder',
      title: m.person,
      names: true,
      sort: sort('holder'),
      cell: (post) => <a href={`${base}/${post.person}`}>{post.holder}</a>,
    },
    { key: 'role', title: m.role, sort: sort('role'), cell: (post) => roleTitle(post.role, language) },
    {
      key: 'entity',
      title: m.entity,
      sort: sort('entityName'),
      cell: (post) => post.entityName ?? <span class="muted">{m.whole}</span>,
    },
    {
      key: 'since',
      title: m.since,
      sort: sort('since'),
      cell: (post) => <time dateTime={post.since}>{showDay(post.since, language)}</time>,
    },
    {
      key: 'until',
      title: m.until,
      sort: sort('until'),
      cell: (post) => post.until && <time dateTime={post.until}>{showDay(post.until, language)}</time>,
    },
    { key: 'act', title: m.act, cell: (post) => actText(post, language) },
    { key: 'state', title: m.state, cell: (post) => <PostState post={post} /> },
  ];
}
