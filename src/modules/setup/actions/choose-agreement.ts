import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { BadInput } from '../../../platform/problem.ts';
import { textShape } from '../../../platform/shape.ts';
import { shippedAgreement, shippedNames } from '../../agreement/index.ts';
import { checkDocument } from '../../agreement/rules/index.ts';
import { storeChoice } from '../storage/choices.ts';
import { suggestedAddress } from './suggested-address.ts';

export const chosenAgreement = z.object({
  /** A shipped one; null for a document of one's own. */
  agreement: z.string().max(200).nullable(),
  name: textShape,
  shortName: z.string().max(200),
  address: z.string().max(63),
});

/** Keeps which agreement a person chose, until an association is started with it. Checks a document of one's own whole. */
export const chooseAgreement = defineAction({
  name: 'setup/choose-agreement',
  title: text('scegliere la convenzione di una nuova associazione', 'choose the agreement of a new association'),
  about: text(
    'Una convenzione fornita, o il testo di un documento proprio, controllato per intero: ogni problema con la sua riga. Resta da parte finché non si avvia l’associazione.',
    'A shipped agreement, or the text of a document of one’s own, checked whole: every problem with its line. It is kept aside until the association is started.',
  ),
  scope: 'installation',
  permission: { capability: 'agreement', letter: 'x' },
  http: { method: 'PUT', path: '/setup/choice' },
  input: z.object({
    agreement: z.string().trim().max(200).optional(),
    written: z.string().max(2_000_000).optional(),
  }),
  example: { agreement: 'calatino' },
  output: chosenAgreement,
  async run({ tx, actor, input }) {
    const { agreement, written } = input;
    if (written !== undefined && written.trim() !== '') {
      const checked = checkDocument(written);
      if (!checked.ok) {
        throw new BadInput(
          checked.problems.map(({ clause, line, says, remedy }) => ({
            path: 'written',
            says: {
              it: `Riga ${line}${clause ? `, clausola ${clause}` : ''}: ${says.it} ${remedy.it}`,
              en: `Line ${line}${clause ? `, clause ${clause}` : ''}: ${says.en} ${remedy.en}`,
            },
          })),
        );
      }
      await storeChoice(tx, actor.person, { agreement: null, written });
      const { name, shortName } = checked.document;
      return { agreement: null, name, shortName, address: suggestedAddress(shortName) };
    }
    const shipped = agreement === undefined ? undefined : shippedAgreement(agreement);
    if (agreement === undefined || !shipped) {
      const names = shippedNames().join(', ');
      throw new BadInput([
        {
          path: 'agreement',
          says: text(
            `Scegliere una delle convenzioni fornite (${names}) o caricare un documento.`,
            `Choose one of the shipped agreements (${names}) or load a document.`,
          ),
        },
      ]);
    }
    await storeChoice(tx, actor.person, { agreement, written: null });
    const { name, shortName } = shipped.document;
    return { agreement, name, shortName, address: suggestedAddress(shortName) };
  },
});
