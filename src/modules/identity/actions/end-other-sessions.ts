import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { endSessions } from '../storage/own-sessions.ts';
import { ownAct } from './own-act.ts';

/** Ends all of one's own sessions but the one acted from. */
export const endOtherSessions = defineAction({
  name: 'identity/end-other-sessions',
  title: text('chiudere le altre proprie sessioni', 'end one’s other sessions'),
  scope: 'installation',
  permission: 'signed-in',
  doors: ['api'],
  http: { method: 'DELETE', path: '/own-sessions' },
  input: z.object({}),
  output: z.object({ ended: z.int().min(0) }),
  example: {},
  async run(context) {
    const { tx, actor, tell } = context;
    const person = await ownAct(context);
    const ended = await endSessions(tx, person, { except: actor.session ?? '' });
    tell({ after: { ended } });
    return { ended };
  },
});
