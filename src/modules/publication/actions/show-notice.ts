import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { readTraces } from '../../../kernel/trace-text.ts';
import { defineAction } from '../../../platform/action.ts';
import { traceShape } from '../../../platform/shape.ts';
import { listNotices } from './list-notices.ts';
import { ownNotice } from './own-notice.ts';
import { noticeId, officeNotice } from './shapes.ts';
import { officeView } from './views.ts';

/** A notice with its postings and why its last day is that one. Refuses `publication/no-such-notice`. */
export const showNotice = defineAction({
  name: 'publication/show-notice',
  title: text('consultare un avviso del repertorio', 'consult a notice of the repertory'),
  reads: true,
  permission: listNotices.permission,
  http: { method: 'GET', path: '/notices/:id' },
  input: z.object({ id: noticeId }),
  output: officeNotice.extend({ trace: traceShape.nullable() }),
  example: { id: '00000000-0000-4000-8000-000000000000' },
  async run(context) {
    const notice = await ownNotice(context, context.input.id);
    const last = notice.postings.at(-1);
    return { ...officeView(notice, context.now.today), trace: last ? readTraces(last.trace)['']! : null };
  },
});
