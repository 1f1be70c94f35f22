import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { Refused } from '../../../../kernel/result.ts';
import { text } from '../../../../kernel/text.ts';
import { defineAction } from '../../../../platform/action.ts';
import { dayShape } from '../../../../platform/shape.ts';
import { administratorRefusals } from '../../rules/administrator-refusals.ts';
import { overlap } from '../../rules/compatibility.ts';
import { peopleRefusals } from '../../rules/people-refusals.ts';
import { administratorsOf, insertAdministrator } from '../../storage/administrators.ts';
import { heldPosts } from '../../storage/posts.ts';
import { daysInOrder } from '../days-in-order.ts';
import { actFields } from '../post-shapes.ts';
import { systemsShape } from './administrator-shapes.ts';

const { actNumber, actDate, actIssuer } = actFields;

/**
 * Writes an appointment into the register. The appointment opens nothing by itself: the post does. Refuses
 * `identity/unknown-person` for who holds no post here, `identity/appointed-already`.
 */
export const appointAdministrator = defineAction({
  name: 'identity/appoint-administrator',
  title: text(
    'registrare la nomina di un amministratore di sistema',
    'record the appointment of a system administrator',
  ),
  permission: { capability: 'identity', letter: 'a', roles: ['RES'] },
  http: { method: 'POST', path: '/administrators' },
  input: daysInOrder(
    z.object({
      person: z.uuid(),
      systems: systemsShape,
      duties: z
        .string()
        .trim()
        .max(1000)
        .default('')
        .meta({ description: 'Le funzioni: salvataggi, profili, aggiornamenti.' }),
      since: dayShape,
      until: dayShape.nullable().default(null),
      actNumber,
      actDate,
      actIssuer,
    }),
  ),
  output: z.object({ administrator: z.uuid() }),
  example: {
    person: '00000000-0000-4000-8000-000000000000',
    systems: 'server e rete della sede',
    since: '2027-01-01',
    actNumber: '7/2027',
  },
  async run({ tx, association, actor, now, input, tell }) {
    const { person, systems, duties, since, until } = input;
    if ((await heldPosts(tx, association, { on: now.today, person })).length === 0) {
      throw new Refused(peopleRefusals.unknownPerson());
    }
    const same = (await administratorsOf(tx, association)).find(
      (row) => row.person === person && row.systems === systems && overlap(row, { since, until }),
    );
    if (same) throw new Refused(administratorRefusals.appointedAlready(same.since));
    const administrator = randomUUID();
    const row = {
      person,
      systems,
      duties,
      since,
      until,
      act_number: input.actNumber,
      act_date: input.actDate,
      act_issuer: input.actIssuer,
    };
    await insertAdministrator(tx, {
      ...row,
      association,
      id: administrator,
      recorded_at: now.instant,
      recorded_by: actor.person,
    });
    tell({ actingFor: person, after: { administrator, ...row } });
    return { administrator };
  },
});
