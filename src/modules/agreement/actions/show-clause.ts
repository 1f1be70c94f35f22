import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape } from '../../../platform/shape.ts';
import { refusals } from '../rules/index.ts';
import { documentOn } from '../storage/documents.ts';
import { clauseView } from './shapes.ts';
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
      previous: place > 0 ? beside(place - 1) : null,
      next: beside(place + 1),
    };
  },
});
