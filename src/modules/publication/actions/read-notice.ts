import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { readTraces } from '../../../kernel/trace-text.ts';
import { defineAction } from '../../../platform/action.ts';
import { traceShape } from '../../../platform/shape.ts';
import { boardRefusals } from '../rules/index.ts';
import { noticeNamed } from '../storage/notices.ts';
import { noticeId, publicNotice } from './shapes.ts';
import { publicView } from './views.ts';

/** A notice that is on the board today, for anybody. Refuses `publication/no-such-notice`. */
export const readNotice = defineAction({
  name: 'publication/read-notice',
  title: text('leggere un avviso dell’albo', 'read a notice of the board'),
  reads: true,
  permission: 'public',
  http: { method: 'GET', path: '/notice-board/:id' },
  input: z.object({ id: noticeId }),
  output: publicNotice.extend({ trace: traceShape }),
  example: { id: '00000000-0000-4000-8000-000000000000' },
  async run({ tx, association, now, input }) {
    const notice = await noticeNamed(tx, association, input.id);
    const view = notice && publicView(notice, now.today);
    if (!notice || view?.state !== 'posted') throw new Refused(boardRefusals.noSuchNotice());
    return { ...view, trace: readTraces(notice.postings.at(-1)!.trace)['']! };
  },
});
