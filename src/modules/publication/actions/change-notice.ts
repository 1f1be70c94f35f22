import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { boardRefusals, personalDataIn } from '../rules/index.ts';
import { updateDraft } from '../storage/notices.ts';
import { contentOf } from './notice-content.ts';
import { ownNotice } from './own-notice.ts';
import { findingView, findingViews, noticeContent, noticeId } from './shapes.ts';

/** Changes a draft; the document stays where none is given. Refuses `publication/already-posted`. */
export const changeNotice = defineAction({
  name: 'publication/change-notice',
  title: text('cambiare la bozza di un avviso', 'change the draft of a notice'),
  permission: { capability: 'publication', letter: 'w' },
  http: { method: 'PUT', path: '/notices/:id' },
  input: noticeContent.extend({ id: noticeId }),
  output: z.object({ id: noticeId, found: z.array(findingView).max(20) }),
  example: {
    id: '00000000-0000-4000-8000-000000000000',
    subject: 'Regolamento del servizio informatico associato',
    kind: 'regulation',
  },
  async run(context) {
    const { tx, association, input, tell } = context;
    const { id, ...written } = input;
    const before = await ownNotice(context, id);
    if (before.number !== null) throw new Refused(boardRefusals.alreadyPosted());
    const { found: _, document, document_name, document_type, document_sha256, ...about } = await contentOf(written);
    const kept = document === null && before.document_sha256 !== null;
    const again = kept ? {} : { document, document_name, document_type, document_sha256 };
    const found = kept
      ? [...before.found.filter(({ kind }) => kind !== 'special'), ...personalDataIn(written.subject)]
      : (await contentOf(written)).found;
    const once = [...new Map(found.map((finding) => [finding.kind, finding])).values()];
    if (!(await updateDraft(tx, { association, id }, { ...about, ...again, found: once })))
      throw new Refused(boardRefusals.alreadyPosted());
    tell({ actingFor: before.entity, before: { subject: before.subject }, after: { id, subject: written.subject } });
    return { id, found: findingViews(once) };
  },
});
