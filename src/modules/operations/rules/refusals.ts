import type { Refusal } from '../../../kernel/result.ts';
import { type Text, text } from '../../../kernel/text.ts';

type Trouble = { readonly says: Text; readonly remedy: Text };

/** Every way this module says no. */
export const refusals = {
  noSuchMessage: (): Refusal => ({
    code: 'operations/no-such-message',
    kind: 'missing',
    says: text(
      'Non c’è un messaggio con questo identificativo che si possa spedire di nuovo.',
      'There is no message with this id that can be sent again.',
    ),
    remedy: text(
      'Dopo la consegna, e un mese dopo un rifiuto, il testo non si conserva.',
      'After delivery, and a month after a refusal, the text is not kept.',
    ),
  }),
  alreadyGone: (): Refusal => ({
    code: 'operations/already-gone',
    kind: 'conflict',
    says: text('Il messaggio è già spedito, o è stato ritirato.', 'The message has gone already, or was taken back.'),
    remedy: text('Aggiornare l’elenco.', 'Refresh the list.'),
  }),
  noOwnServer: (): Refusal => ({
    code: 'operations/no-own-server',
    kind: 'conflict',
    says: text(
      'L’associazione usa già il server dell’installazione.',
      'The association uses the installation’s server already.',
    ),
  }),
  serverRefuses: (reason: Trouble, answer: string): Refusal => ({
    code: 'operations/server-refuses',
    kind: 'rule',
    says: text(
      `${reason.says.it}${answer ? ` (Dal server: «${answer}».)` : ''}`,
      `${reason.says.en}${answer ? ` (From the server: “${answer}”.)` : ''}`,
    ),
    remedy: reason.remedy,
  }),
  noServer: (): Refusal => ({
    code: 'operations/no-server',
    kind: 'conflict',
    says: text('Non è impostato nessun server di posta.', 'No mail server is set.'),
    remedy: text(
      'Impostarne uno qui, o chiedere a chi gestisce la macchina di indicarlo in COMUNANZA_SMTP_URL e COMUNANZA_MAIL_FROM.',
      'Set one here, or ask whoever runs the machine to give it in COMUNANZA_SMTP_URL and COMUNANZA_MAIL_FROM.',
    ),
  }),
  noSuchJob: (name: string): Refusal => ({
    code: 'operations/no-such-job',
    kind: 'missing',
    says: text(`Non c’è un lavoro di nome ${name}.`, `There is no job called ${name}.`),
  }),
  noSuchReaction: (): Refusal => ({
    code: 'operations/no-such-reaction',
    kind: 'missing',
    says: text('Non c’è un seguito in attesa con questo identificativo.', 'There is nothing pending with this id.'),
  }),
};
