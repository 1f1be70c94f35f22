import { z } from 'zod';
import { addMonths } from '../../../kernel/day.ts';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape } from '../../../platform/shape.ts';
import { firstDayWithout, lapseOf } from '../rules/act-lapse.ts';
import { refusals } from '../rules/refusals.ts';
import { storeConfirmation } from '../storage/acts.ts';
import { termsOn } from '../terms-on.ts';
import { knownAct } from './known-data-set.ts';
import { entersActs } from './permissions.ts';

/** Confirms that an act is still needed: it holds on until the next confirmation. Refuses `privacy/already-ended`. */
export const confirmAct = defineAction({
  name: 'privacy/confirm-act',
  title: text('confermare un atto di accesso ai dati', 'confirm an act about access to data'),
  permission: entersActs,
  http: { method: 'POST', path: '/data-access-acts/:act/confirmation' },
  input: z.object({ act: z.uuid() }),
  output: z.object({ confirmBy: dayShape }),
  example: { act: '5b0a3a0e-6d0d-4f9c-8f0e-3f2f1f0e0d33' },
  async run({ tx, association, actor, reach, now, input, tell }) {
    const act = await knownAct(tx, { association, actor, reach }, input.act);
    const lapse = lapseOf(act, now.today);
    if (lapse && lapse.kind !== 'later') throw new Refused(refusals.alreadyEnded(firstDayWithout(act)));
    const { terms } = await termsOn(tx, association, now.today);
    const confirmBy = addMonths(now.today, terms.recertification.everyMonths);
    await storeConfirmation(tx, association, { act: act.id, confirmBy, at: now.instant, by: actor.person });
    tell({
      actingFor: act.entity,
      before: { act: act.id, confirmBy: act.confirmBy },
      after: { act: act.id, confirmBy },
    });
    return { confirmBy };
  },
});
