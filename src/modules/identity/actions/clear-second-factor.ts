import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { refusals } from '../rules/refusals.ts';
import { credentialsOf, seeAllPeople } from '../storage/people.ts';
import { associationsOf } from '../storage/posts.ts';
import { resetFactors } from './reset-factors.ts';
import { emailShape, reasonShape } from './shapes.ts';

/**
 * The console's way to let somebody back in whose second factor is lost: also whoever administers the installation. Refuses
 * `identity/no-such-person`.
 */
export const clearSecondFactor = defineAction({
  name: 'identity/clear-second-factor',
  title: text(
    'azzerare dalla console il secondo passaggio di una persona',
    'reset a person’s second step from the console',
  ),
  about: text(
    'Per chi ha perso telefono, passkey e codici di recupero: si rientra con la sola password. La persona è avvertita per e-mail.',
    'For whoever lost telephone, passkeys and recovery codes: the password alone opens again. The person is told by e-mail.',
  ),
  scope: 'installation',
  permission: 'console',
  doors: ['command-line'],
  http: { method: 'POST', path: '/second-factor-reset' },
  input: z.object({ email: emailShape, reason: reasonShape }),
  output: z.object({ person: z.uuid() }),
  example: { email: 'rita.bianchi@comune.lecco.example', reason: 'Telefono smarrito; identità verificata di persona.' },
  async run(context) {
    const { tx, now, input, tell } = context;
    await seeAllPeople(tx);
    const known = await credentialsOf(tx, input.email);
    if (!known) throw new Refused(refusals.noSuchPerson(input.email));
    const before = await resetFactors(context, known.id, input.reason);
    const associations = ['', ...(await associationsOf(tx, known.id, now.today)).filter((one) => one !== '')];
    tell({ actingFor: known.id, associations, before, after: { reason: input.reason } });
    return { person: known.id };
  },
});
