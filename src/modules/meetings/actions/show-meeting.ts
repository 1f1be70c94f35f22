import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction, type Tx } from '../../../platform/action.ts';
import { traceShape } from '../../../platform/shape.ts';
import { membersBetween } from '../../membership/index.ts';
import { entitiesToTell } from '../convening.ts';
import { readFrozenBallot } from '../counting.ts';
import { figuresLackingFor } from '../electorate.ts';
import { noticeTermOf } from '../notice-term.ts';
import { type Regulation, regulationOf } from '../regulation.ts';
import { ballotOutcomes } from '../rules/index.ts';
import { agendaOf, attachmentsOf } from '../storage/agenda.ts';
import { ballotsOf } from '../storage/ballots.ts';
import { messagesOf } from '../storage/convocations.ts';
import { decisionsLike } from '../storage/decisions.ts';
import { type DesertedCall, desertedCallOf } from '../storage/deserted-calls.ts';
import { noticesOf } from '../storage/meetings.ts';
import { minutesState } from '../storage/minutes.ts';
import { dayOfMeeting, readMeeting } from './known-meeting.ts';
import { headWithBody, itemsWithSubjects } from './meeting-view.ts';
import { mayRead, seesConvened, seesDrafts } from './permission.ts';
import {
  attachmentView,
  dayShape,
  decisionKind,
  itemView,
  localTimeShape,
  meetingHead,
  meetingNumber,
  noticeView,
  shownTime,
  textShape,
} from './shapes.ts';

const desertedView = z.object({
  opened: localTimeShape,
  closed: localTimeShape,
  entitled: z.int(),
  required: z.int(),
  present: z.int(),
  seats: z.array(z.string()),
});

export const showMeeting = defineAction({
  name: 'meetings/show-meeting',
  title: text('consultare una seduta', 'read a sitting'),
  about: text(
    'L’avviso: luogo, ora, ordine del giorno con gli allegati, il termine di convocazione e come ogni ente è stato avvisato.',
    'The notice: place, time, agenda with attachments, the term of notice and how each entity was told.',
  ),
  reads: true,
  permission: mayRead,
  http: { method: 'GET', path: '/meetings/:meeting' },
  input: z.object({ meeting: meetingNumber }),
  example: { meeting: 1 },
  output: meetingHead.extend({
    reason: z.string(),
    remoteLink: z.string(),
    /** Each with what its subject is called; null where it has none, or it is there no longer, and outside the association. */
    items: z.array(itemView.extend({ subjectTitle: textShape.nullable() })),
    /** What ballots that were published came to; outside the association once the minutes are published. */
    outcomes: z.array(
      z.object({
        item: z.int(),
        ballot: z.int(),
        kind: z.enum(['proposal', 'election']),
        candidates: z.array(z.string()),
        outcome: z.enum(ballotOutcomes),
        /** Of an election, the choice that passed. */
        passed: z.string().nullable(),
        decision: z
          .object({ body: z.string(), year: z.int(), number: z.int(), kind: decisionKind, favourable: z.boolean() })
          .nullable(),
      }),
    ),
    attachments: z.array(attachmentView),
    convened: localTimeShape.nullable(),
    convenedBy: z.string().nullable(),
    lateReason: z.string().nullable(),
    cancelledReason: z.string().nullable(),
    /** Who was told, when and how; the entities of the body's seats that nobody told yet are in `untold`. */
    notices: z.array(noticeView),
    untold: z.array(z.object({ entity: z.string(), name: z.string() })),
    /** The term of notice as the agreement counts it; null where it sets none. */
    notice: z
      .object({
        sendBy: z.string(),
        regular: z.boolean().nullable(),
        lateBy: z.string().nullable(),
        explanation: traceShape,
      })
      .nullable(),
    /** Figures without which the sitting cannot be opened, for who leads it; empty once it is open. */
    lacking: z.array(
      z.object({
        register: z.enum(['population', 'direct-costs']),
        figure: textShape,
        on: dayShape,
        entities: z.array(z.object({ entity: z.string(), name: z.string() })),
      }),
    ),
    remoteAllowed: z.boolean(),
    chair: z.string().nullable(),
    secretary: z.string().nullable(),
    /** The first call that lacked its quorum; null where it was not declared so. */
    deserted: desertedView.nullable(),
    minutes: z.enum(['none', 'draft', 'approved', 'signed', 'published']),
  }),
  async run(context) {
    const { tx, association, now, input } = context;
    const meeting = await readMeeting(context, input.meeting);
    const day = dayOfMeeting(meeting, now.today);
    const regulation = await knownRegulation(() => regulationOf(tx, association, meeting.body, day));
    const term = regulation && noticeTermOf(meeting, regulation, meeting.convened);
    const inside = seesConvened(context);
    const members = inside ? await membersBetween(tx, { association, from: day, to: day }) : [];
    const names = new Map(members.map(({ code, name }) => [code as string, name]));
    const notices = inside ? await noticesOf(tx, association, meeting.number) : [];
    const agenda = await agendaOf(tx, association, meeting.number);
    const told = new Set(notices.map(({ entity }) => entity));
    const concerned = inside ? await entitiesToTell(tx, association, meeting.body, day) : [];
    const sentHere = new Set(
      (inside ? await messagesOf(tx, association, meeting.number) : []).map((one) => one.entity),
    );
    const minutes = (await minutesState(tx, association, meeting.number)) ?? ('none' as const);
    return {
      ...(await headWithBody(context, meeting, day)),
      reason: meeting.reason,
      remoteLink: inside ? meeting.remoteLink : '',
      items: await itemsWithSubjects(inside ? { tx, association } : null, agenda),
      outcomes: inside || minutes === 'published' ? await outcomesOf(tx, association, meeting.number) : [],
      attachments: inside ? await attachmentsOf(tx, association, meeting.number) : [],
      convened: shownTime(meeting.convened),
      convenedBy: meeting.convenedBy,
      lateReason: meeting.lateReason,
      cancelledReason: meeting.cancelledReason,
      notices: notices.map(({ entity, way, sent, delivered, address, proof, recordedBy }) => ({
        entity,
        name: names.get(entity) ?? entity,
        way,
        sent: shownTime(sent),
        delivered: shownTime(delivered),
        address,
        proof,
        recordedBy,
        receipts: way === 'pec' && sentHere.has(entity),
      })),
      untold: concerned.filter(({ code }) => !told.has(code)).map(({ code, name }) => ({ entity: code, name })),
      notice: term?.ok
        ? {
            sendBy: term.value.sendBy,
            regular: term.value.sent?.regular ?? null,
            lateBy: term.value.sent?.lateBy ?? null,
            explanation: term.value.explain(),
          }
        : null,
      lacking:
        regulation && seesDrafts(context.actor) && ['draft', 'convened'].includes(meeting.state)
          ? (await figuresLackingFor(tx, association, regulation)).map((one) => ({
              ...one,
              entities: [...one.entities],
            }))
          : [],
      remoteAllowed: regulation?.remote ?? false,
      chair: meeting.chair,
      secretary: meeting.secretary,
      deserted: desertedViewOf(await desertedCallOf(tx, association, meeting.number)),
      minutes,
    };
  },
});

async function outcomesOf(tx: Tx, association: string, meeting: number) {
  const ballots = await ballotsOf(tx, association, meeting);
  const decisions = await decisionsLike(tx, association, { meeting });
  return ballots.flatMap(({ number, item, kind, candidates, state, frozen }) => {
    const result = state === 'published' && frozen ? readFrozenBallot(frozen).result : null;
    if (!result) return [];
    const { outcome, passed } = result;
    const made = decisions.find(({ ballot }) => ballot === number);
    const decision = made
      ? { body: made.body, year: made.year, number: made.number, kind: made.kind, favourable: made.favourable }
      : null;
    return [{ item, ballot: number, kind, candidates: [...candidates], outcome, passed, decision }];
  });
}

function desertedViewOf(found: DesertedCall | null): z.input<typeof desertedView> | null {
  if (!found) return null;
  const { opened, closed, entitled, required, present, seats } = found;
  return { opened: shownTime(opened)!, closed: shownTime(closed)!, entitled, required, present, seats: [...seats] };
}

/** Undefined where the agreement no longer knows the body: the sitting can be read all the same. */
async function knownRegulation(find: () => Promise<Regulation>): Promise<Regulation | undefined> {
  try {
    return await find();
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}
