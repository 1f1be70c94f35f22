import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { mailState, sendAgain } from '../../../platform/mail/outbox.ts';
import { sendLater } from '../../../platform/mail/send-later.ts';
import { refusals } from '../rules/refusals.ts';
import { serverShown } from './list-mail.ts';

const permission = { capability: 'security', letter: 'w', roles: ['SYS', 'RES'] } as const;

/** Tries a message again at once. Refuses `operations/no-such-message`, `operations/already-gone`. */
export const sendMailAgain = defineAction({
  name: 'operations/send-mail-again',
  title: text('spedire di nuovo un messaggio', 'send a message again'),
  permission,
  http: { method: 'POST', path: '/outgoing-mail/:message/again' },
  input: z.object({ message: z.uuid() }),
  output: z.object({ message: z.uuid() }),
  example: { message: '00000000-0000-4000-8000-000000000000' },
  async run({ tx, association, input, tell }) {
    if (!(await sendAgain(tx, association, input.message))) {
      const state = await mailState(tx, association, input.message);
      throw new Refused(state === 'sent' || state === 'cancelled' ? refusals.alreadyGone() : refusals.noSuchMessage());
    }
    tell({ after: { message: input.message } });
    return input;
  },
});

/** Sends a message about nothing, to see that mail works. Refuses `operations/no-server`, `mail/bad-address`. */
export const sendTrialMail = defineAction({
  name: 'operations/send-trial-mail',
  title: text('spedire un messaggio di prova', 'send a trial message'),
  permission,
  http: { method: 'POST', path: '/outgoing-mail' },
  input: z.object({ to: z.email().max(254).meta({ description: 'L’indirizzo a cui spedirlo.' }) }),
  output: z.object({ message: z.uuid() }),
  example: { to: 'sistemi@provincia.lecco.example' },
  async run({ tx, association, actor, input, tell }) {
    const { whose } = await serverShown(tx, association);
    if (whose === 'none' || whose === 'unreadable') throw new Refused(refusals.noServer());
    const { id } = await sendLater(tx, {
      association,
      to: input.to,
      language: actor.language,
      kind: 'operations/trial',
      subject: actor.language === 'it' ? 'Prova della posta' : 'Mail trial',
      text:
        actor.language === 'it'
          ? 'Questo messaggio prova che la posta in uscita funziona. Non serve rispondere.'
          : 'This message proves that outgoing mail works. No answer is needed.',
      by: actor.person,
    });
    tell({ after: { message: id } });
    return { message: id };
  },
});
