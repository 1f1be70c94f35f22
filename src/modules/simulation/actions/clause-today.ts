import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape, textShape, yearShape } from '../../../platform/shape.ts';
import { documentOn } from '../../agreement/index.ts';
import { readingChoices, refusals, type SettingValue, withReadings } from '../../agreement/rules/index.ts';
import { citationsOf } from '../citations.ts';
import { effectsOfChoices } from '../effects.ts';
import { runExample } from '../examples.ts';
import { clauseToday as answersOf } from '../probes.ts';
import { registersNow } from '../registers-now.ts';
import { basisView, effectsView, problemView, refusalView } from './shapes.ts';
import { effectsViewOf, outcomeViewOf } from './views.ts';

export const clauseToday = defineAction({
  name: 'simulation/clause-today',
  title: { it: 'vedere che cosa dà oggi una clausola', en: 'see what a clause gives today' },
  about: {
    it: 'Il risultato di oggi con i dati dei registri, quello degli esempi, e che cosa cambierebbe con ogni altra lettura. Gli importi si vedono come li si vede nel riparto.',
    en: "Today's result from the registers, that of the examples, and what every other reading would change. Amounts are seen as they are in the split.",
  },
  reads: true,
  permission: { capability: 'agreement', letter: 'r' },
  http: { method: 'GET', path: '/agreement/clauses/:clause/today' },
  input: z.object({ clause: z.string().min(1).max(200) }),
  example: { clause: 'conventions' },
  output: z.object({
    on: dayShape,
    basis: basisView,
    names: z.record(z.string(), z.string().max(500)),
    answers: z
      .array(
        z.object({
          probe: z.string().max(200),
          title: textShape,
          rule: z.string().max(100),
          outcome: z.enum(['value', 'refused', 'wrong-facts']),
          result: z.record(z.string(), z.unknown()).nullable(),
          /** The parts of the result that can be explained, with `simulation/explain-answer`. */
          explained: z.array(z.string().max(200)).max(100_000),
          refusals: z.array(refusalView).max(1000),
          problems: z.array(problemView).max(1000),
        }),
      )
      .max(1000),
    examples: z
      .array(
        z.object({
          title: textShape,
          rule: z.string().max(100),
          passes: z.boolean(),
          says: textShape.nullable(),
          differences: z
            .array(z.object({ path: z.string().max(1000), expected: z.unknown(), computed: z.unknown() }))
            .max(1000),
        }),
      )
      .max(1000),
    readings: z
      .array(
        z.object({
          key: z.string().max(200),
          others: z
            .array(
              z.object({
                value: z.unknown(),
                /** Whether it can be chosen as it is named; otherwise it has to be written in full. */
                possible: z.boolean(),
                /** Whether there is an answer today to measure the difference on. */
                measured: z.boolean(),
                answers: z.array(effectsView).max(1000),
              }),
            )
            .max(1000),
        }),
      )
      .max(1000),
    /** Adopted splits whose lines the clause decided. */
    cited: z
      .array(
        z.object({
          allocation: z.int().meta({ format: 'int32' }),
          year: yearShape,
          act: z.string().max(500).nullable(),
          costs: z.array(z.string().max(400)).max(1000),
        }),
      )
      .max(1000),
  }),
  async run({ tx, association, actor, now, input }) {
    const stored = await documentOn(tx, association, now.today);
    if (!stored) throw new Refused(refusals.noDocument(now.today));
    const { document } = stored;
    const clause = document.clauses.find(({ id }) => id === input.clause);
    if (!clause) throw new Refused(refusals.unknownClause(input.clause));
    const known = await registersNow(tx, { association, actor, now });
    const { readings } = withReadings(document).agreement;
    const own = known.shares !== 'all' && known.shares !== 'none' ? known.shares : null;
    return {
      on: now.today,
      basis: known.allocation,
      names: { ...known.names },
      answers: answersOf(document, clause, known.registers).map(({ probe, outcome }) => ({
        probe: probe.id,
        title: probe.title,
        rule: probe.rule,
        ...outcomeViewOf(outcome, probe.id === 'shares' ? own : null),
      })),
      examples: clause.examples.map((example) => {
        const ran = runExample(document, example);
        return {
          title: example.title,
          rule: example.rule,
          passes: ran.passes,
          says: ran.passes ? null : (ran.says ?? null),
          differences: ran.passes ? [] : [...ran.differences],
        };
      }),
      readings: Object.keys(clause.readings).map((key) => {
        const choices: SettingValue[] = readingChoices(readings.get(key)!);
        return {
          key,
          others: effectsOfChoices(document, { key, choices }, known).map(({ answers, ...choice }) => ({
            ...choice,
            answers: answers.map(effectsViewOf),
          })),
        };
      }),
      cited: await citationsOf(tx, { association, clause: clause.id, shares: known.shares }),
    };
  },
});
