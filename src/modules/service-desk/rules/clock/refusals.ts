import type { Refusal } from '../../../../kernel/result.ts';
import { text } from '../../../../kernel/text.ts';

/** Every way the clock says no. */
export const clockRefusals = {
  noWorkingHours: (): Refusal => ({
    code: 'service-desk/no-working-hours',
    kind: 'rule',
    says: text(
      'Il calendario non ha ore di lavoro, quindi nessuna scadenza può essere calcolata.',
      'The calendar has no working hours, so that no due time can be computed.',
    ),
    remedy: text(
      "Indicare l'orario settimanale nel calendario dell'assistenza.",
      'Set the weekly hours in the calendar of the service desk.',
    ),
  }),
  notOpened: (): Refusal => ({
    code: 'service-desk/not-opened',
    kind: 'rule',
    says: text(
      "Manca l'apertura della richiesta: l'orologio non ha un inizio.",
      'The request was never opened: its clock has no beginning.',
    ),
    remedy: text('Registrare quando la richiesta è arrivata.', 'Record when the request came.'),
  }),
  /** Of an association's calendar, or another entity's. */
  notOwnCalendar: (): Refusal => ({
    code: 'service-desk/not-own-calendar',
    kind: 'forbidden',
    says: text(
      'Chi opera per un ente cambia solo il calendario del proprio ente.',
      'Who acts for an entity changes only the calendar of its own entity.',
    ),
    remedy: text(
      "Per il calendario dell'associazione rivolgersi al responsabile del servizio.",
      'For the calendar of the association ask the head of the service.',
    ),
  }),
  noSuchEntity: (entity: string): Refusal => ({
    code: 'service-desk/no-such-entity',
    kind: 'missing',
    says: text(`L'associazione non ha un ente «${entity}».`, `The association has no entity "${entity}".`),
    remedy: text('Sceglierne uno dal registro degli enti.', 'Choose one of the register of entities.'),
  }),
  notInCalendar: (): Refusal => ({
    code: 'service-desk/not-in-calendar',
    kind: 'missing',
    says: text('Nel calendario questa riga non c’è più.', 'The calendar no longer has this line.'),
    remedy: text('Riaprire il calendario.', 'Open the calendar again.'),
  }),
  noSuchTarget: (): Refusal => ({
    code: 'service-desk/no-such-target',
    kind: 'missing',
    says: text('Questo obiettivo non c’è più.', 'This target is no longer there.'),
    remedy: text('Riaprire gli obiettivi.', 'Open the targets again.'),
  }),
  noSuchClause: (clause: string): Refusal => ({
    code: 'service-desk/no-such-clause',
    kind: 'rule',
    says: text(
      `La convenzione in vigore non ha una clausola «${clause}».`,
      `The agreement in force has no clause "${clause}".`,
    ),
    remedy: text(
      'Indicare una clausola che c’è, o lasciare vuoto: sarà una scelta dell’ufficio.',
      'Name one that is there, or none: it will be a choice of the office.',
    ),
  }),
};
