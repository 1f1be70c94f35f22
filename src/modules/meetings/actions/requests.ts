import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { type ActionContext, type Actor, defineAction } from '../../../platform/action.ts';
import { traceShape } from '../../../platform/shape.ts';
import { bodyOn, type SeatOn } from '../../bodies/index.ts';
import { bodiesNamed } from '../body-names.ts';
import { refusals } from '../doors-refusals.ts';
import { regulationOf } from '../regulation.ts';
import { requestOf } from '../rules/index.ts';
import {
  insertRequest,
  insertSupporter,
  requestNumbered,
  requestsOf,
  type StoredRequest,
  supportersOf,
  updateRequest,
} from '../storage/requests.ts';
import { mayRead, mayVote, seesConvened, seesDrafts } from './permission.ts';
import { bodyName, dayShape, reasonText, seatName, textShape } from './shapes.ts';

const requestNumber = z.int().min(1).meta({ format: 'int32' });
const requestView = z.object({
  number: requestNumber,
  body: z.string(),
  bodyName: textShape,
  asked: dayShape,
  reason: z.string(),
  items: z.array(z.string()),
  members: z.int(),
  required: z.int(),
  supporters: z.array(z.object({ seat: z.string(), name: z.string() })),
  supported: z.boolean(),
  /** Every seat that the reader stands for supports it already. */
  supportedByReader: z.boolean(),
  conveneBy: dayShape.nullable(),
  withdrawn: z.boolean(),
  /** The sitting that answers it. */
  meeting: z.int().nullable(),
  explanation: traceShape.nullable(),
});

type Context = Pick<ActionContext<unknown>, 'tx' | 'association' | 'now' | 'actor'>;

/** The clause of requests and who is a member of the body today. */
async function membersFor({ tx, association, now }: Omit<Context, 'actor'>, body: string) {
  const regulation = await regulationOf(tx, association, body, now.today);
  if (!regulation.request) throw new Refused(refusals.noRequestClause(regulation.name));
  const seats = ((await bodyOn(tx, association, body, now.today))?.seats ?? []).filter(({ votes }) => votes);
  return { regulation, clause: regulation.request, seats };
}

/** The seats that the actor stands for; the secretary, and the operator, stand for those they write in. */
function seatsFor(actor: Actor, seats: readonly SeatOn[], given: readonly string[] | undefined): SeatOn[] {
  const own = seats.filter(({ seated }) => seated !== null && seated.person === actor.person);
  if (given === undefined || given.length === 0) {
    if (own.length === 0) throw new Refused(refusals.noSeatOfYours());
    return own;
  }
  return given.map((id) => {
    const seat = seats.find((one) => one.seat === id);
    if (!seat) throw new Refused(refusals.unknownSeat(id));
    if (!own.includes(seat) && !seesDrafts(actor)) throw new Refused(refusals.noSeatOfYours());
    return seat;
  });
}

async function viewOf(context: Context, request: StoredRequest) {
  const { tx, association, now, actor } = context;
  const supporters = await supportersOf(tx, association, request.number);
  const { clause, seats } = await membersFor(context, request.body).catch((error: unknown) => {
    if (error instanceof Refused) return { clause: undefined, seats: [] };
    throw error;
  });
  const counted =
    clause && requestOf({ members: request.members, supporters: supporters.length, asked: request.asked }, clause);
  const names = await bodiesNamed(tx, association, now.today);
  const own = seats.filter(({ seated }) => seated !== null && seated.person === actor.person);
  const supporting = new Set(supporters.map(({ seat }) => seat));
  return {
    number: request.number,
    body: request.body,
    bodyName: names.get(request.body)?.name ?? text(request.body, request.body),
    asked: request.asked,
    reason: request.reason,
    items: [...request.items],
    members: request.members,
    required: request.required,
    supporters: supporters.map(({ seat, name }) => ({ seat, name })),
    supported: request.reached !== null,
    supportedByReader: own.length > 0 && own.every(({ seat }) => supporting.has(seat)),
    conveneBy: request.conveneBy,
    withdrawn: request.withdrawn !== null,
    meeting: request.meeting,
    explanation: counted?.explain() ?? null,
  };
}

/** Adds supporters; once enough, writes by when the sitting is to be convened. */
async function support(context: ActionContext<unknown>, request: StoredRequest, seats: readonly SeatOn[]) {
  const { tx, association, actor, now } = context;
  const { clause } = await membersFor(context, request.body);
  let added = false;
  for (const seat of seats) {
    const supporter = {
      seat: seat.seat,
      entity: seat.entity?.code ?? null,
      name: seat.seated?.name ?? seat.title.it,
      at: now.instant,
    };
    added = (await insertSupporter(tx, association, request.number, supporter, actor.name)) || added;
  }
  if (!added) throw new Refused(refusals.alreadySupported());
  const supporters = (await supportersOf(tx, association, request.number)).length;
  const counted = requestOf({ members: request.members, supporters, asked: now.today }, clause);
  if (counted.supported && request.reached === null)
    await updateRequest(tx, association, request.number, {
      reached: now.instant,
      convene_by: counted.conveneBy ?? null,
    });
}

export const askSitting = defineAction({
  name: 'meetings/ask-sitting',
  title: text('chiedere una seduta', 'ask for a sitting'),
  about: text(
    'Chi siede nell’organo indica il motivo e i punti; quando i sostenitori bastano, chi presiede ha il compito di convocare.',
    'Who sits in the body gives the reason and the items; once supporters are enough, the chair has the task of convening.',
  ),
  permission: mayVote,
  http: { method: 'POST', path: '/sitting-requests' },
  input: z.object({
    body: bodyName,
    reason: reasonText,
    items: z.array(z.string().trim().min(1).max(500)).min(1).max(50),
    /** Needed only by who stands for none or several. */
    seats: z.array(seatName).max(500).optional(),
  }),
  example: { body: 'assembly', reason: 'Aumento dei canoni', items: ['Variazione del piano economico'] },
  output: requestView,
  async run(context) {
    const { tx, association, actor, now, input, tell } = context;
    const { clause, seats, regulation } = await membersFor(context, input.body);
    const members = seats.filter(({ holder }) => regulation.vacantCount || holder !== null).length;
    const { required } = requestOf({ members, supporters: 0, asked: now.today }, clause);
    const { body, reason, items } = input;
    const number = await insertRequest(
      tx,
      association,
      { body, asked: now.today, reason, items, members, required },
      { name: actor.name, at: now.instant },
    );
    await support(context, (await requestNumbered(tx, association, number))!, seatsFor(actor, seats, input.seats));
    tell({ after: { request: number, body } });
    return viewOf(context, (await requestNumbered(tx, association, number))!);
  },
});

export const supportRequest = defineAction({
  name: 'meetings/support-request',
  title: text('sostenere la richiesta di una seduta', 'support the request of a sitting'),
  permission: mayVote,
  http: { method: 'POST', path: '/sitting-requests/:request/supporters' },
  input: z.object({ request: requestNumber, seats: z.array(seatName).max(500).optional() }),
  example: { request: 1 },
  output: requestView,
  async run(context) {
    const { tx, association, actor, input, tell } = context;
    const request = await requestNumbered(tx, association, input.request, { lock: true });
    if (!request) throw new Refused(refusals.unknownRequest());
    if (request.withdrawn || request.meeting !== null) throw new Refused(refusals.requestClosed());
    const { seats } = await membersFor(context, request.body);
    await support(context, request, seatsFor(actor, seats, input.seats));
    tell({ after: { request: request.number } });
    return viewOf(context, (await requestNumbered(tx, association, request.number))!);
  },
});

export const listRequests = defineAction({
  name: 'meetings/list-requests',
  title: text('elencare le richieste di seduta', 'list requests of sittings'),
  reads: true,
  permission: mayRead,
  http: { method: 'GET', path: '/sitting-requests' },
  input: z.object({}),
  example: {},
  output: z.object({
    items: z.array(requestView),
    /** Bodies whose sittings may be asked for. */
    bodies: z.array(z.object({ id: z.string(), name: textShape })),
  }),
  async run(context) {
    const { tx, association, now } = context;
    const items = [];
    if (seesConvened(context))
      for (const request of await requestsOf(tx, association)) items.push(await viewOf(context, request));
    const bodies = [];
    for (const { id, name } of (await bodiesNamed(tx, association, now.today)).values()) {
      const regulation = await regulationOf(tx, association, id, now.today).catch(() => undefined);
      if (regulation?.request) bodies.push({ id, name });
    }
    return { items, bodies };
  },
});
