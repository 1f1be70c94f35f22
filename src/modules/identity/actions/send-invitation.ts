import { Refused } from '../../../kernel/result.ts';
import type { ActionContext } from '../../../platform/action.ts';
import { siteAddress } from '../../../platform/site-address.ts';
import { letters } from '../rules/letters.ts';
import { signInRefusals } from '../rules/sign-in-refusals.ts';
import { nameOfAssociation } from '../storage/association-name.ts';
import { deleteStepsOf } from '../storage/steps.ts';
import { choosePasswordPath } from './ask-password-reset.ts';
import { beginStep, stepMinutes } from './begun-step.ts';
import { sendLetter } from './send-letter.ts';

/**
 * Sends a person the link to choose the first password, in the association's name; earlier links count no more. The transaction
 * must see the whole installation. Refuses `identity/site-address-unknown`.
 */
export async function sendInvitation(
  context: Pick<ActionContext<unknown>, 'tx' | 'association' | 'actor' | 'now' | 'call'>,
  person: string,
): Promise<void> {
  const { tx, association, actor, now, call } = context;
  const site = siteAddress(call);
  if (!site) throw new Refused(signInRefusals.addressUnknown());
  await deleteStepsOf(tx, person, ['invitation']);
  const token = await beginStep(tx, { kind: 'invitation', person, now });
  const about = {
    by: actor.kind === 'person' ? actor.name : '',
    association: await nameOfAssociation(tx, association),
    link: `${site}${choosePasswordPath}?codice=${token}`,
    days: stepMinutes.invitation / (24 * 60),
  };
  await sendLetter(tx, { person, now, association, secret: true }, 'identity/invitation', ({ name }, language) =>
    letters.invitation({ name, ...about }, language),
  );
}
