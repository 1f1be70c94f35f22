import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type LocalTime, parseLocalTime } from '../../../kernel/day.ts';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { BadInput, say } from '../../../platform/problem.ts';
import { dayShape, offsetCursor } from '../../../platform/shape.ts';
import { entityNames } from '../../membership/index.ts';
import { assigneeName, officeRoles, workingRoles } from '../actions/people.ts';
import { ticketNumberShape } from '../actions/shapes.ts';
import { says } from '../actions/talk.ts';
import { ticketFor } from '../actions/ticket-at-hand.ts';
import { readTicketNumber, refusals, ticketNumber } from '../rules/index.ts';
import { visitRefusals } from './refusals.ts';
import { cancelStored, insertVisit, type StoredVisit, visitMeanwhile, visitsLike, visitToChange } from './storage.ts';
import { visitHours } from './visit-hours.ts';
import { whenOf } from './when.ts';

const office = { capability: 'service-desk', letter: 'w', roles: ['L1', 'L2', 'SYS', 'RES'] } as const;
const seers = { capability: 'service-desk', letter: 'w', roles: ['REF', 'L1', 'L2', 'SYS', 'RES'] } as const;
/** Whatever version was seen: what is booked takes nothing away from others. */
const anyVersion = 1_000_000;
const example = '00000000-0000-4000-8000-000000000000';
const wanted = say(
  'Serve un giorno con l’ora, come 2027-10-28T17:00.',
  'It must be a day with its time, such as 2027-10-28T17:00.',
);
const localTime = z
  .string(wanted)
  .refine((written): written is LocalTime => parseLocalTime(written) !== undefined, wanted)
  .meta({ jsonSchema: { type: 'string', maxLength: 16, examples: ['2027-10-28T17:00'] } }) as unknown as z.ZodType<
  LocalTime,
  string
>;

/**
 * Books somebody's time for a request: training or help on a platform, on site or from afar; said in the request too.
 * Refuses `service-desk/visit-overlaps`, `service-desk/no-such-assignee`, `service-desk/visit-not-in-hand` and what answering refuses; `service-desk/visit-unusual`
 * where the calendar says that nobody works then, until it is confirmed.
 * Source: Asti, beneficiaries, 3rd point (AT-U3).
 */
export const bookVisit = defineAction({
  name: 'service-desk/book-visit',
  title: text('fissare un intervento', 'book a visit'),
  permission: office,
  http: { method: 'POST', path: '/tickets/:ticket/visits' },
  input: z.object({
    ticket: ticketNumberShape,
    person: z.uuid().meta({ description: 'Chi interviene: qualcuno dell’ufficio, o chi ha in mano la richiesta.' }),
    starts: localTime,
    minutes: z.coerce.number().pipe(z.int().min(15).max(720)).default(60).meta({ format: 'int32' }),
    place: z.string().trim().max(200).default(''),
    anyway: z
      .stringbool()
      .or(z.boolean())
      .default(false)
      .meta({ description: 'Anche se il calendario dice che a quell’ora nessuno è atteso.' }),
  }),
  output: z.object({ visit: z.uuid() }),
  example: { ticket: '2026-1', person: example, starts: '2026-11-25T09:30', minutes: 90, place: 'Sala consiliare' },
  async run(context) {
    const { tx, association, actor, now, input, tell } = context;
    const { person, place, minutes } = input;
    const { ticket, party } = await ticketFor(context, { ticket: input.ticket, version: anyVersion }, 'comment');
    const name = await assigneeName(context, person, ticket.assignee === person ? workingRoles : officeRoles);
    if (name === undefined)
      throw new Refused(
        (await assigneeName(context, person)) === undefined ? refusals.noSuchAssignee() : visitRefusals.notInHisHands(),
      );
    const { starts, ends, because } = await visitHours(tx, association, input);
    if (starts <= now.instant)
      throw new BadInput([
        { path: 'starts', says: text('Serve un’ora che deve venire.', 'A time to come is needed.') },
      ]);
    if (because) throw new Refused(visitRefusals.visitUnusual([because]));
    const other = await visitMeanwhile(tx, association, { person, starts, ends });
    if (other) throw new Refused(visitRefusals.visitOverlaps(name, whenOf(other)));
    const visit: StoredVisit = {
      ...{ id: randomUUID(), ticket: BigInt(ticket.id), entity: ticket.entity, person, person_name: name },
      ...{ starts_at: starts, ends_at: ends, place, booked_at: now.instant, booked_by: actor.name, cancelled_at: null },
    };
    await insertVisit(tx, association, visit);
    const body = `Intervento fissato: ${[name, whenOf(visit).it, place].filter((part) => part !== '').join(', ')} (${minutes} minuti).`;
    await says({ ...context, tell: () => {} }, { ticket, party }, { body, minutes: 0, files: [] });
    tell({ before: null, after: { visit: visit.id, person, starts: input.starts, minutes }, actingFor: ticket.entity });
    return { visit: visit.id };
  },
});

/** Cancels what has not begun; said in the request too. Refuses `service-desk/no-such-visit`, `service-desk/visit-over`. */
export const cancelVisit = defineAction({
  name: 'service-desk/cancel-visit',
  title: text('annullare un intervento', 'cancel a visit'),
  permission: office,
  http: { method: 'POST', path: '/visits/:visit/cancellation' },
  input: z.object({ visit: z.uuid() }),
  output: z.object({ visit: z.uuid() }),
  example: { visit: example },
  async run(context) {
    const { tx, association, now, input, tell } = context;
    const visit = await visitToChange(tx, association, input.visit);
    if (!visit) throw new Refused(visitRefusals.noSuchVisit());
    if (visit.cancelled_at !== null || visit.starts_at <= now.instant) throw new Refused(visitRefusals.visitOver());
    await cancelStored(tx, association, visit.id, now.instant);
    const number = ticketNumber(Number(visit.ticket));
    const hand = await ticketFor(context, { ticket: number, version: anyVersion }, 'comment');
    const body = `Intervento annullato: ${visit.person_name}, ${whenOf(visit).it}.`;
    await says({ ...context, tell: () => {} }, hand, { body, minutes: 0, files: [] });
    tell({ after: { visit: visit.id, cancelled: true }, actingFor: visit.entity });
    return { visit: visit.id };
  },
});

/** Who is where and when: everybody's for the office, those of the own entity for its referent. */
export const listVisits = defineAction({
  name: 'service-desk/list-visits',
  title: text('consultare il calendario degli interventi', 'consult the calendar of visits'),
  reads: true,
  permission: seers,
  http: { method: 'GET', path: '/visits' },
  input: z.object({
    ticket: ticketNumberShape.optional(),
    person: z.uuid().or(z.literal('me')).optional(),
    from: dayShape.optional(),
    to: dayShape.optional(),
    cursor: offsetCursor.optional(),
    limit: z.coerce.number().pipe(z.int().min(1).max(1000)).default(50).meta({ format: 'int32' }),
  }),
  output: z.object({
    count: z.int().min(0).meta({ format: 'int32' }),
    items: z
      .array(
        z.object({
          id: z.uuid(),
          ticket: z.string().max(20),
          entityName: z.string().max(300),
          personName: z.string().max(300),
          starts: z.iso.datetime(),
          minutes: z.int().min(1).meta({ format: 'int32' }),
          place: z.string().max(200),
          /** Whether it is still to come. */
          toCome: z.boolean(),
        }),
      )
      .max(1000),
    next: z.string().max(10).nullable(),
  }),
  example: { from: '2026-11-01', person: 'me' },
  async run({ tx, association, actor, now, input }) {
    const { cursor, limit, ticket, person, ...days } = input;
    const first = Number(cursor ?? 0);
    const own = person === 'me' ? (actor.person ?? example) : person;
    const of = ticket === undefined ? {} : { ticket: readTicketNumber(ticket) ?? 0 };
    const { visits, count } = await visitsLike(
      tx,
      { association, ...days, ...of, ...(own ? { person: own } : {}) },
      { from: first, limit },
    );
    const names = await entityNames(tx, association, [...new Set(visits.map(({ entity }) => entity))]);
    return {
      count,
      items: visits.map((one) => ({
        ...{ id: one.id, ticket: ticketNumber(Number(one.ticket)), personName: one.person_name, place: one.place },
        entityName: names.get(one.entity) ?? one.entity,
        starts: one.starts_at.toISOString(),
        minutes: Math.round((one.ends_at.getTime() - one.starts_at.getTime()) / 60_000),
        toCome: one.starts_at > now.instant,
      })),
      next: first + visits.length < count ? String(first + visits.length) : null,
    };
  },
});
