import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { defineAction } from '../../../platform/action.ts';
import { refusals } from '../rules/index.ts';
import { documentNumbered, writtenText } from '../storage/documents.ts';
import { documentHead, documentNumber } from './shapes.ts';
import { headOf, isShown } from './views.ts';

export const showDocument = defineAction({
  name: 'agreement/show-document',
  title: { it: 'prendere un testo della convenzione', en: 'take a text of the agreement' },
  about: {
    it: "Il documento come è stato importato, in YAML: la sua impronta SHA-256 è quella dell'elenco.",
    en: 'The document as it was imported, in YAML: its SHA-256 is the one of the list.',
  },
  reads: true,
  permission: { capability: 'agreement', letter: 'r' },
  http: { method: 'GET', path: '/agreement/documents/:number' },
  input: z.object({ number: documentNumber }),
  example: { number: 1 },
  output: documentHead.extend({ id: z.string().max(200), written: z.string().max(2_000_000) }),
  async run({ tx, association, reach, input }) {
    const stored = await documentNumbered(tx, association, input.number);
    if (!stored || !isShown(stored, reach)) throw new Refused(refusals.unknownDocument(input.number));
    const written = await writtenText(tx, association, stored.number);
    return { ...headOf(stored, reach), id: stored.document.id, written };
  },
});
