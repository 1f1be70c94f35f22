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
};
