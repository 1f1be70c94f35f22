import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { boardRefusals } from '../rules/index.ts';
import { interruptPosting as cut, noticeNamed } from '../storage/notices.ts';
import { ownNotice } from './own-notice.ts';
import { noticeId, officeNotice } from './shapes.ts';
import { officeView, stateOf } from './views.ts';

/** Takes a notice off the board before its last day; posted again, its days are counted from the start. */
export const interruptPosting = defineAction({
  name: 'publication/interrupt-posting',
  title: text('interrompere una pubblicazione', 'interrupt a posting'),
  about: text(
    'Per un guasto o un errore: i giorni sono consecutivi, quindi il conto ricomincia dalla nuova pubblicazione.',
    'For a fault or a mistake: days are consecutive, so the count starts again from the new posting.',
  ),
  permission: { capability: 'publication', letter: 'w' },
  http: { method: 'POST', path: '/notices/:id/interruption' },
  input: z.object({ id: noticeId, reason: z.string().trim().min(3).max(500) }),
  output: officeNotice,
  example: { id: '00000000-0000-4000-8000-000000000000', reason: 'Sito irraggiungibile per sei ore' },
  async run(context) {
    const { tx, association, now, input, tell } = context;
    const notice = await ownNotice(context, input.id);
    if (stateOf(notice, now.today) !== 'posted') throw new Refused(boardRefusals.notPosted());
    const { number, posted } = notice.postings.at(-1)!;
    const at = { association, notice: notice.id, number };
    if (!(await cut(tx, at, { interrupted: now.today, interrupted_at: now.instant, reason: input.reason })))
      throw new Refused(boardRefusals.notPosted());
    tell({ actingFor: notice.entity, before: { posted }, after: { interrupted: now.today, reason: input.reason } });
    return officeView((await noticeNamed(tx, association, notice.id))!, now.today);
  },
});
