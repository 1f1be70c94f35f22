import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { shippedAgreement } from '../../agreement/index.ts';
import { checkDocument } from '../../agreement/rules/index.ts';
import { choiceOf } from '../storage/choices.ts';
import { chosenAgreement } from './choose-agreement.ts';
import { suggestedAddress } from './suggested-address.ts';

/** The agreement chosen and not used yet. */
export const showChoice = defineAction({
  name: 'setup/show-choice',
  title: text('vedere la convenzione scelta', 'see the chosen agreement'),
  about: text(
    'La convenzione scelta per un’associazione non ancora avviata, se c’è, con nome e indirizzo proposti.',
    'The agreement chosen for an association not started yet, if any, with the name and address proposed.',
  ),
  reads: true,
  scope: 'installation',
  permission: { capability: 'agreement', letter: 'x' },
  http: { method: 'GET', path: '/setup/choice' },
  input: z.object({}),
  example: {},
  output: z.object({ choice: chosenAgreement.extend({ written: z.string().max(2_000_000).nullable() }).nullable() }),
  async run({ tx, actor }) {
    const choice = await choiceOf(tx, actor.person);
    if (!choice) return { choice: null };
    const checked = choice.written === null ? undefined : checkDocument(choice.written);
    const document = checked?.ok
      ? checked.document
      : choice.agreement === null
        ? undefined
        : shippedAgreement(choice.agreement)?.document;
    if (!document) return { choice: null };
    const { name, shortName } = document;
    return { choice: { ...choice, name, shortName, address: suggestedAddress(shortName) } };
  },
});
