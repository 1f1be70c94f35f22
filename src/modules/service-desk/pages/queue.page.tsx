import type { z } from 'zod';
import type { PageRequest, PageRoute } from '../../../platform/page.ts';
import { addressWith } from '../../../platform/pages/address.ts';
import { askedIn } from '../../../platform/pages/asked-in.ts';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { Icon } from '../../../platform/pages/icon.tsx';
import { ListPage } from '../../../platform/pages/list-page.tsx';
import { oneText } from '../../../platform/pages/one-text.ts';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { Tabs } from '../../../platform/pages/tabs.tsx';
import { type SheetFormat, sheetFile, sheetFormats } from '../../../platform/sheets/sheet-file.ts';
import { countViews, type QueueView, queueViews } from '../actions/count-views.ts';
import { listTickets } from '../actions/list-tickets.ts';
import { openTicket } from '../actions/open-ticket.ts';
import { messages } from '../messages.ts';
import { levelNames, levels, momentText, priorities, priorityNames, stateNames, waitNames } from '../vocabulary.ts';
import { deskCrumbs, deskHref, ticketHref } from './desk-frame.ts';
import { queueSheet } from './queue-sheet.ts';

type Asked = z.input<typeof listTickets.input>;

/** The name that a filter has in an address. */
const names = {
  q: 'q',
  state: 'stato',
  entity: 'ente',
  assignee: 'incarico',
  requester: 'richiedente',
  watched: 'seguite',
  service: 'servizio',
  priority: 'priorita',
  level: 'livello',
  wait: 'attesa',
  order: 'ordine',
  cursor: 'cursor',
} as const;

/** The queue of the office; for the others their own requests, or those of their entity. */
export const queuePage: PageRoute = {
  method: 'GET',
  path: '/:association/assistenza',
  needs: listTickets,
  answer: async (request) => {
    const list = await request.perform(listTickets, asked(request));
    const { views } = await request.perform(countViews, {});
    return {
      kind: 'page',
      title: messages[request.language].queue,
      crumbs: deskCrumbs(request).slice(0, 1),
      scope: request.actor.entity ? 'entity' : 'association',
      body: <QueuePage list={list} views={views} mayAsk={request.may(openTicket)} />,
    };
  },
};

/** Exactly what is filtered, as a sheet. */
export const queueExport: PageRoute = {
  method: 'GET',
  path: '/:association/assistenza/esporta',
  needs: listTickets,
  answer: async (request) => {
    const wanted = oneText(request.query.formato) as SheetFormat | undefined;
    const format = wanted && sheetFormats.includes(wanted) ? wanted : 'ods';
    const items: z.output<typeof listTickets.output>['items'] = [];
    let cursor: string | undefined;
    do {
      const page = await request.perform(listTickets, { ...asked(request), cursor, limit: 10_000 });
      items.push(...page.items);
      cursor = page.next ?? undefined;
    } while (cursor);
    const sheet = queueSheet(items, request.language);
    const about = { title: sheet.name, author: request.association!.name, language: request.language };
    return { kind: 'file', ...(await sheetFile(format, `richieste-${request.now.today}`, [sheet], about)) };
  },
};

/** Without anything asked, what is open, due first. */
function asked({ query }: PageRequest): Asked {
  const given = askedIn<Asked>(query, names);
  return Object.keys(given).some((field) => field !== 'cursor') ? given : { ...given, ...queueViews.open };
}

function viewHref(association: string, view: QueueView): string {
  const entries = Object.entries(queueViews[view]) as [keyof typeof names, string | boolean][];
  return `${deskHref(association)}?${new URLSearchParams(entries.map(([field, value]) => [names[field], String(value)]))}`;
}

const tones = {
  new: 'attention',
  assigned: 'neutral',
  waiting: 'neutral',
  solved: 'good',
  closed: 'good',
  merged: 'neutral',
  refused: 'bad',
} as const;

export function QueuePage({
  list,
  views,
  mayAsk,
}: {
  list: z.output<typeof listTickets.output>;
  views: Readonly<Partial<Record<QueueView, number>>>;
  mayAsk: boolean;
}) {
  const { association, url } = useFrame();
  const language = useLanguage();
  const m = messages[language];
  const { id } = association!;
  const search = url.includes('?') ? url.slice(url.indexOf('?')) : '';
  const shown = (Object.keys(queueViews) as QueueView[]).filter((view) => view === 'open' || (views[view] ?? 0) > 0);
  const here = (view: QueueView) => search !== '' && viewHref(id, view).endsWith(search);
  return (
    <>
      <div class="page-head">
        <h1>{m.queue}</h1>
        {mayAsk && (
          <div class="page-actions">
            <a class="btn btn-primary" href={deskHref(id, '/nuova')}>
              <Icon name="plus" size="small" /> {m.ask}
            </a>
          </div>
        )}
      </div>
      <Tabs
        label={m.views}
        tabs={shown.map((view) => ({
          title: `${m[view]} (${(views[view] ?? 0) > 1000 ? m.more : (views[view] ?? 0)})`,
          href: viewHref(id, view),
          current: here(view) || (search === '' && view === 'open'),
        }))}
      />
      <ListPage
        caption={m.queue}
        filters={[
          { kind: 'text', name: names.q, label: m.search },
          {
            kind: 'choice',
            name: names.state,
            label: m.state,
            choices: [
              { value: 'open', label: m.anyOpen },
              ...Object.entries(stateNames).map(([value, label]) => ({ value, label: label[language] })),
            ],
          },
          {
            kind: 'choice',
            name: names.priority,
            label: m.priority,
            choices: priorities.map((value) => ({ value, label: priorityNames[value][language] })),
          },
          {
            kind: 'choice',
            name: names.level,
            label: m.level,
            choices: levels.map((value) => ({ value, label: levelNames[value][language] })),
          },
          {
            kind: 'choice',
            name: names.assignee,
            label: m.assignee,
            choices: [
              { value: 'me', label: m.me },
              { value: 'nobody', label: m.nobody },
            ],
          },
        ]}
        columns={[
          { key: 'number', title: m.number, cell: ({ number }) => number },
          {
            key: 'subject',
            title: m.subject,
            names: true,
            cell: ({ number, subject }) => <a href={ticketHref(id, number)}>{subject}</a>,
          },
          {
            key: 'state',
            title: m.state,
            cell: ({ state, wait }) => (
              <StatusChip tone={tones[state]}>
                {stateNames[state][language]}
                {wait && ` ${waitNames[wait][language]}`}
              </StatusChip>
            ),
          },
          { key: 'priority', title: m.priority, cell: ({ priority }) => priorityNames[priority][language] },
          { key: 'entity', title: m.entity, cell: ({ entityName }) => entityName },
          { key: 'requester', title: m.requester, cell: ({ requesterName }) => requesterName },
          { key: 'assignee', title: m.assignee, cell: ({ assigneeName }) => assigneeName ?? '–' },
          { key: 'due', title: m.due, cell: ({ dueAt }) => (dueAt ? momentText(dueAt, language) : '–') },
        ]}
        rows={list.items}
        rowKey={({ number }) => number}
        count={list.count}
        {...(list.next ? { next: list.next } : {})}
        exports={sheetFormats.map((format) => ({
          title: format.toUpperCase(),
          href: addressWith(`${deskHref(id, '/esporta')}${search}`, { formato: format, cursor: undefined }),
        }))}
        empty={<EmptyState title={search ? m.noneFiltered : m.noneYet} />}
      />
    </>
  );
}
