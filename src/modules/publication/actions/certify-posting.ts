import { z } from 'zod';
import { addDays, type Day } from '../../../kernel/day.ts';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape } from '../../../platform/shape.ts';
import { boardRefusals } from '../rules/index.ts';
import { listNotices } from './list-notices.ts';
import { ownNotice } from './own-notice.ts';
import { noticeId, officeNotice } from './shapes.ts';
import { officeView } from './views.ts';

/**
 * What the certificate of publication says of a posting that served its days (relata di pubblicazione). Refuses
 * `publication/not-over`, `publication/not-posted`.
 */
export const certifyPosting = defineAction({
  name: 'publication/certify-posting',
  title: text('certificare una pubblicazione', 'certify a posting'),
  reads: true,
  permission: listNotices.permission,
  http: { method: 'GET', path: '/notices/:id/certificate' },
  input: z.object({ id: noticeId }),
  output: officeNotice.extend({
    from: dayShape,
    to: dayShape,
    postedBy: z.string(),
    executiveFrom: dayShape.nullable(),
  }),
  example: { id: '00000000-0000-4000-8000-000000000000' },
  async run(context) {
    const { now, input } = context;
    const notice = await ownNotice(context, input.id);
    const view = officeView(notice, now.today);
    const last = notice.postings.at(-1);
    if (!last || view.state === 'interrupted' || view.state === 'withdrawn')
      throw new Refused(boardRefusals.notPosted());
    if (view.state !== 'ended') throw new Refused(boardRefusals.notOver(last.last_day));
    const executiveFrom: Day | null = notice.executive ? addDays(last.last_day, 1) : null;
    return { ...view, from: last.posted, to: last.last_day, postedBy: last.posted_by, executiveFrom };
  },
});
