import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { defineAction, type Tx } from '../../../platform/action.ts';
import { dayShape } from '../../../platform/shape.ts';
import { compareDocuments, refusals } from '../rules/index.ts';
import { documentNumbered, documentOn, documentsOf } from '../storage/documents.ts';
import { clauseView, valueChange } from './shapes.ts';
import { clauseViewOf } from './views.ts';

const neighbour = z.object({ id: z.string().max(200), article: z.string().max(200) });

export const showClause = defineAction({
  name: 'agreement/show-clause',
  title: { it: 'consultare una clausola', en: 'read a clause' },
  about: {
    it: 'Una clausola con le versioni, le letture, le note e gli esempi.',
    en: 'A clause with its versions, readings, notes and examples.',
  },
  reads: true,
  permission: { capability: 'agreement', letter: 'r' },
  http: { method: 'GET', path: '/agreement/clauses/:clause' },
  input: z.object({ clause: z.string().min(1).max(200), on: dayShape.optional() }),
  example: { clause: 'conventions' },
  output: clauseView.extend({
    document: z.object({ number: z.int().meta({ format: 'int32' }), sha256: z.string().max(64) }),
    /** Adopted texts in which it differs from the text before, oldest first: how the clause came to be what it is. */
    texts: z
      .array(
        z.object({
          number: z.int().meta({ format: 'int32' }),
          since: dayShape.nullable(),
          act: z.string().max(500).nullable(),
          changes: z.array(valueChange).max(10000),
        }),
      )
      .max(1000),
    /** The clauses before and after it in the text. */
    previous: neighbour.nullable(),
    next: neighbour.nullable(),
  }),
  async run({ tx, association, now, input }) {
    const on = input.on ?? now.today;
    const stored = await documentOn(tx, association, on);
    if (!stored) throw new Refused(refusals.noDocument(on));
    const { clauses } = stored.document;
    const place = clauses.findIndex((candidate) => candidate.id === input.clause);
    const clause = clauses[place];
    if (!clause) throw new Refused(refusals.unknownClause(input.clause));
    const beside = (at: number) => {
      const other = clauses[at];
      return other ? { id: other.id, article: other.article } : null;
    };
    return {
      ...clauseViewOf(stored.document, clause, on),
      document: { number: stored.number, sha256: stored.sha256 },
      texts: await textsChanging(tx, association, clause.id),
      previous: place > 0 ? beside(place - 1) : null,
      next: beside(place + 1),
    };
  },
});

/** The adopted texts that changed a clause, each with what differs from the adopted text before it. */
async function textsChanging(tx: Tx, association: string, clause: string) {
  const adopted = (await documentsOf(tx, association))
    .filter((document) => document.adopted !== null)
    .sort((a, b) => ((a.since ?? '') < (b.since ?? '') ? -1 : 1));
  const found = [];
  for (const [place, { number, since, act }] of adopted.entries()) {
    const before = place > 0 && (await documentNumbered(tx, association, adopted[place - 1]!.number));
    const after = before && (await documentNumbered(tx, association, number));
    if (!before || !after) continue;
    const change = compareDocuments(before.document, after.document).find((each) => each.clause === clause);
    if (change) found.push({ number, since, act, changes: [...change.values] });
  }
  return found;
}
