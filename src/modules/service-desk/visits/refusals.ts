import type { Refusal } from '../../../kernel/result.ts';
import { enumerate, type Text, text } from '../../../kernel/text.ts';

/** The code of the one that whoever books can confirm. */
export const unusualVisit = 'service-desk/visit-unusual';

const list = (why: readonly Text[], language: 'it' | 'en') =>
  enumerate(
    why.map((one) => one[language]),
    language,
  );

/** Every way in which a visit is not booked. */
export const visitRefusals = {
  noSuchVisit: (): Refusal => ({
    code: 'service-desk/no-such-visit',
    kind: 'missing',
    says: text(
      'Questo intervento non esiste o non è visibile da questo incarico.',
      'There is no such visit, or it cannot be seen from this post.',
    ),
  }),
  notInHisHands: (): Refusal => ({
    code: 'service-desk/visit-not-in-hand',
    kind: 'conflict',
    says: text(
      'Un fornitore non vede una richiesta che non gli è stata affidata.',
      'A supplier does not see a request that was not given to him.',
    ),
    remedy: text(
      'Prima gli si affida la richiesta, poi si fissa l’intervento.',
      'Give him the request, then book the visit.',
    ),
  }),
  visitOverlaps: (name: string, when: { readonly it: string; readonly en: string }): Refusal => ({
    code: 'service-desk/visit-overlaps',
    kind: 'conflict',
    says: text(`${name} è già impegnato: ${when.it}.`, `${name} is taken already: ${when.en}.`),
    remedy: text(
      'Si sceglie un’altra ora, o chi lo sostituisce.',
      'Choose another time, or whoever stands in for that person.',
    ),
  }),
  visitUnusual: (why: readonly Text[]): Refusal => ({
    code: 'service-desk/visit-unusual',
    kind: 'conflict',
    says: text(
      `A quell’ora nessuno è atteso: ${list(why, 'it')}.`,
      `Nobody is expected at that time: ${list(why, 'en')}.`,
    ),
    remedy: text(
      'Si sceglie un altro momento, oppure si conferma di volerlo fissare comunque.',
      'Choose another time, or confirm that it is to be booked all the same.',
    ),
  }),
  visitOver: (): Refusal => ({
    code: 'service-desk/visit-over',
    kind: 'conflict',
    says: text('L’intervento è già cominciato o è stato annullato.', 'The visit has begun already, or was cancelled.'),
  }),
};
