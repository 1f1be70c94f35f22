import { type Day, showDay } from '../../../kernel/day.ts';
import type { Refusal } from '../../../kernel/result.ts';
import type { Source } from '../../../kernel/source.ts';
import { enumerate, text } from '../../../kernel/text.ts';

/** Every way this module says no. */
export const refusals = {
  postedBeforeExecutive: ({ posted, executive }: { posted: Day; executive: Day }, source: Source): Refusal => ({
    code: 'publication/posted-before-executive',
    kind: 'rule',
    says: text(
      `La pubblicazione del ${showDay(posted)} precede il giorno in cui la delibera è diventata esecutiva, il ${showDay(executive)}.`,
      `The posting of ${showDay(posted, 'en')} comes before the day on which the resolution became executive, ${showDay(executive, 'en')}.`,
    ),
    remedy: text(
      'Pubblicare da quel giorno in poi; il termine si conta dalla nuova pubblicazione.',
      'Post from that day on; the term is counted from the new posting.',
    ),
    source,
  }),
  tooFewPeople: ({ offices, least }: { offices: readonly string[]; least: number }, source: Source): Refusal => ({
    code: 'publication/too-few-people',
    kind: 'rule',
    says: text(
      `Anche uniti, gli uffici ${enumerate(offices, 'it')} hanno meno di ${least} persone: i tassi permetterebbero di riconoscerle.`,
      `Even together, the offices ${enumerate(offices, 'en')} have fewer than ${least} people: the rates would identify them.`,
    ),
    remedy: text(
      'Aggiungere gli altri uffici, o abbassare la soglia nella convenzione.',
      'Add the other offices, or lower the threshold in the agreement.',
    ),
    source,
  }),
  noWorkingDays: (offices: readonly string[], source: Source): Refusal => ({
    code: 'publication/no-working-days',
    kind: 'rule',
    says: text(
      `Nel periodo non risultano giorni lavorativi per ${enumerate(offices, 'it')}: il tasso non esiste.`,
      `There are no working days in the period for ${enumerate(offices, 'en')}: there is no rate.`,
    ),
    remedy: text('Indicare i giorni lavorativi di ciascuna persona.', 'Give the working days of each person.'),
    source,
  }),
};
