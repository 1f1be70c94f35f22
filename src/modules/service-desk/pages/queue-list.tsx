import type { z } from 'zod';
import { addressWith } from '../../../platform/pages/address.ts';
import type { Column } from '../../../platform/pages/data-table.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { type ListFilter, ListPage } from '../../../platform/pages/list-page.tsx';
import { sheetFormats } from '../../../platform/sheets/sheet-file.ts';
import type { countViews } from '../actions/count-views.ts';
import type { listTickets, ticketView } from '../actions/list-tickets.ts';
import { messages } from '../messages.ts';
import { levelNames, priorities, priorityNames, stateNames } from '../vocabulary.ts';
import { deskHref, ticketHref } from './desk-frame.ts';
import { Due } from './due.tsx';
import { queueNames } from './queue-names.ts';
import { Standing } from './standing.tsx';

type Ticket = z.output<typeof ticketView>;
export type Entities = readonly { readonly code: string; readonly name: string }[];
export type Services = z.output<typeof countViews.output>['services'];
export type Levels = z.output<typeof countViews.output>['levels'];
export type Assignees = readonly { readonly id: string; readonly name: string }[];

/** As many letters of a subject as a row on a small screen of a desk has room for. */
const inSight = 50;

/** The id of the form that does one thing to all chosen requests: their boxes stand outside it. */
const together = 'insieme';

/**
 * The list of the queue: a row says what, who and for whom, where it stands, who has it, how long there is still.
 *
 * @param assignees whom chosen requests can be given to; undefined for whoever changes no requests
 */
export function QueueList({
  list,
  now,
  assignees,
  ofOneEntity,
  entities,
  services,
  levels,
  asked,
}: {
  list: z.output<typeof listTickets.output>;
  now: number;
  assignees: Assignees | undefined;
  ofOneEntity: boolean;
  /** Those that the list can be narrowed to; none for who sees one. */
  entities: Entities;
  services: Services;
  /** Those that the agreement has. */
  levels: Levels;
  /** What the list was asked. */
  asked: Readonly<Record<string, unknown>>;
}) {
  const { association, url } = useFrame();
  const language = useLanguage();
  const m = messages[language];
  const { id } = association!;
  const search = url.includes('?') ? url.slice(url.indexOf('?')) : '';
  const choose: Column<Ticket> = {
    key: 'choose',
    title: <span class="visually-hidden">{m.pickColumn}</span>,
    cell: ({ number, version }) => (
      <input
        type="checkbox"
        id={`scelta-${number.replace('/', '-')}`}
        form={together}
        name="tickets"
        value={`${number}.${version}`}
        aria-label={m.pick(number)}
        data-key="x"
      />
    ),
  };
  const columns: readonly Column<Ticket>[] = [
    ...(assignees ? [choose] : []),
    {
      key: 'subject',
      title: m.subject,
      names: true,
      cell: ({ number, subject, requesterName, entityName }) => (
        <>
          <a
            href={ticketHref(id, number)}
            title={subject.length > inSight ? subject : undefined}
            data-also={assignees ? 'r:#risposta e:/risolvi' : undefined}
          >
            {subject}
          </a>
          <span class="queue-whose">
            {number} · {requesterName}
            {!ofOneEntity && `, ${entityName}`}
          </span>
        </>
      ),
    },
    { key: 'state', title: m.state, cell: (ticket) => <Standing ticket={ticket} /> },
    { key: 'assignee', title: m.assignee, cell: ({ assigneeName }) => assigneeName ?? '–' },
    { key: 'due', title: m.due, cell: ({ dueAt }) => (dueAt ? <Due at={dueAt} now={now} /> : '–') },
  ];
  return (
    <>
      <ListPage
        caption={m.queue}
        filters={filters(language, { entities, services, levels, asked })}
        columns={columns}
        rows={list.items}
        rowKey={({ number }) => number}
        count={list.count}
        countedTo={1000}
        {...(list.next ? { next: list.next } : {})}
        exports={sheetFormats.map((format) => ({
          title: format.toUpperCase(),
          href: addressWith(`${deskHref(id, '/esporta')}${search}`, { formato: format, cursor: undefined }),
        }))}
        empty={<EmptyState title={search ? m.noneFiltered : m.noneYet} />}
      />
      {assignees && list.items.length > 0 && <Together assignees={assignees} levels={levels} back={search} />}
    </>
  );
}

/** What can be done to all chosen requests at once. */
function Together({ assignees, levels, back }: { assignees: Assignees; levels: Levels; back: string }) {
  const { association, csrf } = useFrame();
  const language = useLanguage();
  const m = messages[language];
  const unchanged = { value: '', label: m.unchanged };
  return (
    <form class="queue-together" id={together} method="post" action={deskHref(association!.id, '/insieme')}>
      <input type="hidden" name="_csrf" value={csrf} />
      <input type="hidden" name="torna" value={back} />
      <fieldset>
        <legend>{m.together}</legend>
        <TogetherChoice
          name="to"
          label={m.assignee}
          keys={{ 'data-key': 'a', 'data-key-picks': 'x' }}
          choices={[
            unchanged,
            { value: 'me', label: m.me },
            ...assignees.map((one) => ({ value: one.id, label: one.name })),
            { value: 'nobody', label: m.nobody },
          ]}
        />
        <TogetherChoice
          name="priority"
          label={m.priority}
          choices={[unchanged, ...priorities.map((value) => ({ value, label: priorityNames[value][language] }))]}
        />
        <TogetherChoice
          name="level"
          label={m.level}
          choices={[unchanged, ...levels.map((value) => ({ value, label: levelNames[value][language] }))]}
        />
        <label class="queue-close">
          <input type="checkbox" name="close" value="true" /> {m.closeSolved}
        </label>
        <button type="submit" class="btn btn-primary btn-xs">
          {m.apply}
        </button>
      </fieldset>
    </form>
  );
}

/** A choice in one line with others. */
function TogetherChoice({
  name,
  label,
  choices,
  keys = {},
}: {
  name: string;
  label: string;
  choices: readonly { readonly value: string; readonly label: string }[];
  keys?: Readonly<Record<string, string>>;
}) {
  return (
    <div class="filter">
      <label for={`insieme-${name}`}>{label}</label>
      <select class="control" id={`insieme-${name}`} name={name} {...keys}>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </div>
  );
}

type Narrowed = {
  readonly entities: Entities;
  readonly services: Services;
  readonly levels: Levels;
  readonly asked: Readonly<Record<string, unknown>>;
};

function filters(language: 'it' | 'en', { entities, services, levels, asked }: Narrowed): readonly ListFilter[] {
  const m = messages[language];
  return [
    { kind: 'text', name: queueNames.q, label: m.search },
    {
      kind: 'choice',
      name: queueNames.state,
      label: m.state,
      choices: [
        { value: 'open', label: m.anyOpen },
        ...Object.entries(stateNames).map(([value, label]) => ({ value, label: label[language] })),
      ],
    },
    ...(entities.length > 1
      ? [
          {
            kind: 'choice' as const,
            name: queueNames.entity,
            label: m.entity,
            choices: entities.map(({ code, name }) => ({ value: code, label: name })),
          },
        ]
      : []),
    { kind: 'text', name: queueNames.requester, label: m.requester },
    ...(services.length > 0
      ? [
          {
            kind: 'choice' as const,
            name: queueNames.service,
            label: m.service,
            choices: servicesWith(asked.service, services, language),
          },
        ]
      : []),
    {
      kind: 'choice',
      name: queueNames.priority,
      label: m.priority,
      choices: priorities.map((value) => ({ value, label: priorityNames[value][language] })),
    },
    {
      kind: 'choice',
      name: queueNames.level,
      label: m.level,
      choices: levels.map((value) => ({ value, label: levelNames[value][language] })),
    },
    {
      kind: 'choice',
      name: queueNames.assignee,
      label: m.assignee,
      choices: [
        { value: 'me', label: m.me },
        { value: 'nobody', label: m.nobody },
      ],
    },
  ];
}

/** The services, with the one that is asked for where it is no longer among them. */
function servicesWith(asked: unknown, services: Services, language: 'it' | 'en') {
  const known = services.map(({ code, name }) => ({ value: code, label: name[language] }));
  if (typeof asked !== 'string' || services.some(({ code }) => code === asked)) return known;
  return [...known, { value: asked, label: asked }];
}
