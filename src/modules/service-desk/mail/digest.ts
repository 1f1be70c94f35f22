import { dayAt } from '../../../kernel/day.ts';
import { text } from '../../../kernel/text.ts';
import type { Now, Tx } from '../../../platform/action.ts';
import { inContext } from '../../../platform/database/context.ts';
import { forEachAssociation } from '../../../platform/jobs/for-each-association.ts';
import { inAssociation } from '../../../platform/jobs/installation-context.ts';
import { defineJob } from '../../../platform/jobs/job.ts';
import { sendLater } from '../../../platform/mail/send-later.ts';
import { siteAddress } from '../../../platform/site-address.ts';
import { contactsOf, personNow } from '../../identity/index.ts';
import { deskHref, ticketHref } from '../pages/desk-frame.ts';
import { seesNotes, ticketNumber } from '../rules/index.ts';
import { peopleWithDigest, takeDigest } from '../storage/notices.ts';
import { eventsOf } from '../storage/ticket-events.ts';
import { ticketById } from '../storage/tickets.ts';
import { noticeLines } from './notice-lines.ts';
import { noticeWords } from './notice-words.ts';
import { partyOfSender } from './senders.ts';

/** Every morning, one letter to each who chose so, about everything since the last. */
export const sendDigests = defineJob({
  name: 'service-desk/digest',
  title: text('scrivere gli avvisi del giorno', 'write the notices of the day'),
  every: '30 7 * * *',
  run: (context) =>
    forEachAssociation(context, async (association) => {
      const { database, clock, stopping } = context;
      const reads = { ...inAssociation(association), reads: true };
      for (const person of await inContext(database, reads, (tx) => peopleWithDigest(tx, association))) {
        if (stopping.aborted) return;
        const { instant } = clock();
        const now = { instant, today: dayAt(instant.getTime()) };
        await inContext(database, inAssociation(association), (tx) => writeTo({ tx, association, now }, person));
      }
    }),
});

/** What somebody may no longer see by now is left out. */
async function writeTo(
  { tx, association, now }: { readonly tx: Tx; readonly association: string; readonly now: Now },
  person: string,
): Promise<void> {
  const waiting = await takeDigest(tx, association, person);
  const [contact] = await contactsOf(tx, [person]);
  const known = await personNow(tx, person, { on: now.today, level: 1 });
  if (!contact || !known) return;
  const { name, email, language } = contact;
  const posts = known.posts.filter((post) => post.association === association);
  const m = noticeWords[language];
  const site = siteAddress() ?? '';
  const parts: string[] = [];
  for (const [id, versions] of waiting) {
    const ticket = await ticketById(tx, association, id);
    const party = ticket && partyOfSender({ person, name, posts }, ticket);
    if (!ticket || !party) continue;
    const events = (await eventsOf(tx, association, id)).filter(
      ({ version, shown }) => versions.includes(version) && (shown || seesNotes(party)),
    );
    const how = { ticket: id, language, isRequester: ticket.requester === person, person, short: true };
    const lines = events.flatMap((event) => noticeLines(event, how));
    if (lines.length === 0) continue;
    const number = ticketNumber(id);
    parts.push([`${number} ${ticket.subject}`, ...lines, `${site}${ticketHref(association, number)}`].join('\n'));
  }
  if (parts.length === 0) return;
  await sendLater(tx, {
    association,
    to: { address: email, name },
    language,
    subject: m.digestSubject(parts.length),
    text: [m.dear(name), m.digest, ...parts, `${m.choices}: ${site}${deskHref(association, '/avvisi')}`].join('\n\n'),
    kind: 'service-desk/digest',
  });
}
