import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape } from '../../../platform/shape.ts';
import { refusals } from '../rules/refusals.ts';
import { holdBodies, revokeDelegation as revoke } from '../storage/recordings.ts';
import { factsToChange, mustBeOwn } from './found.ts';

/** Ends a delegation. Refuses `bodies/no-such-record`, `bodies/not-your-entity`, `bodies/already-revoked`, `bodies/closed-before-beginning`. */
export const revokeDelegation = defineAction({
  name: 'bodies/revoke-delegation',
  title: text('revocare una delega', 'revoke a delegation'),
  permission: { capability: 'bodies', letter: 'w' },
  http: { method: 'POST', path: '/delegations/:delegation/revocation' },
  input: z.object({
    delegation: z.uuid(),
    /** First day on which it no longer holds. */
    on: dayShape,
    act: z.string().trim().max(400).default(''),
  }),
  output: z.object({ delegation: z.uuid(), on: dayShape }),
  example: { delegation: '00000000-0000-4000-8000-000000000000', on: '2027-05-01', act: 'nota prot. 880/2027' },
  async run({ tx, association, actor, reach, now, input, tell }) {
    await holdBodies(tx, association);
    const facts = await factsToChange(tx, association, now.today);
    const one = facts.delegations.find(({ id }) => id === input.delegation);
    if (!one) throw new Refused(refusals.noSuchRecord());
    mustBeOwn(reach, actor, one.entity);
    if (one.revoked !== null) throw new Refused(refusals.alreadyRevoked(one.revoked));
    if (input.on < one.since) throw new Refused(refusals.closedBefore(one.since));
    const by = { at: now.instant, by: actor.person };
    await revoke(tx, association, { id: one.id, on: input.on, act: input.act }, by);
    tell({
      actingFor: one.entity ?? one.giver,
      after: { delegation: one.id, body: one.body, seat: one.seat, delegate: one.delegate, revoked: input.on },
    });
    return { delegation: one.id, on: input.on };
  },
});
