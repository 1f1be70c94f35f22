import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { refusals } from '../rules/refusals.ts';
import { unsealed } from '../sealed.ts';
import { takeProof } from '../storage/attempts.ts';
import { bindIdentity } from './bind-identity.ts';
import { enterAsCitizen, failedEntry, type PublicIdentity } from './enter-as-citizen.ts';
import { opaqueShape, publicEntryShape } from './shapes.ts';

/**
 * Opens the session of a citizen whom a SPID provider recognised, in the browser where the sign-in began and in no other. Both
 * outcomes are in the audit trail. For pages of this module alone.
 */
export const enterWithSpid = defineAction({
  name: 'federation/enter-with-spid',
  title: text('entrare con SPID', 'sign in with SPID'),
  scope: 'installation',
  permission: 'public',
  doors: [],
  http: { method: 'POST', path: '/sessions/spid' },
  input: z.object({ ticket: opaqueShape, browser: opaqueShape }),
  output: publicEntryShape,
  example: { ticket: 'uno', browser: 'due' },
  async run(context) {
    const { tx, now, tell, input } = context;
    const found = await takeProof(tx, input.ticket, now.instant);
    const proof = found && unsealed<PublicIdentity>(`attempt ${found.id}`, found.proofSealed);
    const about = { method: 'spid', provider: found?.provider ?? null };
    if (!found || !proof) return failedEntry(tell, refusals.stale(), about);
    if (found.browser !== input.browser) return failedEntry(tell, refusals.otherBrowser(), about);
    const came = { method: 'spid', provider: found.provider, back: found.back } as const;
    return found.binds ? bindIdentity(context, came, proof, found.binds) : enterAsCitizen(context, came, proof);
  },
});
