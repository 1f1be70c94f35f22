import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { signInRefusals } from '../rules/sign-in-refusals.ts';
import { endSessions } from '../storage/own-sessions.ts';
import { ownAct } from './own-act.ts';

/** Ends one of one's own sessions, here or elsewhere. Refuses `identity/no-such-session`. */
export const endSession = defineAction({
  name: 'identity/end-session',
  title: text('chiudere una propria sessione', 'end one of one’s sessions'),
  scope: 'installation',
  permission: 'signed-in',
  doors: ['api'],
  http: { method: 'DELETE', path: '/own-sessions/:session' },
  input: z.object({ session: z.string().regex(/^[0-9a-f]{24}$/) }),
  output: z.object({ ended: z.int().min(1) }),
  example: { session: '000000000000000000000000' },
  async run(context) {
    const { tx, input } = context;
    const person = await ownAct(context);
    const ended = await endSessions(tx, person, { beginning: input.session });
    if (ended === 0) throw new Refused(signInRefusals.noSuchSession());
    return { ended };
  },
});
