import { z } from 'zod';
import { text } from '../../../../kernel/text.ts';
import { defineAction } from '../../../../platform/action.ts';
import { offsetCursor } from '../../../../platform/shape.ts';
import { namesOf } from '../../storage/people.ts';
import { requestsOf } from '../../storage/requests.ts';
import { decidedBy } from './decide-request.ts';
import { peopleIn, requestKindShape, requestStateShape, requestView, requestViewOf } from './request-shapes.ts';

/** Who reads requests: those who make, authorise and carry them out. */
export const requestReaders = ['REF', 'CTR', 'RES', 'L1', 'L2', 'SYS', 'AUD'] as const;

/** Requests for accesses, the newest first; of one's own entity where the permission goes no further. */
export const listRequests = defineAction({
  name: 'identity/list-access-requests',
  title: text('elencare le richieste di accesso', 'list the requests for access'),
  reads: true,
  permission: { capability: 'identity', letter: 'r', roles: requestReaders },
  http: { method: 'GET', path: '/access-requests' },
  input: z.object({
    state: z
      .enum(['open', ...requestStateShape.options, 'any'])
      .default('open')
      .meta({ description: '`open`: quelle da autorizzare o da eseguire.' }),
    kind: requestKindShape.optional(),
    entity: z.string().max(62).optional(),
    cursor: offsetCursor.optional(),
    limit: z.int().min(1).max(10_000).default(100).meta({ format: 'int32' }),
  }),
  output: z.object({
    count: z.int().min(0).meta({ format: 'int32' }),
    items: z.array(requestView).max(10_000),
    next: z.string().max(10).nullable(),
    previous: z.string().max(10).nullable(),
    /** How many wait for each step, whatever the filters. */
    waiting: z.object({
      requested: z.int().min(0).meta({ format: 'int32' }),
      authorised: z.int().min(0).meta({ format: 'int32' }),
      /** Of those requested, the ones that the actor decides. */
      toDecide: z.int().min(0).meta({ format: 'int32' }),
    }),
  }),
  example: { state: 'open' },
  async run({ tx, association, actor, reach, now, input }) {
    const rows = (await requestsOf(tx, association)).filter((row) => reach === 'g' || row.entity === actor.entity);
    const requested = rows.filter(({ state }) => state === 'requested');
    const isOpen = (state: string) => state === 'requested' || state === 'authorised';
    const wanted = rows.filter(
      (row) =>
        (input.state === 'any' || (input.state === 'open' ? isOpen(row.state) : row.state === input.state)) &&
        (!input.kind || row.kind === input.kind) &&
        (!input.entity || row.entity === input.entity),
    );
    const from = Number(input.cursor ?? 0);
    const shown = wanted.slice(from, from + input.limit);
    const names = await namesOf(tx, peopleIn(shown));
    return {
      count: wanted.length,
      items: shown.map((row) => requestViewOf(row, names)),
      next: from + input.limit < wanted.length ? String(from + input.limit) : null,
      previous: from > 0 ? String(Math.max(0, from - input.limit)) : null,
      waiting: {
        requested: requested.length,
        authorised: rows.filter(({ state }) => state === 'authorised').length,
        toDecide: (await decidedBy({ tx, association, actor, now }, requested)).length,
      },
    };
  },
});
