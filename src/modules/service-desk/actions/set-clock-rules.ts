import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { clauseSources } from '../clock-measure.ts';
import { clockRefusals, pauseReasons } from '../rules/clock/index.ts';
import { replaceClockRules } from '../storage/targets.ts';
import { setsTargets } from './calendar-shapes.ts';
import { dueAgain } from './due-again.ts';

/**
 * Whether national holidays are worked, which waits stop the clock and by which clause, and at which percents of a target
 * somebody is told. In the place of what was set. Refuses `service-desk/no-such-clause`.
 */
export const setClockRules = defineAction({
  name: 'service-desk/set-clock-rules',
  title: text("stabilire che cosa ferma l'orologio dell'assistenza", 'set what stops the clock of the service desk'),
  permission: setsTargets,
  http: { method: 'PUT', path: '/service-desk/clock-rules' },
  input: z.object({
    nationalHolidays: z.enum(['closed', 'open']).default('closed'),
    stops: z
      .array(z.object({ reason: z.enum(pauseReasons), clause: z.string().trim().max(100).nullish() }))
      .max(pauseReasons.length)
      .refine((stops) => new Set(stops.map(({ reason }) => reason)).size === stops.length)
      .default([]),
    escalations: z
      .array(z.int().min(1).max(99).meta({ format: 'int32' }))
      .max(5)
      .default([]),
  }),
  output: z.object({}),
  example: { stops: [{ reason: 'material' }, { reason: 'person' }], escalations: [75, 90] },
  async run(context) {
    const { tx, association, now, input, tell } = context;
    const sources = await clauseSources(tx, association, now.today);
    const unknown = input.stops.flatMap(({ clause }) => (clause && !sources.has(clause) ? [clause] : []));
    if (unknown.length > 0) throw new Refused(...unknown.map(clockRefusals.noSuchClause));
    await replaceClockRules(
      tx,
      {
        association,
        national_holidays: input.nationalHolidays,
        escalations: [...new Set(input.escalations)].sort((a, b) => a - b),
      },
      input.stops.map(({ reason, clause }) => ({ association, reason, clause: clause ?? '' })),
    );
    await dueAgain(context, '');
    tell({ after: input });
    return {};
  },
});
