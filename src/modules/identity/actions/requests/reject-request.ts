import { z } from 'zod';
import { text } from '../../../../kernel/text.ts';
import { defineAction } from '../../../../platform/action.ts';
import { storeRequestState } from '../../storage/requests.ts';
import { refuseUnlessDecides, requestIn } from './decide-request.ts';
import { reasonShape } from './request-shapes.ts';
import { tellOfRequest } from './tell-of-request.ts';

/**
 * No, with a reason: from who authorises before it is authorised, from the office when it cannot be carried out. Refuses
 * what `identity/authorise-access-request` refuses.
 */
export const rejectRequest = defineAction({
  name: 'identity/reject-access-request',
  title: text('respingere una richiesta di accesso', 'reject a request for access'),
  permission: { capability: 'identity', letter: 'a', or: 'x', roles: ['CTR', 'RES', 'SYS', 'L2'] },
  http: { method: 'POST', path: '/access-requests/:request/rejection' },
  input: z.object({ request: z.uuid(), reason: reasonShape.min(3) }),
  output: z.object({ request: z.uuid(), state: z.literal('rejected') }),
  example: { request: '00000000-0000-4000-8000-000000000000', reason: 'La persona lavora in un altro ente.' },
  async run(context) {
    const { tx, association, actor, now, input, tell } = context;
    const office = actor.role === 'SYS' || actor.role === 'L2';
    const row = await requestIn(context, office ? ['requested', 'authorised'] : ['requested']);
    if (!office) await refuseUnlessDecides(context, row);
    await storeRequestState(tx, association, row.id, {
      state: 'rejected',
      decided_at: now.instant,
      decided_by: actor.person,
      decided_role: actor.role,
      decided_reason: input.reason,
    });
    await tellOfRequest(context, 'rejected', row, input.reason);
    const after = { request: row.id, state: 'rejected', reason: input.reason };
    tell({ actingFor: row.entity, before: { state: row.state }, after });
    return { request: input.request, state: 'rejected' as const };
  },
});
