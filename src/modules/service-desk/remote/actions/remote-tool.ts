import { z } from 'zod';
import { text } from '../../../../kernel/text.ts';
import { defineAction } from '../../../../platform/action.ts';
import { BadInput } from '../../../../platform/problem.ts';
import { remoteTools, wrongInTemplate } from '../rules/template.ts';
import { storeTool, toolOf } from '../storage/remote-sessions.ts';

const shape = {
  tool: z.enum(remoteTools),
  template: z.string().trim().min(1).max(500).meta({
    description: 'Il collegamento, con {macchina} e {codice} al loro posto: https://, rustdesk: o anydesk:.',
  }),
  minutes: z.coerce.number().pipe(z.int().min(5).max(1440)).default(60).meta({
    description: 'Per quanti minuti si può rispondere alla domanda, e usare il consenso dato.',
    format: 'int32',
  }),
};

/** Chooses the tool of remote assistance. */
export const setRemoteTool = defineAction({
  name: 'service-desk/set-remote-tool',
  title: text('scegliere lo strumento di assistenza remota', 'choose the tool of remote assistance'),
  permission: { capability: 'service-desk', letter: 'w', roles: ['RES', 'SYS'] },
  http: { method: 'PUT', path: '/remote-tool' },
  input: z.object(shape),
  output: z.object({}),
  example: { tool: 'rustdesk', template: 'rustdesk://{codice}' },
  async run({ tx, association, actor, now, input, tell }) {
    const wrong = wrongInTemplate(input.template);
    if (wrong) throw new BadInput([{ path: 'template', says: wrong }]);
    const before = await toolOf(tx, association);
    await storeTool(tx, { association, ...input, changed_at: now.instant, changed_by: actor.name });
    tell({ before: before ?? null, after: input });
    return {};
  },
});

/** The tool of remote assistance; null before one is chosen. */
export const showRemoteTool = defineAction({
  name: 'service-desk/show-remote-tool',
  title: text('vedere lo strumento di assistenza remota', 'see the tool of remote assistance'),
  reads: true,
  permission: { capability: 'service-desk', letter: 'r', roles: ['L1', 'L2', 'SYS', 'RES'] },
  http: { method: 'GET', path: '/remote-tool' },
  input: z.object({}),
  output: z.object({
    tool: z
      .object({
        tool: z.enum(remoteTools),
        template: z.string().max(500),
        minutes: z.int().min(5).max(1440).meta({ format: 'int32' }),
      })
      .nullable(),
  }),
  example: {},
  run: async ({ tx, association }) => ({ tool: (await toolOf(tx, association)) ?? null }),
});
