import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape } from '../../../platform/shape.ts';
import { refusals } from '../rules/index.ts';
import { documentNumbered, documentsOf, markAdopted } from '../storage/documents.ts';
import { documentHead, documentNumber } from './shapes.ts';
import { headOf } from './views.ts';

export const adoptDocument = defineAction({
  name: 'agreement/adopt-document',
  title: { it: 'adottare un testo della convenzione', en: 'adopt a text of the agreement' },
  about: {
    it: "Dal giorno indicato il testo vale, con il suo atto. Ciò che è stato deciso prima resta com'era.",
    en: 'From the day given the text holds, with its act. What was decided before stays as it was.',
  },
  permission: { capability: 'agreement', letter: 'w' },
  http: { method: 'POST', path: '/agreement/documents/:number/adoption' },
  input: z.object({
    number: documentNumber,
    since: dayShape,
    act: z.string().trim().min(1).max(500),
  }),
  example: { number: 2, since: '2027-01-01', act: "Delibera dell'assemblea n. 3 del 28/10/2026" },
  output: documentHead,
  async run({ tx, association, now, input }) {
    const stored = await documentNumbered(tx, association, input.number);
    if (!stored) throw new Refused(refusals.unknownDocument(input.number));
    const adopted = (await documentsOf(tx, association)).filter((document) => document.adopted !== null);
    const last = adopted.reduce<(typeof adopted)[number] | undefined>(
      (latest, document) => (!latest || (document.since ?? '') > (latest.since ?? '') ? document : latest),
      undefined,
    );
    if (last && input.since <= (last.since ?? ''))
      throw new Refused(refusals.wouldRewritePast(input.since, last.since));
    if (!(await markAdopted(tx, association, input.number, { since: input.since, act: input.act, at: now.instant })))
      throw new Refused(refusals.alreadyAdopted(input.number));
    return headOf({ ...stored, adopted: now.instant, since: input.since, act: input.act });
  },
});
