import { text } from '../../../kernel/text.ts';
import type { SearchSource } from '../../../platform/page.ts';
import { listNotices } from '../actions/list-notices.ts';
import { readBoard } from '../actions/read-board.ts';
import { boardHref, numberWords } from './board-words.ts';

/** Notices by subject, issuer, act or number: those posted, and for the office those of the repertory. */
export const noticeSearch: SearchSource = {
  needs: readBoard,
  title: text('Albo', 'Notice board'),
  find: async (request, words, most) => {
    const asked = { q: words, limit: most };
    const posted = (await request.perform(readBoard, asked)).items;
    const own = request.may(listNotices) ? (await request.perform(listNotices, asked)).items : [];
    const found = new Map([...own, ...posted].map((notice) => [notice.id, notice]));
    return [...found.values()].slice(0, most).map((notice) => ({
      title: notice.subject,
      href: `${boardHref(request.association!.id)}/${notice.id}`,
      detail: [numberWords(notice), notice.issuer].filter(Boolean).join(' · '),
    }));
  },
};
