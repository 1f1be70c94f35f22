import { z } from 'zod';
import { yearOf } from '../../../kernel/day.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape, textShape, yearShape } from '../../../platform/shape.ts';
import { calendarOfYear } from '../calendar-of-year.ts';
import { eventTitle } from '../event-names.ts';
import { eventsKnown } from '../rules/index.ts';
import { obligationView } from './shapes.ts';
import { obligationViewOf } from './views.ts';

export const showCalendar = defineAction({
  name: 'planning/show-calendar',
  title: { it: 'consultare il calendario degli adempimenti', en: 'read the calendar of obligations' },
  about: {
    it: 'Ciò che la convenzione fa scadere in un anno, con clausola, responsabile e motivo del giorno.',
    en: 'What the agreement makes due in a year, with clause, who is in charge and the reason of the day.',
  },
  reads: true,
  permission: { capability: 'agreement', letter: 'r' },
  http: { method: 'GET', path: '/calendar' },
  input: z.object({ year: z.coerce.number().pipe(yearShape).optional() }),
  example: { year: 2027 },
  output: z.object({
    year: yearShape,
    on: dayShape,
    obligations: z.array(obligationView).max(100_000),
    /** Events that terms hang on and no register knows yet: `meeting:assembly`. */
    unknownEvents: z.array(z.object({ name: z.string().max(200), title: textShape })).max(1000),
  }),
  async run({ tx, association, now, input }) {
    const year = input.year ?? yearOf(now.today);
    const calendar = await calendarOfYear(tx, { association, year, today: now.today });
    const known = new Set([...calendar.events.keys()].map((name) => name.split(':')[0]));
    return {
      year,
      on: now.today,
      obligations: calendar.obligations.map((obligation) => obligationViewOf(obligation, calendar)),
      unknownEvents: eventsKnown(calendar.document)
        .filter((name) => !known.has(name.split(':')[0]))
        .map((name) => ({ name, title: eventTitle(name) })),
    };
  },
});
