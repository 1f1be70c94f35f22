import type { Text } from '../../kernel/text.ts';
import type { Now, Tx } from '../../platform/action.ts';
import { sendLater } from '../../platform/mail/send-later.ts';
import { contactsOf, postsBegunBy, seeingColleagues } from '../identity/index.ts';

/**
 * Writes to whoever decides on the data of an entity that day: the controller's delegates, the mayor where there is none. Gives
 * how many were written to.
 */
export async function tellEntity(
  tx: Tx,
  about: {
    readonly association: string;
    readonly entity: string;
    readonly now: Now;
    readonly kind: `privacy/${string}`;
    readonly subject: Text;
    readonly text: Text;
  },
): Promise<number> {
  const { association, entity, now, kind } = about;
  const contacts = await seeingColleagues(tx, async () => {
    const posts = (await postsBegunBy(tx, association, { on: now.today, roles: ['CTR', 'MAY'] })).filter(
      (post) => post.entity === entity && (post.until === null || post.until >= now.today),
    );
    const delegates = posts.filter(({ role }) => role === 'CTR');
    const chosen = delegates.length > 0 ? delegates : posts;
    return contactsOf(tx, [...new Set(chosen.map(({ person }) => person))]);
  });
  for (const { email, name, language } of contacts) {
    await sendLater(tx, {
      association,
      to: { address: email, name },
      language,
      subject: about.subject[language],
      text: about.text[language],
      kind,
    });
  }
  return contacts.length;
}
