import { z } from 'zod';
import { orRefuse, Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { writeTraces } from '../../../kernel/trace-text.ts';
import { defineAction } from '../../../platform/action.ts';
import { boardRefusals } from '../rules/index.ts';
import { insertPosting, noticeNamed } from '../storage/notices.ts';
import { ownNotice } from './own-notice.ts';
import { publicationClause } from './publication-clause.ts';
import { noticeId, officeNotice } from './shapes.ts';
import { termOf } from './term-of.ts';
import { officeView, stateOf } from './views.ts';

/** Puts an interrupted notice back on the board from today, its days counted again. Refuses `publication/not-interrupted`. */
export const resumePosting = defineAction({
  name: 'publication/resume-posting',
  title: text('riprendere una pubblicazione interrotta', 'resume an interrupted posting'),
  permission: { capability: 'publication', letter: 'w' },
  http: { method: 'POST', path: '/notices/:id/resumption' },
  input: z.object({ id: noticeId }),
  output: officeNotice,
  example: { id: '00000000-0000-4000-8000-000000000000' },
  async run(context) {
    const { tx, association, actor, now, input, tell } = context;
    const notice = await ownNotice(context, input.id);
    if (stateOf(notice, now.today) !== 'interrupted') throw new Refused(boardRefusals.notInterrupted());
    const term = orRefuse(termOf(notice, now.today, await publicationClause(tx, association, now.today)));
    await insertPosting(tx, {
      association,
      notice: notice.id,
      number: notice.postings.length + 1,
      entity: notice.entity,
      posted: now.today,
      posted_at: now.instant,
      posted_by: actor.name,
      last_day: term.lastDay,
      trace: writeTraces({ '': term.trace }),
    });
    tell({ actingFor: notice.entity, after: { posted: now.today, lastDay: term.lastDay } });
    return officeView((await noticeNamed(tx, association, notice.id))!, now.today);
  },
});
