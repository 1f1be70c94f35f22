import type { Refusal } from '../../kernel/result.ts';
import { text } from '../../kernel/text.ts';

/** Every way mail says no. */
export const refusals = {
  badAddress: (address: string): Refusal => ({
    code: 'mail/bad-address',
    kind: 'rule',
    says: text(
      `«${shown(address)}» non è un indirizzo e-mail a cui si possa scrivere.`,
      `“${shown(address)}” is not an e-mail address that can be written to.`,
    ),
    remedy: text('Correggere l’indirizzo: nome@dominio, uno solo.', 'Correct the address: name@domain, one only.'),
  }),
};

/** Short, and without anything that would break a line. */
function shown(address: string): string {
  return address.replace(/\p{Cc}/gu, ' ').slice(0, 100);
}
