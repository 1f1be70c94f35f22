import { Feed } from 'feed';
import { filePage } from '../../../platform/file-answer.ts';
import type { PageRequest, PageRoute } from '../../../platform/page.ts';
import { toCsv } from '../../../platform/sheets/machine-csv.ts';
import { siteAddress } from '../../../platform/site-address.ts';
import { readBoard } from '../actions/read-board.ts';
import { readDocument, readOfficeDocument } from '../actions/read-document.ts';
import { showNotice } from '../actions/show-notice.ts';
import { messages } from '../messages.ts';
import { boardHref } from './board-words.ts';
import { noticesSheet } from './notices-sheet.ts';

/** Everything on the board today: the feed and the open data are not paged. */
const everything = 1000;

/** The board as an Atom feed. */
export const boardFeed: PageRoute = {
  method: 'GET',
  path: '/:association/albo/albo.atom',
  open: true,
  answer: async (request) => {
    const { items } = await request.perform(readBoard, { limit: everything });
    const m = messages[request.language];
    const { id, name } = request.association!;
    const here = `${siteAddress(request.caller) ?? request.caller.site ?? ''}${boardHref(id)}`;
    const latest =
      items
        .map(({ posted }) => posted!)
        .sort()
        .at(-1) ?? request.now.today;
    const feed = new Feed({
      id: here,
      link: here,
      title: `${m.boardTitle} – ${name}`,
      language: request.language,
      copyright: '',
      generator: 'Comunanza',
      updated: new Date(latest),
      feedLinks: { atom: `${here}/albo.atom` },
    });
    for (const notice of items) {
      feed.addItem({
        id: `${here}/${notice.id}`,
        link: `${here}/${notice.id}`,
        title: notice.subject,
        description: [`${notice.number}/${notice.year}`, m[notice.kind], notice.issuer, notice.act]
          .filter(Boolean)
          .join(' · '),
        date: new Date(notice.posted!),
      });
    }
    return {
      kind: 'file',
      name: 'albo.atom',
      type: 'application/atom+xml; charset=utf-8',
      content: feed.atom1(),
      inline: true,
    };
  },
};

/** The board as open data. */
export const boardCsv: PageRoute = {
  method: 'GET',
  path: '/:association/albo/albo.csv',
  open: true,
  answer: async (request) => {
    const { items } = await request.perform(readBoard, { limit: everything });
    return {
      kind: 'file',
      name: 'albo.csv',
      type: 'text/csv; charset=utf-8',
      content: toCsv(noticesSheet(items, request.language)),
    };
  },
};

export const boardJson: PageRoute = {
  method: 'GET',
  path: '/:association/albo/albo.json',
  open: true,
  answer: async (request) => {
    const { items } = await request.perform(readBoard, { limit: everything });
    return {
      kind: 'file',
      name: 'albo.json',
      type: 'application/json; charset=utf-8',
      content: JSON.stringify(items),
      inline: true,
    };
  },
};

/** The document of a notice: for anybody while it is posted, for the office always. */
export const documentFile: PageRoute = {
  method: 'GET',
  path: '/:association/albo/:id/documento',
  open: true,
  answer: async (request: PageRequest) => {
    const { id } = request.params;
    if (request.may(showNotice)) {
      const attempt = await request.attempt(readOfficeDocument, { id });
      if (attempt.ok) return filePage(attempt.value);
    }
    return filePage(await request.perform(readDocument, { id: id! }));
  },
};
