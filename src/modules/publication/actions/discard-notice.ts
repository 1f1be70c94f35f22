import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { boardRefusals } from '../rules/index.ts';
import { deleteDraft } from '../storage/notices.ts';
import { ownNotice } from './own-notice.ts';
import { noticeId } from './shapes.ts';

/** Throws a draft away. Refuses `publication/already-posted`. */
export const discardNotice = defineAction({
  name: 'publication/discard-notice',
  title: text('eliminare la bozza di un avviso', 'discard the draft of a notice'),
  permission: { capability: 'publication', letter: 'w' },
  http: { method: 'DELETE', path: '/notices/:id' },
  input: z.object({ id: noticeId }),
  output: z.object({ id: noticeId }),
  example: { id: '00000000-0000-4000-8000-000000000000' },
  async run(context) {
    const { tx, association, input, tell } = context;
    const notice = await ownNotice(context, input.id);
    if (!(await deleteDraft(tx, association, input.id))) throw new Refused(boardRefusals.alreadyPosted());
    tell({ actingFor: notice.entity, before: { id: notice.id, subject: notice.subject } });
    return input;
  },
});
