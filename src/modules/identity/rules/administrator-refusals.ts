import { type Day, showDay } from '../../../kernel/day.ts';
import type { Refusal } from '../../../kernel/result.ts';
import { law } from '../../../kernel/source.ts';
import { text } from '../../../kernel/text.ts';

const measure = law('Garante, provv. 27 novembre 2008');

/** Every way in which the register of system administrators says no. */
export const administratorRefusals = {
  noSuchAdministrator: (): Refusal => ({
    code: 'identity/no-such-administrator',
    kind: 'missing',
    says: text(
      'Nel registro non c’è una nomina con questo identificativo.',
      'The register has no appointment with this id.',
    ),
  }),
  appointedAlready: (since: Day): Refusal => ({
    code: 'identity/appointed-already',
    kind: 'conflict',
    says: text(
      `La persona è già nominata per questi sistemi dal ${showDay(since)}.`,
      `The person is appointed for these systems already, since ${showDay(since, 'en')}.`,
    ),
    remedy: text(
      'Chiudere la nomina che c’è, o indicare gli altri sistemi.',
      'End the appointment there is, or name the other systems.',
    ),
  }),
  ownCheck: (): Refusal => ({
    code: 'identity/own-check',
    kind: 'rule',
    source: measure,
    says: text('Nessuno verifica il proprio operato.', 'Nobody checks their own work.'),
    remedy: text('La verifica la registra un altro responsabile.', 'Another head records the check.'),
  }),
  endedAlready: (until: Day): Refusal => ({
    code: 'identity/appointment-ended',
    kind: 'conflict',
    says: text(`La nomina è finita il ${showDay(until)}.`, `The appointment ended on ${showDay(until, 'en')}.`),
  }),
  checkOutside: (since: Day): Refusal => ({
    code: 'identity/check-outside-appointment',
    kind: 'rule',
    says: text(
      `Il giorno della verifica è fuori dalla nomina, che comincia il ${showDay(since)}, o nel futuro.`,
      `The day of the check is outside the appointment, which begins on ${showDay(since, 'en')}, or in the future.`,
    ),
    remedy: text('Correggere il giorno.', 'Correct the day.'),
  }),
};
