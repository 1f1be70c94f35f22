import type { VNode } from 'preact';
import type { Day } from '../../../kernel/day.ts';
import type { PageRequest, TodayPanel } from '../../../platform/page.ts';
import { changeTickets } from '../actions/change-tickets.ts';
import { countViews, queueViews } from '../actions/count-views.ts';
import { listLevels } from '../actions/levels.ts';
import { listTickets } from '../actions/list-tickets.ts';
import { lookUpCaller } from '../actions/look-up-caller.ts';
import { openTicket } from '../actions/open-ticket.ts';
import { listTasks } from '../actions/tasks.ts';
import { messages } from '../messages.ts';
import { levelNames } from '../vocabulary.ts';
import { deskHref, ticketHref } from './desk-frame.ts';
import { Due } from './due.tsx';
import { AskBox, AskButton, OwnRequests } from './own-requests.tsx';
import { viewHref } from './queue-names.ts';

/** On the first page: for who asks, the own requests; for a referent also what is to do on site; for the office what is due first. */
export const deskPanel: TodayPanel = {
  needs: listTickets,
  order: 9,
  panel: async (request) => {
    if (request.actor.kind !== 'person') return null;
    if (request.may(changeTickets)) return ofTheOffice(request);
    if (request.may(lookUpCaller)) return ofTheReferent(request);
    if (request.actor.role === 'SUP') return ofTheSupplier(request);
    if (request.may(openTicket)) return ofWhoAsks(request);
    return ofTheEntity(request);
  },
};

const now = (request: PageRequest) => request.now.instant.getTime();
const capped = (count: number, more: string) => (count > 1000 ? more : String(count));

function panel(title: string, body: VNode | VNode[]): VNode {
  return (
    <section class="panel" aria-labelledby="oggi-assistenza">
      <h2 id="oggi-assistenza">{title}</h2>
      {body}
    </section>
  );
}

async function ofTheOffice(request: PageRequest): Promise<VNode> {
  const m = messages[request.language];
  const id = request.association!.id;
  const mine = await request.perform(listTickets, { ...queueViews.mine, limit: 5 });
  const { views } = await request.perform(countViews, {});
  const handed = await handedToLevels(request);
  const overdue = request.actor.role === 'RES' && (views.overdue ?? 0) > 0 ? await overdueByEntity(request) : null;
  return panel(m.desk, [
    <p key="new">
      <AskButton forOthers />
    </p>,
    ...handed.map(({ level, tickets }) => (
      <div key={level}>
        <h3>
          <a href={viewHref(id, { level, assignee: 'nobody', order: 'due' })}>
            {m.todayLevel(levelNames[level][request.language])}
          </a>
        </h3>
        <OwnRequests tickets={tickets} now={now(request)} />
      </div>
    )),
    ...(overdue ? [overdue] : []),
    <h3 key="mine">{m.todayMine}</h3>,
    mine.items.length > 0 ? (
      <OwnRequests key="list" tickets={mine.items} now={now(request)} />
    ) : (
      <p key="none" class="muted">
        {m.todayNothing}
      </p>
    ),
    <p key="links">
      <a href={viewHref(id, queueViews.unassigned)}>
        {m.todayNobodys}: {capped(views.unassigned ?? 0, m.more)}
      </a>
      {' · '}
      {(views.overdue ?? 0) > 0 && (
        <>
          <a href={viewHref(id, queueViews.overdue)}>
            {m.overdue}: {capped(views.overdue ?? 0, m.more)}
          </a>
          {' · '}
        </>
      )}
      <a href={deskHref(id)}>
        {m.queueAll}: {capped(views.open ?? 0, m.more)}
      </a>
    </p>,
  ]);
}

/** Entities of which the head sees the worst, and requests that are looked at to find them. */
const mostEntities = 8;
const lookedAt = 200;

/** For the head: a line for each entity that waits longer than was promised, with the request that is late longest. */
async function overdueByEntity(request: PageRequest): Promise<VNode> {
  const m = messages[request.language];
  const id = request.association!.id;
  const { items } = await request.perform(listTickets, { ...queueViews.overdue, limit: lookedAt });
  const entities = [...Map.groupBy(items, ({ entity }) => entity).values()].slice(0, mostEntities);
  return (
    <div key="overdue">
      <h3>
        <a href={viewHref(id, queueViews.overdue)}>{m.todayOverdue}</a>
      </h3>
      <ul class="own-requests">
        {entities.map(([worst, ...rest]) => (
          <li key={worst!.entity}>
            <a href={ticketHref(id, worst!.number)}>{worst!.subject}</a>
            <p>
              <a class="muted" href={viewHref(id, { ...queueViews.overdue, entity: worst!.entity })}>
                {m.overdueOf(worst!.entityName, items.length < lookedAt ? rest.length : 0)}
              </a>{' '}
              {worst!.dueAt && <Due at={worst!.dueAt} now={now(request)} />}
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What was handed to a level of the viewer's beyond the first, and that nobody has in hand. */
async function handedToLevels(request: PageRequest) {
  const { person } = request.actor;
  const { items } = await request.perform(listLevels, {});
  const own = items.filter(
    ({ level, named, people }) =>
      level !== 'first' && (named.length > 0 ? named : people).some(({ id }) => id === person),
  );
  const handed = [];
  for (const { level } of own) {
    const asked = { level, assignee: 'nobody', order: 'due', limit: 5 } as const;
    const { items: tickets } = await request.perform(listTickets, asked);
    if (tickets.length > 0) handed.push({ level, tickets });
  }
  return handed;
}

/** A supplier's technician has what was given to him, and asks for nothing. */
async function ofTheSupplier(request: PageRequest): Promise<VNode> {
  const m = messages[request.language];
  const { items } = await request.perform(listTickets, { ...queueViews.open, limit: 10 });
  return panel(m.todaySupplier, [
    items.length > 0 ? (
      <OwnRequests key="list" tickets={items} now={now(request)} />
    ) : (
      <p key="none" class="muted">
        {m.todayNothing}
      </p>
    ),
    <p key="links">
      <a href={deskHref(request.association!.id)}>{m.queueAll}</a>
    </p>,
  ]);
}

async function ofTheReferent(request: PageRequest): Promise<VNode> {
  const m = messages[request.language];
  const id = request.association!.id;
  const { items } = await request.perform(listTasks, { limit: 10 });
  const { views } = await request.perform(countViews, {});
  return panel(m.todayTasks, [
    items.length > 0 ? (
      <ul key="tasks" class="own-requests">
        {items.map(({ ticket, task, subject, instructions, due }) => (
          <li key={`${ticket} ${task}`}>
            <a href={ticketHref(id, ticket, '/esito')}>{subject}</a>
            <p>
              {instructions} {due !== null && <strong>{m.taskBy(due as Day)}</strong>}
            </p>
          </li>
        ))}
      </ul>
    ) : (
      <p key="none" class="muted">
        {m.tasksNone}
      </p>
    ),
    <p key="links">
      <a href={deskHref(id)}>
        {m.ownOpen}: {capped(views.open ?? 0, m.more)}
      </a>
    </p>,
  ]);
}

async function ofWhoAsks(request: PageRequest): Promise<VNode> {
  const m = messages[request.language];
  const { items } = await request.perform(listTickets, { state: 'open', limit: 5 });
  return panel(m.desk, [
    <AskBox key="ask" parts={await request.partsOf('asking')} />,
    <h3 key="open">{m.ownOpen}</h3>,
    items.length > 0 ? (
      <OwnRequests key="list" tickets={items} now={now(request)} />
    ) : (
      <p key="none" class="muted">
        {m.ownNone}
      </p>
    ),
  ]);
}

async function ofTheEntity(request: PageRequest): Promise<VNode | null> {
  const m = messages[request.language];
  const { views } = await request.perform(countViews, {});
  return panel(
    m.desk,
    <p>
      <a href={deskHref(request.association!.id)}>
        {m.queue}: {m.theirOpen(capped(views.open ?? 0, m.more))}
      </a>
    </p>,
  );
}
