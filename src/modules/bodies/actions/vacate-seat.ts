import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape } from '../../../platform/shape.ts';
import { refusals } from '../rules/refusals.ts';
import { endHolder, holdBodies } from '../storage/recordings.ts';
import { factsToChange } from './found.ts';
import { keepers } from './who.ts';

/** Sets the last day of who was given a seat. Refuses `bodies/no-such-record`, `bodies/closed-before-beginning`, `bodies/already-ended`. */
export const vacateSeat = defineAction({
  name: 'bodies/vacate-seat',
  title: text('registrare che un posto è lasciato', 'record that a seat is left'),
  permission: { capability: 'bodies', letter: 'w', roles: keepers },
  http: { method: 'POST', path: '/seat-holders/:holding/end' },
  input: z.object({ holding: z.uuid(), until: dayShape, act: z.string().trim().min(1).max(400) }),
  output: z.object({ holding: z.uuid(), until: dayShape }),
  example: {
    holding: '00000000-0000-4000-8000-000000000000',
    until: '2027-12-31',
    act: 'dimissioni, prot. 1204/2027',
  },
  async run({ tx, association, actor, now, input, tell }) {
    await holdBodies(tx, association);
    const facts = await factsToChange(tx, association, now.today);
    const holding = facts.holdings.find(({ id }) => id === input.holding);
    if (!holding) throw new Refused(refusals.noSuchRecord());
    if (input.until < holding.since) throw new Refused(refusals.closedBefore(holding.since));
    if (holding.until !== null && holding.until < input.until) throw new Refused(refusals.alreadyEnded(holding.until));
    const end = { id: holding.id, until: input.until, ending: input.act };
    await endHolder(tx, association, end, { at: now.instant, by: actor.person });
    tell({
      actingFor: holding.person,
      before: { until: holding.until },
      after: { body: holding.body, seat: holding.seat, until: input.until, act: input.act },
    });
    return { holding: holding.id, until: input.until };
  },
});
