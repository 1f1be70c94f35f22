import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import {
  clearFiscalCode,
  endPublicSessions,
  fiscalCodeOf,
  freshlyProved,
  ownAct,
  tellOfChange,
} from '../../identity/index.ts';
import { refusals } from '../rules/refusals.ts';
import { deleteBoundIdentity } from '../storage/bound-identities.ts';

/**
 * Undoes what the person bound by themselves: SPID and CIE open the account no more, and its other sessions begun with them end. A
 * fiscal code that the office confirmed stays the office's matter. Refuses `identity/fresh-proof-needed`, `federation/not-bound`.
 */
export const unbindIdentity = defineAction({
  name: 'federation/unbind-identity',
  title: text('scollegare la propria identità digitale', 'unbind one’s digital identity'),
  scope: 'installation',
  permission: 'signed-in',
  doors: [],
  http: { method: 'DELETE', path: '/session/public-identity' },
  input: z.object({}),
  output: z.object({ unbound: z.literal(true) }),
  example: {},
  async run(context) {
    const { tx, actor, tell } = context;
    const person = await ownAct(context);
    await freshlyProved(context);
    if (!(await deleteBoundIdentity(tx, person))) throw new Refused(refusals.notBound());
    tell({ before: { fiscalCode: await fiscalCodeOf(tx, person) }, after: { fiscalCode: null } });
    await clearFiscalCode(tx, person);
    await endPublicSessions(tx, person, actor.session ?? null);
    await tellOfChange(context, person, {
      it: 'l’accesso non è più collegato a SPID o CIE',
      en: 'the account is no longer bound to SPID or CIE',
    });
    return { unbound: true as const };
  },
});
