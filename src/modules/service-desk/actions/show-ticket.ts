import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { type ActionContext, defineAction } from '../../../platform/action.ts';
import { textShape, traceShape } from '../../../platform/shape.ts';
import { catalogueOfDay, linesOfServices } from '../../service-catalogue/index.ts';
import { lines } from '../../service-catalogue/rules/index.ts';
import type { Countdown } from '../rules/clock/index.ts';
import {
  acts,
  actsOf,
  hopsOf,
  levels,
  parties,
  ratings,
  seesNotes,
  solvedInTheCall,
  supplierTicketsOf,
  type TicketEvent,
  taskKinds,
  ticketNumber,
  undoable,
} from '../rules/index.ts';
import { isOpen } from '../rules/ticket.ts';
import { attachmentsOf } from '../storage/attachments.ts';
import { tasksOf } from '../storage/tasks.ts';
import { eventsOf } from '../storage/ticket-events.ts';
import { childrenOf, dueOf, ticketById, ticketsOf } from '../storage/tickets.ts';
import { watchersOf } from '../storage/watchers.ts';
import { clockOfTicket } from './clock-of-ticket.ts';
import { levelsView, levelView } from './levels.ts';
import { contractChoiceView, linksOf } from './links-of-ticket.ts';
import { namesFor, ticketView, viewOf } from './list-tickets.ts';
import { assignees } from './people.ts';
import { ticketNumberShape } from './shapes.ts';
import { unsupported, unsupportedView } from './support.ts';
import { partyToTicket, ticketSeen } from './ticket-at-hand.ts';

const eventView = z.object({
  version: z.int().min(1).meta({ format: 'int32' }),
  at: z.iso.datetime(),
  kind: z.string().max(30),
  person: z.uuid().nullable(),
  name: z.string().max(300),
  party: z.enum(parties),
  shown: z.boolean().meta({ description: 'Falso: solo per chi lavora sulle richieste.' }),
  what: z.record(z.string(), z.unknown()),
  files: z
    .array(
      z.object({
        id: z.uuid(),
        name: z.string().max(200),
        type: z.string().max(200),
        size: z.int().min(1).meta({ format: 'int32' }),
      }),
    )
    .max(1000),
});

const countdownView = z.object({
  state: z.enum(['none', 'running', 'waiting', 'late', 'met', 'met-late']),
  /** Working minutes promised, and used so far. */
  target: z.int().min(0).nullable().meta({ format: 'int32' }),
  spent: z.int().min(0).meta({ format: 'int32' }),
  due: z.iso.datetime().nullable(),
  explanation: traceShape,
});

const linked = z.object({ number: z.string().max(20), subject: z.string().max(200), state: z.string().max(20) });

/** A request whole: what was said, who has it in hand, its tasks, and what the post can do with it now. */
export const showTicket = defineAction({
  name: 'service-desk/show-ticket',
  title: text('leggere una richiesta di assistenza', 'read a request for help'),
  reads: true,
  permission: { capability: 'service-desk', letter: 'r' },
  http: { method: 'GET', path: '/tickets/:ticket' },
  input: z.object({ ticket: ticketNumberShape }),
  output: z.object({
    ticket: ticketView.extend({
      contact: z.string().max(200),
      /** Whether who needs help has an account, and answers for himself. */
      requesterSignsIn: z.boolean(),
      /** The line of action: its own, or the one of its service; null where neither says it. */
      line: z.enum(lines).nullable(),
      ownLine: z.enum(lines).nullable(),
      /** What its service is called in the catalogue of today; null where it has none, or one that is no longer there. */
      serviceName: textShape.nullable(),
      contract: z.string().max(200),
      rating: z.enum(ratings).nullable(),
      minutes: z.int().min(0).meta({ format: 'int32' }),
      mergedInto: z.string().max(20).nullable(),
    }),
    party: z.enum(parties),
    /** How it stands by what is promised; null where nothing is. */
    clock: z.object({ firstAnswer: countdownView, solution: countdownView }).nullable(),
    /** What can be done now from this post. */
    acts: z.array(z.enum(acts)).max(acts.length),
    events: z.array(eventView).max(100_000),
    tasks: z
      .array(
        z.object({
          task: z.int().min(1).meta({ format: 'int32' }),
          kind: z.enum(taskKinds),
          instructions: z.string().max(50_000),
          due: z.string().max(10).nullable(),
          done: z.boolean().nullable(),
          result: z.string().max(2000).nullable(),
        }),
      )
      .max(10_000),
    parent: linked.nullable(),
    /** Of the other requests that what happened speaks of (merged, absorbed, split), those that can be seen from this post. */
    within: z.array(z.string().max(20)).max(100_000),
    children: z.array(linked).max(200),
    /** Those it can be given to; nobody for who does not give it. */
    assignees: z.array(z.object({ id: z.uuid(), name: z.string().max(300), supplier: z.boolean() })).max(10_000),
    /** For who works on it, while it is open: that what it is about is not supported. */
    unsupported: unsupportedView,
    /** The levels it can be handed to, with who is of each; none for who does not hand it on. */
    levels: z.array(levelView).max(levels.length),
    /** The services of the catalogue, by name; none for who does not say which one a request is of. */
    services: z.array(z.object({ code: z.string().max(100), name: z.string().max(300) })).max(10_000),
    /** Through which levels it went, and for how many minutes each had it. */
    hops: z
      .array(
        z.object({
          level: z.enum(levels),
          from: z.iso.datetime(),
          until: z.iso.datetime().nullable(),
          minutes: z.int().min(0).meta({ format: 'int32' }),
        }),
      )
      .max(10_000),
    /** Whether whoever took the call solved it before hanging up. */
    inTheCall: z.boolean(),
    /** What was asked of suppliers, and how long they took or are taking to answer. */
    supplierTickets: z
      .array(
        z.object({
          supplier: z.string().max(200),
          number: z.string().max(100),
          opened: z.iso.datetime(),
          answered: z.iso.datetime().nullable(),
          minutes: z.int().min(0).meta({ format: 'int32' }),
        }),
      )
      .max(10_000),
    /** For the office: whether the machine is among those declared for the entity, and the contract as the register has it. */
    links: z.object({ assetKnown: z.boolean().nullable(), contract: contractChoiceView.nullable() }),
    watchers: z.array(z.object({ id: z.uuid(), name: z.string().max(300) })).max(10_000),
    follows: z.boolean(),
  }),
  example: { ticket: '2026-1' },
  async run(context) {
    const { tx, association, actor, now, input } = context;
    const { ticket, party } = await ticketSeen(context, input.ticket);
    const all = await eventsOf(tx, association, ticket.id);
    const events = all.filter(({ shown }) => shown || seesNotes(party));
    const files = Map.groupBy(await attachmentsOf(tx, association, ticket.id), ({ version }) => version);
    const tasks = await tasksOf(tx, association, ticket.id);
    const watchers = await watchersOf(tx, association, ticket.id);
    const names = await namesFor(context, {
      people: [ticket.assignee, ...watchers],
      entities: [ticket.entity],
    });
    const parent = ticket.parent === null ? undefined : await ticketById(tx, association, ticket.parent);
    const link = (one: { id: number; subject: string; state: string }) => ({
      number: ticketNumber(one.id),
      subject: one.subject,
      state: one.state,
    });
    const clock = await clockOfTicket(context, ticket);
    const forTheOffice = seesNotes(party);
    const ofService =
      forTheOffice && ticket.service !== null ? await linesOfServices(tx, association, now.today) : null;
    const services = forTheOffice || ticket.service !== null ? await servicesNow(context) : [];
    const opened = events.find((event) => event.kind === 'opened');
    const mayUndo = undoable(all.at(-1), { person: actor.person, now: now.instant.getTime() }).ok;
    return {
      ticket: {
        ...viewOf(ticket, await dueOf(tx, association, ticket.id), names),
        requesterSignsIn: ticket.requester !== null,
        contact: opened?.kind === 'opened' ? opened.contact : '',
        line: forTheOffice ? (ticket.line ?? ofService?.get(ticket.service!) ?? null) : null,
        ownLine: forTheOffice ? ticket.line : null,
        serviceName: services.find(({ code }) => code === ticket.service)?.name ?? null,
        ...{ asset: ticket.asset, contract: ticket.contract, rating: ticket.rating, minutes: ticket.minutes },
        mergedInto: ticket.mergedInto === null ? null : ticketNumber(ticket.mergedInto),
      },
      party,
      clock: clock ? { firstAnswer: countdown(clock.firstAnswer), solution: countdown(clock.solution) } : null,
      acts: actsOf(ticket, { party, now: now.instant.getTime() }).filter((act) => act !== 'undo' || mayUndo),
      events: events.map(({ version, at, kind, by, shown, was: _, ...what }) => ({
        ...{ version, kind, shown, party: by.party, person: by.person, name: by.name },
        at: new Date(at).toISOString(),
        what,
        files: (files.get(version) ?? []).map(({ version: _, ...file }) => file),
      })),
      tasks: tasks.map(({ task, kind, instructions, due, done, result }) => ({
        ...{ task, kind, instructions, due, done, result },
      })),
      parent: parent && partyToTicket(actor, parent) ? link(parent) : null,
      within: (await ticketsOf(tx, association, othersIn(events)))
        .filter((one) => partyToTicket(actor, one))
        .map(({ id }) => ticketNumber(id)),
      children: forTheOffice ? (await childrenOf(tx, association, ticket.id)).map(link) : [],
      assignees: forTheOffice ? await assignees(context) : [],
      unsupported: forTheOffice && isOpen(ticket) ? await unsupported(context, ticket) : null,
      levels: forTheOffice ? await levelsView(context) : [],
      services: forTheOffice ? services.map(({ code, name }) => ({ code, name: name.it })) : [],
      hops: hopsOf(events, now.instant.getTime()).map(({ from, until, ...hop }) => ({
        ...hop,
        from: iso(from),
        until: until === null ? null : iso(until),
      })),
      inTheCall: solvedInTheCall(events),
      supplierTickets: supplierTicketsOf(events, now.instant.getTime()).map(({ opened: at, answered, ...one }) => ({
        ...one,
        opened: iso(at),
        answered: answered === null ? null : iso(answered),
      })),
      links: forTheOffice ? await linksOf(context, ticket) : { assetKnown: null, contract: null },
      watchers: watchers.map((id) => ({ id, name: names.people.get(id) ?? '' })),
      follows: actor.person !== null && watchers.includes(actor.person),
    };
  },
});

/** The requests that these events name. */
function othersIn(events: readonly TicketEvent[]): readonly number[] {
  const named = events.flatMap((event) => {
    if (event.kind === 'merged' || event.kind === 'split') return [event.into];
    if (event.kind === 'absorbed' || event.kind === 'separated') return [event.ticket];
    return event.kind === 'unmerged' ? [event.from] : [];
  });
  return [...new Set(named)];
}

const iso = (at: number) => new Date(at).toISOString();

function countdown({ state, target, spent, due, explain }: Countdown): z.input<typeof countdownView> {
  return {
    ...{ state, spent, target: target ?? null },
    due: due === undefined ? null : new Date(due).toISOString(),
    explanation: explain(),
  };
}

async function servicesNow({ tx, association, now }: Pick<ActionContext<unknown>, 'tx' | 'association' | 'now'>) {
  const { versions } = await catalogueOfDay(tx, association, { on: now.today });
  return versions.map(({ code, content }) => ({ code, name: content.name }));
}
