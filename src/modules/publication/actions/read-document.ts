import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction, type Tx } from '../../../platform/action.ts';
import { answerWithFile, fileAnswer } from '../../../platform/file-answer.ts';
import { boardRefusals } from '../rules/index.ts';
import { documentOf, noticeNamed, type StoredNotice } from '../storage/notices.ts';
import { listNotices } from './list-notices.ts';
import { ownNotice } from './own-notice.ts';
import { noticeId } from './shapes.ts';
import { stateOf } from './views.ts';

const example = { id: '00000000-0000-4000-8000-000000000000' };

/** The document of a notice that is on the board today. Refuses `publication/no-such-notice`. */
export const readDocument = defineAction({
  name: 'publication/read-document',
  title: text('scaricare il documento di un avviso', 'download the document of a notice'),
  reads: true,
  permission: 'public',
  http: { method: 'GET', path: '/notice-board/:id/document' },
  input: z.object({ id: noticeId }),
  output: fileAnswer,
  example,
  async run({ tx, association, now, input }) {
    const notice = await noticeNamed(tx, association, input.id);
    if (!notice || stateOf(notice, now.today) !== 'posted') throw new Refused(boardRefusals.noSuchNotice());
    return answerWith(tx, notice);
  },
});

/** The same of any notice, for the office. Refuses `publication/document-removed`. */
export const readOfficeDocument = defineAction({
  name: 'publication/read-office-document',
  title: text(
    'scaricare il documento di un avviso del repertorio',
    'download the document of a notice of the repertory',
  ),
  reads: true,
  permission: listNotices.permission,
  http: { method: 'GET', path: '/notices/:id/document' },
  input: z.object({ id: noticeId }),
  output: fileAnswer,
  example,
  run: async (context) => answerWith(context.tx, await ownNotice(context, context.input.id)),
});

async function answerWith(tx: Tx, notice: StoredNotice) {
  if (notice.document_removed) throw new Refused(boardRefusals.documentRemoved());
  const stored = await documentOf(tx, notice.association, notice.id);
  if (!stored?.document || notice.document_name === null) throw new Refused(boardRefusals.noDocument());
  return answerWithFile({ name: notice.document_name, type: notice.document_type!, content: stored.document });
}
