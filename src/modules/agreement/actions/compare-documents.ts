import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { defineAction } from '../../../platform/action.ts';
import { textShape } from '../../../platform/shape.ts';
import { compareDocuments as compare, refusals } from '../rules/index.ts';
import { documentNumbered } from '../storage/documents.ts';
import { documentHead } from './shapes.ts';
import { headOf } from './views.ts';

const number = z.coerce.number().int().min(1).max(100000).meta({ format: 'int32' });

export const compareDocuments = defineAction({
  name: 'agreement/compare-documents',
  title: { it: 'confrontare due testi della convenzione', en: 'compare two texts of the agreement' },
  reads: true,
  permission: { capability: 'agreement', letter: 'r' },
  http: { method: 'GET', path: '/agreement/comparison' },
  input: z.object({ from: number, to: number }),
  example: { from: 1, to: 2 },
  output: z.object({
    from: documentHead,
    to: documentHead,
    changes: z
      .array(
        z.object({
          clause: z.string().max(200),
          article: z.string().max(200),
          title: textShape,
          change: z.enum(['added', 'removed', 'changed']),
          values: z.array(z.object({ path: z.string().max(1000), before: z.unknown(), after: z.unknown() })).max(10000),
        }),
      )
      .max(10000),
  }),
  async run({ tx, association, input }) {
    const [from, to] = [
      await documentNumbered(tx, association, input.from),
      await documentNumbered(tx, association, input.to),
    ];
    if (!from) throw new Refused(refusals.unknownDocument(input.from));
    if (!to) throw new Refused(refusals.unknownDocument(input.to));
    return {
      from: headOf(from),
      to: headOf(to),
      changes: compare(from.document, to.document).map((change) => ({ ...change, values: [...change.values] })),
    };
  },
});
