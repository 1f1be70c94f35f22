import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape } from '../../../platform/shape.ts';
import { refusals } from '../rules/refusals.ts';
import { endGuest as end } from '../storage/guests.ts';
import { keepers } from './who.ts';

/** Sets the last day on which a guest may be invited. Refuses `bodies/no-such-record`. */
export const endGuest = defineAction({
  name: 'bodies/end-guest',
  title: text('togliere un invitato', 'remove a guest'),
  permission: { capability: 'bodies', letter: 'w', roles: keepers },
  http: { method: 'POST', path: '/body-guests/:guest/end' },
  input: z.object({ guest: z.uuid(), until: dayShape }),
  output: z.object({ guest: z.uuid(), until: dayShape }),
  example: { guest: '00000000-0000-4000-8000-000000000000', until: '2027-12-31' },
  async run({ tx, association, input, tell }) {
    if (!(await end(tx, association, input.guest, input.until))) throw new Refused(refusals.noSuchRecord());
    tell({ after: input });
    return input;
  },
});
