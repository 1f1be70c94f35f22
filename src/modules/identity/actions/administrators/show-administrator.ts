import { z } from 'zod';
import { Refused } from '../../../../kernel/result.ts';
import { text } from '../../../../kernel/text.ts';
import { defineAction } from '../../../../platform/action.ts';
import { administratorRefusals } from '../../rules/administrator-refusals.ts';
import { administratorView } from './administrator-shapes.ts';
import { listAdministrators, registerReaders } from './list-administrators.ts';

/** One appointment with its checks. Refuses `identity/no-such-administrator`. */
export const showAdministrator = defineAction({
  name: 'identity/show-administrator',
  title: text('vedere la nomina di un amministratore di sistema', 'see the appointment of a system administrator'),
  reads: true,
  permission: { capability: 'identity', letter: 'r', roles: registerReaders },
  http: { method: 'GET', path: '/administrators/:administrator' },
  input: z.object({ administrator: z.uuid() }),
  output: administratorView,
  example: { administrator: '00000000-0000-4000-8000-000000000000' },
  async run({ also, input }) {
    const { items } = await also(listAdministrators, { state: 'any' });
    const found = items.find(({ administrator }) => administrator === input.administrator);
    if (!found) throw new Refused(administratorRefusals.noSuchAdministrator());
    return found;
  },
});
