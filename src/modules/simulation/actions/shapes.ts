import { z } from 'zod';
import { textShape, yearShape } from '../../../platform/shape.ts';

/** The pieces of the answers about a clause and an amendment. */

export const refusalView = z.object({
  code: z.string().max(200),
  says: textShape,
  remedy: textShape.nullable(),
  clause: z.string().max(200),
  article: z.string().max(500),
});

export const problemView = z.object({ path: z.string().max(1000), says: textShape });

export const effectsView = z.object({
  probe: z.string().max(200),
  title: textShape,
  rule: z.string().max(100),
  effects: z
    .array(
      z.object({
        what: z.string().max(400),
        of: textShape.nullable(),
        before: z.unknown(),
        after: z.unknown(),
        difference: z.string().max(40).nullable(),
      }),
    )
    .max(100_000),
  /** There was no answer before, and now there is. */
  appears: z.boolean(),
  refusals: z.array(refusalView).max(1000),
  problems: z.array(problemView).max(1000),
});
export type EffectsView = z.output<typeof effectsView>;

/** The allocation that shares come from; null where there is none that the reader may see. */
export const basisView = z
  .object({ number: z.int().meta({ format: 'int32' }), year: yearShape, adopted: z.boolean() })
  .nullable();
