import type { z } from 'zod';
import type { PageRequest, PageRoute } from '../../../platform/page.ts';
import { DayText } from '../../../platform/pages/day-text.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { Icon } from '../../../platform/pages/icon.tsx';
import { ListPage } from '../../../platform/pages/list-page.tsx';
import { oneText } from '../../../platform/pages/one-text.ts';
import { readBoard } from '../actions/read-board.ts';
import { noticeKinds } from '../actions/shapes.ts';
import { messages } from '../messages.ts';
import { BoardTabs } from './board-tabs.tsx';
import { boardCrumbs, boardHref, numberWords } from './board-words.ts';

/** What is on the board today, for anybody. */
export const boardPage: PageRoute = {
  method: 'GET',
  path: '/:association/albo',
  open: true,
  answer: async (request) => {
    const list = await request.perform(readBoard, asked(request));
    const m = messages[request.language];
    return {
      kind: 'page',
      title: m.boardTitle,
      crumbs: boardCrumbs(request).slice(0, 1),
      scope: 'association',
      body: <BoardPage list={list} query={request.query} />,
    };
  },
};

function asked({ query }: PageRequest): z.input<typeof readBoard.input> {
  const given = {
    q: oneText(query.q),
    board: query.albo === '' ? undefined : oneText(query.albo),
    kind: oneText(query.tipo),
    cursor: oneText(query.cursor),
  };
  const board = given.board === 'associazione' ? '' : given.board;
  return Object.fromEntries(Object.entries({ ...given, board }).filter(([, value]) => value !== undefined));
}

type List = z.output<typeof readBoard.output>;

export function BoardPage({ list, query }: { list: List; query: PageRequest['query'] }) {
  const { association } = useFrame();
  const language = useLanguage();
  const m = messages[language];
  const base = boardHref(association!.id);
  const filtered = ['q', 'albo', 'tipo'].some((name) => oneText(query[name]));
  return (
    <>
      <div class="page-head">
        <div>
          <h1>{m.boardTitle}</h1>
          <p class="lead">{m.boardLead}</p>
        </div>
        <div class="page-actions">
          <a class="btn btn-outline-primary btn-xs" href={`${base}/albo.atom`} hx-boost="false">
            {m.feed}
          </a>
        </div>
      </div>
      <BoardTabs at="board" />
      <ListPage
        caption={m.rows}
        filters={[
          { kind: 'text', name: 'q', label: m.search },
          {
            kind: 'choice',
            name: 'tipo',
            label: m.kind,
            choices: noticeKinds.map((kind) => ({ value: kind, label: m[kind] })),
          },
          ...(list.boards.length > 0
            ? [
                {
                  kind: 'choice' as const,
                  name: 'albo',
                  label: m.ofBoard,
                  choices: [
                    { value: 'associazione', label: m.ofAssociation },
                    ...list.boards.map(({ entity, name }) => ({ value: entity, label: name })),
                  ],
                },
              ]
            : []),
        ]}
        columns={[
          { key: 'number', title: m.number, cell: (notice) => numberWords(notice) },
          {
            key: 'subject',
            title: m.subject,
            names: true,
            cell: (notice) => <a href={`${base}/${notice.id}`}>{notice.subject}</a>,
          },
          { key: 'kind', title: m.kind, cell: (notice) => m[notice.kind] },
          { key: 'issuer', title: m.issuer, cell: (notice) => notice.issuer || notice.board || '' },
          {
            key: 'stay',
            title: m.stay,
            cell: (notice) => (
              <>
                <DayText day={notice.posted!} /> – <DayText day={notice.lastDay!} />
              </>
            ),
          },
        ]}
        rows={list.items}
        rowKey={(notice) => notice.id}
        count={list.count}
        {...(list.next ? { next: list.next } : {})}
        exports={[
          { title: m.openData, href: `${base}/albo.csv` },
          { title: m.openDataJson, href: `${base}/albo.json` },
        ]}
        empty={
          <EmptyState title={filtered ? m.noneFiltered : m.none}>
            <Icon name="file" />
          </EmptyState>
        }
      />
    </>
  );
}
