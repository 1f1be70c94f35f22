import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { letterHeadOf, seeAllPeople } from '../storage/people.ts';
import { findStep } from '../storage/steps.ts';
import { tokenHash } from './open-session.ts';
import { stepShape } from './shapes.ts';

/** For whom and for what a link sent by e-mail is; null when it was used, has expired or never was. */
export const showLetterLink = defineAction({
  name: 'identity/show-letter-link',
  title: text('aprire un collegamento ricevuto per e-mail', 'open a link received by e-mail'),
  reads: true,
  scope: 'installation',
  permission: 'public',
  doors: [],
  http: { method: 'GET', path: '/letter-link' },
  input: z.object({ step: stepShape }),
  output: z
    .object({ kind: z.enum(['reset', 'invitation']), name: z.string(), email: z.string().nullable() })
    .nullable(),
  example: { step: 'x' },
  async run({ tx, now, input }) {
    await seeAllPeople(tx);
    const step = await findStep(tx, {
      hash: tokenHash(input.step),
      kinds: ['reset', 'invitation'],
      now: now.instant,
    });
    const head = step?.person ? await letterHeadOf(tx, step.person) : undefined;
    if (!step || !head) return null;
    return { kind: step.kind as 'reset' | 'invitation', name: head.name, email: head.email };
  },
});
