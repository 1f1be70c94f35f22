import { text } from '../../../../kernel/text.ts';
import { defineAction } from '../../../../platform/action.ts';
import { applyRenewal, renewalDone } from './apply-renewal.ts';
import { renewalInput } from './renewal-shapes.ts';

/** The same by the secretary, who keeps the seats of the bodies: representatives only. Refuses `identity/renewal-incomplete`. */
export const renewSeats = defineAction({
  name: 'identity/renew-seats',
  title: text('registrare i nuovi rappresentanti degli enti', 'record the entities’ new representatives'),
  permission: { capability: 'bodies', letter: 'w', roles: ['SEC'] },
  http: { method: 'POST', path: '/representatives/seats' },
  input: renewalInput,
  output: renewalDone,
  example: {
    since: '2029-06-15',
    entries: [{ entity: 'c_e507', role: 'ASS', name: 'Anna Neri', email: 'anna.neri@comune.lecco.example' }],
  },
  run: applyRenewal,
});
