import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { addDays } from '../../../kernel/day.ts';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape } from '../../../platform/shape.ts';
import { officeNames } from '../office-names.ts';
import { bodyRulesOf, chosenRoles, isOfLead, seatsFrom, termOfOffice } from '../rules/index.ts';
import { refusals } from '../rules/refusals.ts';
import { endRole as end, holdBodies, insertRole } from '../storage/recordings.ts';
import { fileShape, storeDocument } from './documents.ts';
import { factsToChange, mustBeKnown, theBody } from './found.ts';
import { actFields, bodyIdShape, personShape } from './shapes.ts';
import { keepers } from './who.ts';

/**
 * Records who presides, stands in for the chair or takes the minutes. Who did so until then does so until the day before.
 * Refuses `bodies/chair-by-right`, `bodies/not-a-member`, `bodies/secretary-not-of-lead`, `bodies/seat-taken`,
 * `bodies/beyond-term`, `bodies/no-such-person`.
 */
export const chooseRole = defineAction({
  name: 'bodies/choose-role',
  title: text('registrare presidente, vicepresidente o segretario', 'record chair, vice-chair or secretary'),
  about: text(
    'Registra chi l’organo ha scelto per presiedere o sostituire chi presiede, e chi verbalizza. Presidente e vicepresidente sono componenti: senza il posto l’incarico non conta.',
    'Records whom the body chose to preside or to stand in for the chair, and who takes the minutes. Chair and vice-chair are members: without the seat it does not count.',
  ),
  permission: { capability: 'bodies', letter: 'w', roles: keepers },
  http: { method: 'POST', path: '/bodies/:body/roles' },
  input: z.object({
    body: bodyIdShape,
    role: z.enum(chosenRoles),
    person: personShape,
    since: dayShape,
    until: dayShape.optional(),
    ...actFields,
    document: fileShape.optional(),
  }),
  output: z.object({ id: z.uuid(), since: dayShape, until: dayShape.nullable() }),
  example: {
    body: 'presidency',
    role: 'chair',
    person: '00000000-0000-4000-8000-000000000000',
    since: '2027-02-24',
    act: "verbale dell'Ufficio di Presidenza",
    actNumber: '1',
    actDay: '2027-02-24',
  },
  async run({ tx, association, actor, now, input, tell }) {
    await holdBodies(tx, association);
    const { role, person, since } = input;
    const facts = await factsToChange(tx, association, since);
    const body = theBody(facts, input.body);
    const rules = bodyRulesOf(facts, body);
    if (role === 'chair' && rules.chair !== 'elected') throw new Refused(refusals.chairByRight(body.name, body.source));
    mustBeKnown(facts, person);
    const there = facts.roles.filter(
      (one) =>
        one.body === body.id &&
        one.role === role &&
        (input.until === undefined || one.since <= input.until) &&
        (one.until === null || one.until >= since),
    );
    const names = await officeNames(tx, [person, ...there.map((one) => one.person)]);
    const name = (id: string) => names.get(id) ?? '';
    if (role === 'secretary') {
      if (rules.secretary === 'lead-staff' && !isOfLead(facts, person))
        throw new Refused(refusals.secretaryNotOfLead(name(person), body.source));
    } else if (!seatsFrom(facts, body).some(({ holder }) => holder?.person === person)) {
      throw new Refused(refusals.notAMember(name(person), body.name, body.source));
    }
    const term = role === 'secretary' ? undefined : termOfOffice(facts, { body: body.id, since });
    if (term && input.until !== undefined && input.until > term.until)
      throw new Refused(refusals.beyondTerm(term.until, body.source));
    const until = input.until ?? term?.until ?? null;
    if (until !== null && until < since) throw new Refused(refusals.closedBefore(since));
    const by = { at: now.instant, by: actor.person };
    for (const one of there) {
      if (one.since >= since) throw new Refused(refusals.seatTaken(name(one.person), one.since));
      await end(tx, association, { id: one.id, until: addDays(since, -1) }, by);
    }
    const document = input.document
      ? await storeDocument(tx, association, { file: input.document, entity: null }, by)
      : null;
    const act = { act: input.act, number: input.actNumber, day: input.actDay ?? null };
    const id = randomUUID();
    await insertRole(tx, association, { id, body: body.id, role, person, since, until, act, document }, by);
    tell({ actingFor: person, after: { body: body.id, role, since, until, act } });
    return { id, since, until };
  },
});
