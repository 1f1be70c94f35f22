import { z } from 'zod';
import { yearOf } from '../../../kernel/day.ts';
import { Refused } from '../../../kernel/result.ts';
import { firstUnits, text } from '../../../kernel/text.ts';
import { type ActionContext, defineAction } from '../../../platform/action.ts';
import { BadInput } from '../../../platform/problem.ts';
import { allEntities, entityNames } from '../../membership/index.ts';
import { askedService, supportOfAsset } from '../../service-catalogue/index.ts';
import { refusals as catalogueRefusals, type FormAnswer } from '../../service-catalogue/rules/index.ts';
import { priorities } from '../rules/clock/index.ts';
import {
  applyEvent,
  type Happening,
  origins,
  partyOf,
  refusals,
  type Ticket,
  type TicketEvent,
  ticketId,
} from '../rules/index.ts';
import { rememberCallers } from '../storage/callers.ts';
import { insertEvent } from '../storage/ticket-events.ts';
import { insertTicket, nextNumber } from '../storage/tickets.ts';
import { leaveToTell } from '../storage/untold.ts';
import { indexWords } from '../storage/words.ts';
import { attach, filesShape, filesToKeep } from './attachments.ts';
import { contractOfRegister } from './links-of-ticket.ts';
import { nameAt } from './people.ts';
import { bodyShape, minutesShape, standing, standingOf } from './shapes.ts';
import { happens, windUp } from './ticket-at-hand.ts';

const longestSubject = 120;

const input = z.object({
  /** What is wrong, or what is needed: this alone is enough. */
  body: bodyShape,
  /** Its first line where left out. */
  subject: z.string().trim().max(200).optional(),
  /** For whom it is asked; one's own entity where left out by somebody who asks for himself. */
  entity: z.string().max(40).optional(),
  /** Who needs help; oneself where left out and no name is given. */
  requester: z.uuid().optional(),
  requesterName: z.string().trim().max(200).optional(),
  contact: z.string().trim().max(200).default(''),
  /** Somebody cannot work meanwhile. */
  blocking: z.stringbool().or(z.boolean()).optional(),
  /** A service of the catalogue, by its code. */
  service: z.string().trim().min(1).max(100).optional(),
  /** What is answered to the form of the service, by the code of each question. */
  answers: z.record(z.string().max(60), z.string().max(5000).optional()).default({}),
  priority: z.enum(priorities).optional(),
  asset: z.string().trim().max(200).default(''),
  contract: z.string().trim().max(200).default(''),
  origin: z.enum(origins).optional(),
  /** Solved during the call: what was done. */
  solution: z.string().trim().max(50_000).optional(),
  minutes: minutesShape,
  files: filesShape,
});
type OpenInput = z.output<typeof input>;

/** Asks for help; from the phone too, solved at once where it was. */
export const openTicket = defineAction({
  name: 'service-desk/open-ticket',
  title: text('chiedere assistenza', 'ask for help'),
  about: text(
    'Basta dire che cosa serve: ente e persona sono quelli di chi scrive. L’ufficio può aprirla per altri, anche al telefono e già risolta; il referente per chiunque del proprio ente.',
    'It is enough to say what is needed: entity and person are those of who writes. The office can open it for others, by phone and solved already; the referent for anybody of the own entity.',
  ),
  permission: { capability: 'service-desk', letter: 'w' },
  http: { method: 'POST', path: '/tickets' },
  input,
  output: standing,
  example: { body: 'La stampante del protocollo non stampa da stamattina.' },
  async run(context) {
    const { actor } = context;
    const who = { role: actor.role, person: actor.person, entity: actor.entity, console: actor.kind === 'console' };
    const entity = await entityOf(context);
    const asked = await requesterOf(context, entity);
    const party = partyOf(who, { entity, requester: asked.requester, assignee: null });
    if (!party || party === 'reader' || party === 'supplier') throw new Refused(refusals.notOwnEntity());
    const forTheOffice = party === 'office' || party === 'head';
    const files = await filesToKeep(context.input.files);
    const { body, subject, contact, service, asset, contract, origin, priority, blocking, solution, minutes } =
      context.input;
    const answers = await answersOf(context, { entity, forTheOffice });
    const about = { entity, service: service ?? null, asset };
    const named = await contractOfRegister(context, about, contract);
    const isLow = !forTheOffice && (await isDowngraded(context, entity));
    let ticket = await opens(
      context,
      {
        kind: 'opened',
        entity,
        ...asked,
        contact,
        service: service ?? null,
        priority: isLow ? 'low' : ((forTheOffice ? priority : undefined) ?? (blocking ? 'high' : 'normal')),
        level: 'first',
        subject: subject || firstLine(body),
        body,
        origin: forTheOffice && origin ? origin : actor.via === 'page' ? 'portal' : 'api',
        asset,
        contract: named?.code ?? '',
        ...(answers.length > 0 ? { answers } : {}),
        from: null,
      },
      party,
    );
    await attach(context, ticket, files);
    if (forTheOffice && solution) {
      if (actor.person !== null) {
        const taken: Happening = { kind: 'assigned', to: actor.person, toName: actor.name };
        ticket = await happens(context, { ticket, party }, taken);
      }
      const solved: Happening = { kind: 'solved', body: solution, minutes };
      ticket = await happens(context, { ticket, party }, solved, { words: solution });
    }
    context.tell({ before: null, after: standingOf(ticket), actingFor: entity });
    return standingOf(ticket);
  },
});

/** What was answered to the form of the service asked for; bad input where it is not the entity's, or is answered wrongly. */
async function answersOf(
  { tx, association, actor, now, input: given }: ActionContext<OpenInput>,
  { entity, forTheOffice }: { readonly entity: string; readonly forTheOffice: boolean },
): Promise<readonly FormAnswer[]> {
  if (given.service === undefined) return [];
  const asks = forTheOffice ? 'office' : actor.role === 'REF' || actor.role === 'MAY' ? 'referent' : 'everybody';
  const { service, answers } = given;
  const asked = await askedService(tx, association, { service, entity, asks, answers, on: now.today });
  if (asked.problems.length > 0) throw new BadInput(asked.problems);
  return asked.answers;
}

/**
 * Whether the request is about something that the agreement lets wait for everything else because it is not supported. Where
 * such requests are not opened refuses `service-catalogue/unsupported`, with the clause; what the office opens it turns down
 * itself.
 * Source: setting `scope.unsupported_tickets` (VV-10.5.a); Calatino, art. 2 (CAL-2.std.2).
 */
async function isDowngraded(
  { tx, association, now, input: { asset } }: ActionContext<OpenInput>,
  entity: string,
): Promise<boolean> {
  const support = await supportOfAsset(tx, association, { entity, asset, on: now.today });
  if (!support || support.standing.supported) return false;
  if (support.effect === 'downgraded') return true;
  throw new Refused(catalogueRefusals.unsupported(support.system, support.standing.source));
}

/** Gives a request its number and its first event. */
export async function opens(
  { tx, association, actor, now }: Pick<ActionContext<unknown>, 'tx' | 'association' | 'actor' | 'now'>,
  happening: Extract<Happening, { kind: 'opened' }>,
  party: TicketEvent['by']['party'],
): Promise<Ticket> {
  const year = yearOf(now.today);
  const id = ticketId(year, await nextNumber(tx, association, year));
  const event: TicketEvent = {
    ...happening,
    version: 1,
    at: now.instant.getTime(),
    by: { person: actor.person, name: actor.name, party },
  };
  const ticket = applyEvent(undefined, event, id);
  await insertTicket(tx, association, ticket);
  await insertEvent(tx, { association, ticket: id, entity: ticket.entity }, { ...event, shown: true, was: {} });
  const { subject, body, requesterName, asset, answers = [] } = happening;
  const { entity } = ticket;
  const ofEntity = (await entityNames(tx, association, [entity])).get(entity) ?? '';
  const written = [subject, body, requesterName, ofEntity, asset, ...answers.map(({ value }) => value)].join('\n');
  await indexWords(tx, ticket, { written, shown: true });
  await rememberCallers(tx, association, [{ ...happening, at: now.instant }]);
  await windUp({ tx, association, now }, ticket);
  await leaveToTell(tx, association, { ticket: id, version: 1, entity: ticket.entity, at: now.instant });
  return ticket;
}

async function entityOf({ tx, association, actor, reach, input: given }: ActionContext<OpenInput>): Promise<string> {
  if (reach !== 'g') {
    if (actor.entity === null) throw new Refused(refusals.noEntity());
    if (given.entity !== undefined && given.entity !== actor.entity) throw new Refused(refusals.notOwnEntity());
    return actor.entity;
  }
  const isForAnother = given.requesterName !== undefined || (given.requester ?? actor.person) !== actor.person;
  const wanted = given.entity ?? (isForAnother ? null : actor.entity);
  if (!wanted) throw new BadInput([{ path: 'entity', says: refusals.noEntity().says }]);
  if (!(await allEntities(tx, association)).some(({ code }) => code === wanted))
    throw new BadInput([
      { path: 'entity', says: text('Nel registro non c’è questo ente.', 'There is no such entity in the register.') },
    ]);
  return wanted;
}

async function requesterOf(
  context: ActionContext<OpenInput>,
  entity: string,
): Promise<{ readonly requester: string | null; readonly requesterName: string }> {
  const { actor, reach, input: given } = context;
  const own = { requester: actor.person, requesterName: actor.name };
  if (reach === 'o' || given.requester === actor.person) return own;
  if (given.requester !== undefined) {
    const name = await nameAt(context, entity, given.requester);
    if (name === undefined) throw new Refused(refusals.noSuchRequester());
    return { requester: given.requester, requesterName: name };
  }
  if (given.requesterName) return { requester: null, requesterName: given.requesterName };
  return own;
}

/** The first line of what was said, cut at a word. */
export function firstLine(body: string): string {
  const line = body.split('\n', 1)[0]!.trim();
  if (line.length <= longestSubject) return line;
  return `${firstUnits(line, longestSubject).replace(/\s+\S*$/, '')}…`;
}
