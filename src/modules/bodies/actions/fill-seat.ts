import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { addDays } from '../../../kernel/day.ts';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape, traceShape } from '../../../platform/shape.ts';
import { officeNames } from '../office-names.ts';
import { seatInWords, seatsFrom, termOfOffice, whyNotEligible } from '../rules/index.ts';
import { refusals } from '../rules/refusals.ts';
import { endHolder, holdBodies, insertHolder } from '../storage/recordings.ts';
import { fileShape, specimen, storeDocument } from './documents.ts';
import { factsToChange, thePost, theSeat } from './found.ts';
import { populationsOf } from './populations.ts';
import { actFields, bodyIdShape, personShape, seatIdShape } from './shapes.ts';
import { keepers } from './who.ts';

/**
 * Gives a seat to a person by the post that makes them eligible, with the act. Who held it until then does so until the day
 * before. Refuses `bodies/seat-follows-office`, `bodies/not-eligible`, `bodies/outside-band`, `bodies/missing-population`,
 * `bodies/already-seated`, `bodies/seat-taken`, `bodies/beyond-term`, `bodies/no-such-person`.
 */
export const fillSeat = defineAction({
  name: 'bodies/fill-seat',
  title: text('nominare chi occupa un posto', 'appoint somebody to a seat'),
  about: text(
    'Dà un posto a una persona, per l’incarico che la rende eleggibile. L’ultimo giorno lo calcola la convenzione; se l’incarico finisce prima, il posto torna vacante lo stesso giorno.',
    'Gives a seat to a person, by the post that makes them eligible. The agreement computes the last day; if the post ends earlier, the seat is vacant the same day.',
  ),
  permission: { capability: 'bodies', letter: 'w', roles: keepers },
  http: { method: 'POST', path: '/bodies/:body/seats/:seat/holders' },
  input: z.object({
    body: bodyIdShape,
    seat: seatIdShape,
    /** The post of the person. */
    post: z.uuid(),
    since: dayShape,
    until: dayShape.optional(),
    ...actFields,
    document: fileShape.optional(),
  }),
  output: z.object({
    holding: z.uuid(),
    person: personShape,
    since: dayShape,
    until: dayShape.nullable(),
    /** How the last day was found, where the agreement fixes a term. */
    trace: traceShape.nullable(),
  }),
  example: {
    body: 'presidency',
    seat: 'fascia-media',
    post: '00000000-0000-4000-8000-000000000000',
    since: '2027-02-20',
    act: "delibera dell'Assemblea",
    actNumber: '2',
    actDay: '2027-02-20',
    document: specimen,
  },
  async run({ tx, association, actor, now, input, tell }) {
    await holdBodies(tx, association);
    const facts = await factsToChange(tx, association, input.since);
    const { body, seat } = theSeat(facts, input.body, input.seat);
    const title = seatInWords({ title: seat.title, entity: seat.filled === 'by-office' ? seat.entity : null });
    if (seat.filled !== 'by-act') throw new Refused(refusals.seatFollowsOffice(title, body.source));
    const post = thePost(facts, input.post);
    const names = await officeNames(tx, [post.person, ...facts.holdings.map(({ person }) => person)]);
    const name = (person: string) => names.get(person) ?? '';
    const populations = await populationsOf(tx, association, { on: input.since, entity: post.entity });
    const refused = whyNotEligible(facts, { post, name: name(post.person), body, seat }, populations);
    if (refused.length > 0) throw new Refused(...refused);
    const other = seatsFrom(facts, body).find(({ id, holder }) => id !== seat.id && holder?.person === post.person);
    if (other) throw new Refused(refusals.alreadySeated(name(post.person), seatInWords(other)));
    const term = termOfOffice(facts, { body: body.id, since: input.since });
    if (term && input.until !== undefined && input.until > term.until)
      throw new Refused(refusals.beyondTerm(term.until, body.source));
    const until = input.until ?? term?.until ?? null;
    if (until !== null && until < input.since) throw new Refused(refusals.closedBefore(input.since));
    const by = { at: now.instant, by: actor.person };
    const there = facts.holdings.filter(
      (one) =>
        one.body === body.id &&
        one.seat === seat.id &&
        (until === null || one.since <= until) &&
        (one.until === null || one.until >= input.since),
    );
    for (const one of there) {
      if (one.since >= input.since) throw new Refused(refusals.seatTaken(name(one.person), one.since));
      await endHolder(tx, association, { id: one.id, until: addDays(input.since, -1), ending: input.act }, by);
    }
    const document = input.document
      ? await storeDocument(tx, association, { file: input.document, entity: null }, by)
      : null;
    const holding = {
      id: randomUUID(),
      body: body.id,
      seat: seat.id,
      person: post.person,
      post: post.post,
      entity: post.entity,
      since: input.since,
      until,
      act: { act: input.act, number: input.actNumber, day: input.actDay ?? null },
      document,
    };
    await insertHolder(tx, association, holding, by);
    tell({
      actingFor: post.person,
      ...(there.length > 0
        ? { before: there.map(({ person, since, until: last }) => ({ person, since, until: last })) }
        : {}),
      after: { body: body.id, seat: seat.id, entity: post.entity, since: input.since, until, act: holding.act },
    });
    return { holding: holding.id, person: post.person, since: input.since, until, trace: term?.explain() ?? null };
  },
});
