import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { credentialsOf, seeAllPeople } from '../storage/people.ts';
import { associationsOf } from '../storage/posts.ts';
import { openSession } from './open-session.ts';
import { isPassword } from './passwords.ts';
import { secretShape } from './shapes.ts';

/**
 * Opens a session; a wrong address and a wrong password are one answer, so that neither is given away. Both outcomes are in
 * the audit trail of each association where the person holds a post; in the installation's where there is none.
 */
export const signIn = defineAction({
  name: 'identity/sign-in',
  title: text('entrare', 'sign in'),
  scope: 'installation',
  permission: 'public',
  doors: [],
  http: { method: 'POST', path: '/sessions' },
  input: z.object({ email: z.string().min(1).max(254), password: secretShape }),
  output: z.discriminatedUnion('outcome', [
    z.object({ outcome: z.literal('in'), token: z.string() }),
    z.object({ outcome: z.literal('wrong') }),
  ]),
  example: { email: 'segretario@lecco.example', password: 'una frase lunga a piacere' },
  async run({ tx, now, call, input, tell }) {
    await seeAllPeople(tx);
    const known = await credentialsOf(tx, input.email.trim());
    if (known) tell({ associations: await associationsOf(tx, known.id, now.today) });
    if (!(await isPassword(input.password, known?.passwordHash)) || !known) {
      tell({ outcome: 'failed', actingFor: known?.id ?? null });
      return { outcome: 'wrong' as const };
    }
    tell({ person: known.id });
    const token = await openSession(tx, { person: known.id, method: 'password', level: 1, now, call });
    return { outcome: 'in' as const, token };
  },
});
