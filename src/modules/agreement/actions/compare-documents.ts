import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { defineAction } from '../../../platform/action.ts';
import { textShape } from '../../../platform/shape.ts';
import { compareDocuments as compare, refusals } from '../rules/index.ts';
import { documentNumbered } from '../storage/documents.ts';
import { documentHead, documentNumber, valueChange } from './shapes.ts';
import { headOf, isShown } from './views.ts';

export const compareDocuments = defineAction({
  name: 'agreement/compare-documents',
  title: { it: 'confrontare due testi della convenzione', en: 'compare two texts of the agreement' },
  reads: true,
  permission: { capability: 'agreement', letter: 'r' },
  http: { method: 'GET', path: '/agreement/comparison' },
  input: z.object({ from: documentNumber, to: documentNumber }),
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
          values: z.array(valueChange).max(10000),
        }),
      )
      .max(10000),
  }),
  async run({ tx, association, reach, input }) {
    const [from, to] = [
      await documentNumbered(tx, association, input.from),
      await documentNumbered(tx, association, input.to),
    ];
    if (!from || !isShown(from, reach)) throw new Refused(refusals.unknownDocument(input.from));
    if (!to || !isShown(to, reach)) throw new Refused(refusals.unknownDocument(input.to));
    return {
      from: headOf(from, reach),
      to: headOf(to, reach),
      changes: compare(from.document, to.document).map((change) => ({ ...change, values: [...change.values] })),
    };
  },
});
