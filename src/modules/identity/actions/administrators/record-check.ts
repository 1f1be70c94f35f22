import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { Refused } from '../../../../kernel/result.ts';
import { text } from '../../../../kernel/text.ts';
import { defineAction } from '../../../../platform/action.ts';
import { dayShape } from '../../../../platform/shape.ts';
import { nextCheck } from '../../rules/administrator.ts';
import { administratorRefusals } from '../../rules/administrator-refusals.ts';
import { administratorsOf, insertCheck } from '../../storage/administrators.ts';
import { outcomeShape } from './administrator-shapes.ts';

/**
 * Records the yearly check of an administrator's work. Refuses `identity/no-such-administrator`, `identity/own-check`,
 * `identity/check-outside-appointment`.
 */
export const recordCheck = defineAction({
  name: 'identity/record-administrator-check',
  title: text(
    'registrare la verifica annuale di un amministratore di sistema',
    'record the yearly check of a system administrator',
  ),
  permission: { capability: 'identity', letter: 'a', roles: ['RES'] },
  http: { method: 'POST', path: '/administrators/:administrator/checks' },
  input: z.object({
    administrator: z.uuid(),
    on: dayShape,
    outcome: outcomeShape,
    notes: z.string().trim().max(2000).default(''),
  }),
  output: z.object({ check: z.uuid(), nextCheck: dayShape }),
  example: { administrator: '00000000-0000-4000-8000-000000000000', on: '2027-12-15', outcome: 'adequate' },
  async run({ tx, association, actor, now, input, tell }) {
    const { administrator, on, outcome, notes } = input;
    const row = (await administratorsOf(tx, association)).find(({ id }) => id === administrator);
    if (!row) throw new Refused(administratorRefusals.noSuchAdministrator());
    if (actor.person !== null && actor.person === row.person) throw new Refused(administratorRefusals.ownCheck());
    if (on < row.since || on > now.today) throw new Refused(administratorRefusals.checkOutside(row.since));
    const check = randomUUID();
    await insertCheck(tx, {
      association,
      administrator,
      id: check,
      checked_on: on,
      outcome,
      notes,
      recorded_at: now.instant,
      recorded_by: actor.person,
    });
    tell({ actingFor: row.person, after: { administrator, check, on, outcome, notes } });
    return { check, nextCheck: nextCheck(row, on) };
  },
});
