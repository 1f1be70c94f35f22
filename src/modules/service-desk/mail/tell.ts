import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { dayAt } from '../../../kernel/day.ts';
import { type Language, text } from '../../../kernel/text.ts';
import type { Now, Tx } from '../../../platform/action.ts';
import { inContext } from '../../../platform/database/context.ts';
import { forEachAssociation } from '../../../platform/jobs/for-each-association.ts';
import { inAssociation } from '../../../platform/jobs/installation-context.ts';
import { defineJob } from '../../../platform/jobs/job.ts';
import { messageDomain, sendLater } from '../../../platform/mail/send-later.ts';
import { siteAddress } from '../../../platform/site-address.ts';
import { contactsOf, personNow, postsBegunBy } from '../../identity/index.ts';
import { peopleOfLevel } from '../actions/levels.ts';
import { deskHref, ticketHref } from '../pages/desk-frame.ts';
import { type Ear, type Hearer, type Ticket, ticketNumber, toldOf } from '../rules/index.ts';
import { attachmentsOf } from '../storage/attachments.ts';
import type { NoticeTime } from '../storage/mail-tables.ts';
import { deskAddressOf, markKeyOf } from '../storage/mailbox.ts';
import { choicesOf, keepForDigest, letterOfRequest, type NoticeChoices } from '../storage/notices.ts';
import { eventsOf, type StoredEvent } from '../storage/ticket-events.ts';
import { ticketById } from '../storage/tickets.ts';
import { requestsToTellOf, takeUntold } from '../storage/untold.ts';
import { watchersOf } from '../storage/watchers.ts';
import { noticeLines } from './notice-lines.ts';
import { noticeWords } from './notice-words.ts';
import { markedAddress, markedName, markedSubject } from './rules/mark.ts';
import { answerAbove } from './rules/newly-written.ts';
import { partyOfSender } from './senders.ts';

const minute = 60_000;
/** What happened longer ago tells nobody: after a restore, or when histories are taken in. */
const oldAfter = 2 * 24 * 60 * minute;

/**
 * Tells people what happened to requests, a minute after: so that what happens together is one letter. Each request in a transaction
 * of its own, in which what was to be told is taken and the letters are written: a stop in between tells nothing twice.
 */
export const tellOfRequests = defineJob({
  name: 'service-desk/tell',
  title: text('avvisare di ciò che succede nelle richieste', 'tell of what happens in requests'),
  every: '* * * * *',
  run: (context) =>
    forEachAssociation(context, async (association) => {
      const { database, clock, stopping } = context;
      for (let more = true; more && !stopping.aborted; ) {
        const instant = clock().instant;
        const until = new Date(instant.getTime() - minute);
        const requests = await inContext(database, { ...inAssociation(association), reads: true }, (tx) =>
          requestsToTellOf(tx, association, { until, most: 100 }),
        );
        for (const ticket of requests) {
          if (stopping.aborted) return;
          const now = { instant, today: dayAt(instant.getTime()) };
          await inContext(database, inAssociation(association), (tx) => tellOf({ tx, association, now }, ticket));
        }
        more = requests.length === 100;
      }
    }),
});

type Place = { readonly tx: Tx; readonly association: string; readonly now: Now };

async function tellOf({ tx, association, now }: Place, id: number): Promise<void> {
  const versions = new Set(await takeUntold(tx, association, id));
  const ticket = versions.size === 0 ? undefined : await ticketById(tx, association, id);
  if (!ticket) return;
  const all = await eventsOf(tx, association, id);
  const fresh = all.filter(({ version, at }) => versions.has(version) && now.instant.getTime() - at < oldAfter);
  if (fresh.length === 0) return;
  for (const hearer of await hearersOf({ tx, association, now }, ticket, { all, fresh })) {
    const told = toldOf(hearer, fresh, all);
    if (told.length === 0) continue;
    const time = hearer.person === null ? 'at-once' : timeFor(hearer, await choicesOf(tx, association, hearer.person));
    if (time === 'at-once') await write({ tx, association, now }, { ticket, hearer, told });
    if (time === 'daily' && hearer.person !== null)
      await keepForDigest(
        tx,
        association,
        { person: hearer.person, ticket: id, entity: ticket.entity },
        told.map(({ version }) => version),
      );
  }
}

type Told = Hearer & { readonly name: string; readonly email: string; readonly language: Language };

/** Whoever may have to hear of a request, each once, with all of his ears. */
async function hearersOf(
  { tx, association, now }: Place,
  ticket: Ticket,
  { all, fresh }: Readonly<Record<'all' | 'fresh', readonly StoredEvent[]>>,
): Promise<Told[]> {
  const ears = new Map<string, Ear[]>();
  const add = (person: string | null, ear: Ear) => {
    if (person !== null) ears.set(person, [...(ears.get(person) ?? []), ear]);
  };
  add(ticket.requester, 'requester');
  add(ticket.assignee, 'assignee');
  for (const person of await watchersOf(tx, association, ticket.id)) add(person, 'watcher');
  if (ticket.assignee === null && fresh.some(({ kind }) => kind === 'level-changed'))
    for (const person of await peopleOfLevel({ tx, association, now }, ticket.level)) add(person, 'level');
  const posts = await postsBegunBy(tx, association, { on: now.today, roles: ['REF', 'RES'] });
  for (const { person, role, entity, until } of posts) {
    if (until !== null && until < now.today) continue;
    if (role === 'RES') add(person, 'head');
    else if (entity === ticket.entity) add(person, 'referent');
  }
  const found: Told[] = [];
  for (const { person, name, email, language } of await contactsOf(tx, [...ears.keys()])) {
    const known = await personNow(tx, person, { on: now.today, level: 1 });
    const held = known?.posts.filter((post) => post.association === association) ?? [];
    const party = partyOfSender({ person, name, posts: held }, ticket);
    found.push({ person, name, email, language, ears: ears.get(person)!, party });
  }
  const [opened] = all;
  if (ticket.requester === null && opened?.kind === 'opened' && z.email().safeParse(opened.contact).success)
    found.push({
      ...{ person: null, name: ticket.requesterName, email: opened.contact, language: 'it' },
      ...{ ears: ['requester'], party: 'requester' },
    });
  return found;
}

const choiceOf = {
  requester: 'own',
  assignee: 'assigned',
  level: 'assigned',
  head: 'assigned',
  watcher: 'followed',
  referent: 'tasks',
} as const;

/** The soonest of what he chose for his ears. */
function timeFor({ ears }: Hearer, choices: NoticeChoices): NoticeTime {
  const times = ears.map((ear) => choices[choiceOf[ear]]);
  return (['at-once', 'daily', 'never'] as const).find((time) => times.includes(time)) ?? 'never';
}

async function write(
  { tx, association }: Place,
  { ticket, hearer, told }: { readonly ticket: Ticket; readonly hearer: Told; readonly told: readonly StoredEvent[] },
): Promise<void> {
  const { language, name, email, ears } = hearer;
  const m = noticeWords[language];
  const key = await markKeyOf(tx, association);
  const mailbox = await deskAddressOf(tx, association);
  const site = siteAddress() ?? '';
  const isRequester = ears.includes('requester');
  const files = (await attachmentsOf(tx, association, ticket.id)).filter(({ version }) =>
    told.some((event) => event.version === version && (event.shown || hearer.party !== 'requester')),
  );
  const lines = told.flatMap((event) =>
    noticeLines(event, { ticket: ticket.id, language, isRequester, person: hearer.person }),
  );
  const domain = mailbox?.address.split('@')[1] ?? messageDomain();
  const root = `<${markedName(key, ticket.id, 'r')}@${domain}>`;
  const first = await letterOfRequest(tx, association, ticket.id);
  const to = name ? { address: email, name } : email;
  await sendLater(tx, {
    association,
    to,
    language,
    subject: markedSubject(key, ticket.id, ticket.subject),
    text: [
      ...(mailbox ? [answerAbove[language]] : []),
      m.dear(name),
      ...lines,
      ...(files.length > 0 ? [m.files(files.map((file) => file.name).join('; '))] : []),
      `${m.page} ${ticketNumber(ticket.id)}: ${site}${ticketHref(association, ticketNumber(ticket.id))}`,
      ...(hearer.person === null ? [] : [`${m.choices}: ${site}${deskHref(association, '/avvisi')}`]),
    ].join('\n\n'),
    kind: 'service-desk/notice',
    messageId: `<${markedName(key, ticket.id, randomUUID())}@${domain}>`,
    headers: { 'In-Reply-To': first ?? root, References: first ? `${first} ${root}` : root },
    ...(mailbox
      ? { replyTo: mailbox.subaddress ? markedAddress(key, ticket.id, mailbox.address) : mailbox.address }
      : {}),
  });
}
