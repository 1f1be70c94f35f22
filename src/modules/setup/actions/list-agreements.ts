import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { textShape } from '../../../platform/shape.ts';
import { shippedAgreement, shippedNames } from '../../agreement/index.ts';

const count = z.int().min(0).meta({ format: 'int32' });

/** The agreements an association can start from. */
export const listAgreements = defineAction({
  name: 'setup/list-agreements',
  title: text('elencare le convenzioni fornite', 'list the shipped agreements'),
  about: text(
    'Le convenzioni da cui una nuova associazione può partire, con una riga su ciascuna.',
    'The agreements a new association can start from, with a line on each.',
  ),
  reads: true,
  scope: 'installation',
  permission: { capability: 'agreement', letter: 'x' },
  http: { method: 'GET', path: '/setup/agreements' },
  input: z.object({}),
  example: {},
  output: z.object({
    items: z
      .array(
        z.object({
          id: z.string().max(200),
          name: textShape,
          shortName: z.string().max(200),
          type: textShape,
          about: textShape.nullable(),
          clauses: count,
        }),
      )
      .max(1000),
  }),
  async run() {
    const items = shippedNames().flatMap((name) => {
      const document = shippedAgreement(name)?.document;
      if (!document) return [];
      const { id, shortName, type, about, clauses } = document;
      return [{ id, name: document.name, shortName, type, about: about ?? null, clauses: clauses.length }];
    });
    return { items: items.sort((a, b) => a.shortName.localeCompare(b.shortName, 'it')) };
  },
});
