import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { yearShape } from '../../../platform/shape.ts';
import { noticeStates } from '../rules/index.ts';
import { boardOn } from '../storage/boards.ts';
import { countNotices, noticesLike } from '../storage/notices.ts';
import { listInput, officeNotice } from './shapes.ts';
import { officeView } from './views.ts';

/** The repertory: notices of every state, with drafts; of one's own entity's board where the permission goes no further. */
export const listNotices = defineAction({
  name: 'publication/list-notices',
  title: text('consultare il repertorio degli avvisi', 'consult the repertory of notices'),
  reads: true,
  permission: {
    capability: 'publication',
    letter: 'r',
    roles: ['REF', 'EDI', 'MAY', 'SEC', 'RES', 'ADM', 'CTR', 'AUD'],
  },
  http: { method: 'GET', path: '/notices' },
  input: listInput.extend({
    state: z.enum(noticeStates).optional(),
    year: z.coerce.number().pipe(yearShape).optional(),
  }),
  output: z.object({
    count: z.int().min(0).meta({ format: 'int32' }),
    items: z.array(officeNotice).max(1000),
    next: z.string().max(10).nullable(),
    /** The entity whose board alone is the reader's, and whether it is open today; null: every board. */
    only: z.object({ entity: z.string(), open: z.boolean() }).nullable(),
  }),
  example: { state: 'posted' },
  async run({ tx, association, actor, reach, now, input }) {
    const { cursor, limit, state, board, ...rest } = input;
    const own = reach === 'g' ? null : (actor.entity ?? '');
    const only =
      own === null ? null : { entity: own, open: (await boardOn(tx, association, own, now.today)) !== undefined };
    if (own === '' || (own !== null && board !== undefined && board !== own))
      return { count: 0, items: [], next: null, only };
    const filters = {
      association,
      today: now.today,
      board: own ?? board,
      ...(state ? { states: [state] } : {}),
      ...rest,
    };
    const from = Number(cursor ?? 0);
    const rows = await noticesLike(tx, filters, { from, limit });
    const count = await countNotices(tx, filters);
    return {
      count,
      items: rows.map((row) => officeView(row, now.today)),
      next: from + rows.length < count ? String(from + rows.length) : null,
      only,
    };
  },
});
