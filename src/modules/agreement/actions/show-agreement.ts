import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape } from '../../../platform/shape.ts';
import { refusals } from '../rules/index.ts';
import { documentOn } from '../storage/documents.ts';
import { agreementView, clauseHead } from './shapes.ts';
import { agreementViewOf, clauseHeadOf } from './views.ts';

export const showAgreement = defineAction({
  name: 'agreement/show-agreement',
  title: { it: 'consultare la convenzione', en: 'read the agreement' },
  about: {
    it: 'La convenzione in vigore a un giorno: ciò che dice di sé, le clausole in poche parole, le letture.',
    en: 'The agreement in force on a day: what it says of itself, its clauses in few words, its readings.',
  },
  reads: true,
  permission: { capability: 'agreement', letter: 'r' },
  http: { method: 'GET', path: '/agreement' },
  input: z.object({ on: dayShape.optional() }),
  example: { on: '2027-01-01' },
  output: agreementView.extend({ clauses: z.array(clauseHead).max(5000) }),
  async run({ tx, association, reach, now, input }) {
    const on = input.on ?? now.today;
    const stored = await documentOn(tx, association, on);
    if (!stored) throw new Refused(refusals.noDocument(on));
    return { ...agreementViewOf(stored, { reach, on }), clauses: stored.document.clauses.map(clauseHeadOf) };
  },
});
