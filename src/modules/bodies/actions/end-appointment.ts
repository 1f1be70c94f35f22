import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape } from '../../../platform/shape.ts';
import { refusals } from '../rules/refusals.ts';
import { endAppointment as end, holdBodies } from '../storage/recordings.ts';
import { factsToChange, mustBeOwn } from './found.ts';

/** Sets the last day of an appointment. Refuses `bodies/no-such-record`, `bodies/not-your-entity`, `bodies/closed-before-beginning`, `bodies/already-ended`. */
export const endAppointment = defineAction({
  name: 'bodies/end-appointment',
  title: text('chiudere una nomina', 'end an appointment'),
  permission: { capability: 'bodies', letter: 'w' },
  http: { method: 'POST', path: '/appointments/:appointment/end' },
  input: z.object({ appointment: z.uuid(), until: dayShape, act: z.string().trim().min(1).max(400) }),
  output: z.object({ appointment: z.uuid(), until: dayShape }),
  example: {
    appointment: '00000000-0000-4000-8000-000000000000',
    until: '2027-12-31',
    act: 'collocamento a riposo',
  },
  async run({ tx, association, actor, reach, now, input, tell }) {
    await holdBodies(tx, association);
    const facts = await factsToChange(tx, association, now.today);
    const one = facts.appointments.find(({ id }) => id === input.appointment);
    if (!one) throw new Refused(refusals.noSuchRecord());
    mustBeOwn(reach, actor, one.entity);
    if (input.until < one.since) throw new Refused(refusals.closedBefore(one.since));
    if (one.until !== null && one.until < input.until) throw new Refused(refusals.alreadyEnded(one.until));
    const by = { at: now.instant, by: actor.person };
    await end(tx, association, { id: one.id, until: input.until, ending: input.act }, by);
    tell({
      actingFor: one.person,
      before: { until: one.until },
      after: { office: one.office, entity: one.entity, until: input.until, act: input.act },
    });
    return { appointment: one.id, until: input.until };
  },
});
