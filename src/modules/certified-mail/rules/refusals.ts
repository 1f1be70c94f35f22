import type { Refusal } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';

/** Every way this module says no. */
export const refusals = {
  sendingRefused: (answer: string): Refusal => ({
    code: 'certified-mail/sending-refused',
    kind: 'rule',
    says: text(
      `Il server di invio non accetta l’accesso: ${answer}`,
      `The sending server does not accept the sign-in: ${answer}`,
    ),
    remedy: text(
      'Controllare macchina, porta, cifratura, utente e password dell’invio.',
      'Check host, port, encryption, user and password for sending.',
    ),
  }),
  readingRefused: (answer: string): Refusal => ({
    code: 'certified-mail/reading-refused',
    kind: 'rule',
    says: text(`La casella non si riesce ad aprire: ${answer}`, `The mailbox cannot be opened: ${answer}`),
    remedy: text(
      'Controllare macchina, porta, cifratura, utente, password e cartella della lettura.',
      'Check host, port, encryption, user, password and folder for reading.',
    ),
  }),
  noCertificates: (): Refusal => ({
    code: 'certified-mail/no-certificates',
    kind: 'rule',
    says: text(
      'Nel testo delle autorità non c’è alcun certificato leggibile.',
      'There is no certificate that can be read in the text of the authorities.',
    ),
    remedy: text(
      'Incollare i certificati in formato PEM, uno dopo l’altro, dall’elenco dei gestori PEC.',
      'Paste the certificates in PEM, one after the other, from the list of PEC providers.',
    ),
  }),
  passwordNeeded: (): Refusal => ({
    code: 'certified-mail/password-needed',
    kind: 'rule',
    says: text(
      'Serve la password: quella salvata vale per le macchine e l’utente di prima.',
      'The password is needed: the one stored is for the hosts and the user of before.',
    ),
  }),
  noOwnMailbox: (): Refusal => ({
    code: 'certified-mail/no-own-mailbox',
    kind: 'conflict',
    says: text('Qui non è impostata alcuna casella.', 'No mailbox is set here.'),
  }),
  unknownMessage: (): Refusal => ({
    code: 'certified-mail/unknown-message',
    kind: 'missing',
    says: text('Questo messaggio non c’è.', 'There is no such message.'),
  }),
  notToReadAgain: (): Refusal => ({
    code: 'certified-mail/not-to-read-again',
    kind: 'conflict',
    says: text(
      'Questo messaggio non aspetta di essere riletto, oppure il suo contenuto non è arrivato.',
      'This message does not wait to be read again, or its content has not come.',
    ),
    remedy: text(
      'Un messaggio che il server non dà si apre dalla casella stessa.',
      'A message that the server does not give is opened in the mailbox itself.',
    ),
  }),
};
