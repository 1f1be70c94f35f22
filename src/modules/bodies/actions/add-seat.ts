import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { BadInput } from '../../../platform/problem.ts';
import { dayShape } from '../../../platform/shape.ts';
import { refusals } from '../rules/refusals.ts';
import { holdBodies, insertSeat } from '../storage/recordings.ts';
import { factsToChange, theBody } from './found.ts';
import { bodyIdShape, entityShape, nameShape, numberShape, optionalActShape, seatIdShape } from './shapes.ts';
import { inBoth } from './views.ts';
import { keepers } from './who.ts';

/** Adds a seat where no text fixes them. Refuses `bodies/no-such-body`, `bodies/seats-fixed`, `bodies/seat-exists`. */
export const addSeat = defineAction({
  name: 'bodies/add-seat',
  title: text('aggiungere un posto', 'add a seat'),
  about: text(
    'Aggiunge un posto a un organo di cui la convenzione non fissa la composizione, o a un organo aggiunto con un atto.',
    'Adds a seat to a body whose composition the agreement does not fix, or to a body added by an act.',
  ),
  permission: { capability: 'bodies', letter: 'w', roles: keepers },
  http: { method: 'POST', path: '/bodies/:body/seats' },
  input: z.object({
    body: bodyIdShape,
    title: nameShape,
    titleEnglish: nameShape.optional(),
    entity: entityShape.nullable().default(null),
    votes: z.boolean().default(true),
    since: dayShape,
    act: optionalActShape,
    actNumber: numberShape,
    actDay: dayShape.optional(),
  }),
  output: z.object({ body: bodyIdShape, seat: seatIdShape }),
  example: {
    body: 'cta',
    title: 'Rappresentante delle Unioni',
    titleEnglish: 'Representative of the unions',
    since: '2027-01-01',
    act: 'decreto del Presidente',
    actNumber: '12',
    actDay: '2026-12-20',
  },
  async run({ tx, association, actor, now, input, tell }) {
    await holdBodies(tx, association);
    const facts = await factsToChange(tx, association, input.since);
    const body = theBody(facts, input.body);
    const free = !body.clause || body.clause.terms.seats.some((rule) => 'recorded' in rule);
    if (!free) throw new Refused(refusals.seatsFixed(body.name, body.source));
    const { entity, votes, since } = input;
    if (entity !== null && !facts.members.some(({ code }) => code === entity)) {
      const says = text(
        'In quel giorno l’ente non fa parte dell’associazione.',
        'On that day the entity is not in the association.',
      );
      throw new BadInput([{ path: 'entity', says }]);
    }
    const title = inBoth(input.title, input.titleEnglish);
    const id = idOf(input.title);
    const act = { act: input.act, number: input.actNumber, day: input.actDay ?? null };
    const seat = { body: body.id, id, title, entity, votes, since, until: null, act };
    const stored = await insertSeat(tx, association, seat, { at: now.instant, by: actor.person });
    if (!stored) throw new Refused(refusals.seatExists(title));
    tell({ after: { body: body.id, seat: id, title: title.it, entity, votes, since, act } });
    return { body: body.id, seat: id };
  },
});

/** `Rappresentante delle Unioni` → `rappresentante-delle-unioni`. */
function idOf(title: string): string {
  const id = title
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 60)
    .replace(/-+$/, '');
  return id || 'posto';
}
