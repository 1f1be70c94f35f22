import { z } from 'zod';
import { text } from '../../../../kernel/text.ts';
import { defineAction } from '../../../../platform/action.ts';
import { storeRequestState } from '../../storage/requests.ts';
import { refuseUnlessDecides, requestIn } from './decide-request.ts';
import { tellOfRequest } from './tell-of-request.ts';

/** Refuses `identity/own-request`, `identity/controller-authorises`, `identity/request-stands-otherwise`. */
export const authoriseRequest = defineAction({
  name: 'identity/authorise-access-request',
  title: text('autorizzare una richiesta di accesso', 'authorise a request for access'),
  about: text(
    'Autorizza il delegato del titolare dell’ente; il responsabile del servizio dove l’ente non ne ha uno in carica.',
    'The entity’s controller’s delegate authorises; the head of the service where the entity has none in office.',
  ),
  permission: { capability: 'identity', letter: 'a', roles: ['CTR', 'RES'] },
  http: { method: 'POST', path: '/access-requests/:request/authorisation' },
  input: z.object({ request: z.uuid() }),
  output: z.object({ request: z.uuid(), state: z.literal('authorised') }),
  example: { request: '00000000-0000-4000-8000-000000000000' },
  async run(context) {
    const { tx, association, actor, now, input, tell } = context;
    const row = await requestIn(context, ['requested']);
    await refuseUnlessDecides(context, row);
    await storeRequestState(tx, association, row.id, {
      state: 'authorised',
      decided_at: now.instant,
      decided_by: actor.person,
      decided_role: actor.role,
    });
    await tellOfRequest(context, 'authorised', row);
    tell({ actingFor: row.entity, before: { state: row.state }, after: { request: row.id, state: 'authorised' } });
    return { request: input.request, state: 'authorised' as const };
  },
});
