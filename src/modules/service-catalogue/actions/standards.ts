import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { BadInput } from '../../../platform/problem.ts';
import { dayShape } from '../../../platform/shape.ts';
import { refusals } from '../rules/index.ts';
import { putStandard, standardsOf } from '../storage/standards.ts';
import { tellOfStandard } from '../tell-of-standard.ts';
import { bothShape, codeShape } from './shapes.ts';

export const standardKinds = ['structural', 'application', 'documents'] as const;
export const standardStages = ['study', 'proposal', 'adopted'] as const;

export const standardCode = z
  .string()
  .trim()
  .max(40)
  .regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/)
  .meta({
    jsonSchema: { type: 'string', pattern: '^[a-z0-9]+([.-][a-z0-9]+)*$', maxLength: 40, examples: ['reti-2'] },
  });

export const standardShape = z.object({
  code: standardCode,
  kind: z.enum(standardKinds),
  stage: z.enum(standardStages).default('adopted'),
  since: dayShape,
  title: bothShape(200),
  points: z
    .array(z.object({ code: codeShape, says: bothShape(300), needed: z.boolean().default(true) }))
    .max(60)
    .default([]),
  legacyUntil: dayShape.nullish().transform((day) => day ?? null),
  act: z.string().trim().max(300).default(''),
});

const both = z.object({ it: z.string().max(300), en: z.string().max(300) });
export const standardView = z.object({
  code: z.string().max(40),
  kind: z.enum(standardKinds),
  stage: z.enum(standardStages),
  since: dayShape,
  title: both,
  points: z.array(z.object({ code: z.string().max(60), says: both, needed: z.boolean() })).max(60),
  legacyUntil: dayShape.nullable(),
  act: z.string().max(300),
});

/**
 * Writes a standard that is studied, proposed or adopted, with the points that are checked. Only the head adopts, and what is
 * adopted is not written anew: a new one takes its place from its day on.
 * Source: Calatino, art. 2 (standards); Lecco, art. 2, functions, point 1; Valdarno e Valdisieve, art. 3 c. 2 n. 13.
 */
export const setStandard = defineAction({
  name: 'service-catalogue/set-standard',
  title: text('scrivere uno standard', 'write a standard'),
  permission: { capability: 'service-catalogue', letter: 'w' },
  http: { method: 'PUT', path: '/service-standards/:code' },
  input: standardShape,
  output: standardView,
  example: {
    code: 'programmi-1',
    kind: 'application',
    stage: 'proposal',
    since: '2027-01-01',
    title: { it: 'Requisiti dei nuovi programmi', en: 'Requirements of new software' },
    points: [{ code: 'banda', says: { it: 'Lavora con 2 Mbit/s.', en: 'Works with 2 Mbit/s.' } }],
  },
  async run(context) {
    const { tx, association, actor, now, input, tell } = context;
    const there = (await standardsOf(tx, association)).find(({ code }) => code === input.code);
    if (there?.stage === 'adopted') throw new Refused(refusals.alreadyAdopted(there.code));
    if (input.stage === 'adopted' && actor.role !== 'RES' && actor.kind !== 'console')
      throw new Refused(refusals.headAdopts());
    const twice = input.points.findIndex(
      ({ code }, place) => input.points.findIndex((each) => each.code === code) !== place,
    );
    if (twice >= 0) {
      const says = text('C’è già un punto con questo codice.', 'There is a point with this code already.');
      throw new BadInput([{ path: `points[${twice}].code`, says }]);
    }
    await putStandard(tx, association, input, { at: now.instant, name: actor.name });
    if (input.stage === 'adopted') await tellOfStandard(context, input);
    tell({ before: there ?? null, after: input });
    return { ...input, points: [...input.points] };
  },
});

/** The standards, and what is studied or proposed. Refuses, asked for one, `service-catalogue/no-such-standard`. */
export const listStandards = defineAction({
  name: 'service-catalogue/list-standards',
  title: text('elencare gli standard', 'list the standards'),
  reads: true,
  permission: { capability: 'service-catalogue', letter: 'r', everybody: true },
  http: { method: 'GET', path: '/service-standards' },
  input: z.object({ code: standardCode.optional() }),
  output: z.object({ items: z.array(standardView).max(10_000) }),
  example: {},
  async run({ tx, association, reach, input }) {
    const items = (await standardsOf(tx, association))
      .filter(({ stage }) => reach === 'g' || stage === 'adopted')
      .filter(({ code }) => input.code === undefined || code === input.code)
      .map((standard) => ({ ...standard, points: [...standard.points] }));
    if (input.code !== undefined && items.length === 0) throw new Refused(refusals.noSuchStandard());
    return { items };
  },
});
