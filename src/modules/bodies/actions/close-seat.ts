import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape } from '../../../platform/shape.ts';
import { refusals } from '../rules/refusals.ts';
import { closeSeat as close, holdBodies } from '../storage/recordings.ts';
import { factsToChange, theSeat } from './found.ts';
import { bodyIdShape, seatIdShape } from './shapes.ts';
import { keepers } from './who.ts';

/** Ends a seat that was added. Refuses `bodies/no-such-seat`, `bodies/seats-fixed`, `bodies/closed-before-beginning`. */
export const closeSeat = defineAction({
  name: 'bodies/close-seat',
  title: text('togliere un posto', 'remove a seat'),
  permission: { capability: 'bodies', letter: 'w', roles: keepers },
  http: { method: 'POST', path: '/bodies/:body/seats/:seat/closing' },
  input: z.object({ body: bodyIdShape, seat: seatIdShape, until: dayShape }),
  output: z.object({ body: bodyIdShape, seat: seatIdShape, until: dayShape }),
  example: { body: 'cta', seat: 'rappresentante-delle-unioni', until: '2028-12-31' },
  async run({ tx, association, now, input, tell }) {
    await holdBodies(tx, association);
    const facts = await factsToChange(tx, association, now.today);
    const recorded = facts.seats.find((one) => one.body === input.body && one.id === input.seat);
    if (!recorded) {
      const { body } = theSeat(facts, input.body, input.seat);
      throw new Refused(refusals.seatsFixed(body.name, body.source));
    }
    if (input.until < recorded.since) throw new Refused(refusals.closedBefore(recorded.since));
    await close(tx, association, input);
    tell({ before: { until: recorded.until }, after: input });
    return input;
  },
});
