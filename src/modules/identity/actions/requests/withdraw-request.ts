import { z } from 'zod';
import { text } from '../../../../kernel/text.ts';
import { defineAction } from '../../../../platform/action.ts';
import { storeRequestState } from '../../storage/requests.ts';
import { requestIn } from './decide-request.ts';

/** The entity takes its request back, as long as it was not carried out. Refuses `identity/request-stands-otherwise`. */
export const withdrawRequest = defineAction({
  name: 'identity/withdraw-access-request',
  title: text('ritirare una richiesta di accesso', 'withdraw a request for access'),
  permission: { capability: 'identity', letter: 'w', roles: ['REF'] },
  http: { method: 'POST', path: '/access-requests/:request/withdrawal' },
  input: z.object({ request: z.uuid() }),
  output: z.object({ request: z.uuid(), state: z.literal('withdrawn') }),
  example: { request: '00000000-0000-4000-8000-000000000000' },
  async run(context) {
    const { tx, association, input, tell } = context;
    const row = await requestIn(context, ['requested', 'authorised']);
    await storeRequestState(tx, association, row.id, { state: 'withdrawn' });
    tell({ actingFor: row.entity, before: { state: row.state }, after: { request: row.id, state: 'withdrawn' } });
    return { request: input.request, state: 'withdrawn' as const };
  },
});
