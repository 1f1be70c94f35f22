import { firstUnits, type Text, text } from '../../../kernel/text.ts';
import type { ActionContext, Actor } from '../../../platform/action.ts';
import { markBounced } from '../../../platform/mail/outbox.ts';
import { isProgram, mediaType } from '../../../platform/media-type.ts';
import { readReturn } from '../../../platform/pec/read-return.ts';
import { allEntities } from '../../membership/index.ts';
import { attach, attachmentName } from '../actions/attachments.ts';
import { firstLine, opens } from '../actions/open-ticket.ts';
import { says } from '../actions/talk.ts';
import { happens } from '../actions/ticket-at-hand.ts';
import { mayDo, type Party, type Ticket, ticketNumber } from '../rules/index.ts';
import type { FileKept } from '../storage/attachments.ts';
import { lettersInTheHour, requestOfLetters, type StoredLetter, takenBefore } from '../storage/letters.ts';
import type { LetterState } from '../storage/mail-tables.ts';
import { deskMailboxOf, markKeyOf } from '../storage/mailbox.ts';
import { eventsOf } from '../storage/ticket-events.ts';
import { ticketById, ticketToChange } from '../storage/tickets.ts';
import { type Letter, readLetter } from './read-letter.ts';
import { plainSubject, requestsMarkedIn } from './rules/mark.ts';
import { entitiesOf, entityByDomain, partyOfSender, type Sender, senderAt, worksOnRequests } from './senders.ts';

/** What became of a letter, and why where nothing did. */
export type Outcome = {
  readonly state: LetterState;
  readonly reason?: Text;
  readonly ticket?: number;
  readonly entity?: string;
};

/** What the office decides of a letter that waited: for which entity it opens a request, or which one it belongs to. */
export type Decided = { readonly entity: string } | { readonly ticket: number };

type Acting = Omit<ActionContext<unknown>, 'input'>;

const mostRead = 30 * 1024 * 1024;
const mostKept = 20 * 1024 * 1024;

const why = {
  noSender: text('non dice chi lo ha scritto', 'it does not say who wrote it'),
  untrue: text(
    'il server di posta non lo crede di chi dice di averlo scritto (DMARC)',
    'the mail server does not believe that it comes from where it says (DMARC)',
  ),
  tooMany: (hourly: number) =>
    text(
      `più di ${hourly} messaggi dello stesso mittente in un’ora`,
      `more than ${hourly} messages of one sender in an hour`,
    ),
  empty: text('è vuoto', 'it is empty'),
  tooLarge: text('è di oltre 30 MB', 'it is larger than 30 MB'),
  stranger: text('mittente sconosciuto', 'unknown sender'),
  manyEntities: text('il mittente ha incarichi per più enti', 'the sender holds posts for several entities'),
  noPost: text(
    'il mittente non ha un incarico da cui si chiede assistenza',
    'the sender holds no post from which help is asked for',
  ),
  notAParty: (ticket: number) =>
    text(
      `risponde alla richiesta ${ticketNumber(ticket)}, di cui il mittente non è parte`,
      `it answers request ${ticketNumber(ticket)}, to which the sender is no party`,
    ),
  own: text('è un messaggio dell’assistenza stessa', 'it is a message of the desk itself'),
};

/**
 * Makes of a letter what it is: a new request, an answer in one, or nothing. All that follows is written in this transaction, so that
 * a letter is taken in once or not at all.
 *
 * @param decided the office's word about one that waited; what kept it waiting is not asked again
 */
export async function takeIn(context: Acting, stored: StoredLetter, decided?: Decided): Promise<Outcome> {
  const { tx, association } = context;
  const quarantined = (reason: Text): Outcome => ({ state: 'quarantined', reason });
  const key = await markKeyOf(tx, association);
  if (!stored.raw || stored.raw.length === 0) return quarantined(why.empty);
  if (stored.raw.length > mostRead && !decided) return quarantined(why.tooLarge);
  const letter = await readLetter(stored.raw);
  if (letter.messageId !== null && (await takenBefore(tx, association, letter.messageId))) return { state: 'repeated' };
  const marked = requestsMarkedIn(key, [...letter.to, letter.subject, ...letter.answers]);
  if (!decided) {
    const set = await setAside(context, stored, letter, key);
    if (set) return set;
  }
  const sender = letter.from === '' ? undefined : await senderAt(context, letter.from);
  const asked = decided && 'ticket' in decided ? decided.ticket : marked[0];
  const target =
    decided && 'entity' in decided ? undefined : (asked ?? (await requestOfLetters(tx, association, letter.answers)));
  const ticket = target === undefined ? undefined : await followed(context, target);
  if (ticket) return answer(context, letter, { ticket, sender, decided: decided !== undefined, came: stored.came });
  const { came } = stored;
  return open(context, letter, { sender, decided: decided && 'entity' in decided ? decided.entity : undefined, came });
}

/** What needs no request, or has to wait for somebody. */
async function setAside(
  { tx, association, now }: Acting,
  stored: StoredLetter,
  letter: Letter,
  key: Uint8Array,
): Promise<Outcome | undefined> {
  const mailbox = await deskMailboxOf(tx, association).catch(() => null);
  const isOwn = letter.from === mailbox?.address || requestsMarkedIn(key, [letter.messageId ?? '']).length > 0;
  if (isOwn) return { state: 'automatic', reason: why.own };
  const returned = await readReturn(stored.raw!);
  if (returned) {
    const { messageId, recipient, answer: said } = returned;
    await markBounced(tx, messageId, said, now.instant, { recipient });
    return { state: 'returned' };
  }
  if (letter.automatic) return { state: 'automatic', reason: letter.automatic };
  if (letter.from === '') return { state: 'quarantined', reason: why.noSender };
  if (letter.untrue) return { state: 'quarantined', reason: why.untrue };
  if (letter.body === '' && plainSubject(letter.subject) === '' && letter.files.length === 0)
    return { state: 'quarantined', reason: why.empty };
  const hourly = mailbox?.hourly ?? 20;
  if ((await lettersInTheHour(tx, association, letter.from, stored.came)) > hourly)
    return { state: 'quarantined', reason: why.tooMany(hourly) };
  return undefined;
}

/** The request, or the one that it was merged into; kept still. */
async function followed({ tx, association }: Acting, id: number): Promise<Ticket | undefined> {
  let next: number | null = id;
  let found: Ticket | undefined;
  for (let steps = 0; next !== null && steps < 10; steps += 1) {
    found = await ticketById(tx, association, next);
    next = found?.mergedInto ?? null;
  }
  return found && ticketToChange(tx, association, found.id);
}

async function answer(
  context: Acting,
  letter: Letter,
  {
    ticket,
    sender,
    decided,
    came,
  }: {
    readonly ticket: Ticket;
    readonly sender: Sender | undefined;
    readonly decided: boolean;
    readonly came: Date;
  },
): Promise<Outcome> {
  const known = sender && partyOfSender(sender, ticket);
  const isParty = known === undefined ? await wroteIt(context, ticket, letter) : known !== 'reader';
  if (!isParty && !decided) return { state: 'quarantined', reason: why.notAParty(ticket.id) };
  const party: Party = isParty && known !== undefined && known !== 'reader' ? known : 'requester';
  const actor = actorOf(context.actor, letter, sender);
  const as = { ...context, actor };
  const standing = { party, now: context.now.instant.getTime() };
  const ofTheEntity = party === 'requester' || party === 'referent';
  const again = ticket.state === 'solved' ? ofTheEntity : !mayDo('comment', ticket, standing).ok;
  if (again && !mayDo('reopen', ticket, standing).ok) return openAfter(context, letter, { sender, ticket, came });
  const { files, missing } = await filesOf(letter);
  const body = wordsWith(letter, missing);
  const hand = again
    ? { party, ticket: await happens(as, { ticket, party }, { kind: 'reopened', why: '' }) }
    : { party, ticket };
  await says(as, hand, { body, minutes: 0, files });
  return { state: 'answered', ticket: ticket.id, entity: ticket.entity };
}

/** Whether somebody without an account asked for it from this address. */
async function wroteIt({ tx, association }: Acting, ticket: Ticket, letter: Letter): Promise<boolean> {
  if (ticket.requester !== null || letter.from === '') return false;
  const [opened] = await eventsOf(tx, association, ticket.id);
  return opened?.kind === 'opened' && opened.contact.toLowerCase() === letter.from;
}

/** What can no longer be opened again is followed by a request of its own. */
async function openAfter(
  context: Acting,
  letter: Letter,
  { sender, ticket, came }: { readonly sender: Sender | undefined; readonly ticket: Ticket; readonly came: Date },
): Promise<Outcome> {
  const before = text(`Segue la richiesta ${ticketNumber(ticket.id)}.`, `It follows ${ticketNumber(ticket.id)}.`).it;
  return open(context, letter, { sender, decided: ticket.entity, came, before });
}

async function open(
  context: Acting,
  letter: Letter,
  {
    sender,
    decided,
    came,
    before = '',
  }: {
    readonly sender: Sender | undefined;
    readonly decided: string | undefined;
    readonly came: Date;
    readonly before?: string;
  },
): Promise<Outcome> {
  const { tx, association, now } = context;
  const asking = await whoAsks(context, letter, sender, decided);
  if ('reason' in asking) return { state: 'quarantined', reason: asking.reason };
  const { entity, requester, requesterName, contact } = asking;
  if (!(await allEntities(tx, association)).some(({ code }) => code === entity))
    return { state: 'quarantined', reason: why.stranger };
  const party =
    (sender && partyOfSender(sender, { entity, requester: sender.person, assignee: null })) ?? ('requester' as const);
  const as = { ...context, actor: actorOf(context.actor, letter, sender) } as ActionContext<unknown>;
  const { files, missing } = await filesOf(letter);
  const body = [before, wordsWith(letter, missing)].filter(Boolean).join('\n\n');
  const ticket = await opens(
    as,
    {
      kind: 'opened',
      ...{ entity, requester, requesterName, contact, body },
      service: null,
      priority: 'normal',
      level: 'first',
      subject: firstUnits(plainSubject(letter.subject), 200) || firstLine(body),
      origin: 'email',
      asset: '',
      contract: '',
      from: null,
      // the mailbox is where the agreement lets help be asked for: who wrote there had asked
      ...(came < now.instant ? { came: came.getTime() } : {}),
    },
    party === 'reader' || party === 'supplier' ? 'requester' : party,
  );
  await attach(as, ticket, files);
  return { state: 'opened', ticket: ticket.id, entity };
}

type Asking = {
  readonly entity: string;
  readonly requester: string | null;
  readonly requesterName: string;
  readonly contact: string;
};

/** For which entity and for whom a letter asks: who wrote what it passes on, where it comes from who may ask for others. */
async function whoAsks(
  context: Acting,
  letter: Letter,
  sender: Sender | undefined,
  decided: string | undefined,
): Promise<Asking | { readonly reason: Text }> {
  const own = sender ? entitiesOf(sender) : [];
  const office = sender !== undefined && worksOnRequests(sender);
  const { forwarded } = letter;
  const forAnother = forwarded && (office || (sender && isReferent(sender))) ? forwarded : undefined;
  const address = forAnother?.address ?? letter.from;
  const author = forAnother ? await senderAt(context, forAnother.address) : sender;
  const authorName = author?.name ?? ((forAnother ? forAnother.name : letter.fromName) || address);
  const named = (entity: string): Asking => {
    const isThere = author !== undefined && entitiesOf(author).includes(entity);
    return {
      entity,
      requester: isThere ? author.person : null,
      requesterName: firstUnits(authorName, 200),
      contact: address,
    };
  };
  if (decided !== undefined) return named(decided);
  const entities = author ? entitiesOf(author) : [];
  if (forAnother && !office) return named(own.find((entity) => entities.includes(entity)) ?? own[0]!);
  if (entities.length === 1) return named(entities[0]!);
  const byDomain = await entityByDomain(context, address);
  if (entities.length > 1) {
    return byDomain !== undefined && entities.includes(byDomain) ? named(byDomain) : { reason: why.manyEntities };
  }
  if (author) return { reason: why.noPost };
  const mailbox = await deskMailboxOf(context.tx, context.association).catch(() => null);
  const opensToStrangers = mailbox?.strangers === 'open' || forAnother !== undefined;
  return byDomain !== undefined && opensToStrangers ? named(byDomain) : { reason: why.stranger };
}

function isReferent({ posts }: Sender): boolean {
  return posts.some(({ role, entity }) => role === 'REF' && entity !== null);
}

/** Who is written down as having said it. */
function actorOf(job: Actor, letter: Letter, sender: Sender | undefined): Actor {
  const name = sender?.name ?? (letter.fromName || letter.from || '?');
  return { ...job, kind: 'person', person: sender?.person ?? null, name: firstUnits(name, 200), via: 'job' };
}

function wordsWith(letter: Letter, missing: readonly string[]): string {
  const words = letter.body || plainSubject(letter.subject) || '(senza testo)';
  return [words, ...missing.map((name) => `[${name}]`)].join('\n\n');
}

/** The files that are kept, and a line for each that is not. */
async function filesOf({
  files,
}: Letter): Promise<{ readonly files: readonly FileKept[]; readonly missing: string[] }> {
  const kept: FileKept[] = [];
  const missing: string[] = [];
  let size = 0;
  for (const { name: written, bytes } of files) {
    const name = attachmentName(written);
    const type = await mediaType(bytes);
    if (isProgram({ type, name })) missing.push(`allegato non conservato, è un programma: ${name}`);
    else if (size + bytes.length > mostKept) missing.push(`allegato non conservato, troppo grande: ${name}`);
    else {
      size += bytes.length;
      kept.push({ name, type, bytes });
    }
  }
  return { files: kept, missing };
}
