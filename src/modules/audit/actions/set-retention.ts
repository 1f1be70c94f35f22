import { z } from 'zod';
import { orRefuse } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { retentionOf } from '../rules/retention.ts';
import { retentionMonthsOf, storeRetentionMonths } from '../storage/retention.ts';

/** Sets for how many months entries stay before they are archived; without a number, for good. Refuses `audit/too-short`. */
export const setRetention = defineAction({
  name: 'audit/set-retention',
  title: text('decidere per quanto tempo si conserva il registro', 'set how long the audit trail is kept'),
  permission: { capability: 'identity', letter: 'a', roles: ['RES'] },
  http: { method: 'PUT', path: '/audit-retention' },
  input: z.object({
    months: z
      .int()
      .min(0)
      .max(1200)
      .nullable()
      .default(null)
      .meta({ format: 'int32', description: 'Da 6 in su; vuoto per sempre.' }),
  }),
  output: z.object({ months: z.int().nullable() }),
  example: { months: 24 },
  async run({ tx, association, actor, now, input, tell }) {
    const months = orRefuse(retentionOf(input.months));
    tell({ before: { months: await retentionMonthsOf(tx, association) }, after: { months } });
    await storeRetentionMonths(tx, { association, months, by: actor.person, at: now.instant });
    return { months };
  },
});
