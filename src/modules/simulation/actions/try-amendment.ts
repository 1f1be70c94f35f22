import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { defineAction } from '../../../platform/action.ts';
import { BadInput, say } from '../../../platform/problem.ts';
import { dayShape } from '../../../platform/shape.ts';
import { documentNumbered, documentOn } from '../../agreement/index.ts';
import { refusals } from '../../agreement/rules/index.ts';
import { amend } from '../amendment.ts';
import { effectsOf } from '../effects.ts';
import { deepest, isNestedDeeper } from '../nesting.ts';
import { registersNow } from '../registers-now.ts';
import { basisView, effectsView } from './shapes.ts';
import { effectsViewOf } from './views.ts';

/** Any value, as long as it is not nested beyond what clauses hold. */
const anyValue = z
  .unknown()
  .refine(
    (value) => !isNestedDeeper(value, deepest),
    say('Il valore ha troppi livelli uno dentro l’altro.', 'The value has too many levels, one inside the other.'),
  );

export const tryAmendment = defineAction({
  name: 'simulation/try-amendment',
  title: { it: 'provare una modifica della convenzione', en: 'try an amendment of the agreement' },
  about: {
    it: 'Che cosa cambierebbe oggi con altre letture, altri valori delle clausole o un altro testo: quote, pesi, numeri legali, date. Nulla viene conservato.',
    en: 'What would change today with other readings, other values of clauses or another text: shares, weights, quorums, dates. Nothing is stored.',
  },
  reads: true,
  permission: { capability: 'agreement', letter: 'r' },
  http: { method: 'POST', path: '/agreement/trials' },
  input: z.object({
    readings: z.record(z.string().max(200), anyValue).default({}),
    values: z
      .array(
        z.object({
          clause: z.string().min(1).max(200),
          /** Inside the newest version of the clause: `days`, `calls[0].atLeast`. */
          path: z.string().min(1).max(400),
          value: anyValue,
        }),
      )
      .max(200)
      .default([]),
    /** Compares with this imported text instead of the one in force. */
    document: z.coerce.number().int().min(1).max(100_000).meta({ format: 'int32' }).optional(),
  }),
  example: { readings: { 'terms.holiday_shift': 'none' } },
  output: z.object({
    on: dayShape,
    basis: basisView,
    entities: z.int().meta({ format: 'int32' }),
    answers: z.array(effectsView).max(1000),
  }),
  async run({ tx, association, actor, reach, now, input }) {
    const stored = await documentOn(tx, association, now.today);
    if (!stored) throw new Refused(refusals.noDocument(now.today));
    const other = input.document === undefined ? stored : await documentNumbered(tx, association, input.document);
    if (!other || (reach === 'p' && other.adopted === null))
      throw new Refused(refusals.unknownDocument(input.document ?? stored.number));
    const amended = amend(other.document, input);
    if (!amended.ok) throw new BadInput(amended.problems);
    const known = await registersNow(tx, { association, actor, now });
    return {
      on: now.today,
      basis: known.allocation,
      entities: known.registers.entities.length,
      answers: effectsOf(stored.document, amended, known).map(effectsViewOf),
    };
  },
});
