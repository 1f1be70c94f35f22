import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { boardsOf } from '../storage/boards.ts';
import { countNotices, noticesLike } from '../storage/notices.ts';
import { listInput, publicNotice } from './shapes.ts';
import { publicView } from './views.ts';

/** What is on the board today: for anybody. */
export const readBoard = defineAction({
  name: 'publication/read-board',
  title: text('leggere l’albo', 'read the notice board'),
  about: text('Gli avvisi pubblicati oggi, il più recente per primo.', 'The notices posted today, the latest first.'),
  reads: true,
  permission: 'public',
  http: { method: 'GET', path: '/notice-board' },
  input: listInput,
  output: z.object({
    count: z.int().min(0).meta({ format: 'int32' }),
    items: z.array(publicNotice).max(1000),
    next: z.string().max(10).nullable(),
    boards: z.array(z.object({ entity: z.string(), name: z.string() })).max(10_000),
  }),
  example: { q: 'regolamento' },
  async run({ tx, association, now, input }) {
    const { cursor, limit, ...rest } = input;
    const filters = { association, today: now.today, states: ['posted'] as const, ...rest };
    const from = Number(cursor ?? 0);
    const rows = await noticesLike(tx, filters, { from, limit });
    const count = await countNotices(tx, filters);
    const boards = await boardsOf(tx, association);
    return {
      count,
      items: rows.map((row) => publicView(row, now.today)),
      next: from + rows.length < count ? String(from + rows.length) : null,
      boards: boards
        .filter(({ since, until }) => since <= now.today && (!until || until >= now.today))
        .map(({ entity, name }) => ({ entity, name })),
    };
  },
});
