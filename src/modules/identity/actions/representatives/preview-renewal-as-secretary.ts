import { text } from '../../../../kernel/text.ts';
import { defineAction } from '../../../../platform/action.ts';
import { planRenewal } from './renewal.ts';
import { renewalInput, renewalPlan } from './renewal-shapes.ts';

/** The same for the secretary, who keeps the seats of the bodies. Nothing is stored. */
export const previewRenewalAsSecretary = defineAction({
  name: 'identity/preview-seats',
  title: text(
    'vedere che cosa cambia nei rappresentanti degli enti',
    'see what changes in the entities’ representatives',
  ),
  reads: true,
  permission: { capability: 'bodies', letter: 'w', roles: ['SEC'] },
  http: { method: 'POST', path: '/representatives/seats/preview' },
  input: renewalInput,
  output: renewalPlan,
  example: {
    since: '2029-06-15',
    entries: [{ entity: 'c_e507', role: 'ASS', name: 'Anna Neri', email: 'anna.neri@comune.lecco.example' }],
  },
  run: ({ tx, association, now, input }) => planRenewal({ tx, association, now }, input),
});
