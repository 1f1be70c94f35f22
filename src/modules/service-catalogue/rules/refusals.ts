import type { Refusal } from '../../../kernel/result.ts';
import type { Source } from '../../../kernel/source.ts';
import { text } from '../../../kernel/text.ts';

/** Every way this module says no. */
export const refusals = {
  noRow: (category: string, source: Source): Refusal => ({
    code: 'service-catalogue/no-row',
    kind: 'rule',
    says: text(
      `La tabella delle competenze non dice nulla per «${category}» in questo caso.`,
      `The table of what the office does says nothing for "${category}" in this case.`,
    ),
    remedy: text('Aggiungere una riga alla clausola.', 'Add a row to the clause.'),
    source,
  }),
  endsBeforeItBegins: (): Refusal => ({
    code: 'service-catalogue/ends-before-it-begins',
    kind: 'rule',
    says: text('La fine dell’attivazione viene prima dell’inizio.', 'The activation ends before it begins.'),
    remedy: text('Correggere una delle due date.', 'Correct one of the two dates.'),
  }),
  notOffered: (service: string): Refusal => ({
    code: 'service-catalogue/not-offered',
    kind: 'rule',
    says: text(
      `In quei giorni il servizio «${service}» non è offerto.`,
      `The service "${service}" is not offered on those days.`,
    ),
    remedy: text(
      'Scegliere giorni in cui il servizio è nel catalogo.',
      'Choose days on which the service is in the catalogue.',
    ),
  }),
  notForEntity: (service: string): Refusal => ({
    code: 'service-catalogue/not-for-entity',
    kind: 'rule',
    says: text(
      `Il servizio «${service}» non è offerto a questo ente.`,
      `The service "${service}" is not offered to this entity.`,
    ),
    remedy: text('Chiedere al responsabile del servizio di estenderlo.', 'Ask the head of the service to extend it.'),
  }),
  noAct: (): Refusal => ({
    code: 'service-catalogue/no-act',
    kind: 'rule',
    says: text(
      'Manca l’atto con cui l’ente chiede il servizio.',
      'The act by which the entity asks for the service is missing.',
    ),
    remedy: text('Indicare numero e data dell’atto.', 'Give the number and date of the act.'),
  }),
  noUnits: (service: string): Refusal => ({
    code: 'service-catalogue/no-units',
    kind: 'rule',
    says: text(
      `Manca quante unità del servizio «${service}» ha l'ente: il costo si divide per quelle.`,
      `How many units of the service "${service}" the entity has is missing: its cost is divided by them.`,
    ),
    remedy: text('Indicare la quantità, anche zero.', 'Give the quantity, zero included.'),
  }),
  alreadyActivated: (service: string): Refusal => ({
    code: 'service-catalogue/already-activated',
    kind: 'conflict',
    says: text(
      `L'ente ha già il servizio «${service}» in quei giorni.`,
      `The entity has the service "${service}" on those days already.`,
    ),
    remedy: text('Chiudere prima l’attivazione che c’è.', 'End the activation that is there first.'),
  }),
  needsAnother: (service: string, missing: readonly string[]): Refusal => ({
    code: 'service-catalogue/needs-another',
    kind: 'rule',
    says: text(
      `Per avere «${service}» l'ente deve avere in quei giorni anche: ${missing.join(', ')}.`,
      `To have "${service}" the entity must also have on those days: ${missing.join(', ')}.`,
    ),
    remedy: text('Attivare prima ciò che manca.', 'Activate what is missing first.'),
  }),
  neededByAnother: (names: readonly string[]): Refusal => ({
    code: 'service-catalogue/needed-by-another',
    kind: 'conflict',
    says: text(
      `Dopo quel giorno ne hanno bisogno altri servizi dell'ente: ${names.join(', ')}.`,
      `After that day other services of the entity need it: ${names.join(', ')}.`,
    ),
    remedy: text('Chiudere prima quelli.', 'End those first.'),
  }),
};
