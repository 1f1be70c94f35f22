import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape, textShape } from '../../../platform/shape.ts';
import { refusals, withReadings } from '../rules/index.ts';
import { documentOn } from '../storage/documents.ts';
import { clauseHead, documentHead, readingView } from './shapes.ts';
import { headOf } from './views.ts';

export const showAgreement = defineAction({
  name: 'agreement/show-agreement',
  title: { it: 'consultare la convenzione', en: 'read the agreement' },
  about: {
    it: "L'indice della convenzione in vigore a un giorno, con le sue letture.",
    en: 'The index of the agreement in force on a day, with its readings.',
  },
  reads: true,
  permission: { capability: 'agreement', letter: 'r' },
  http: { method: 'GET', path: '/agreement' },
  input: z.object({ on: dayShape.optional() }),
  example: { on: '2027-01-01' },
  output: z.object({
    ...documentHead.shape,
    id: z.string().max(200),
    name: textShape,
    shortName: z.string().max(200),
    type: textShape,
    state: z.string().max(40),
    parts: z.array(z.object({ id: z.string().max(200), title: textShape })).max(1000),
    clauses: z.array(clauseHead).max(5000),
    readings: z.array(readingView).max(5000),
  }),
  async run({ tx, association, now, input }) {
    const on = input.on ?? now.today;
    const stored = await documentOn(tx, association, on);
    if (!stored) throw new Refused(refusals.noDocument(on));
    const { document } = stored;
    return {
      ...headOf(stored),
      id: document.id,
      name: document.name,
      shortName: document.shortName,
      type: document.type,
      state: document.state,
      parts: document.parts,
      clauses: document.clauses.map((clause) => ({
        id: clause.id,
        article: clause.article,
        part: clause.part ?? null,
        title: clause.title,
        kind: clause.kind,
        requirement: clause.requirement,
        readings: Object.keys(clause.readings).length,
      })),
      readings: [...withReadings(document).agreement.readings.values()].map(
        ({ key, clause, nature, question, value, allowed, says }) => ({
          key,
          clause,
          nature,
          question,
          value,
          allowed,
          says,
        }),
      ),
    };
  },
});
