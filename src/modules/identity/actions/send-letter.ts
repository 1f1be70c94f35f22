import type { Language } from '../../../kernel/text.ts';
import type { Now, Tx } from '../../../platform/action.ts';
import { sendLater } from '../../../platform/mail/send-later.ts';
import type { Letter } from '../rules/letters.ts';
import { letterHeadOf } from '../storage/people.ts';
import { associationsOf } from '../storage/posts.ts';

/**
 * Writes to a person, in the person's language, in the name of the first association of the person's posts; nothing for whoever
 * has no address. The transaction must see the whole installation.
 *
 * @param secret the letter carries a link that opens something
 */
export async function sendLetter(
  tx: Tx,
  to: { readonly person: string; readonly now: Now; readonly association?: string; readonly secret?: true },
  kind: `identity/${string}`,
  write: (person: { readonly name: string }, language: Language) => Letter,
): Promise<void> {
  const person = await letterHeadOf(tx, to.person);
  if (!person?.email) return;
  const association = to.association || (await associationsOf(tx, to.person, to.now.today)).find((one) => one !== '');
  const { subject, text } = write(person, person.language);
  await sendLater(tx, {
    association: association ?? null,
    to: { address: person.email, name: person.name },
    language: person.language,
    subject,
    text,
    kind,
    ...(to.secret ? { secret: true } : {}),
  });
}
