import { z } from 'zod';
import { Refused } from '../../../../kernel/result.ts';
import { text } from '../../../../kernel/text.ts';
import { defineAction } from '../../../../platform/action.ts';
import { BadInput } from '../../../../platform/problem.ts';
import { dayShape } from '../../../../platform/shape.ts';
import { administratorRefusals } from '../../rules/administrator-refusals.ts';
import { lastBeforeFirst } from '../../rules/post-refusals.ts';
import { administratorsOf, closeAdministrator } from '../../storage/administrators.ts';

/** Ends an appointment; it stays in the register. Refuses `identity/no-such-administrator`, `identity/appointment-ended`. */
export const endAppointment = defineAction({
  name: 'identity/end-appointment',
  title: text('chiudere la nomina di un amministratore di sistema', 'end the appointment of a system administrator'),
  permission: { capability: 'identity', letter: 'a', roles: ['RES'] },
  http: { method: 'POST', path: '/administrators/:administrator/end' },
  input: z.object({ administrator: z.uuid(), until: dayShape }),
  output: z.object({ administrator: z.uuid(), until: dayShape }),
  example: { administrator: '00000000-0000-4000-8000-000000000000', until: '2027-12-31' },
  async run({ tx, association, now, input, tell }) {
    const { administrator, until } = input;
    const row = (await administratorsOf(tx, association)).find(({ id }) => id === administrator);
    if (!row) throw new Refused(administratorRefusals.noSuchAdministrator());
    if (row.until !== null && row.until < now.today) throw new Refused(administratorRefusals.endedAlready(row.until));
    if (until < row.since) throw new BadInput([{ path: 'until', says: lastBeforeFirst(row.since) }]);
    await closeAdministrator(tx, association, administrator, until);
    tell({ actingFor: row.person, before: { administrator, until: row.until }, after: { administrator, until } });
    return { administrator, until };
  },
});
