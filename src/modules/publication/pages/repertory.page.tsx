import type { z } from 'zod';
import type { PageRequest, PageRoute } from '../../../platform/page.ts';
import { addressWith } from '../../../platform/pages/address.ts';
import { askedIn } from '../../../platform/pages/asked-in.ts';
import { DayText } from '../../../platform/pages/day-text.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { Icon } from '../../../platform/pages/icon.tsx';
import { ListPage } from '../../../platform/pages/list-page.tsx';
import { oneText } from '../../../platform/pages/one-text.ts';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { type SheetFormat, sheetFile, sheetFormats } from '../../../platform/sheets/sheet-file.ts';
import { draftNotice } from '../actions/draft-notice.ts';
import { listNotices } from '../actions/list-notices.ts';
import { noticeKinds, noticeStates, type OfficeNotice } from '../actions/shapes.ts';
import { messages } from '../messages.ts';
import { BoardTabs } from './board-tabs.tsx';
import { boardCrumbs, boardHref, numberWords } from './board-words.ts';
import { noticesSheet } from './notices-sheet.ts';

/** The repertory of the office: every notice with its number, and the drafts. */
export const repertoryPage: PageRoute = {
  method: 'GET',
  path: '/:association/albo/repertorio',
  needs: listNotices,
  answer: async (request) => {
    const list = await request.perform(listNotices, asked(request));
    const m = messages[request.language];
    return {
      kind: 'page',
      title: m.repertoryTitle,
      crumbs: boardCrumbs(request),
      scope: list.only ? 'entity' : 'association',
      body: <RepertoryPage list={list} mayWrite={request.may(draftNotice) && list.only?.open !== false} />,
    };
  },
};

export const repertoryExport: PageRoute = {
  method: 'GET',
  path: '/:association/albo/repertorio/esporta',
  needs: listNotices,
  answer: async (request) => {
    const wanted = oneText(request.query.formato) as SheetFormat | undefined;
    const format = wanted && sheetFormats.includes(wanted) ? wanted : 'ods';
    const notices: OfficeNotice[] = [];
    let cursor: string | undefined;
    do {
      const page = await request.perform(listNotices, { ...asked(request), cursor, limit: 1000 });
      notices.push(...page.items);
      cursor = page.next ?? undefined;
    } while (cursor);
    const sheet = noticesSheet(notices, request.language);
    const about = { title: sheet.name, author: request.association!.name, language: request.language };
    return { kind: 'file', ...(await sheetFile(format, `repertorio-${request.now.today}`, [sheet], about)) };
  },
};

function asked({ query }: PageRequest): z.input<typeof listNotices.input> {
  return askedIn<z.input<typeof listNotices.input>>(query, {
    q: 'q',
    kind: 'tipo',
    state: 'stato',
    year: 'anno',
    cursor: 'cursor',
  });
}

const tones = {
  draft: 'neutral',
  posted: 'good',
  interrupted: 'attention',
  ended: 'neutral',
  withdrawn: 'bad',
} as const;

export function RepertoryPage({ list, mayWrite }: { list: z.output<typeof listNotices.output>; mayWrite: boolean }) {
  const { association, url } = useFrame();
  const m = messages[useLanguage()];
  const base = boardHref(association!.id);
  const search = url.includes('?') ? url.slice(url.indexOf('?')) : '';
  return (
    <>
      <div class="page-head">
        <h1>{m.repertoryTitle}</h1>
        {mayWrite && (
          <div class="page-actions">
            <a class="btn btn-primary" href={`${base}/nuovo`}>
              <Icon name="plus" size="small" /> {m.newNotice}
            </a>
          </div>
        )}
      </div>
      <BoardTabs at="repertory" />
      {list.only?.open && (
        <p>
          {m.repertoryOwn} <a href={base}>{m.repertoryOthers}</a>
        </p>
      )}
      {list.only?.open === false && list.count === 0 && !search ? (
        <EmptyState title={m.repertoryNoBoard}>
          <p>
            <a href={base}>{m.repertoryOthers}</a>
          </p>
        </EmptyState>
      ) : (
        <ListPage
          caption={m.repertoryTitle}
          filters={[
            { kind: 'text', name: 'q', label: m.search },
            {
              kind: 'choice',
              name: 'stato',
              label: m.state,
              choices: noticeStates.map((state) => ({ value: state, label: m[state] })),
            },
            {
              kind: 'choice',
              name: 'tipo',
              label: m.kind,
              choices: noticeKinds.map((kind) => ({ value: kind, label: m[kind] })),
            },
            { kind: 'text', name: 'anno', label: m.year },
          ]}
          columns={[
            { key: 'number', title: m.number, cell: (notice) => numberWords(notice) },
            {
              key: 'subject',
              title: m.subject,
              names: true,
              cell: (notice) => <a href={`${base}/${notice.id}`}>{notice.subject}</a>,
            },
            { key: 'board', title: m.ofBoard, cell: (notice) => notice.board ?? m.ofAssociation },
            { key: 'kind', title: m.kind, cell: (notice) => m[notice.kind] },
            {
              key: 'state',
              title: m.state,
              cell: (notice) => <StatusChip tone={tones[notice.state]}>{m[notice.state]}</StatusChip>,
            },
            {
              key: 'stay',
              title: m.stay,
              cell: (notice) =>
                notice.posted && (
                  <>
                    <DayText day={notice.posted} /> – <DayText day={notice.lastDay!} />
                  </>
                ),
            },
          ]}
          rows={list.items}
          rowKey={(notice) => notice.id}
          count={list.count}
          {...(list.next ? { next: list.next } : {})}
          exports={sheetFormats.map((format) => ({
            title: format.toUpperCase(),
            href: addressWith(`${base}/repertorio/esporta${search}`, { formato: format, cursor: undefined }),
          }))}
          empty={<EmptyState title={search ? m.noneFiltered : list.only ? m.repertoryNoneOwn : m.repertoryNone} />}
        />
      )}
    </>
  );
}
