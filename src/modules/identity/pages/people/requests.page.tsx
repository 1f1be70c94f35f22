import type { z } from 'zod';
import { dayAt, showDay } from '../../../../kernel/day.ts';
import type { PageRoute } from '../../../../platform/page.ts';
import { askedIn } from '../../../../platform/pages/asked-in.ts';
import type { Column } from '../../../../platform/pages/data-table.tsx';
import { EmptyState } from '../../../../platform/pages/empty-state.tsx';
import { useFrame } from '../../../../platform/pages/frame.ts';
import { Icon } from '../../../../platform/pages/icon.tsx';
import { type ListFilter, ListPage } from '../../../../platform/pages/list-page.tsx';
import { StatusChip } from '../../../../platform/pages/status-chip.tsx';
import { listRequests } from '../../actions/requests/list-requests.ts';
import { requestAccess } from '../../actions/requests/request-access.ts';
import type { RequestView } from '../../actions/requests/request-shapes.ts';
import { peopleMessages } from '../../people-messages.ts';
import { PeopleFrame, type PeopleView, peopleAddress, peopleCrumbs, roleTitle, viewsFor } from './people-frame.tsx';

type Asked = z.input<typeof listRequests.input>;

export const requestsPage: PageRoute = {
  method: 'GET',
  path: '/:association/enti/persone/richieste',
  needs: listRequests,
  answer: async (request) => {
    const asked = askedIn<Asked>(request.query, { state: 'stato', kind: 'tipo', cursor: 'cursor' });
    const list = await request.perform(listRequests, { ...asked, limit: 50 });
    return {
      kind: 'page',
      title: peopleMessages[request.language].requests,
      crumbs: peopleCrumbs(request, 'posts'),
      body: (
        <RequestsPage
          list={list}
          views={viewsFor(request)}
          base={peopleAddress(request, 'requests')}
          mayAsk={request.may(requestAccess)}
        />
      ),
    };
  },
};

const tones = {
  requested: 'attention',
  authorised: 'attention',
  done: 'good',
  rejected: 'bad',
  withdrawn: 'neutral',
} as const;

export function RequestState({ state }: { state: RequestView['state'] }) {
  const m = peopleMessages[useFrame().language];
  return <StatusChip tone={tones[state]}>{m[`request.${state}`]}</StatusChip>;
}

export function RequestsPage({
  list,
  views,
  base,
  mayAsk,
}: {
  list: z.output<typeof listRequests.output>;
  views: readonly PeopleView[];
  base: string;
  mayAsk: boolean;
}) {
  const { language } = useFrame();
  const m = peopleMessages[language];
  const states = ['requested', 'authorised', 'done', 'rejected', 'withdrawn', 'any'] as const;
  const filters: ListFilter[] = [
    {
      kind: 'choice',
      name: 'stato',
      label: m.state,
      choices: states.map((state) => ({ value: state, label: m[`request.${state}`] })),
      unchosen: m['request.open'],
    },
    {
      kind: 'choice',
      name: 'tipo',
      label: m.kind,
      choices: (['joiner', 'mover', 'leaver'] as const).map((kind) => ({ value: kind, label: m[`kind.${kind}`] })),
    },
  ];
  const columns: Column<RequestView>[] = [
    {
      key: 'name',
      title: m.person,
      names: true,
      cell: (row) => <a href={`${base}/${row.request}`}>{m.requestTitle(m[`kind.${row.kind}`], row.name)}</a>,
    },
    { key: 'role', title: m.role, cell: (row) => row.role && roleTitle(row.role, language) },
    { key: 'entity', title: m.entity, cell: (row) => row.entityName },
    {
      key: 'since',
      title: m.since,
      cell: (row) => <time dateTime={row.since}>{showDay(row.since, language)}</time>,
    },
    {
      key: 'asked',
      title: m.asked,
      cell: (row) => showDay(dayAt(Date.parse(row.requestedAt)), language),
    },
    { key: 'state', title: m.state, cell: (row) => <RequestState state={row.state} /> },
  ];
  return (
    <>
      <div class="page-head">
        <div>
          <h1>{m.requests}</h1>
          <p class="muted">{m.waiting(list.waiting.requested, list.waiting.authorised)}</p>
        </div>
        {mayAsk && (
          <div class="page-actions">
            <a class="btn btn-primary" href={`${base}/nuova`}>
              <Icon name="plus" size="small" /> {m.ask}
            </a>
          </div>
        )}
      </div>
      <PeopleFrame view="requests" views={views}>
        <ListPage
          caption={m.requests}
          filters={filters}
          columns={columns}
          rows={list.items}
          rowKey={({ request }) => request}
          count={list.count}
          {...(list.next ? { next: list.next } : {})}
          {...(list.previous ? { previous: list.previous } : {})}
          empty={<EmptyState title={m.noRequests}>{mayAsk && <p>{m.noRequestsHelp}</p>}</EmptyState>}
        />
      </PeopleFrame>
    </>
  );
}
