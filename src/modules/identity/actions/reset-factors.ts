import type { ActionContext } from '../../../platform/action.ts';
import { letters } from '../rules/letters.ts';
import { forgetDevices } from '../storage/devices.ts';
import { deleteFactors, factorsOf } from '../storage/factors.ts';
import { deleteSessionsOf } from '../storage/sessions.ts';
import { deleteStepsOf } from '../storage/steps.ts';
import { sendLetter } from './send-letter.ts';

/** Takes away every second factor of a person, ends the sessions, and says so by e-mail; gives what there was, for the audit. */
export async function resetFactors(
  { tx, actor, now }: Pick<ActionContext<unknown>, 'tx' | 'actor' | 'now'>,
  person: string,
  reason: string,
) {
  const { authenticator, passkeys, recoveryLeft } = await factorsOf(tx, person);
  await deleteFactors(tx, person);
  await deleteSessionsOf(tx, person);
  await deleteStepsOf(tx, person, ['second-step', 'new-passkey', 'proof']);
  await forgetDevices(tx, person);
  await sendLetter(tx, { person, now }, 'identity/second-factor-reset', ({ name }, language) =>
    letters.factorsReset(
      {
        name,
        by:
          actor.kind === 'person'
            ? actor.name
            : language === 'it'
              ? 'Chi gestisce la macchina'
              : 'Whoever runs the machine',
        reason,
      },
      language,
    ),
  );
  return { app: authenticator !== null, passkeys: passkeys.length, recoveryCodes: recoveryLeft };
}
