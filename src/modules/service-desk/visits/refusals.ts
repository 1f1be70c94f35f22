import type { Refusal } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';

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
  visitOverlaps: (name: string, when: { readonly it: string; readonly en: string }): Refusal => ({
    code: 'service-desk/visit-overlaps',
    kind: 'conflict',
    says: text(`${name} è già impegnato: ${when.it}.`, `${name} is taken already: ${when.en}.`),
    remedy: text(
      'Si sceglie un’altra ora, o chi lo sostituisce.',
      'Choose another time, or whoever stands in for that person.',
    ),
  }),
  visitOver: (): Refusal => ({
    code: 'service-desk/visit-over',
    kind: 'conflict',
    says: text('L’intervento è già cominciato o è stato annullato.', 'The visit has begun already, or was cancelled.'),
  }),
};
