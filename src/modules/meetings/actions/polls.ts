import { z } from 'zod';
import { orRefuse, Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import type { Trace } from '../../../kernel/trace.ts';
import { readTraces, writeTraces } from '../../../kernel/trace-text.ts';
import { type ActionContext, defineAction } from '../../../platform/action.ts';
import { BadInput } from '../../../platform/problem.ts';
import { traceShape } from '../../../platform/shape.ts';
import { clausesInForce } from '../../agreement/rules/index.ts';
import { membersBetween } from '../../membership/index.ts';
import { refusals } from '../doors-refusals.ts';
import { frozenText } from '../electorate.ts';
import { agreementOn } from '../regulation.ts';
import { pollOf, refusals as rules } from '../rules/index.ts';
import {
  answersOf,
  closePollRow,
  insertPoll,
  pollNumbered,
  pollsOf,
  putAnswer,
  type StoredPoll,
} from '../storage/polls.ts';
import { mayLead, mayRead, seesConvened, seesDrafts } from './permission.ts';
import { dayShape, sentence, textShape } from './shapes.ts';

type Asked = readonly { readonly code: string; readonly name: string; readonly lead: boolean }[];
type FrozenPoll = {
  readonly entitled: number;
  readonly required: number;
  readonly inFavour: number;
  readonly answers: readonly { readonly entity: string; readonly declares: boolean }[];
  readonly traces: string;
};

const pollNumber = z.int().min(1).meta({ format: 'int32' });
const pollView = z.object({
  number: pollNumber,
  question: z.string(),
  about: z.string(),
  requester: z.string().nullable(),
  opened: dayShape,
  answersBy: dayShape.nullable(),
  closed: z.boolean(),
  entitled: z.int(),
  required: z.int(),
  inFavour: z.int(),
  approved: z.boolean(),
  /** What follows where the threshold is not reached, as the agreement says. */
  belowThreshold: z.string().nullable(),
  entities: z.array(
    z.object({ entity: z.string(), name: z.string(), declares: z.boolean().nullable(), note: z.string() }),
  ),
  explanation: traceShape,
});

type Context = Pick<ActionContext<unknown>, 'tx' | 'association' | 'now'>;

/** The clause of polls of the day on which the poll was opened. Refuses `meetings/not-regulated`. */
async function clauseFor({ tx, association }: Context, on: z.output<typeof dayShape>, body?: string) {
  const { agreement } = await agreementOn(tx, association, on);
  const clause = clausesInForce(agreement, 'poll', on).find(({ terms }) => body === undefined || terms.body === body);
  if (!clause) throw new Refused(rules.notRegulated(body ?? 'consultazione', 'ballot', agreement.document));
  return clause;
}

const dayOf = (at: Date) => at.toISOString().slice(0, 10) as z.output<typeof dayShape>;

async function viewOf(context: Context, poll: StoredPoll) {
  const { tx, association } = context;
  const asked = JSON.parse(poll.asked) as Asked;
  const answers = new Map((await answersOf(tx, association, poll.number)).map((answer) => [answer.entity, answer]));
  const clause = await clauseFor(context, dayOf(poll.opened), poll.body);
  const frozen = poll.frozen ? (JSON.parse(poll.frozen) as FrozenPoll) : undefined;
  const declaring = new Set([...answers.values()].flatMap(({ entity, declares }) => (declares ? [entity] : [])));
  const now = frozen ? undefined : orRefuse(pollOf({ entities: asked, declaring }, clause));
  const explanation: Trace = frozen ? readTraces(frozen.traces)['']! : now!.explain();
  return {
    number: poll.number,
    question: poll.question,
    about: poll.about,
    requester: poll.requester,
    opened: dayOf(poll.opened),
    answersBy: poll.answersBy,
    closed: poll.closed !== null,
    entitled: frozen?.entitled ?? now!.entitled,
    required: frozen?.required ?? now!.required,
    inFavour: frozen?.inFavour ?? now!.inFavour,
    approved: poll.approved ?? now!.approved,
    belowThreshold: clause.terms.belowThreshold,
    entities: asked
      .filter(({ lead }) => !lead || clause.terms.includeLead)
      .map(({ code, name }) => ({
        entity: code,
        name,
        declares: answers.get(code)?.declares ?? null,
        note: answers.get(code)?.note ?? '',
      })),
    explanation,
  };
}

export const openPoll = defineAction({
  name: 'meetings/open-poll',
  title: text('consultare gli enti', 'poll the entities'),
  about: text(
    'Una domanda fuori seduta, una voce per ente. Chi chiede il servizio ne dichiara da subito il bisogno.',
    'A question outside of any sitting, one voice for each entity. Who asks for the service declares the need at once.',
  ),
  permission: mayLead,
  http: { method: 'POST', path: '/polls' },
  input: z.object({
    question: z.string().trim().min(1).max(500),
    about: sentence.default(''),
    requester: z.string().max(64).optional(),
    answersBy: dayShape.optional(),
  }),
  example: { question: 'Prenotazione delle sale in linea', requester: 'c_e668', answersBy: '2027-05-31' },
  output: pollView,
  async run(context) {
    const { tx, association, actor, now, input, tell } = context;
    const clause = await clauseFor(context, now.today);
    const members = await membersBetween(tx, { association, from: now.today, to: now.today });
    const asked: Asked = members
      .filter(({ relation }) => relation !== 'partner')
      .map(({ code, name, relation }) => ({ code, name, lead: relation === 'lead' }));
    const requester = input.requester || null;
    if (requester !== null && !asked.some(({ code }) => code === requester))
      throw new BadInput([
        {
          path: 'requester',
          says: text('Questo ente non è fra quelli consultati.', 'This entity is not among those asked.'),
        },
      ]);
    orRefuse(pollOf({ entities: asked, declaring: new Set() }, clause));
    const { question, about } = input;
    const number = await insertPoll(
      tx,
      association,
      {
        body: clause.terms.body,
        question,
        about,
        requester,
        answersBy: input.answersBy ?? null,
        asked: JSON.stringify(asked),
      },
      { name: actor.name, at: now.instant },
    );
    if (requester !== null)
      await putAnswer(tx, association, number, {
        entity: requester,
        declares: true,
        note: '',
        at: now.instant,
        name: actor.name,
      });
    tell({ after: { poll: number, question, requester } });
    return viewOf(context, (await pollNumbered(tx, association, number))!);
  },
});

export const answerPoll = defineAction({
  name: 'meetings/answer-poll',
  title: text('rispondere a una consultazione', 'answer a poll'),
  about: text(
    'Per il proprio ente; il segretario registra le risposte arrivate per iscritto. Fino alla chiusura si può cambiare.',
    'For the own entity; the secretary records the answers that came in writing. It may be changed until the closing.',
  ),
  permission: mayRead,
  http: { method: 'PUT', path: '/polls/:poll/answers' },
  input: z.object({
    poll: pollNumber,
    /** The own entity, where left out. */
    entity: z.string().max(64).optional(),
    declares: z.boolean(),
    note: z.string().trim().max(1000).default(''),
  }),
  example: { poll: 1, declares: true },
  output: pollView,
  async run(context) {
    const { tx, association, actor, now, input, tell } = context;
    const poll = seesConvened(context) ? await pollNumbered(tx, association, input.poll, 'answer') : undefined;
    if (!poll) throw new Refused(refusals.unknownPoll());
    const entity = input.entity ?? actor.entity ?? '';
    const speaks = seesDrafts(actor) || (actor.role === 'MAY' && actor.entity === entity);
    if (!speaks) throw new Refused(refusals.notYourEntity());
    if (poll.closed) throw new Refused(refusals.pollClosed());
    const asked = JSON.parse(poll.asked) as Asked;
    if (!asked.some(({ code }) => code === entity)) throw new Refused(refusals.notAsked(entity));
    await putAnswer(tx, association, poll.number, {
      entity,
      declares: input.declares,
      note: input.note,
      at: now.instant,
      name: actor.name,
    });
    tell({ after: { poll: poll.number, entity, declares: input.declares }, actingFor: entity });
    return viewOf(context, poll);
  },
});

export const closePoll = defineAction({
  name: 'meetings/close-poll',
  title: text('chiudere una consultazione', 'close a poll'),
  about: text('Fissa le risposte, la soglia e la spiegazione.', 'Freezes answers, threshold and explanation.'),
  permission: mayLead,
  http: { method: 'POST', path: '/polls/:poll/closing' },
  input: z.object({ poll: pollNumber }),
  example: { poll: 1 },
  output: pollView,
  async run(context) {
    const { tx, association, actor, now, input, tell } = context;
    const poll = await pollNumbered(tx, association, input.poll, 'change');
    if (!poll) throw new Refused(refusals.unknownPoll());
    if (poll.closed) throw new Refused(refusals.pollClosed());
    const answers = await answersOf(tx, association, poll.number);
    const declaring = new Set(answers.flatMap(({ entity, declares }) => (declares ? [entity] : [])));
    const clause = await clauseFor(context, dayOf(poll.opened), poll.body);
    const counted = orRefuse(pollOf({ entities: JSON.parse(poll.asked) as Asked, declaring }, clause));
    const frozen = frozenText({
      entitled: counted.entitled,
      required: counted.required,
      inFavour: counted.inFavour,
      answers: answers.map(({ entity, declares }) => ({ entity, declares })),
      traces: writeTraces({ '': counted.explain() }),
    } satisfies FrozenPoll);
    await closePollRow(tx, association, poll.number, {
      closed: now.instant,
      closed_by: actor.name,
      approved: counted.approved,
      frozen: frozen.text,
      frozen_sha256: frozen.sha256,
    });
    tell({ after: { poll: poll.number, approved: counted.approved, sha256: frozen.sha256 } });
    return viewOf(context, (await pollNumbered(tx, association, poll.number))!);
  },
});

export const listPolls = defineAction({
  name: 'meetings/list-polls',
  title: text('elencare le consultazioni', 'list polls'),
  reads: true,
  permission: mayRead,
  http: { method: 'GET', path: '/polls' },
  input: z.object({}),
  example: {},
  output: z.object({
    items: z.array(pollView),
    /** Whether the agreement knows polls of entities. */
    regulated: z.boolean(),
    entities: z.array(z.object({ entity: z.string(), name: z.string() })),
    note: textShape.nullable(),
  }),
  async run(context) {
    const { tx, association, now } = context;
    const inside = seesConvened(context);
    const items = [];
    if (inside) for (const poll of await pollsOf(tx, association)) items.push(await viewOf(context, poll));
    const clause = await clauseFor(context, now.today).catch((error: unknown) => {
      if (error instanceof Refused) return undefined;
      throw error;
    });
    const members = inside ? await membersBetween(tx, { association, from: now.today, to: now.today }) : [];
    return {
      items,
      regulated: clause !== undefined,
      entities: members
        .filter(({ relation }) => relation !== 'partner')
        .map(({ code, name }) => ({ entity: code, name })),
      note: clause?.title ?? null,
    };
  },
});
