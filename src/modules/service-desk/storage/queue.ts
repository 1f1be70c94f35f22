import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../../platform/action.ts';
import type { PauseReason, Priority } from '../rules/clock/index.ts';
import type { Level, Ticket, TicketState } from '../rules/index.ts';
import type { ServiceDeskTables } from './tables.ts';
import { ticketFrom } from './tickets.ts';
import { askWords, isCalled, requestsWithWords } from './words.ts';

type Row = ServiceDeskTables['service_desk.tickets'];

/** `due`: what is due first at the top, what is due at no moment last; only of open requests. */
export type QueueOrder = 'newest' | 'due';

export type QueueFilters = {
  readonly association: string;
  /** `open`: where somebody still has something to do. */
  readonly state?: TicketState | 'open' | undefined;
  readonly entity?: string | undefined;
  readonly requester?: string | undefined;
  /** Who asked is called so, with an account or without; typing errors forgiven. */
  readonly requesterName?: string | undefined;
  /** A person; `nobody`: open requests that nobody has in hand. */
  readonly assignee?: string | undefined;
  readonly watcher?: string | undefined;
  /** Open requests that were due before this moment. */
  readonly dueBefore?: Date | undefined;
  readonly service?: string | undefined;
  readonly priority?: Priority | undefined;
  readonly level?: Level | undefined;
  readonly wait?: PauseReason | undefined;
  /** Words that are in the request, as words begin. */
  readonly words?: string | undefined;
  /** Of a technician of a supplier, who sees the requests given to him: words are looked for in what he sees of them. */
  readonly inHandOf?: string | undefined;
  readonly ids?: readonly number[] | undefined;
};

/** The place of a row in its order. */
export type QueuePlace = { readonly id: number; readonly due: number | null };
export type QueuedTicket = { readonly ticket: Ticket; readonly dueAt: number | null };

export const mostCounted = 1000;

/**
 * The requests that the filters leave, from after a place on. One query, with an index for each filter; the place is found in the
 * index too, so that a late page costs what the first does.
 */
export async function queueOf(
  tx: Tx,
  filters: QueueFilters,
  {
    order,
    after,
    limit,
  }: { readonly order: QueueOrder; readonly after: QueuePlace | undefined; readonly limit: number },
): Promise<readonly QueuedTicket[]> {
  const where = await matching(tx, filters, order);
  if (!where) return [];
  const { rows } = await sql<Row>`
    ${found(filters)} select t.* from service_desk.tickets t
    where ${where} ${after ? sql`and ${beyond(after, order)}` : sql``}
    order by ${inOrder(order)} limit ${limit}`.execute(tx);
  return rows.map((row) => ({ ticket: ticketFrom(row), dueAt: row.due_at?.getTime() ?? null }));
}

/** How many the filters leave, counted up to one more than `mostCounted`. */
export async function countQueue(tx: Tx, filters: QueueFilters, order: QueueOrder): Promise<number> {
  const where = await matching(tx, filters, order);
  if (!where) return 0;
  const { rows } = await sql<{ count: bigint }>`
    ${found(filters)} select count(*) as count from (
      select from service_desk.tickets t where ${where} order by ${inOrder(order)} limit ${mostCounted + 1}
    ) counted`.execute(tx);
  return Number(rows[0]!.count);
}

/** Names are among the words of a request: those found by them are looked at one by one. */
function asksWords({ words, requesterName }: Pick<QueueFilters, 'words' | 'requesterName'>): boolean {
  return words !== undefined || requesterName !== undefined;
}

type Queue = { readonly filters: Omit<QueueFilters, 'words' | 'requesterName'>; readonly order: QueueOrder };

/**
 * How many each of several queues has, without words, in one question: those of open requests are counted together, going through
 * what is open once.
 */
export async function countQueues(tx: Tx, queues: readonly Queue[]): Promise<readonly number[]> {
  if (queues.length === 0) return [];
  const most = mostCounted + 1;
  const whereOf = async ({ filters, order }: Queue) =>
    (await matching(tx, { ...filters, words: undefined, requesterName: undefined }, order))!;
  const together = queues.filter(({ filters, order }) => isOfOpen(filters, order));
  const counted = await Promise.all(
    together.map(async (queue) => sql`least(count(*) filter (where ${await whereOf(queue)}), ${most})`),
  );
  const apart = await Promise.all(
    queues
      .filter((queue) => !together.includes(queue))
      .map(
        async (queue) => sql`(select count(*) from (
          select from service_desk.tickets t where ${await whereOf(queue)} order by ${inOrder(queue.order)} limit ${most}
        ) counted)`,
      ),
  );
  const { rows } = await sql<{ together: bigint[]; apart: bigint[] }>`
    select array[${sql.join(apart)}]::bigint[] as apart, (
      select array[${sql.join(counted)}]::bigint[] from service_desk.tickets t
      where ${sql.join([...everyQueue(together), open], sql` and `)}
    ) as together`.execute(tx);
  const counts = { together: rows[0]!.together.map(Number), apart: rows[0]!.apart.map(Number) };
  return queues.map((queue) => (together.includes(queue) ? counts.together : counts.apart).shift()!);
}

/** What all of them ask for alike: whose requests they are. */
function everyQueue(queues: readonly Queue[]): readonly RawBuilder<unknown>[] {
  const [first] = queues;
  if (!first) return [sql`false`];
  return (['association', 'entity', 'requester'] as const).flatMap((field) => {
    const wanted = first.filters[field];
    if (wanted === undefined || queues.some(({ filters }) => filters[field] !== wanted)) return [];
    return [sql`${sql.ref(`t.${field}`)} = ${wanted}`];
  });
}

/**
 * The requests that have the words, found first and by themselves: PostgreSQL does not know how rare words are, and would go
 * through all requests from the latest on until it has enough.
 */
function found(filters: QueueFilters): RawBuilder<unknown> {
  return asksWords(filters) ? sql`with found as materialized (${requestsWithWords(filters)})` : sql``;
}

const inOrder = (order: QueueOrder) => (order === 'due' ? sql`t.due_at, t.id` : sql`t.id desc`);

function beyond({ id, due }: QueuePlace, order: QueueOrder): RawBuilder<unknown> {
  if (order === 'newest') return sql`t.id < ${id}`;
  if (due === null) return sql`t.due_at is null and t.id > ${id}`;
  return sql`((t.due_at, t.id) > (${new Date(due)}, ${id}) or t.due_at is null)`;
}

const open = sql`t.state in ('new', 'assigned', 'waiting')`;

function isOfOpen({ state, wait, assignee, dueBefore }: QueueFilters, order: QueueOrder): boolean {
  return state === 'open' || order === 'due' || wait !== undefined || assignee === 'nobody' || dueBefore !== undefined;
}

/** Undefined when nothing can match. */
async function matching(tx: Tx, filters: QueueFilters, order: QueueOrder): Promise<RawBuilder<unknown> | undefined> {
  const { association, state, entity, requester, assignee, watcher } = filters;
  const { service, priority, level, wait, ids, dueBefore } = filters;
  const asks = asksWords(filters);
  const asked = asks ? await askWords(tx, filters, { words: filters.words, name: filters.requesterName }) : undefined;
  if (asks && !asked) return undefined;
  const conditions = [
    sql`t.association = ${association}`,
    isOfOpen(filters, order) ? open : undefined,
    state !== undefined && state !== 'open' ? sql`t.state = ${state}` : undefined,
    entity === undefined ? undefined : sql`t.entity = ${entity}`,
    requester === undefined ? undefined : sql`t.requester = ${requester}`,
    asked && asked.called.length > 0 ? isCalled(asked.called) : undefined,
    assignee === undefined
      ? undefined
      : assignee === 'nobody'
        ? sql`t.assignee is null`
        : sql`t.assignee = ${assignee}`,
    watcher === undefined
      ? undefined
      : sql`t.id in (select w.ticket from service_desk.watchers w
          where w.association = ${association} and w.person = ${watcher})`,
    service === undefined ? undefined : sql`t.service = ${service}`,
    priority === undefined ? undefined : sql`t.priority = ${priority}`,
    level === undefined ? undefined : sql`t.level = ${level}`,
    wait === undefined ? undefined : sql`t.wait = ${wait}`,
    dueBefore === undefined ? undefined : sql`t.due_at < ${dueBefore}`,
    asks ? sql`t.id in (select f.ticket from found f)` : undefined,
    ids === undefined ? undefined : sql`t.id = any(${[...ids]}::bigint[])`,
  ];
  return sql.join(
    conditions.filter((condition) => condition !== undefined),
    sql` and `,
  );
}
