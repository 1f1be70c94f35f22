import { inContext } from '../../platform/database/context.ts';
import { inAssociation, wholeInstallation } from '../../platform/jobs/installation-context.ts';
import { defineReaction } from '../../platform/jobs/reaction.ts';
import { sendLater } from '../../platform/mail/send-later.ts';
import { contactsOf } from '../identity/index.ts';
import { messages } from './messages.ts';
import { tokenById } from './storage/tokens.ts';

/** Tells a person by mail that a token was made in their name: who did not make it finds out. */
export const tellTokenHolder = defineReaction<{ id: string }>({
  name: 'tokens/tell-holder',
  after: ['tokens/create-token'],
  payload: ({ output }) => ({ id: (output as { id: string }).id }),
  react: async ({ database, payload }) => {
    const token = await inContext(database, { ...wholeInstallation, reads: true }, (tx) => tokenById(tx, payload.id));
    if (!token?.person) return;
    const { association, person, name, until } = token;
    const site = process.env.COMUNANZA_ADDRESS?.replace(/\/+$/, '');
    await inContext(database, inAssociation(association), async (tx) => {
      for (const { email, name: called, language } of await contactsOf(tx, [person])) {
        const m = messages[language];
        await sendLater(tx, {
          association,
          to: { address: email, name: called },
          language,
          kind: 'tokens/created',
          subject: m.letterSubject(name),
          text: `${m.letterText(name, until)}${site ? `\n\n${site}/profilo/gettoni` : ''}`,
        });
      }
    });
  },
});
