import { text } from '../../../../kernel/text.ts';
import { defineAction } from '../../../../platform/action.ts';
import { applyRenewal, renewalDone } from './apply-renewal.ts';
import { renewalInput } from './renewal-shapes.ts';

/** New mayors and delegates after elections; whoever they replace ends the day before. Refuses `identity/renewal-incomplete`. */
export const renewRepresentatives = defineAction({
  name: 'identity/renew-representatives',
  title: text('rinnovare i rappresentanti dopo le elezioni', 'renew representatives after elections'),
  about: text(
    'Sindaci, assessori delegati e componenti della presidenza, di uno o più enti, anche da un file. Chi c’era finisce il giorno prima; tutto o niente.',
    'Mayors, delegated councillors and members of the presidency, of one or more entities, also from a file. Whoever was there ends the day before; all or nothing.',
  ),
  permission: { capability: 'identity', letter: 'x' },
  http: { method: 'POST', path: '/representatives' },
  input: renewalInput,
  output: renewalDone,
  example: {
    since: '2029-06-15',
    entries: [{ entity: 'c_e507', role: 'MAY', name: 'Anna Neri', email: 'anna.neri@comune.lecco.example' }],
  },
  run: applyRenewal,
});
