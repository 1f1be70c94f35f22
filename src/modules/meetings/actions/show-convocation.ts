import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { type ActionContext, type Actor, defineAction } from '../../../platform/action.ts';
import { answerWithFile, fileAnswer } from '../../../platform/file-answer.ts';
import { BadMailSettings } from '../../../platform/mail/mail-server.ts';
import { pecAddressesOf } from '../../../platform/pec/addresses.ts';
import { pecMailboxOf } from '../../../platform/pec/mailboxes.ts';
import { sourceShape, traceShape } from '../../../platform/shape.ts';
import { convocationRefusals } from '../convocation-refusals.ts';
import { blockedBy, type EntityNotice, noticeStandings, proofOf } from '../convocation-standing.ts';
import { noticeTermOf } from '../notice-term.ts';
import { regulationOf } from '../regulation.ts';
import { convocationOf, messagesOf } from '../storage/convocations.ts';
import { dayOfMeeting, readMeeting } from './known-meeting.ts';
import { headWithBody } from './meeting-view.ts';
import { mayRead, seesConvened } from './permission.ts';
import { localTimeShape, meetingHead, meetingNumber, shownTime } from './shapes.ts';

const receiptView = z.object({
  kind: z.string(),
  at: localTimeShape,
  provider: z.string(),
  identifier: z.string(),
  delivery: z.string().nullable(),
  error: z.string(),
  detail: z.string().nullable(),
});

const entityNoticeView = z.object({
  entity: z.string(),
  name: z.string(),
  /** Where it receives now; null where that is not known. */
  address: z.string().nullable(),
  standing: z.enum(['in-time', 'late', 'waiting', 'failed', 'untold']),
  /** From when the notice counts, by the reading of the agreement. */
  proven: localTimeShape.nullable(),
  /** ISO 8601 duration. */
  lateBy: z.string().nullable(),
  missing: z.array(z.enum(['accettazione', 'avvenuta-consegna'])),
  messages: z.array(
    z.object({
      number: z.int(),
      address: z.string(),
      messageId: z.string(),
      asked: localTimeShape,
      askedBy: z.string(),
      receipts: z.array(receiptView),
    }),
  ),
  otherwise: z.array(
    z.object({
      way: z.string(),
      sent: localTimeShape,
      delivered: localTimeShape.nullable(),
      proof: z.string(),
      recordedBy: z.string(),
    }),
  ),
  /** The last message did not reach the entity; null where nothing says so. */
  undelivered: z.object({ at: localTimeShape, certified: z.boolean(), error: z.string(), why: z.string() }).nullable(),
  /** Why the chair let it pass. */
  confirmed: z.object({ reason: z.string(), chair: z.string(), at: localTimeShape }).nullable(),
});
export type EntityNoticeView = z.output<typeof entityNoticeView>;

/** Those who prepare and preside see the receipts of all; others those of the entity they act for. */
function seesEveryReceipt({ kind, role }: Pick<Actor, 'kind' | 'role'>): boolean {
  return kind === 'console' || role === 'SEC' || role === 'RES' || role === 'PRE';
}

export const showConvocation = defineAction({
  name: 'meetings/show-convocation',
  title: text('consultare la convocazione di una seduta', 'read the convocation of a sitting'),
  about: text(
    'A chi è stato inviato l’avviso e quando, le ricevute arrivate e quelle che mancano, da quando l’avviso conta e il termine con la sua spiegazione. Chi rappresenta un ente vede le ricevute del proprio.',
    'To whom the notice was sent and when, the receipts that came and those that are missing, from when the notice counts and the term with its explanation. Who represents an entity sees its own receipts.',
  ),
  reads: true,
  permission: mayRead,
  http: { method: 'GET', path: '/meetings/:meeting/convocation' },
  input: z.object({ meeting: meetingNumber }),
  example: { meeting: 1 },
  output: meetingHead.extend({
    entities: z.array(entityNoticeView),
    /** Without the entities that the reader does not see. */
    counts: z.object({
      entities: z.int(),
      inTime: z.int(),
      late: z.int(),
      unproven: z.int(),
      withoutAddress: z.int(),
    }),
    proof: z.enum(['acceptance', 'delivery']),
    /** Whether a late notice keeps the sitting from opening. */
    blocks: z.boolean(),
    /** Entities for which the sitting cannot open as things are. */
    blocked: z.array(z.string()),
    term: z.object({ sendBy: z.string(), explanation: traceShape, source: sourceShape }).nullable(),
    document: z.object({ name: z.string(), sha256: z.string(), made: localTimeShape, madeBy: z.string() }).nullable(),
    lateReason: z.string().nullable(),
    /** The address that notices leave from; null where none is set. */
    from: z.string().nullable(),
    convened: localTimeShape.nullable(),
  }),
  async run(context) {
    const { tx, association, actor, now, input } = context;
    const meeting = await readMeeting(context, input.meeting);
    if (!seesConvened(context)) throw new Refused(convocationRefusals.noConvocation());
    const regulation = await regulationOf(tx, association, meeting.body, dayOfMeeting(meeting, now.today));
    const addresses = await pecAddressesOf(tx, association);
    const every = seesEveryReceipt(actor);
    const standings = (await noticeStandings(tx, association, meeting, regulation)).filter(
      ({ entity }) => every || entity === actor.entity,
    );
    const term = noticeTermOf(meeting, regulation, meeting.convened);
    const sent =
      meeting.lateReason === null && meeting.state === 'convened' && (await wasSent(context, meeting.number));
    const { late, unproven } = sent ? blockedBy(standings, regulation) : { late: [], unproven: [] };
    const document = await convocationOf(tx, association, meeting.number);
    const withStanding = (standing: EntityNotice['standing']) =>
      standings.filter((one) => one.standing === standing).length;
    return {
      ...(await headWithBody(context, meeting, dayOfMeeting(meeting, now.today))),
      entities: standings.map((one) => viewOf(one, addresses.get(one.entity) ?? null)),
      counts: {
        entities: standings.length,
        inTime: withStanding('in-time'),
        late: withStanding('late'),
        unproven: standings.filter(({ proven }) => proven === null).length,
        withoutAddress: standings.filter(({ entity }) => !addresses.has(entity)).length,
      },
      proof: proofOf(regulation),
      blocks: regulation.notice?.terms.late === 'block',
      blocked: [...late, ...unproven].map(({ entity }) => entity),
      term:
        term?.ok && regulation.notice
          ? { sendBy: term.value.sendBy, explanation: term.value.explain(), source: regulation.notice.source }
          : null,
      document: document
        ? { name: document.name, sha256: document.sha256, made: shownTime(document.made)!, madeBy: document.madeBy }
        : null,
      lateReason: meeting.lateReason,
      from: await ownAddress(context),
      convened: shownTime(meeting.convened),
    };
  },
});

/** Refuses `meetings/no-convocation`. */
export const readConvocation = defineAction({
  name: 'meetings/read-convocation',
  title: text('aprire l’avviso di convocazione', 'open the notice of convocation'),
  reads: true,
  permission: mayRead,
  http: { method: 'GET', path: '/meetings/:meeting/convocation/document' },
  input: z.object({ meeting: meetingNumber }),
  example: { meeting: 1 },
  output: fileAnswer,
  async run(context) {
    const { tx, association, input } = context;
    const meeting = await readMeeting(context, input.meeting);
    const found = seesConvened(context) ? await convocationOf(tx, association, meeting.number) : undefined;
    if (!found) throw new Refused(convocationRefusals.noConvocation());
    return answerWithFile({ name: found.name, type: 'application/pdf', content: found.pdf });
  },
});

async function wasSent({ tx, association }: Pick<ActionContext<unknown>, 'tx' | 'association'>, meeting: number) {
  return (await messagesOf(tx, association, meeting)).length > 0;
}

async function ownAddress({ tx, association }: Pick<ActionContext<unknown>, 'tx' | 'association'>) {
  try {
    return (await pecMailboxOf(tx, association))?.address ?? null;
  } catch (error) {
    if (error instanceof BadMailSettings) return null;
    throw error;
  }
}

function viewOf(one: EntityNotice, address: string | null): z.input<typeof entityNoticeView> {
  return {
    entity: one.entity,
    name: one.name,
    address,
    standing: one.standing,
    proven: shownTime(one.proven),
    lateBy: one.lateBy,
    missing: [...one.missing],
    messages: one.messages.map(({ number, address: to, messageId, asked, askedBy, receipts }) => ({
      number,
      address: to,
      messageId,
      asked: shownTime(asked)!,
      askedBy,
      receipts: receipts.map(({ entity: _, number: __, at, ...receipt }) => ({ ...receipt, at: shownTime(at)! })),
    })),
    otherwise: one.otherwise.map(({ way, sent, delivered, proof, recordedBy }) => ({
      way,
      sent: shownTime(sent)!,
      delivered: shownTime(delivered),
      proof,
      recordedBy,
    })),
    undelivered: one.undelivered && { ...one.undelivered, at: shownTime(one.undelivered.at)! },
    confirmed: one.confirmed && {
      reason: one.confirmed.reason,
      chair: one.confirmed.chair,
      at: shownTime(one.confirmed.at)!,
    },
  };
}
