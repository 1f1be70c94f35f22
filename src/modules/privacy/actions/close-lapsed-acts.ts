import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { addDays, showDay } from '../../../kernel/day.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { peopleNames } from '../names.ts';
import { firstDayWithout } from '../rules/act-lapse.ts';
import { actsLeftOver, actsToRemind, storeReminded, storeToldLapsed } from '../storage/acts.ts';
import { askMeasure, measuresLike } from '../storage/measures.ts';
import { tellEntity } from '../tell-entity.ts';
import { termsOn } from '../terms-on.ts';

/**
 * What follows from time alone: asks the office to remove the measures of acts that no longer hold, tells their entities that they
 * lapsed, and reminds entities of acts to confirm. Rights themselves end with the act, whether this runs or not. Done again, it
 * does nothing more.
 */
export const closeLapsedActs = defineAction({
  name: 'privacy/close-lapsed-acts',
  title: text(
    'chiudere gli atti decaduti e ricordare quelli da confermare',
    'close lapsed acts and remind of those to confirm',
  ),
  permission: 'console',
  http: { method: 'POST', path: '/data-access-acts/lapsed' },
  input: z.object({}),
  output: z.object({ lapsed: z.int().min(0), reminded: z.int().min(0) }),
  example: {},
  async run({ tx, association, now, tell }) {
    const { terms } = await termsOn(tx, association, now.today);
    const over = await actsLeftOver(tx, association, now.today);
    const confirmBy = addDays(now.today, terms.recertification.remindDaysBefore);
    const due = await actsToRemind(tx, association, { on: now.today, confirmBy });
    const personName = await peopleNames(
      tx,
      [...over, ...due].map(({ person }) => person),
    );
    for (const act of over) {
      const { id, entity, person } = act;
      const measures = await measuresLike(tx, association, { acts: [id] });
      const applied = measures.some(({ kind, doneAt }) => kind === 'apply' && doneAt !== null);
      const gone = firstDayWithout(act);
      if (applied)
        await askMeasure(tx, association, {
          id: randomUUID(),
          act: id,
          entity,
          person,
          kind: 'remove',
          asked: now.today,
          due: addDays(gone, terms.measure.removeWithinDays),
        });
      const unconfirmed = act.ended === null && gone === addDays(act.confirmBy, 1);
      if (act.ended === null)
        await tellEntity(tx, {
          association,
          entity,
          now,
          kind: 'privacy/act-lapsed',
          subject: text(
            `L’atto n. ${act.number} sull’accesso ai dati non vale più`,
            `Act no. ${act.number} about access to data no longer holds`,
          ),
          text: text(
            `L’atto n. ${act.number} del ${showDay(act.on)}, che nominava ${personName(person)}, non vale più dal ${showDay(gone)}: ${unconfirmed ? `non è stato confermato entro il ${showDay(act.confirmBy)}` : 'è arrivato alla sua scadenza'}.\n\nDa quel giorno la persona non accede più ai dati. Se serve ancora, occorre un nuovo atto.`,
            `Act no. ${act.number} of ${showDay(act.on, 'en')}, which named ${personName(person)}, has not held since ${showDay(gone, 'en')}: ${unconfirmed ? `it was not confirmed by ${showDay(act.confirmBy, 'en')}` : 'it came to its end'}.\n\nFrom that day the person has no access to the data. If it is still needed, a new act is required.`,
          ),
        });
      await storeToldLapsed(tx, association, id);
    }
    for (const act of due) {
      await tellEntity(tx, {
        association,
        entity: act.entity,
        now,
        kind: 'privacy/act-to-confirm',
        subject: text(
          `Da confermare: atto n. ${act.number} sull’accesso ai dati`,
          `To be confirmed: act no. ${act.number} about access to data`,
        ),
        text: text(
          `L’atto n. ${act.number} del ${showDay(act.on)}, che nomina ${personName(act.person)}, va confermato entro il ${showDay(act.confirmBy)}. Se nessuno lo conferma, dal giorno dopo non vale più.\n\nSi conferma, o si fa cessare, in Sicurezza e dati, Atti.`,
          `Act no. ${act.number} of ${showDay(act.on, 'en')}, which names ${personName(act.person)}, is to be confirmed by ${showDay(act.confirmBy, 'en')}. If nobody confirms it, it no longer holds from the next day.\n\nIt is confirmed, or ended, under Security and data, Acts.`,
        ),
      });
      await storeReminded(tx, association, act.id, act.confirmBy);
    }
    if (over.length + due.length > 0)
      tell({ after: { lapsed: over.map(({ id }) => id), reminded: due.map(({ id }) => id) } });
    return { lapsed: over.length, reminded: due.length };
  },
});
