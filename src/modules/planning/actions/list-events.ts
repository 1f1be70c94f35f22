import { z } from 'zod';
import { yearOf } from '../../../kernel/day.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape, textShape } from '../../../platform/shape.ts';
import { calendarOfYear } from '../calendar-of-year.ts';
import { eventsToRecord, eventTitle } from '../event-names.ts';
import { recordedEvents } from '../storage/recorded-events.ts';

/** Events that terms count from and that are recorded here, and those recorded. */
export const listEventsToRecord = defineAction({
  name: 'planning/list-events',
  title: text('elencare gli eventi da cui partono i termini', 'list events that terms count from'),
  reads: true,
  permission: { capability: 'planning', letter: 'r' },
  http: { method: 'GET', path: '/calendar-events' },
  input: z.object({}),
  example: {},
  output: z.object({
    items: z.array(z.object({ event: z.string().max(100), title: textShape })).max(1000),
    recorded: z
      .array(
        z.object({
          id: z.uuid(),
          event: z.string().max(100),
          title: textShape,
          on: dayShape,
          act: z.string().max(300),
          by: z.string().max(300),
        }),
      )
      .max(100_000),
  }),
  async run({ tx, association, now }) {
    const { document } = await calendarOfYear(tx, { association, year: yearOf(now.today), today: now.today });
    return {
      items: eventsToRecord(document).map((event) => ({ event, title: eventTitle(event) })),
      recorded: (await recordedEvents(tx, association)).map(({ id, event, on, act, recordedBy }) => ({
        id,
        event,
        title: eventTitle(event),
        on,
        act,
        by: recordedBy,
      })),
    };
  },
});
