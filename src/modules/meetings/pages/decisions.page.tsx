import type { z } from 'zod';
import { showDay } from '../../../kernel/day.ts';
import type { PageRequest, PageRoute } from '../../../platform/page.ts';
import { Definitions } from '../../../platform/pages/definitions.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { ListPage } from '../../../platform/pages/list-page.tsx';
import { oneText } from '../../../platform/pages/one-text.ts';
import { listDecisions, showDecision } from '../actions/decisions.ts';
import { messages } from '../messages.ts';
import { crumbsTo, isOutside, MeetingsFrame, numberIn, organiHref } from './meetings-frame.tsx';
import { decisionText } from './words.ts';

type Listed = z.output<typeof listDecisions.output>;

export const decisionsPage: PageRoute = {
  method: 'GET',
  path: '/:association/organi/decisioni',
  open: true,
  answer: async (request) => {
    const { query } = request;
    const given = { body: oneText(query.organo), year: oneText(query.anno), cursor: oneText(query.cursor) };
    const asked = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    const list = await request.perform(listDecisions, asked as z.input<typeof listDecisions.input>);
    return {
      kind: 'page',
      title: messages[request.language].decisions,
      crumbs: crumbsTo(request, 'decisions').slice(0, 1),
      scope: 'association',
      body: <DecisionsPage list={list} query={query} outside={isOutside(request.actor)} />,
    };
  },
};

export const decisionPage: PageRoute = {
  method: 'GET',
  path: '/:association/organi/decisioni/:organo/:anno/:numero',
  open: true,
  answer: async (request) => {
    const decision = await request.perform(showDecision, {
      body: request.params.organo!,
      year: numberIn(request, 'anno'),
      number: numberIn(request, 'numero'),
    });
    const m = messages[request.language];
    const { language } = request;
    const href = organiHref(request, 'sedute', decision.meeting);
    return {
      kind: 'page',
      title: decisionText(decision, m),
      crumbs: crumbsTo(request, 'decisions'),
      scope: 'association',
      body: (
        <>
          <h1>{decision.title}</h1>
          <p class="lead">
            {decision.bodyName[language]}, {decisionText(decision, m)},{' '}
            {(decision.kind === 'opinion' ? m.given : m.decided)(showDay(decision.on, language))}
          </p>
          <Definitions
            items={[
              { term: m.meetings, is: <a href={href}>{m.meeting(decision.meeting)}</a> },
              {
                term: m.ballot,
                is: <a href={`${href}/votazioni/${decision.ballot}`}>{m.ballotNumber(decision.ballot)}</a>,
              },
              { term: m.matter, is: decision.matterTitle?.[language] },
              {
                term: m.adopted,
                is: decision.adopts
                  ? `${decision.matterTitle?.[language] ?? ''}: ${decision.subjectTitle?.[language] ?? decision.subject}`
                  : undefined,
              },
              { term: m.sha256, is: <code class="hash">{decision.sha256}</code> },
            ]}
          />
        </>
      ),
    };
  },
};

export function DecisionsPage({
  list,
  query,
  outside,
}: {
  list: Listed;
  query: PageRequest['query'];
  /** The reader has only what is published. */
  outside: boolean;
}) {
  const language = useLanguage();
  const m = messages[language];
  const { association } = useFrame();
  const base = `/${association!.id}/organi/decisioni`;
  const filtered = ['organo', 'anno'].some((name) => oneText(query[name]));
  return (
    <>
      <h1>{m.decisions}</h1>
      <MeetingsFrame view="decisions" empty={list.count === 0 && !filtered}>
        <ListPage
          caption={m.decisions}
          filters={[
            {
              kind: 'choice',
              name: 'organo',
              label: m.body,
              value: oneText(query.organo) ?? '',
              choices: list.bodies.map(({ id, name }) => ({ value: id, label: name[language] })),
            },
            { kind: 'text', name: 'anno', label: m.year, value: oneText(query.anno) ?? '' },
          ]}
          columns={[
            {
              key: 'number',
              title: m.number,
              names: true,
              cell: (row) => <a href={`${base}/${row.body}/${row.year}/${row.number}`}>{decisionText(row, m)}</a>,
            },
            { key: 'body', title: m.body, cell: (row) => row.bodyName[language] },
            { key: 'title', title: m.title, cell: (row) => row.title },
            { key: 'on', title: m.when, cell: (row) => showDay(row.on, language) },
          ]}
          rows={list.items}
          rowKey={(row) => `${row.body} ${row.year} ${row.number}`}
          count={list.count}
          {...(list.next ? { next: list.next } : {})}
          empty={
            <EmptyState title={m.noDecisions}>
              <p>{outside ? m.noDecisionsOutside : m.noDecisionsHelp}</p>
            </EmptyState>
          }
        />
      </MeetingsFrame>
    </>
  );
}
