import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { managingRoles } from '../rules/permission-matrix.ts';
import { factorsOf } from '../storage/factors.ts';
import { credentialsOf, seeAllPeople } from '../storage/people.ts';
import { associationsOf } from '../storage/posts.ts';
import { findPerson } from '../storage/sessions.ts';
import { beginStep, newChallenge } from './begun-step.ts';
import { openSession } from './open-session.ts';
import { isPassword } from './passwords.ts';
import { hasSecondFactor } from './second-factor.ts';
import { secretShape } from './shapes.ts';
import { triesFor } from './tries.ts';

/**
 * Opens a session, or asks for the second step where the person has one; a wrong address and a wrong password are one answer, so
 * that neither is given away. Whoever guesses is asked to wait (`rules/slow-down.ts`). Every outcome is in the audit trail of
 * each association where the person holds a post; in the installation's where there is none.
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
    z.object({
      outcome: z.literal('in'),
      token: z.string(),
      wanted: z.boolean().meta({ description: 'Un incarico aspetta il secondo passaggio, che non c’è ancora.' }),
    }),
    z.object({ outcome: z.literal('second-step'), step: z.string() }),
    z.object({ outcome: z.literal('wait'), seconds: z.int().min(1) }),
    z.object({ outcome: z.literal('wrong') }),
  ]),
  example: { email: 'segretario@lecco.example', password: 'una frase lunga a piacere' },
  async run({ tx, now, call, input, tell }) {
    await seeAllPeople(tx);
    const account = input.email.trim();
    const known = await credentialsOf(tx, account);
    if (known) tell({ actingFor: known.id, associations: await associationsOf(tx, known.id, now.today) });
    const tries = await triesFor(tx, { account, person: known?.id ?? null, call, now });
    if (tries.wait > 0) {
      tell({ outcome: 'failed', after: { waits: tries.wait } });
      return { outcome: 'wait' as const, seconds: tries.wait };
    }
    if (!(await isPassword(input.password, known?.passwordHash)) || !known) {
      await tries.failed();
      tell({ outcome: 'failed' });
      return { outcome: 'wrong' as const };
    }
    await tries.passed();
    tell({ person: known.id });
    if (hasSecondFactor(await factorsOf(tx, known.id))) {
      tell({ after: { secondStep: 'asked' } });
      const challenge = newChallenge();
      return {
        outcome: 'second-step' as const,
        step: await beginStep(tx, { kind: 'second-step', person: known.id, challenge, now }),
      };
    }
    const token = await openSession(tx, { person: known.id, method: 'password', level: 1, now, call });
    const posts = (await findPerson(tx, known.id, { on: now.today, level: 1, managingRoles }))?.posts ?? [];
    return { outcome: 'in' as const, token, wanted: posts.some((post) => post.needsSecondFactor) };
  },
});
