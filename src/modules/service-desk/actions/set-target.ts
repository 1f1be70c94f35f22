import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape } from '../../../platform/shape.ts';
import { clauseSources } from '../clock-measure.ts';
import { clockRefusals, priorities } from '../rules/clock/index.ts';
import { deleteTarget, storeTarget, targetRows } from '../storage/targets.ts';
import { setsTargets } from './calendar-shapes.ts';
import { dueAgain } from './due-again.ts';

const line = {
  service: z.string().trim().min(1).max(100).nullish().meta({ description: 'Senza, per ogni servizio.' }),
  priority: z.enum(priorities).nullish().meta({ description: 'Senza, per ogni priorità.' }),
  since: dayShape,
};
const minutes = z
  .int()
  .min(1)
  .max(100_000)
  .nullish()
  .meta({ format: 'int32', description: 'In minuti di lavoro; senza, nessuna scadenza.' });

/**
 * How soon requests of a service and a priority are meant to be answered and solved, opened from a day on. The most particular
 * line decides. Refuses `service-desk/no-such-clause`.
 * Source: M-8, targets of the office unless a clause says so.
 */
export const setTarget = defineAction({
  name: 'service-desk/set-target',
  title: text("stabilire un obiettivo dell'assistenza", 'set a target of the service desk'),
  permission: setsTargets,
  http: { method: 'POST', path: '/service-desk/targets' },
  input: z.object({
    ...line,
    firstAnswer: minutes,
    solution: minutes,
    clause: z.string().trim().max(100).nullish().meta({ description: 'La clausola che lo dice.' }),
  }),
  output: z.object({}),
  example: { priority: 'urgent', since: '2027-01-01', firstAnswer: 30, solution: 240 },
  async run(context) {
    const { tx, association, now, input, tell } = context;
    const { service, priority, since, firstAnswer, solution, clause } = input;
    if (clause && !(await clauseSources(tx, association, now.today)).has(clause))
      throw new Refused(clockRefusals.noSuchClause(clause));
    await storeTarget(tx, {
      association,
      service: service ?? '',
      priority: priority ?? '',
      since,
      first_answer: firstAnswer ?? null,
      solution: solution ?? null,
      clause: clause ?? '',
    });
    await dueAgain(context, '');
    tell({ after: input });
    return {};
  },
});

/** Takes a line out of the targets. Refuses `service-desk/no-such-target`. */
export const removeTarget = defineAction({
  name: 'service-desk/remove-target',
  title: text("togliere un obiettivo dell'assistenza", 'remove a target of the service desk'),
  permission: setsTargets,
  http: { method: 'DELETE', path: '/service-desk/targets' },
  input: z.object(line),
  output: z.object({}),
  example: { priority: 'urgent', since: '2027-01-01' },
  async run(context) {
    const { tx, association, input, tell } = context;
    const { service, priority, since } = input;
    const key = { association, service: service ?? '', priority: priority ?? '', since } as const;
    if (!(await deleteTarget(tx, key))) throw new Refused(clockRefusals.noSuchTarget());
    await dueAgain(context, '');
    tell({ before: input });
    return {};
  },
});

/** The targets, the most general first. */
export const listTargets = defineAction({
  name: 'service-desk/list-targets',
  title: text("elencare gli obiettivi dell'assistenza", 'list the targets of the service desk'),
  reads: true,
  permission: { capability: 'service-desk', letter: 'r' },
  http: { method: 'GET', path: '/service-desk/targets' },
  input: z.object({}),
  output: z.object({
    items: z
      .array(
        z.object({
          service: z.string().nullable(),
          priority: z.enum(priorities).nullable(),
          since: dayShape,
          firstAnswer: z.int().nullable().meta({ format: 'int32' }),
          solution: z.int().nullable().meta({ format: 'int32' }),
          clause: z.string().nullable(),
        }),
      )
      .max(10_000),
  }),
  example: {},
  run: async ({ tx, association }) => ({
    items: (await targetRows(tx, association)).map(({ service, priority, since, first_answer, solution, clause }) => ({
      service: service || null,
      priority: priority || null,
      since,
      firstAnswer: first_answer,
      solution,
      clause: clause || null,
    })),
  }),
});
