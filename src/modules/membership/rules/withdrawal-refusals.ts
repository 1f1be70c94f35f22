import type { Refusal } from '../../../kernel/result.ts';
import type { Source } from '../../../kernel/source.ts';
import { text } from '../../../kernel/text.ts';

/** Every way leaving the association says no. A notice that is not admissible is an answer, not a refusal. */
export const withdrawalRefusals = {
  noTerm: (key: string, source: Source): Refusal => ({
    code: 'membership/no-withdrawal-term',
    kind: 'rule',
    says: text(
      'Il testo non dice con quale preavviso si recede.',
      'The text does not say with which notice an entity leaves.',
    ),
    remedy: text(
      `Indicare il termine nell'impostazione «${key}», per esempio { "months": 6 }.`,
      `Give the term in the setting "${key}", for example { "months": 6 }.`,
    ),
    source,
  }),
  noSigningDay: (source: Source): Refusal => ({
    code: 'membership/no-signing-day',
    kind: 'rule',
    says: text(
      "Manca il giorno della firma dell'ente, da cui si conta il primo anno in cui può recedere.",
      'Missing: the day on which the entity signed, from which the first year in which it may leave is counted.',
    ),
    remedy: text('Indicare il giorno della firma.', 'Give the day of signing.'),
    source,
  }),
};
