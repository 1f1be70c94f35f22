import { showDay } from '../../kernel/day.ts';
import { type Text, text } from '../../kernel/text.ts';
import type { ActionContext } from '../../platform/action.ts';
import { sendLater } from '../../platform/mail/send-later.ts';
import { contactsOf, postsBegunBy } from '../identity/index.ts';
import type { StoredStandard } from './storage/standards.ts';

type Acting = Pick<ActionContext<unknown>, 'tx' | 'association' | 'now' | 'call'>;

/**
 * Tells the referents in charge that a standard was adopted, and from when it holds.
 * Source: Calatino, art. 2, standards (CAL-2.std.1).
 */
export async function tellOfStandard(
  { tx, association, now, call }: Acting,
  { title, since }: Pick<StoredStandard, 'title' | 'since'>,
): Promise<void> {
  const posts = await postsBegunBy(tx, association, { on: now.today, roles: ['REF'] });
  const people = posts.filter(({ until }) => until === null || until >= now.today).map(({ person }) => person);
  const address = call.site ? `\n\n${call.site}/${association}/assistenza/catalogo/standard` : '';
  for (const { email, name, language } of await contactsOf(tx, [...new Set(people)])) {
    const says: Text = text(
      `È stato adottato lo standard «${title.it}»: vale per ciò che si acquista dal ${showDay(since, 'it')}.`,
      `The standard "${title.en}" was adopted: it holds for what is bought from ${showDay(since, 'en')} on.`,
    );
    await sendLater(tx, {
      association,
      to: { address: email, name },
      language,
      subject: text('Un nuovo standard', 'A new standard')[language],
      text: `${says[language]}${address}`,
      kind: 'service-catalogue/standard',
    });
  }
}
