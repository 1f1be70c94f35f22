import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { addDays } from '../../../kernel/day.ts';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { BadInput } from '../../../platform/problem.ts';
import { dayShape } from '../../../platform/shape.ts';
import { firstDayWithout, lapseOf } from '../rules/act-lapse.ts';
import { refusals } from '../rules/refusals.ts';
import { storeEnd } from '../storage/acts.ts';
import { askMeasure, measuresLike } from '../storage/measures.ts';
import { termsOn } from '../terms-on.ts';
import { knownAct } from './known-data-set.ts';
import { entersActs } from './permissions.ts';

/** Ends an act before its time: rights are gone from that day on. Refuses `privacy/no-such-act`, `privacy/already-ended`. */
export const endAct = defineAction({
  name: 'privacy/end-act',
  title: text('far cessare un atto di accesso ai dati', 'end an act about access to data'),
  permission: entersActs,
  http: { method: 'POST', path: '/data-access-acts/:act/end' },
  input: z.object({
    act: z.uuid(),
    on: dayShape.optional().meta({ description: 'Il primo giorno senza diritti; oggi se manca.' }),
    because: z.string().trim().min(3).max(500),
  }),
  output: z.object({ ended: dayShape }),
  example: { act: '5b0a3a0e-6d0d-4f9c-8f0e-3f2f1f0e0d33', because: 'La persona ha cambiato ufficio' },
  async run({ tx, association, actor, reach, now, input, tell }) {
    const act = await knownAct(tx, { association, actor, reach }, input.act);
    const ended = input.on ?? now.today;
    if (ended < now.today)
      throw new BadInput([
        {
          path: 'on',
          says: text('Il passato non si cambia: da oggi in poi.', 'The past is not changed: from today on.'),
        },
      ]);
    const lapse = lapseOf(act, now.today);
    if ((lapse && lapse.kind !== 'later') || act.ended !== null)
      throw new Refused(refusals.alreadyEnded(firstDayWithout(act)));
    await storeEnd(tx, association, { act: act.id, ended, because: input.because });
    const applied = (await measuresLike(tx, association, { acts: [act.id] })).some(
      ({ kind, doneAt }) => kind === 'apply' && doneAt !== null,
    );
    const { terms } = await termsOn(tx, association, now.today);
    if (applied)
      await askMeasure(tx, association, {
        id: randomUUID(),
        act: act.id,
        entity: act.entity,
        person: act.person,
        kind: 'remove',
        asked: now.today,
        due: addDays(ended, terms.measure.removeWithinDays),
      });
    tell({
      actingFor: act.entity,
      before: { act: act.id, number: act.number, ended: null },
      after: { act: act.id, number: act.number, ended, because: input.because },
    });
    return { ended };
  },
});
