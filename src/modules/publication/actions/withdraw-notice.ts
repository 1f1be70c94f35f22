import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { boardRefusals } from '../rules/index.ts';
import { markWithdrawn, noticeNamed } from '../storage/notices.ts';
import { ownNotice } from './own-notice.ts';
import { noticeId, officeNotice } from './shapes.ts';
import { officeView } from './views.ts';

/** Takes a notice off the board for good; its number stays in the repertory with the reason. */
export const withdrawNotice = defineAction({
  name: 'publication/withdraw-notice',
  title: text('ritirare un avviso dall’albo', 'withdraw a notice from the board'),
  permission: { capability: 'publication', letter: 'w' },
  http: { method: 'POST', path: '/notices/:id/withdrawal' },
  input: z.object({ id: noticeId, reason: z.string().trim().min(3).max(500) }),
  output: officeNotice,
  example: { id: '00000000-0000-4000-8000-000000000000', reason: 'Allegato sbagliato' },
  async run(context) {
    const { tx, association, now, input, tell } = context;
    const notice = await ownNotice(context, input.id);
    if (!(await markWithdrawn(tx, { association, id: notice.id }, { day: now.today, reason: input.reason })))
      throw new Refused(boardRefusals.notPosted());
    tell({ actingFor: notice.entity, after: { id: notice.id, withdrawn: now.today, reason: input.reason } });
    return officeView((await noticeNamed(tx, association, notice.id))!, now.today);
  },
});
