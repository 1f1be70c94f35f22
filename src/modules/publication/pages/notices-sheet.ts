import type { Language } from '../../../kernel/text.ts';
import type { Sheet } from '../../../platform/sheets/sheet.ts';
import type { PublicNotice } from '../actions/shapes.ts';
import { messages } from '../messages.ts';
import { numberWords } from './board-words.ts';

/** Notices as a sheet, a row each. */
export function noticesSheet(notices: readonly PublicNotice[], language: Language): Sheet {
  const m = messages[language];
  const text = (key: string, header: string) => ({ key, header, kind: 'text' as const });
  const day = (key: string, header: string) => ({ key, header, kind: 'day' as const });
  return {
    name: m.repertory,
    columns: [
      text('number', m.number),
      text('board', m.ofBoard),
      text('kind', m.kind),
      text('subject', m.subject),
      text('issuer', m.issuer),
      text('act', m.act),
      day('act_date', m.actDate),
      day('executive', m.executive),
      text('state', m.state),
      day('posted', m.posted),
      day('last_day', m.stay),
      day('in_force', m.inForce),
      text('document', m.document),
      text('sha256', m.hash),
    ],
    rows: notices.map((notice) => ({
      number: numberWords(notice),
      board: notice.board ?? m.ofAssociation,
      kind: m[notice.kind],
      subject: notice.subject,
      issuer: notice.issuer,
      act: notice.act,
      act_date: notice.actDate,
      executive: notice.executive,
      state: m[notice.state],
      posted: notice.posted,
      last_day: notice.lastDay,
      in_force: notice.inForce,
      document: notice.document?.name,
      sha256: notice.document?.sha256,
    })),
  };
}
