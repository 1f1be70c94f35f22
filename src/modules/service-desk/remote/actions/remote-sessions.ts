import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { localTimeAt } from '../../../../kernel/day.ts';
import { orRefuse, Refused } from '../../../../kernel/result.ts';
import { text } from '../../../../kernel/text.ts';
import { type ActionContext, defineAction } from '../../../../platform/action.ts';
import { BadInput } from '../../../../platform/problem.ts';
import { ticketNumberShape } from '../../actions/shapes.ts';
import { says } from '../../actions/talk.ts';
import { partyToTicket, ticketFor } from '../../actions/ticket-at-hand.ts';
import { isOpen } from '../../rules/ticket.ts';
import { ticketById } from '../../storage/tickets.ts';
import { remoteRefusals } from '../rules/refusals.ts';
import { mayAnswer, mayBegin, mayEnd, remoteState, remoteStates, standsOpen } from '../rules/session.ts';
import { linkTo, needsCode } from '../rules/template.ts';
import {
  changeSession,
  insertSession,
  type StoredSession,
  sessionsLike,
  sessionToChange,
  toolOf,
} from '../storage/remote-sessions.ts';

const ofSession = z.object({ session: z.uuid() });
const state = z.object({ session: z.uuid(), state: z.enum(remoteStates) });
const example = { session: '00000000-0000-4000-8000-000000000000' };
/** Whatever version was seen: what is said takes nothing away from others. */
const anyVersion = 1_000_000;
const technicians = { capability: 'service-desk', letter: 'w', roles: ['L1', 'L2', 'SYS', 'RES'] } as const;

const wanted = z.object({
  ticket: ticketNumberShape,
  machine: z.string().trim().min(1).max(200),
  code: z.string().trim().max(100).default('').meta({ description: 'Il codice della macchina nello strumento.' }),
  reason: z.string().trim().max(500).default(''),
});

/**
 * Asks the person who needs help to let one connect to the machine; said in the request too.
 * Refuses `service-desk/no-remote-tool`, `service-desk/nobody-to-ask`, `service-desk/session-going`,
 * `service-desk/request-over`.
 */
export const askRemoteSession = defineAction({
  name: 'service-desk/ask-remote-session',
  title: text('chiedere di collegarsi a una macchina', 'ask to connect to a machine'),
  permission: technicians,
  http: { method: 'POST', path: '/tickets/:ticket/remote-sessions' },
  input: wanted,
  output: state,
  example: { ticket: '2026-1', machine: 'PC-042', code: '123456789' },
  async run(context) {
    const { ticket, party, session } = await sessionToBe(context);
    const { requester, machine, reason } = session;
    if (requester === null) throw new Refused(remoteRefusals.nobodyToAsk());
    await insertSession(context.tx, context.association, session);
    const until = localTimeAt(session.expiresAt.getTime()).slice(11);
    const body = `Per collegarsi a ${machine} da remoto serve il consenso: si dà o si rifiuta in questa richiesta entro le ${until}.${reason === '' ? '' : `\n${reason}`}`;
    await says({ ...context, tell: () => {} }, { ticket, party }, { body, minutes: 0, files: [] });
    context.tell({ before: null, after: { session: session.id, machine, requester }, actingFor: ticket.entity });
    return { session: session.id, state: 'asked' as const };
  },
});

/**
 * Writes down the consent that somebody without an account gave by voice: who, when, how he was recognised. The register marks it
 * as given by voice, and the request says so to the entity.
 * Refuses `service-desk/no-remote-tool`, `service-desk/person-can-answer`, `service-desk/session-going`,
 * `service-desk/request-over`.
 */
export const recordSpokenConsent = defineAction({
  name: 'service-desk/record-spoken-consent',
  title: text('registrare un consenso dato a voce', 'record consent given by voice'),
  permission: technicians,
  http: { method: 'POST', path: '/tickets/:ticket/spoken-consents' },
  input: wanted.extend({
    name: z.string().trim().min(1).max(200).meta({ description: 'Chi ha dato il consenso.' }),
    recognised: z.string().trim().min(3).max(500).meta({ description: 'Come la persona è stata riconosciuta.' }),
    agreed: z.stringbool().or(z.boolean()).default(false),
  }),
  output: state,
  example: {
    ticket: '2026-1',
    machine: 'PC-042',
    name: 'Anna Neri',
    recognised: 'Richiamata in ufficio',
    agreed: true,
  },
  async run(context) {
    const { now, input } = context;
    const { name, recognised, agreed } = input;
    const { ticket, party, session: asked } = await sessionToBe(context);
    if (asked.requester !== null) throw new Refused(remoteRefusals.personCanAnswer());
    if (!agreed)
      throw new BadInput([
        {
          path: 'agreed',
          says: text(
            'Serve che la persona abbia detto di sì: senza consenso non ci si collega.',
            'The person must have said yes: without consent nobody connects.',
          ),
        },
      ]);
    const spoken = { requesterName: name, recognised, granted: true, answeredAt: now.instant };
    const session: StoredSession = { ...asked, ...spoken };
    const { id, machine } = session;
    await insertSession(context.tx, context.association, session);
    const at = localTimeAt(now.instant.getTime()).slice(11);
    const body = `${name} ha dato a voce, alle ${at}, il consenso a collegarsi a ${machine} da remoto (riconoscimento: ${recognised}). Si può interrompere in ogni momento.`;
    await says({ ...context, tell: () => {} }, { ticket, party }, { body, minutes: 0, files: [] });
    context.tell({
      before: null,
      after: { session: id, machine, spokenBy: name, recognised },
      actingFor: ticket.entity,
    });
    return { session: id, state: 'granted' as const };
  },
});

/** A session not yet stored of a request that can be answered, where the tool is chosen and none is going on. */
async function sessionToBe(context: ActionContext<z.output<typeof wanted>>) {
  const { tx, association, actor, now, input } = context;
  const { ticket, party } = await ticketFor(context, { ticket: input.ticket, version: anyVersion }, 'comment');
  if (!isOpen(ticket)) throw new Refused(remoteRefusals.requestOver());
  const tool = await toolOf(tx, association);
  if (!tool) throw new Refused(remoteRefusals.noRemoteTool());
  if (actor.person === null) throw new Refused(remoteRefusals.nobodyToAsk());
  const { machine, code, reason } = input;
  if (needsCode(tool.template) && code === '')
    throw new BadInput([
      {
        path: 'code',
        says: text('Serve il codice della macchina nello strumento.', 'The code of the machine in the tool is needed.'),
      },
    ]);
  const { sessions } = await sessionsLike(tx, { association, ticket: ticket.id }, { from: 0, limit: 20 });
  if (sessions.some((one) => standsOpen(remoteState(one, now.instant))))
    throw new Refused(remoteRefusals.sessionGoing());
  const session: StoredSession = {
    id: randomUUID(),
    ticket: ticket.id,
    ...{ entity: ticket.entity, requester: ticket.requester, requesterName: ticket.requesterName, recognised: '' },
    ...{ machine, code, reason, technician: actor.person, technicianName: actor.name },
    ...{ askedAt: now.instant, expiresAt: minutesAfter(now.instant, tool.minutes), answeredAt: null, granted: null },
    ...{ beganAt: null, endedAt: null, endedBy: null },
  };
  return { ticket, party, session };
}

/**
 * Lets the technician connect, or does not.
 * Refuses `service-desk/no-such-session`, `service-desk/consent-of-another`, `service-desk/consent-too-late`,
 * `service-desk/request-over`.
 */
export const answerRemoteSession = defineAction({
  name: 'service-desk/answer-remote-session',
  title: text('dare o negare il consenso a un collegamento', 'give or refuse consent to a connection'),
  permission: { capability: 'service-desk', letter: 'w' },
  http: { method: 'POST', path: '/remote-sessions/:session/consent' },
  input: ofSession.extend({ grants: z.stringbool().or(z.boolean()) }),
  output: state,
  example: { ...example, grants: true },
  async run(context) {
    const { tx, association, now, input } = context;
    const session = await sessionOfOpen(context, input.session);
    orRefuse(mayAnswer(session, who(context), now.instant));
    const { id, askedAt, expiresAt } = session;
    const lasts = expiresAt.getTime() - askedAt.getTime();
    const expires = new Date(now.instant.getTime() + lasts);
    const change = { granted: input.grants, answered_at: now.instant, expires_at: expires };
    await changeSession(tx, association, id, change);
    told(context, session, { granted: input.grants });
    return { session: id, state: input.grants ? ('granted' as const) : ('refused' as const) };
  },
});

/**
 * Begins what was let: gives the link to the machine.
 * Refuses `service-desk/no-such-session`, `service-desk/not-the-technician`, `service-desk/no-consent`,
 * `service-desk/request-over`.
 */
export const beginRemoteSession = defineAction({
  name: 'service-desk/begin-remote-session',
  title: text('collegarsi a una macchina con il consenso dato', 'connect to a machine with the consent given'),
  permission: technicians,
  http: { method: 'POST', path: '/remote-sessions/:session/beginning' },
  input: ofSession,
  output: state.extend({ link: z.string().max(2000) }),
  example,
  async run(context) {
    const { tx, association, now } = context;
    const session = await sessionOfOpen(context, context.input.session);
    orRefuse(mayBegin(session, who(context), now.instant));
    const tool = await toolOf(tx, association);
    if (!tool) throw new Refused(remoteRefusals.noRemoteTool());
    await changeSession(tx, association, session.id, { began_at: now.instant });
    told(context, session, { began: now.instant.toISOString() });
    const link = linkTo(tool.template, { name: session.machine, code: session.code });
    return { session: session.id, state: 'running' as const, link };
  },
});

/**
 * Ends what goes on, or takes back what has not begun.
 * Refuses `service-desk/no-such-session`, `service-desk/not-the-technician`, `service-desk/session-over`.
 */
export const endRemoteSession = defineAction({
  name: 'service-desk/end-remote-session',
  title: text('finire un collegamento', 'end a connection'),
  permission: { capability: 'service-desk', letter: 'w' },
  http: { method: 'POST', path: '/remote-sessions/:session/end' },
  input: ofSession,
  output: state,
  example,
  async run(context) {
    const { tx, association, actor, now } = context;
    const session = await sessionSeen(context, context.input.session);
    orRefuse(mayEnd(session, who(context), now.instant));
    await changeSession(tx, association, session.id, { ended_at: now.instant, ended_by: actor.name });
    told(context, session, { ended: now.instant.toISOString() });
    return { session: session.id, state: session.beganAt === null ? ('withdrawn' as const) : ('ended' as const) };
  },
});

type Acting = ActionContext<unknown>;

function who({ actor }: Acting) {
  return { person: actor.person, head: actor.role === 'RES' };
}

function told({ tell }: Acting, { id, machine, entity }: StoredSession, after: object): void {
  tell({ after: { session: id, machine, ...after }, actingFor: entity });
}

/** A session of a request that somebody still works on; what it was asked for has an end with the request. */
async function sessionOfOpen(context: Acting, id: string): Promise<StoredSession> {
  const session = await sessionSeen(context, id);
  const ticket = await ticketById(context.tx, context.association, session.ticket);
  if (!ticket || !isOpen(ticket)) throw new Refused(remoteRefusals.requestOver());
  return session;
}

/** A session of a request that the actor may see, kept still until the transaction ends. */
async function sessionSeen({ tx, association, actor }: Acting, id: string): Promise<StoredSession> {
  const session = await sessionToChange(tx, association, id);
  const ticket = session && (await ticketById(tx, association, session.ticket));
  if (!session || !ticket || !partyToTicket(actor, ticket)) throw new Refused(remoteRefusals.noSuchSession());
  return session;
}

const minutesAfter = (instant: Date, minutes: number) => new Date(instant.getTime() + minutes * 60_000);
