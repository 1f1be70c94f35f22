import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { leastMonths } from '../rules/retention.ts';
import { archivesOf, dailyHeadsOf, headOf } from '../storage/chains.ts';
import { retentionMonthsOf } from '../storage/retention.ts';
import { mayRead } from './permission.ts';

const end = z.object({ number: z.int(), hash: z.string() });

/** Where the association's trail ends, the last head signed, how long entries stay. */
export const showChain = defineAction({
  name: 'audit/show-chain',
  title: text('vedere la catena del registro', 'see the chain of the trail'),
  reads: true,
  permission: mayRead,
  http: { method: 'GET', path: '/audit-chain' },
  input: z.object({}),
  output: z.object({
    last: end.nullable(),
    signed: end
      .extend({ association: z.string(), day: z.string(), at: z.string(), signature: z.string(), key: z.string() })
      .nullable()
      .meta({ description: 'L’ultima testa firmata, con la chiave pubblica.' }),
    archivedThrough: z.int().meta({ description: 'L’ultima voce archiviata; 0 se nessuna.' }),
    retentionMonths: z.int().nullable().meta({ description: 'Per quanti mesi restano le voci; vuoto per sempre.' }),
    leastMonths: z.int(),
  }),
  example: {},
  async run({ tx, association }) {
    return {
      last: (await headOf(tx, association)) ?? null,
      signed: (await dailyHeadsOf(tx, association, 1))[0] ?? null,
      archivedThrough: (await archivesOf(tx, association)).at(-1)?.last ?? 0,
      retentionMonths: await retentionMonthsOf(tx, association),
      leastMonths,
    };
  },
});
