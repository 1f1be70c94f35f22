import { z } from 'zod';
import { yearOf } from '../../../kernel/day.ts';
import { orRefuse, Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { writeTraces } from '../../../kernel/trace-text.ts';
import { defineAction } from '../../../platform/action.ts';
import { wakeJob } from '../../../platform/jobs/wake-job.ts';
import { boardRefusals } from '../rules/index.ts';
import { insertPosting, nextNumber, noticeNamed, numberNotice } from '../storage/notices.ts';
import { ownNotice } from './own-notice.ts';
import { publicationClause } from './publication-clause.ts';
import { noticeId, officeNotice } from './shapes.ts';
import { termOf } from './term-of.ts';
import { officeView } from './views.ts';

/**
 * Puts a notice on the board from today, with the next number of the repertory. The clerk says whether it holds personal
 * data; what the check found has to be answered for.
 *
 * Refuses `publication/already-posted`, `publication/no-document`, `publication/personal-data-found`,
 * `publication/needs-reason`, `publication/posted-before-executive`.
 */
export const postNotice = defineAction({
  name: 'publication/post-notice',
  title: text('pubblicare un avviso all’albo', 'post a notice on the board'),
  about: text(
    'Da oggi, con il numero di repertorio; l’ultimo giorno è calcolato dalla convenzione e spiegato.',
    'From today, with its repertory number; the last day is computed from the agreement and explained.',
  ),
  permission: { capability: 'publication', letter: 'w' },
  http: { method: 'POST', path: '/notices/:id/posting' },
  input: z.object({
    id: noticeId,
    personalData: z.enum(['none', 'necessary']),
    personalReason: z.string().trim().max(500).default(''),
  }),
  output: officeNotice,
  example: { id: '00000000-0000-4000-8000-000000000000', personalData: 'none' },
  async run(context) {
    const { tx, association, actor, now, input, tell } = context;
    const notice = await ownNotice(context, input.id);
    if (notice.number !== null) throw new Refused(boardRefusals.alreadyPosted());
    if (notice.document_sha256 === null) throw new Refused(boardRefusals.noDocument());
    if (input.personalData === 'none' && notice.found.length > 0)
      throw new Refused(boardRefusals.personalDataFound(notice.found));
    if (input.personalData === 'necessary' && input.personalReason === '')
      throw new Refused(boardRefusals.needsReason());
    const clause = await publicationClause(tx, association, now.today);
    const term = orRefuse(termOf(notice, now.today, clause));
    const year = yearOf(now.today);
    const number = await nextNumber(tx, { association, entity: notice.entity, year });
    const said = { personal_data: input.personalData, personal_reason: input.personalReason };
    if (!(await numberNotice(tx, { association, id: notice.id }, { year, number, ...said })))
      throw new Refused(boardRefusals.alreadyPosted());
    await insertPosting(tx, {
      association,
      notice: notice.id,
      number: 1,
      entity: notice.entity,
      posted: now.today,
      posted_at: now.instant,
      posted_by: actor.name,
      last_day: term.lastDay,
      trace: writeTraces({ '': term.trace }),
    });
    await wakeJob(tx, 'publication/end-postings');
    tell({
      actingFor: notice.entity,
      after: { id: notice.id, year, number, posted: now.today, lastDay: term.lastDay, sha256: notice.document_sha256 },
    });
    return officeView((await noticeNamed(tx, association, notice.id))!, now.today);
  },
});
