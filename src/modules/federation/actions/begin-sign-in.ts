import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { insertAttempt } from '../storage/attempts.ts';
import { bindsFor } from './bind-identity.ts';
import { levelShape, opaqueShape } from './shapes.ts';

/** Remembers that somebody was sent to a provider, and what must come back. For pages of this module alone. */
export const beginSignIn = defineAction({
  name: 'federation/begin-sign-in',
  title: text('mandare a un fornitore di identità', 'send to an identity provider'),
  scope: 'installation',
  permission: 'public',
  doors: [],
  http: { method: 'POST', path: '/sign-in-attempts' },
  input: z.object({
    state: opaqueShape,
    method: z.enum(['oidc', 'cie']),
    provider: z.string().min(1).max(500),
    browser: opaqueShape,
    back: z.string().max(2000),
    level: levelShape,
    binds: z
      .boolean()
      .default(false)
      .meta({ description: 'Per collegare l’identità all’accesso con cui si è entrati.' }),
    secretSealed: z.string().max(5000).meta({ secret: true }),
  }),
  output: z.object({ begun: z.literal(true) }),
  example: {
    state: 'uno',
    method: 'oidc',
    provider: 'comune',
    browser: 'due',
    back: '/',
    level: 1,
    secretSealed: 'tre',
  },
  async run(context) {
    const { tx, now, input, tell } = context;
    const binds = await bindsFor(context, input.binds);
    const { state, secretSealed, ...attempt } = input;
    await insertAttempt(tx, { id: state, ...attempt, binds, started: now.instant }, secretSealed);
    tell({ after: { method: input.method, provider: input.provider, ...(binds ? { binds: true } : {}) } });
    return { begun: true as const };
  },
});
