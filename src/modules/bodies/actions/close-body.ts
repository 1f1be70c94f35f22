import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape } from '../../../platform/shape.ts';
import { refusals } from '../rules/refusals.ts';
import { closeBody as close, holdBodies } from '../storage/recordings.ts';
import { factsToChange, theBody } from './found.ts';
import { bodyIdShape } from './shapes.ts';
import { keepers } from './who.ts';

/** Ends an added body. Refuses `bodies/no-such-body`, `bodies/body-of-agreement`, `bodies/closed-before-beginning`. */
export const closeBody = defineAction({
  name: 'bodies/close-body',
  title: text('chiudere un organo', 'close a body'),
  about: text(
    'Dall’indomani l’organo non c’è più; com’era resta consultabile. Gli organi della convenzione non si chiudono qui.',
    'From the day after there is no such body; as it was it can still be read. Bodies of the agreement are not closed here.',
  ),
  permission: { capability: 'bodies', letter: 'w', roles: keepers },
  http: { method: 'POST', path: '/bodies/:body/closing' },
  input: z.object({ body: bodyIdShape, until: dayShape, act: z.string().trim().min(1).max(400) }),
  output: z.object({ body: bodyIdShape, until: dayShape }),
  example: { body: 'tavolo-scuola', until: '2028-12-31', act: "delibera dell'Assemblea n. 9" },
  async run({ tx, association, now, input, tell }) {
    await holdBodies(tx, association);
    const { body: id, until, act } = input;
    const facts = await factsToChange(tx, association, now.today);
    const added = facts.added.find((one) => one.id === id);
    if (!added) {
      const body = theBody(facts, id);
      throw new Refused(refusals.bodyOfAgreement(body.name, body.source));
    }
    if (until < added.since) throw new Refused(refusals.closedBefore(added.since));
    await close(tx, association, { id, until, act });
    tell({ before: { until: added.until }, after: { body: id, until, act } });
    return { body: id, until };
  },
});
