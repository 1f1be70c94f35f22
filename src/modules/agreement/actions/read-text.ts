import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape } from '../../../platform/shape.ts';
import { refusals } from '../rules/index.ts';
import { documentOn } from '../storage/documents.ts';
import { agreementView, clauseView } from './shapes.ts';
import { agreementViewOf, clauseViewOf } from './views.ts';

export const readText = defineAction({
  name: 'agreement/read-text',
  title: { it: 'leggere il testo consolidato', en: 'read the consolidated text' },
  about: {
    it: 'Tutta la convenzione come sta in un giorno: ogni clausola con valori, versioni, letture e note.',
    en: 'The whole agreement as it stands on a day: every clause with values, versions, readings and notes.',
  },
  reads: true,
  permission: { capability: 'agreement', letter: 'r' },
  http: { method: 'GET', path: '/agreement/text' },
  input: z.object({ on: dayShape.optional() }),
  example: { on: '2027-01-01' },
  output: agreementView.extend({ on: dayShape, clauses: z.array(clauseView).max(5000) }),
  async run({ tx, association, reach, now, input }) {
    const on = input.on ?? now.today;
    const stored = await documentOn(tx, association, on);
    if (!stored) throw new Refused(refusals.noDocument(on));
    const { document } = stored;
    return {
      ...agreementViewOf(stored, { reach, on }),
      on,
      clauses: document.clauses.map((clause) => clauseViewOf(document, clause, on)),
    };
  },
});
