import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { letterHeadOf } from '../storage/people.ts';
import { newAuthenticator } from './second-factor.ts';
import { secretShape } from './shapes.ts';

/** A new secret for a code app; it counts only once a code made with it comes back (`identity/confirm-authenticator`). */
export const proposeAuthenticator = defineAction({
  name: 'identity/propose-authenticator',
  title: text('preparare un’app di codici', 'prepare a code app'),
  reads: true,
  scope: 'installation',
  permission: 'signed-in',
  doors: [],
  http: { method: 'GET', path: '/authenticator/proposal' },
  input: z.object({
    sealed: secretShape.optional().meta({ secret: true, description: 'La proposta di prima, ripresa.' }),
  }),
  output: z.object({
    secret: z.string(),
    address: z.string().meta({ description: 'Quello che porta il codice QR (otpauth).' }),
    sealed: z.string(),
  }),
  example: {},
  async run({ tx, actor, input }) {
    const person = actor.person!;
    const head = await letterHeadOf(tx, person);
    return newAuthenticator(person, { label: head?.email ?? actor.name, again: input.sealed });
  },
});
