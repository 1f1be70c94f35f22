import type { Refusal } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';

/** Every way in which the register of contracts says no. */
export const refusals = {
  noSuchContract: (): Refusal => ({
    code: 'contracts/no-such-contract',
    kind: 'missing',
    says: text(
      'Questo contratto non esiste o non è visibile da questo incarico.',
      'There is no such contract, or it cannot be seen from this post.',
    ),
  }),
  sameCode: (code: string): Refusal => ({
    code: 'contracts/same-code',
    kind: 'conflict',
    says: text(`C’è già un contratto con il codice «${code}».`, `There is a contract with the code “${code}” already.`),
    remedy: text('Si corregge quello, o si sceglie un altro codice.', 'Correct that one, or choose another code.'),
  }),
};
