import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { BadInput } from '../../../platform/problem.ts';
import { dayShape } from '../../../platform/shape.ts';
import { officeNames } from '../office-names.ts';
import { seatInWords, whyNotDelegate } from '../rules/index.ts';
import { refusals } from '../rules/refusals.ts';
import { holdBodies, insertDelegation } from '../storage/recordings.ts';
import { fileShape, specimen, storeDocument } from './documents.ts';
import { factsToChange, mustBeKnown, mustBeOwn, theSeat } from './found.ts';
import { bodyIdShape, personShape, seatIdShape } from './shapes.ts';

/**
 * Records who sits in the place of a seat's holder, with the signed document: at one sitting or for good. It ends with the
 * office of who gave it. Refuses what `whyNotDelegate` does, `bodies/not-your-entity`, `bodies/not-the-holder`,
 * `bodies/document-type`, `bodies/no-such-person`.
 */
export const delegateSeat = defineAction({
  name: 'bodies/delegate-seat',
  title: text('registrare una delega', 'record a delegation'),
  about: text(
    'Registra chi siede al posto del titolare, con il documento firmato: per una seduta o stabilmente. La delega finisce lo stesso giorno in cui finisce la carica di chi l’ha data.',
    'Records who sits in the holder’s place, with the signed document: at one sitting or for good. The delegation ends the day the office of who gave it ends.',
  ),
  permission: { capability: 'bodies', letter: 'w' },
  http: { method: 'POST', path: '/bodies/:body/seats/:seat/delegations' },
  input: z.object({
    body: bodyIdShape,
    seat: seatIdShape,
    delegate: personShape,
    /** For one sitting, or for good. */
    kind: z.enum(['sitting', 'standing']),
    /** The sitting's day, or the first day of a standing one. */
    since: dayShape,
    /** Last day of a standing one; left out: until revoked. */
    until: dayShape.optional(),
    /** The sitting it is for, where it is known. */
    meeting: z.string().trim().min(1).max(100).optional(),
    signed: dayShape,
    document: fileShape,
  }),
  output: z.object({
    delegation: z.uuid(),
    body: bodyIdShape,
    seat: seatIdShape,
    since: dayShape,
    until: dayShape.nullable(),
  }),
  example: {
    body: 'assembly',
    seat: 'ente.c_e507',
    delegate: '00000000-0000-4000-8000-000000000000',
    kind: 'sitting',
    since: '2027-04-26',
    signed: '2027-04-20',
    document: { ...specimen, name: 'delega-firmata.pdf' },
  },
  async run({ tx, association, actor, reach, now, input, tell }) {
    await holdBodies(tx, association);
    const { kind: form, since, signed } = input;
    const problems = [
      ...(signed > since
        ? [
            {
              path: 'signed',
              says: text('La firma viene prima del primo giorno della delega.', 'It is signed before its first day.'),
            },
          ]
        : []),
      ...(signed > now.today
        ? [
            {
              path: 'signed',
              says: text(
                'Il documento non può essere firmato in un giorno che deve ancora venire.',
                'It cannot have been signed on a day to come.',
              ),
            },
          ]
        : []),
      ...(input.until !== undefined && input.until < since
        ? [
            {
              path: 'until',
              says: text("L'ultimo giorno viene prima del primo.", 'The last day comes before the first one.'),
            },
          ]
        : []),
      ...(form === 'standing' && input.meeting !== undefined
        ? [
            {
              path: 'meeting',
              says: text(
                'Una delega permanente non è per una sola seduta.',
                'A standing delegation is not for one sitting.',
              ),
            },
          ]
        : []),
    ];
    if (problems.length > 0) throw new BadInput(problems);
    const until = form === 'sitting' ? since : (input.until ?? null);
    const facts = await factsToChange(tx, association, since);
    const { body, seat } = theSeat(facts, input.body, input.seat);
    mustBeOwn(reach, actor, seat.entity?.code ?? null);
    if (reach !== 'g' && seat.holder?.person !== actor.person)
      throw new Refused(refusals.notTheHolder(seatInWords(seat)));
    mustBeKnown(facts, input.delegate);
    const names = await officeNames(tx, [
      input.delegate,
      ...facts.delegations.filter((one) => one.body === body.id).map(({ delegate }) => delegate),
    ]);
    const asked = { seat: seat.id, delegate: input.delegate, form, meeting: input.meeting ?? null, since, until };
    const refused = whyNotDelegate(facts, asked, { body, seat, name: (person) => names.get(person) ?? '' });
    if (refused.length > 0) throw new Refused(...refused);
    const holder = seat.holder!;
    const by = { at: now.instant, by: actor.person };
    const entity = seat.entity?.code ?? null;
    const document = await storeDocument(tx, association, { file: input.document, entity }, by);
    const id = randomUUID();
    await insertDelegation(
      tx,
      association,
      { id, body: body.id, entity, giver: holder.person, giverPost: holder.post, signed, document, ...asked },
      by,
    );
    tell({
      actingFor: entity ?? holder.person,
      after: {
        delegation: id,
        body: body.id,
        seat: seat.id,
        giver: holder.person,
        delegate: input.delegate,
        form,
        since,
        until,
      },
    });
    return { delegation: id, body: body.id, seat: seat.id, since, until };
  },
});
