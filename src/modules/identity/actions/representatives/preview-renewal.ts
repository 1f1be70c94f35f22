import { text } from '../../../../kernel/text.ts';
import { defineAction } from '../../../../platform/action.ts';
import { planRenewal } from './renewal.ts';
import { renewalInput, renewalPlan } from './renewal-shapes.ts';

/** What the system administrator's list of new representatives would change. Nothing is stored. */
export const previewRenewal = defineAction({
  name: 'identity/preview-renewal',
  title: text('vedere che cosa cambia dopo le elezioni', 'see what changes after elections'),
  reads: true,
  permission: { capability: 'identity', letter: 'x' },
  http: { method: 'POST', path: '/representatives/preview' },
  input: renewalInput,
  output: renewalPlan,
  example: {
    since: '2029-06-15',
    entries: [{ entity: 'c_e507', role: 'MAY', name: 'Anna Neri', email: 'anna.neri@comune.lecco.example' }],
  },
  run: ({ tx, association, now, input }) => planRenewal({ tx, association, now }, input),
});
