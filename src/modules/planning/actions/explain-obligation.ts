import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { defineAction } from '../../../platform/action.ts';
import { textShape, traceShape, yearShape } from '../../../platform/shape.ts';
import { calendarOfYear } from '../calendar-of-year.ts';
import { refusals } from '../refusals.ts';

export const explainObligation = defineAction({
  name: 'planning/explain-obligation',
  title: { it: 'spiegare il giorno di un adempimento', en: 'explain the day of an obligation' },
  reads: true,
  permission: { capability: 'agreement', letter: 'r' },
  http: { method: 'GET', path: '/calendar/:year/obligations/:obligation' },
  input: z.object({ year: z.coerce.number().pipe(yearShape), obligation: z.string().min(1).max(300) }),
  example: { year: 2027, obligation: 'purchase-plan:2027-01-31' },
  output: z.object({ title: textShape, trace: traceShape }),
  async run({ tx, association, now, input }) {
    const { obligations } = await calendarOfYear(tx, { association, year: input.year, today: now.today });
    const found = obligations.find(({ id }) => id === input.obligation);
    if (!found) throw new Refused(refusals.unknownObligation(input.obligation, input.year));
    return { title: found.title, trace: found.explain() };
  },
});
