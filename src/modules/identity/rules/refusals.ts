import type { Refusal } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';

/** Every way this module says no. */
export const refusals = {
  emailTaken: (email: string): Refusal => ({
    code: 'identity/email-taken',
    kind: 'conflict',
    says: text(`L’indirizzo ${email} ha già un accesso.`, `The address ${email} already has an account.`),
    remedy: text('A chi ha già un accesso basta dare un incarico.', 'Whoever has an account only needs a post.'),
  }),
  noSuchPerson: (email: string): Refusal => ({
    code: 'identity/no-such-person',
    kind: 'missing',
    says: text(`Nessun accesso ha l’indirizzo ${email}.`, `No account has the address ${email}.`),
    remedy: text(
      'Prima si registra la persona, poi le si dà l’incarico.',
      'Register the person first, then assign the post.',
    ),
  }),
  noSuchPost: (): Refusal => ({
    code: 'identity/no-such-post',
    kind: 'missing',
    says: text(
      'Non c’è un incarico con questo identificativo che a quel giorno fosse cominciato.',
      'There is no post with this id that had begun by that day.',
    ),
  }),
  wrongPassword: (): Refusal => ({
    code: 'identity/wrong-password',
    kind: 'forbidden',
    says: text('La password attuale non è quella indicata.', 'The current password is not the one given.'),
  }),
  alreadyStarted: (): Refusal => ({
    code: 'identity/already-started',
    kind: 'conflict',
    says: text('Questa installazione ha già chi la amministra.', 'This installation already has an administrator.'),
    remedy: text('Si entra con quell’accesso.', 'Sign in with that account.'),
  }),
  wrongStartCode: (): Refusal => ({
    code: 'identity/wrong-start-code',
    kind: 'forbidden',
    says: text(
      'Il codice di avvio non è quello mostrato dove il programma è stato avviato.',
      'The start code is not the one shown where the program was started.',
    ),
    remedy: text(
      'L’indirizzo completo, con il codice, è nella finestra in cui è stato dato npm start.',
      'The full address, with the code, is in the window where npm start was given.',
    ),
  }),
};
