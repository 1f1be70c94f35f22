import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { type ActionContext, defineAction } from '../../../platform/action.ts';
import { entityNames } from '../../membership/index.ts';
import { pauseReasons, priorities } from '../rules/clock/index.ts';
import { levels, readTicketNumber, type Ticket, ticketNumber, ticketStates } from '../rules/index.ts';
import { countQueue, mostCounted, type QueueFilters, type QueuePlace, queueOf } from '../storage/queue.ts';
import { namesIn } from './people.ts';

export const ticketView = z.object({
  number: z.string().max(20),
  version: z.int().min(1).meta({ format: 'int32' }),
  entity: z.string().max(40),
  entityName: z.string().max(200),
  subject: z.string().max(200),
  state: z.enum(ticketStates),
  wait: z.enum(pauseReasons).nullable(),
  priority: z.enum(priorities),
  level: z.enum(levels),
  service: z.string().max(100).nullable(),
  asset: z.string().max(200),
  requester: z.uuid().nullable(),
  requesterName: z.string().max(200),
  assignee: z.uuid().nullable(),
  assigneeName: z.string().max(200).nullable(),
  openedAt: z.iso.datetime(),
  changedAt: z.iso.datetime(),
  dueAt: z.iso.datetime().nullable(),
});

/** What the people and the entities that requests speak of are called, by id and by code. */
export type Names = { readonly people: ReadonlyMap<string, string>; readonly entities: ReadonlyMap<string, string> };

export async function namesFor(
  { tx, association }: Pick<ActionContext<unknown>, 'tx' | 'association'>,
  { people, entities }: { readonly people: readonly (string | null)[]; readonly entities: readonly string[] },
): Promise<Names> {
  return { people: await namesIn({ tx }, people), entities: await entityNames(tx, association, entities) };
}

export function viewOf(ticket: Ticket, dueAt: number | null, names: Names) {
  const { version, entity, subject, state, wait, priority, level, service, asset, requester, requesterName, assignee } =
    ticket;
  const iso = (at: number) => new Date(at).toISOString();
  return {
    number: ticketNumber(ticket.id),
    ...{ version, entity, subject, state, wait, priority, level, service, asset, requester, requesterName, assignee },
    assigneeName: assignee === null ? null : (names.people.get(assignee) ?? null),
    entityName: names.entities.get(entity) ?? entity,
    openedAt: iso(ticket.openedAt),
    changedAt: iso(ticket.changedAt),
    dueAt: dueAt === null ? null : iso(dueAt),
  };
}

/** What can be asked of the queue; the same for the list, its count and what is exported of it. */
export const queueInput = z.object({
  state: z.enum([...ticketStates, 'open']).optional(),
  entity: z.string().max(40).optional(),
  /** A person, `me`, or `nobody` (of open requests). */
  assignee: z
    .uuid()
    .or(z.enum(['me', 'nobody']))
    .optional(),
  requester: z.string().trim().max(120).optional().meta({
    description: 'L’id di una persona, `me`, o un nome: chi si chiama così, anche se scritto con un errore.',
  }),
  /** Only those that one follows. */
  watched: z.stringbool().or(z.boolean()).optional(),
  /** Only open ones whose time is over. */
  overdue: z.stringbool().or(z.boolean()).optional(),
  service: z.string().max(100).optional(),
  priority: z.enum(priorities).optional(),
  level: z.enum(levels).optional(),
  wait: z.enum(pauseReasons).optional(),
  /** Words that are in it, as words begin, with typing errors forgiven; or its number. */
  q: z.string().trim().max(200).optional(),
  order: z.enum(['newest', 'due']).default('newest'),
  cursor: z
    .string()
    .max(40)
    .regex(/^\d{11}(\.(\d{1,15}|never))?$/)
    .optional(),
  limit: z.coerce.number().pipe(z.int().min(1).max(10_000)).default(50).meta({ format: 'int32' }),
});

/** The queue of requests, or one's own: those that the post may see and the filters leave. */
export const listTickets = defineAction({
  name: 'service-desk/list-tickets',
  title: text('elencare le richieste di assistenza', 'list requests for help'),
  about: text(
    'Chi chiede vede le proprie, il referente quelle del proprio ente, l’ufficio tutte. Il conto si ferma a 1.001: oltre mille.',
    'Who asks sees the own ones, the referent those of the own entity, the office all. The count stops at 1,001: more than a thousand.',
  ),
  reads: true,
  permission: { capability: 'service-desk', letter: 'r' },
  http: { method: 'GET', path: '/tickets' },
  input: queueInput,
  output: z.object({
    count: z
      .int()
      .min(0)
      .max(mostCounted + 1),
    items: z.array(ticketView).max(10_000),
    next: z.string().max(40).nullable(),
  }),
  example: { state: 'open', order: 'due' },
  async run(context) {
    const { tx, input } = context;
    const filters = filtersFor(context, input);
    if (!filters) return { count: 0, items: [], next: null };
    const { order } = input;
    const rows = await queueOf(tx, filters, { order, after: placeOf(input.cursor), limit: input.limit + 1 });
    const shown = rows.slice(0, input.limit);
    const names = await namesFor(context, {
      people: shown.map(({ ticket }) => ticket.assignee),
      entities: shown.map(({ ticket }) => ticket.entity),
    });
    return {
      count: rows.length <= input.limit && !input.cursor ? rows.length : await countQueue(tx, filters, order),
      items: shown.map(({ ticket, dueAt }) => viewOf(ticket, dueAt, names)),
      next: rows.length > input.limit ? cursorOf(shown.at(-1)!, order) : null,
    };
  },
});

type Asking = Pick<Parameters<typeof listTickets.run>[0], 'association' | 'actor' | 'reach' | 'now'>;
export type AskedOfQueue = Omit<z.output<typeof queueInput>, 'cursor' | 'limit'>;

/** What is asked of the queue together with what the post may see; undefined where nothing is left. */
export function filtersFor(asking: Asking, asked: AskedOfQueue): QueueFilters | undefined {
  const { association, actor, reach } = asking;
  if (reach !== 'g' && actor.entity === null && reach !== 'c') return undefined;
  const me = (who: string | undefined) => (who === 'me' ? (actor.person ?? undefined) : who);
  if ((asked.assignee === 'me' || asked.requester === 'me' || asked.watched) && actor.person === null) return undefined;
  const only = whatThePostSees(asking);
  if (!only) return undefined;
  const isName = asked.requester !== undefined && !isOne(asked.requester);
  for (const field of ['entity', 'requester', 'assignee'] as const) {
    const wanted = field === 'requester' && isName ? undefined : me(asked[field]);
    if (only[field] !== undefined && wanted !== undefined && wanted !== only[field]) return undefined;
  }
  const { state, service, priority, level, wait, q } = asked;
  const number = q === undefined ? undefined : readTicketNumber(q);
  return {
    ...{ association, state, service, priority, level, wait },
    entity: only.entity ?? asked.entity,
    requester: only.requester ?? (isName ? undefined : me(asked.requester)),
    requesterName: isName ? asked.requester || undefined : undefined,
    assignee: only.assignee ?? me(asked.assignee),
    watcher: asked.watched ? actor.person! : undefined,
    dueBefore: asked.overdue ? asking.now.instant : undefined,
    words: number === undefined ? q || undefined : undefined,
    inHandOf: asking.reach === 'c' ? actor.person! : undefined,
    ids: number === undefined ? undefined : [number],
  };
}

/** Whether it says which person, and not what he is called. */
const isOne = (requester: string) => requester === 'me' || z.uuid().safeParse(requester).success;

type Only = Pick<QueueFilters, 'entity' | 'requester' | 'assignee'>;

/** Undefined where there is nothing for the post. */
function whatThePostSees({ actor, reach }: Asking): Only | undefined {
  if (reach === 'g') return {};
  if (reach === 'e') return { entity: actor.entity! };
  if (actor.person === null) return undefined;
  if (reach === 'o') return { entity: actor.entity!, requester: actor.person };
  return reach === 'c' ? { assignee: actor.person } : undefined;
}

function placeOf(cursor: string | undefined): QueuePlace | undefined {
  if (cursor === undefined) return undefined;
  const [id, due] = cursor.split('.');
  return { id: Number(id), due: due === undefined || due === 'never' ? null : Number(due) };
}

function cursorOf({ ticket, dueAt }: { ticket: Ticket; dueAt: number | null }, order: 'newest' | 'due'): string {
  return order === 'newest' ? String(ticket.id) : `${ticket.id}.${dueAt ?? 'never'}`;
}
