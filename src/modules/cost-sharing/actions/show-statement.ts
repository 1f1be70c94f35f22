import { z } from 'zod';
import { defineAction } from '../../../platform/action.ts';
import { moneyOutput, textShape, traceShape } from '../../../platform/shape.ts';
import { allocationHead, allocationNumber, costInResult } from './shapes.ts';
import { entityStatement } from './statement-of.ts';
import { headView } from './views.ts';

export const showStatement = defineAction({
  name: 'cost-sharing/show-statement',
  title: { it: 'consultare il prospetto di un ente', en: 'read the statement of an entity' },
  about: {
    it: "Che cosa deve un ente, per che cosa e perché: una riga per spesa con la sua spiegazione, i rimborsi, la posizione netta, la quota dell'anno prima.",
    en: 'What an entity owes, for what and why: a line for each cost with its explanation, reimbursements, net position, the share of the year before.',
  },
  reads: true,
  permission: { capability: 'cost-sharing', letter: 'r' },
  http: { method: 'GET', path: '/allocations/:allocation/statements/:entity' },
  input: z.object({ allocation: allocationNumber, entity: z.string().max(64) }),
  example: { allocation: 1, entity: 'c_g825' },
  output: z.object({
    allocation: allocationHead,
    entity: z.string().max(64),
    name: z.string().max(200),
    amount: moneyOutput,
    percent: z.string().max(20),
    reimbursement: moneyOutput,
    netPosition: moneyOutput,
    lines: z.array(costInResult.extend({ amount: moneyOutput, how: textShape })),
    before: z.object({ year: z.int().meta({ format: 'int32' }), amount: moneyOutput }).nullable(),
    trace: traceShape,
  }),
  async run(context) {
    const { input } = context;
    const { allocation, statement, before } = await entityStatement(context, input.allocation, input.entity);
    return {
      allocation: headView(allocation),
      ...statement,
      lines: statement.lines.map((line) => ({ ...line, since: line.since as never })),
      before,
    };
  },
});
