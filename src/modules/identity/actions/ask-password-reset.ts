import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { siteAddress } from '../../../platform/site-address.ts';
import { letters } from '../rules/letters.ts';
import { credentialsOf, seeAllPeople } from '../storage/people.ts';
import { associationsOf } from '../storage/posts.ts';
import { beginStep, stepMinutes } from './begun-step.ts';
import { sendLetter } from './send-letter.ts';
import { emailShape } from './shapes.ts';
import { triesFor } from './tries.ts';

/** The page of links sent by e-mail; the link is taken out of the address at once (`pages/choose-password.page.tsx`). */
export const choosePasswordPath = '/accesso/password';

/**
 * Sends a link for a new password to whoever has an account with this address; to others nothing, and the answer is the same. Asked
 * again and again for one address, no more letters go out for a while; links sent before still count, so that nobody's asking
 * spoils somebody else's link.
 */
export const askPasswordReset = defineAction({
  name: 'identity/ask-password-reset',
  title: text('chiedere una nuova password', 'ask for a new password'),
  scope: 'installation',
  permission: 'public',
  doors: [],
  http: { method: 'POST', path: '/password/reset-request' },
  input: z.object({ email: emailShape }),
  output: z.object({ asked: z.literal(true) }),
  example: { email: 'rita.bianchi@comune.lecco.example' },
  async run({ tx, now, call, input, tell }) {
    await seeAllPeople(tx);
    const known = await credentialsOf(tx, input.email);
    if (known) tell({ actingFor: known.id, associations: await associationsOf(tx, known.id, now.today) });
    const tries = await triesFor(tx, { account: `reset ${input.email}`, person: known?.id ?? null, call, now });
    const site = siteAddress(call);
    if (!known || tries.wait > 0 || !site) {
      tell({ outcome: 'failed', after: { sent: false } });
      if (tries.wait === 0) await tries.failed();
      return { asked: true as const };
    }
    await tries.failed();
    const token = await beginStep(tx, { kind: 'reset', person: known.id, now });
    const link = `${site}${choosePasswordPath}?codice=${token}`;
    await sendLetter(tx, { person: known.id, now, secret: true }, 'identity/password-reset', ({ name }, language) =>
      letters.reset({ name, link, minutes: stepMinutes.reset }, language),
    );
    tell({ after: { sent: true } });
    return { asked: true as const };
  },
});
