import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { BadInput } from '../../../platform/problem.ts';
import { dayShape } from '../../../platform/shape.ts';
import { clausesInForce } from '../../agreement/rules/index.ts';
import { officeNames } from '../office-names.ts';
import { seatsFrom } from '../rules/index.ts';
import { refusals } from '../rules/refusals.ts';
import { insertGuest } from '../storage/guests.ts';
import { factsToChange, theBody } from './found.ts';
import { bodyIdShape, nameShape, personShape } from './shapes.ts';
import { keepers } from './who.ts';

/** Records who may be invited without a vote. Refuses `bodies/no-such-body`, `bodies/guest-needs-proposer`, `bodies/not-a-member`. */
export const addGuest = defineAction({
  name: 'bodies/add-guest',
  title: text('registrare un invitato senza voto', 'record a guest without vote'),
  about: text(
    'Chi può essere invitato alle sedute di un organo: non vota e non conta nella composizione.',
    'Who may be invited to the sittings of a body: without vote, and not counted in its composition.',
  ),
  permission: { capability: 'bodies', letter: 'w', roles: keepers },
  http: { method: 'POST', path: '/bodies/:body/guests' },
  input: z.object({
    body: bodyIdShape,
    name: nameShape,
    /** A group of the agreement. */
    group: z.string().trim().max(60).optional(),
    address: z.union([z.literal(''), z.email().max(254)]).default(''),
    proposedBy: personShape.optional(),
    since: dayShape,
    until: dayShape.optional(),
  }),
  output: z.object({ guest: z.uuid() }),
  example: {
    body: 'authority',
    name: 'Prefettura di Firenze',
    address: 'protocollo@prefettura.example',
    since: '2027-03-14',
  },
  async run({ tx, association, actor, now, input, tell }) {
    const facts = await factsToChange(tx, association, input.since);
    const body = theBody(facts, input.body);
    const clauses = facts.agreement
      ? clausesInForce(facts.agreement, 'guests', facts.on).filter(({ terms }) => terms.bodies.includes(body.id))
      : [];
    const groups = clauses.flatMap(({ terms }) => terms.groups.map(({ id }) => id));
    const { group, proposedBy, name, address, since, until } = input;
    if (group !== undefined && !groups.includes(group)) {
      throw new BadInput([
        {
          path: 'group',
          says: text('La convenzione non ha questo gruppo di invitati.', 'The agreement has no such group of guests.'),
        },
      ]);
    }
    if (until !== undefined && until < since) throw new Refused(refusals.closedBefore(since));
    const strict = clauses.find(({ terms }) => terms.proposedBy === 'member');
    if (strict && proposedBy === undefined) throw new Refused(refusals.guestNeedsProposer(strict.source));
    if (
      strict &&
      !seatsFrom(facts, body).some(({ holder, seated }) => holder?.person === proposedBy || seated === proposedBy)
    ) {
      const names = await officeNames(tx, [proposedBy!]);
      throw new Refused(refusals.notAMember(names.get(proposedBy!) ?? '', body.name, strict.source));
    }
    const guest = {
      id: randomUUID(),
      body: body.id,
      group: group ?? null,
      name,
      address,
      proposedBy: proposedBy ?? null,
      since,
      until: until ?? null,
    };
    await insertGuest(tx, association, guest, { at: now.instant, by: actor.person });
    tell({ after: { body: body.id, guest: name, group: guest.group, since } });
    return { guest: guest.id };
  },
});
