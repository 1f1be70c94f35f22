import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape, sourceShape, textShape } from '../../../platform/shape.ts';
import { clausesInForce } from '../../agreement/rules/index.ts';
import { bodyFacts } from '../body-facts.ts';
import { officeNames } from '../office-names.ts';
import { bodyFromFacts } from '../on-a-day.ts';
import { chosenRoles, isGiven, seatsFrom } from '../rules/index.ts';
import { candidatesOn } from '../storage/candidates.ts';
import { documentNames } from '../storage/documents.ts';
import { guestsOn } from '../storage/guests.ts';
import { theBody } from './found.ts';
import { actView, bodyIdShape, bodyView, documentView, entityView, namedPersonView, seatView } from './shapes.ts';
import { viewBody, viewSeat } from './views.ts';
import { readers } from './who.ts';

const roleView = namedPersonView.extend({
  id: z.uuid(),
  role: z.enum(chosenRoles),
  since: dayShape,
  until: dayShape.nullable(),
  act: actView,
  document: documentView.nullable(),
  /** Chosen, but without the seat or the post that it needs: it does not count. */
  counts: z.boolean(),
});

const delegationView = z.object({
  id: z.uuid(),
  seat: z.string().max(130),
  giver: namedPersonView,
  delegate: namedPersonView,
  form: z.enum(['sitting', 'standing']),
  meeting: z.string().max(100).nullable(),
  since: dayShape,
  until: dayShape.nullable(),
  signed: dayShape,
  revoked: dayShape.nullable(),
  /** Null also to who sees other entities' things only as far as the body goes. */
  revokingAct: z.string().max(400).nullable(),
  /** Counts on the day asked about. */
  inForce: z.boolean(),
  document: documentView.nullable(),
});

export const showBody = defineAction({
  name: 'bodies/show-body',
  title: text('consultare un organo', 'read a body'),
  about: text(
    'Un organo com’era in un giorno: posti, chi li occupa e con quale atto, deleghe, presidente e segretario, invitati, candidature. I documenti di un ente li vede quell’ente.',
    'A body as it was on a day: seats, who fills them and by which act, delegations, chair and secretary, guests, candidates. An entity’s documents are seen by that entity.',
  ),
  reads: true,
  permission: { capability: 'bodies', letter: 'r', roles: readers },
  http: { method: 'GET', path: '/bodies/:body' },
  input: z.object({ body: bodyIdShape, on: dayShape.optional() }),
  output: bodyView.extend({
    on: dayShape,
    about: z.string().max(2000),
    seats: z.array(seatView).max(10_000),
    chair: namedPersonView.extend({ seat: z.string().max(130).nullable() }).nullable(),
    roles: z.array(roleView).max(1000),
    rules: z.object({
      chair: z.enum(['lead', 'elected', 'office']),
      secretary: z.enum(['lead-staff', 'anyone']),
      delegations: z.enum(['none', 'sitting', 'standing', 'sitting_or_standing']),
      perPerson: z.int().meta({ format: 'int32' }),
      mandate: sourceShape.nullable(),
      /** Seats may be added by an act. */
      ownSeats: z.boolean(),
      candidates: z.boolean(),
    }),
    delegations: z.array(delegationView).max(10_000),
    guestGroups: z.array(z.object({ id: z.string().max(60), title: textShape })).max(100),
    guestsNeedProposer: z.boolean(),
    guests: z
      .array(
        z.object({
          id: z.uuid(),
          group: z.string().max(60).nullable(),
          name: z.string().max(200),
          address: z.string().max(254),
          proposedBy: namedPersonView.nullable(),
          since: dayShape,
          until: dayShape.nullable(),
        }),
      )
      .max(1000),
    candidates: z
      .array(
        namedPersonView.extend({
          id: z.uuid(),
          seat: z.string().max(130),
          entity: entityView,
          post: z.uuid(),
          proposed: dayShape,
          /** Its words are empty where the entity gave none. */
          act: actView,
          document: documentView.nullable(),
          /** Given the seat: the candidature has done what it was for. */
          appointed: z.boolean(),
        }),
      )
      .max(10_000),
  }),
  example: { body: 'assembly', on: '2027-01-01' },
  async run({ tx, association, actor, reach, now, input }) {
    const on = input.on ?? now.today;
    const isOwn = (entity: string | null) => reach === 'g' || entity === null || entity === actor.entity;
    const facts = await bodyFacts(tx, association, on);
    const body = theBody(facts, input.body);
    const found = await bodyFromFacts(tx, facts, body);
    const seats = seatsFrom(facts, body);
    const guests = await guestsOn(tx, association, on, body.id);
    const candidates = await candidatesOn(tx, association, on, body.id);
    const roles = facts.roles.filter((one) => one.body === body.id && (one.until === null || one.until >= on));
    const delegations = facts.delegations.filter((one) => one.body === body.id);
    const names = await officeNames(tx, [
      ...new Set([
        ...roles.map(({ person }) => person),
        ...delegations.flatMap(({ giver, delegate }) => [giver, delegate]),
        ...candidates.map(({ person }) => person),
        ...guests.flatMap(({ proposedBy }) => (proposedBy ? [proposedBy] : [])),
      ]),
    ]);
    const named = (person: string) => ({ person, name: names.get(person) ?? '' });
    const documents = await documentNames(
      tx,
      association,
      [
        ...seats.flatMap(({ holder, delegation }) => [holder?.holding?.document, delegation?.document]),
        ...roles.map(({ document }) => document),
        ...delegations.map(({ document }) => document),
        ...candidates.map(({ document }) => document),
      ].filter((id): id is string => typeof id === 'string'),
    );
    const document = (id: string | null) => {
      const name = id === null ? undefined : documents.get(id);
      return id !== null && name !== undefined ? { id, name } : null;
    };
    const groups = facts.agreement
      ? clausesInForce(facts.agreement, 'guests', on).filter(({ terms }) => terms.bodies.includes(body.id))
      : [];
    const members = new Map(facts.members.map(({ code, name }) => [code as string, name]));
    const counting = new Set([found.chair?.person, found.viceChair?.person, found.secretary?.person]);
    const chairRule = found.rules.chair;
    return {
      ...viewBody(body),
      on,
      about: facts.added.find(({ id }) => id === body.id)?.about ?? '',
      seats: found.seats.map((seat, place) => viewSeat(seats[place]!, seat, document)),
      chair: found.chair,
      roles: roles.map((role) => ({
        id: role.id,
        role: role.role,
        ...named(role.person),
        since: role.since,
        until: role.until,
        act: role.act,
        document: document(role.document),
        counts: counting.has(role.person),
      })),
      rules: {
        chair: typeof chairRule === 'string' ? chairRule : ('office' as const),
        secretary: found.rules.secretary,
        delegations: found.mandate.delegations,
        perPerson: found.mandate.perPerson,
        mandate: found.mandate.source,
        ownSeats: !body.clause || body.clause.terms.seats.some((rule) => 'recorded' in rule),
        candidates: seats.some(({ rule }) => isGiven(rule)),
      },
      delegations: delegations.map((one) => ({
        id: one.id,
        seat: one.seat,
        giver: named(one.giver),
        delegate: named(one.delegate),
        form: one.form,
        meeting: one.meeting,
        since: one.since,
        until: one.until,
        signed: one.signed,
        revoked: one.revoked,
        revokingAct: isOwn(one.entity) ? one.revokingAct : null,
        inForce: seats.some(({ delegation }) => delegation?.id === one.id),
        document: document(one.document),
      })),
      guestGroups: groups.flatMap(({ terms }) => terms.groups),
      guestsNeedProposer: groups.some(({ terms }) => terms.proposedBy === 'member'),
      guests: guests.map(({ body: _body, proposedBy, ...guest }) => ({
        ...guest,
        proposedBy: proposedBy === null ? null : named(proposedBy),
      })),
      candidates: candidates.map((one) => ({
        id: one.id,
        seat: one.seat,
        ...named(one.person),
        entity: { code: one.entity as string, name: members.get(one.entity) ?? one.entity },
        post: one.post,
        proposed: one.proposed,
        act: one.act,
        document: document(one.document),
        appointed: seats.some(({ id, holder }) => id === one.seat && holder?.person === one.person),
      })),
    };
  },
});
