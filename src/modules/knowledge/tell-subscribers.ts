import { dayAt } from '../../kernel/day.ts';
import { text } from '../../kernel/text.ts';
import type { Now, Tx } from '../../platform/action.ts';
import { inContext } from '../../platform/database/context.ts';
import { forEachAssociation } from '../../platform/jobs/for-each-association.ts';
import { inAssociation } from '../../platform/jobs/installation-context.ts';
import { defineJob } from '../../platform/jobs/job.ts';
import { sendLater } from '../../platform/mail/send-later.ts';
import { siteAddress } from '../../platform/site-address.ts';
import { type Contact, contactsOf, personNow } from '../identity/index.ts';
import { messages } from './messages.ts';
import { statusHref } from './pages/knowledge-frame.ts';
import { announcementById, updatesOf } from './storage/announcements.ts';
import { leaveUntold, peopleWithLetter, subscribersOf, subscriptionOf, takeUntold } from './storage/subscriptions.ts';

type Place = { readonly tx: Tx; readonly association: string; readonly now: Now };
type Said = Awaited<ReturnType<typeof takeUntold>>;

/** What was said of the services goes to whoever wants it at once, and waits for the letter of the day of the others. */
export const tellSubscribers = defineJob({
  name: 'knowledge/tell',
  title: text('scrivere gli avvisi sui servizi a chi li vuole', 'write announcements to who wants them'),
  every: '* * * * *',
  run: (context) =>
    forEachAssociation(context, async (association) => {
      const { instant } = context.clock();
      const now = { instant, today: dayAt(instant.getTime()) };
      await inContext(context.database, inAssociation(association), (tx) => tellAll({ tx, association, now }));
    }),
});

/** Every morning, one letter to each who chose so. */
export const sendStatusLetters = defineJob({
  name: 'knowledge/letter-of-the-day',
  title: text('scrivere gli avvisi sui servizi del giorno', 'write the announcements of the day'),
  every: '35 7 * * *',
  run: (context) =>
    forEachAssociation(context, async (association) => {
      const { database, clock, stopping } = context;
      const reads = { ...inAssociation(association), reads: true };
      for (const person of await inContext(database, reads, (tx) => peopleWithLetter(tx, association))) {
        if (stopping.aborted) return;
        const { instant } = clock();
        const now = { instant, today: dayAt(instant.getTime()) };
        await inContext(database, inAssociation(association), async (tx) => {
          const said = await takeUntold(tx, association, person);
          const chosen = await subscriptionOf(tx, association, person);
          const wanted = [];
          for (const one of said) {
            const about = await announcementById(tx, association, one.announcement);
            if (about && chosen[about.kind === 'problem' ? 'problems' : 'planned'] !== 'never') wanted.push(one);
          }
          const [contact] = await reachable({ tx, association, now }, [person]);
          if (contact) await write({ tx, association, now }, contact, wanted);
        });
      }
    }),
});

async function tellAll({ tx, association, now }: Place): Promise<void> {
  const said = await takeUntold(tx, association, null);
  if (said.length === 0) return;
  const kinds = new Map<string, 'problems' | 'planned'>();
  for (const { announcement } of said) {
    const about = await announcementById(tx, association, announcement);
    if (about) kinds.set(announcement, about.kind === 'problem' ? 'problems' : 'planned');
  }
  const subscribers = await subscribersOf(tx, association);
  const contacts = await reachable(
    { tx, association, now },
    subscribers.map(({ person }) => person),
  );
  for (const subscriber of subscribers) {
    const at = (time: string) => said.filter(({ announcement }) => subscriber[kinds.get(announcement)!] === time);
    await leaveUntold(tx, association, at('daily'), subscriber.person);
    const contact = contacts.find(({ person }) => person === subscriber.person);
    if (contact) await write({ tx, association, now }, contact, at('at-once'));
  }
}

/** Of these people those who still hold a post in the association, with their addresses. */
async function reachable({ tx, association, now }: Place, people: readonly string[]): Promise<readonly Contact[]> {
  const found: Contact[] = [];
  for (const contact of await contactsOf(tx, people)) {
    const known = await personNow(tx, contact.person, { on: now.today, level: 1 });
    if (known?.posts.some((post) => post.association === association)) found.push(contact);
  }
  return found;
}

/** One letter about all of these. */
async function write({ tx, association }: Place, { name, email, language }: Contact, said: Said): Promise<void> {
  const m = messages[language];
  const site = siteAddress() ?? '';
  const parts: string[] = [];
  const titles: string[] = [];
  for (const [id, lines] of Map.groupBy(said, ({ announcement }) => announcement)) {
    const about = await announcementById(tx, association, id);
    if (!about) continue;
    const numbers = new Set(lines.map(({ number }) => number));
    const updates = ((await updatesOf(tx, association, [id])).get(id) ?? []).filter(({ number }) =>
      numbers.has(number),
    );
    titles.push(`${m[about.kind]}: ${about.title}`);
    const words = updates.map(({ stage, body }) => `${m[stage]}: ${body}`);
    parts.push([titles.at(-1)!, ...words, `${site}${statusHref(association, `/${id}`)}`].join('\n\n'));
  }
  if (parts.length === 0) return;
  const choices = `${site}${statusHref(association, '/lettere')}`;
  await sendLater(tx, {
    association,
    to: { address: email, name },
    language,
    subject: titles.length === 1 ? titles[0]! : m.lettersSubject(titles.length),
    text: [m.dear(name), ...parts, `${m.lettersChoice}: ${choices}`].join('\n\n'),
    kind: 'knowledge/announcement',
    ...(site ? { headers: { 'List-Unsubscribe': `<${choices}>` } } : {}),
  });
}
