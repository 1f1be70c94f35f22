import type { Refusal } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';

/** Every way the desk's mail says no. */
export const mailRefusals = {
  readingRefused: (answer: string): Refusal => ({
    code: 'service-desk/reading-refused',
    kind: 'rule',
    says: text(`La casella non si riesce ad aprire: ${answer}`, `The mailbox cannot be opened: ${answer}`),
    remedy: text(
      'Controllare macchina, porta, cifratura, utente, password e cartella.',
      'Check host, port, encryption, user, password and folder.',
    ),
  }),
  passwordNeeded: (): Refusal => ({
    code: 'service-desk/password-needed',
    kind: 'rule',
    says: text(
      'Serve la password: quella salvata vale per la macchina e l’utente di prima.',
      'The password is needed: the one stored is for the host and the user of before.',
    ),
  }),
  noMailbox: (): Refusal => ({
    code: 'service-desk/no-mailbox',
    kind: 'conflict',
    says: text('Qui non è impostata alcuna casella.', 'No mailbox is set here.'),
  }),
  noSuchLetter: (): Refusal => ({
    code: 'service-desk/no-such-letter',
    kind: 'missing',
    says: text('Questo messaggio non c’è.', 'There is no such message.'),
  }),
  letterSettled: (): Refusal => ({
    code: 'service-desk/letter-settled',
    kind: 'conflict',
    says: text(
      'Di questo messaggio si è già deciso, oppure il suo contenuto non c’è più.',
      'What becomes of this message was decided already, or its content is no longer here.',
    ),
    remedy: text('Ricaricare l’elenco.', 'Open the list again.'),
  }),
  noSuchReadyAnswer: (): Refusal => ({
    code: 'service-desk/no-such-ready-answer',
    kind: 'missing',
    says: text('Questa risposta pronta non c’è.', 'There is no such ready answer.'),
  }),
};
