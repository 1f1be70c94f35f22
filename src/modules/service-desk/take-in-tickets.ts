import { dayAt, yearOf } from '../../kernel/day.ts';
import type { Tx } from '../../platform/action.ts';
import { entityNames } from '../membership/index.ts';
import { momentsOf } from './actions/clock-of-ticket.ts';
import { clockMeasure } from './clock-measure.ts';
import { clockOf } from './rules/clock/index.ts';
import { clockEvents, type Happening, openStates, type TicketEvent, ticketId, ticketOf } from './rules/index.ts';
import { rememberCallers } from './storage/callers.ts';
import { answerTask, insertTask } from './storage/tasks.ts';
import { insertEvents } from './storage/ticket-events.ts';
import { insertTickets, nextNumber } from './storage/tickets.ts';
import { indexWordsOfMany } from './storage/words.ts';

/** What happened to a request, when (milliseconds since 1970) and by whom; the first is `opened`. */
export type Happened = Happening & Pick<TicketEvent, 'at' | 'by'>;

/**
 * Takes in requests with their whole life, as another desk wrote it down: in one transaction, each with a number of the year in
 * which it was opened. What they say is believed, and looked at by no rule of who may do what.
 *
 * @param histories in the order in which they were opened; `idOf` gives the id of another of them, by its place
 * Gives the ids.
 */
export async function takeInTickets(
  tx: Tx,
  { association, now }: { readonly association: string; readonly now: Date },
  histories: readonly {
    readonly openedAt: number;
    readonly events: (idOf: (place: number) => number) => readonly Happened[];
  }[],
): Promise<readonly number[]> {
  const ids: number[] = [];
  for (const { openedAt } of histories) {
    const year = yearOf(dayAt(openedAt));
    ids.push(ticketId(year, await nextNumber(tx, association, year)));
  }
  const measures = new Map<string, Awaited<ReturnType<typeof clockMeasure>>>();
  const measureOf = async (entity: string) => {
    const measure = measures.get(entity) ?? (await clockMeasure(tx, association, { entity, on: dayAt(now.getTime()) }));
    measures.set(entity, measure);
    return measure;
  };
  const taken = [];
  for (const [place, id] of ids.entries()) {
    const events = histories[place]!.events((other) => ids[other]!).map(
      (event, index): TicketEvent => ({ ...event, version: index + 1 }),
    );
    const ticket = ticketOf(events, id)!;
    const clock = clockOf(clockEvents(events), { ...(await measureOf(ticket.entity)), now: now.getTime() });
    const isOpen = (openStates as readonly string[]).includes(ticket.state);
    taken.push({ ticket, events, ...momentsOf({ clock: clock.ok ? clock.value : undefined, events }, isOpen) });
  }
  await insertTickets(tx, association, taken);
  await insertEvents(
    tx,
    association,
    taken.flatMap(({ ticket, events }) =>
      events.map((event) => ({
        ticket: ticket.id,
        entity: ticket.entity,
        event: { ...event, shown: isShown(event), was: {} },
      })),
    ),
  );
  const names = await entityNames(
    tx,
    association,
    taken.map(({ ticket }) => ticket.entity),
  );
  await indexWordsOfMany(
    tx,
    taken.flatMap(({ ticket, events }) =>
      [true, false].map((shown) => ({
        ...{ id: ticket.id, entity: ticket.entity, shown },
        written: [
          ...(shown ? [names.get(ticket.entity) ?? ''] : []),
          ...events.filter((event) => isShown(event) === shown).map(wordsOf),
        ].join('\n'),
      })),
    ),
  );
  const asked = taken.flatMap(({ events: [first] }) =>
    first?.kind === 'opened' ? [{ ...first, at: new Date(first.at) }] : [],
  );
  await rememberCallers(tx, association, asked);
  for (const { ticket, events } of taken) {
    for (const event of events) {
      if (event.kind === 'task-asked') {
        const { version, task: kind, instructions, due } = event;
        const asked = { ticket: ticket.id, task: version, entity: ticket.entity, kind, instructions, due };
        await insertTask(tx, association, { ...asked, at: new Date(event.at) });
      }
      if (event.kind === 'task-answered') {
        const { task, done, result } = event;
        await answerTask(tx, association, { ticket: ticket.id, task, done, result, at: new Date(event.at) });
      }
    }
  }
  return ids;
}

/** What is said among those who work on a request is not for the entity's people. */
function isShown({ kind }: Pick<TicketEvent, 'kind'>): boolean {
  return kind !== 'noted';
}

function wordsOf(event: TicketEvent): string {
  const said = event as Readonly<Record<string, unknown>>;
  const fields = ['subject', 'body', 'requesterName', 'asset', 'why', 'instructions', 'result', 'ask'];
  return fields.flatMap((field) => (typeof said[field] === 'string' ? [said[field]] : [])).join('\n');
}
