import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape } from '../../../platform/shape.ts';
import { refusals } from '../rules/refusals.ts';
import { endRole as end, holdBodies } from '../storage/recordings.ts';
import { factsToChange } from './found.ts';
import { keepers } from './who.ts';

/** Sets the last day of a chosen role. Refuses `bodies/no-such-record`, `bodies/closed-before-beginning`, `bodies/already-ended`. */
export const endRole = defineAction({
  name: 'bodies/end-role',
  title: text(
    'chiudere un incarico di presidente, vicepresidente o segretario',
    'end a chair, vice-chair or secretary',
  ),
  permission: { capability: 'bodies', letter: 'w', roles: keepers },
  http: { method: 'POST', path: '/body-roles/:role/end' },
  input: z.object({ role: z.uuid(), until: dayShape }),
  output: z.object({ role: z.uuid(), until: dayShape }),
  example: { role: '00000000-0000-4000-8000-000000000000', until: '2027-12-31' },
  async run({ tx, association, actor, now, input, tell }) {
    await holdBodies(tx, association);
    const facts = await factsToChange(tx, association, now.today);
    const one = facts.roles.find(({ id }) => id === input.role);
    if (!one) throw new Refused(refusals.noSuchRecord());
    if (input.until < one.since) throw new Refused(refusals.closedBefore(one.since));
    if (one.until !== null && one.until < input.until) throw new Refused(refusals.alreadyEnded(one.until));
    await end(tx, association, { id: one.id, until: input.until }, { at: now.instant, by: actor.person });
    tell({
      actingFor: one.person,
      before: { until: one.until },
      after: { body: one.body, role: one.role, until: input.until },
    });
    return input;
  },
});
