import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { say } from '../../../platform/problem.ts';
import { lapseOf } from '../rules/act-lapse.ts';
import { refusals } from '../rules/refusals.ts';
import { actsLike } from '../storage/acts.ts';
import { measuresLike, storeMeasure } from '../storage/measures.ts';
import { seeAsOffice } from '../storage/office.ts';
import { appliesMeasures } from './permissions.ts';

/**
 * Records that a technical measure was applied or removed: from this moment it counts. Refuses `privacy/no-such-measure`,
 * `privacy/measure-done`, `privacy/measure-unneeded`.
 */
export const recordMeasure = defineAction({
  name: 'privacy/record-measure',
  title: text('registrare una misura tecnica', 'record a technical measure'),
  permission: appliesMeasures,
  http: { method: 'POST', path: '/data-access-measures/:measure/execution' },
  input: z.object({
    measure: z.uuid(),
    note: z
      .string()
      .trim()
      .min(3, say('Servono alcune parole: che cosa si è fatto.', 'A few words are needed: what was done.'))
      .max(500),
  }),
  output: z.object({ at: z.iso.datetime() }),
  example: {
    measure: '7b0a3a0e-6d0d-4f9c-8f0e-3f2f1f0e0d55',
    note: 'Aggiunta al gruppo di sola lettura dell’anagrafe',
  },
  async run({ tx, association, actor, now, input, tell }) {
    await seeAsOffice(tx);
    const [measure] = await measuresLike(tx, association, { id: input.measure });
    if (!measure) throw new Refused(refusals.noSuchMeasure());
    const [act] = await actsLike(tx, association, { id: measure.act });
    const lapse = act && lapseOf(act, now.today);
    if (measure.kind === 'apply' && lapse && lapse.kind !== 'later' && measure.doneAt === null)
      throw new Refused(refusals.measureUnneeded());
    const { note } = input;
    const stored = await storeMeasure(tx, association, { id: measure.id, at: now.instant, by: actor.person, note });
    if (!stored) throw new Refused(refusals.measureDone());
    tell({
      actingFor: measure.entity,
      after: { measure: measure.id, act: measure.act, person: measure.person, kind: measure.kind, note },
    });
    return { at: now.instant.toISOString() };
  },
});
