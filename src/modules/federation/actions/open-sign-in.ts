import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { refusals } from '../rules/refusals.ts';
import { openAttempt } from '../storage/attempts.ts';
import { opaqueShape } from './shapes.ts';

/**
 * The sign-in to which an answer belongs, while it still waits and in the browser where it began. For pages of this module
 * alone. Refuses `federation/stale`, `federation/other-browser`.
 */
export const openSignIn = defineAction({
  name: 'federation/open-sign-in',
  title: text('riprendere un accesso cominciato', 'take up a sign-in that began'),
  reads: true,
  scope: 'installation',
  permission: 'public',
  doors: [],
  http: { method: 'GET', path: '/sign-in-attempts/:state' },
  input: z.object({ state: opaqueShape, browser: opaqueShape, method: z.enum(['oidc', 'cie']) }),
  output: z.object({ provider: z.string(), secretSealed: z.string() }),
  example: { state: 'uno', browser: 'due', method: 'oidc' },
  async run({ tx, now, input }) {
    const attempt = await openAttempt(tx, input.state, now.instant);
    if (!attempt?.secretSealed || attempt.method !== input.method) throw new Refused(refusals.stale());
    if (attempt.browser !== input.browser) throw new Refused(refusals.otherBrowser());
    return { provider: attempt.provider, secretSealed: attempt.secretSealed };
  },
});
