import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { assignees } from './people.ts';

/** Those a request can be given to, by name. */
export const listAssignees = defineAction({
  name: 'service-desk/list-assignees',
  title: text('elencare a chi si può assegnare una richiesta', 'list those a request can be given to'),
  reads: true,
  permission: { capability: 'service-desk', letter: 'w', roles: ['L1', 'L2', 'SYS', 'RES'] },
  http: { method: 'GET', path: '/ticket-assignees' },
  input: z.object({}),
  output: z.object({ items: z.array(z.object({ id: z.uuid(), name: z.string().max(300) })).max(10_000) }),
  example: {},
  run: async (context) => ({ items: await assignees(context) }),
});
