import type { Refusal } from '../../../kernel/result.ts';
import type { Source } from '../../../kernel/source.ts';
import { text } from '../../../kernel/text.ts';
import { eventInWords } from '../../agreement/rules/index.ts';

/** Every way this module says no. */
export const refusals = {
  missingEvent: (event: string, source: Source): Refusal => ({
    code: 'budget/missing-event',
    kind: 'rule',
    says: text(
      `La scadenza di un versamento si conta da un evento di cui manca il giorno: ${eventInWords(event).it}.`,
      `A payment is due some days after an event whose day is missing: ${eventInWords(event).en}.`,
    ),
    remedy: text("Indicare il giorno dell'evento.", 'Give the day of the event.'),
    source,
  }),
  missingBase: (source: Source): Refusal => ({
    code: 'budget/missing-base',
    kind: 'rule',
    says: text(
      "Manca l'importo di partenza: il testo lo rinvia a un allegato che non è agli atti.",
      'Missing: the starting amount, which the text leaves to an annex that is not at hand.',
    ),
    remedy: text("Indicare l'importo di partenza.", 'Give the starting amount.'),
    source,
  }),
  missingPrice: (source: Source): Refusal => ({
    code: 'budget/missing-price',
    kind: 'rule',
    says: text(
      'Manca il prezzo unitario: il testo non lo fissa.',
      'Missing: the unit price, which the text does not set.',
    ),
    remedy: text('Indicare il prezzo di una unità.', 'Give the price of one unit.'),
    source,
  }),
};
