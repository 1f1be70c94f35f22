import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { yearOf } from '../../../kernel/day.ts';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { BadInput } from '../../../platform/problem.ts';
import { dayShape } from '../../../platform/shape.ts';
import { calendarOfYear } from '../calendar-of-year.ts';
import { eventsToRecord } from '../event-names.ts';
import { refusals } from '../refusals.ts';
import { insertEvent, recordedEvents, undoEvent as undo } from '../storage/recorded-events.ts';
import { associationWriters } from './who.ts';

const eventName = z
  .string()
  .max(100)
  .regex(/^[a-z][a-z0-9:._-]*$/);

/** A day that terms count from, which no other register holds. */
export const recordEvent = defineAction({
  name: 'planning/record-event',
  title: text('registrare un evento da cui partono i termini', 'record an event that terms count from'),
  about: text(
    'Per ciò che nessun altro registro conosce: una relazione presentata, un’approvazione decisa fuori da qui. Sedute, decisioni e firme vengono dai loro registri.',
    'For what no other register holds: a report given, an approval decided elsewhere. Sittings, decisions and signings come from their own registers.',
  ),
  permission: { capability: 'planning', letter: 'w', roles: associationWriters },
  http: { method: 'POST', path: '/calendar-events' },
  input: z.object({ event: eventName, on: dayShape, act: z.string().trim().min(1).max(300) }),
  example: { event: 'account-approved', on: '2027-04-26', act: 'delibera 3/2027' },
  output: z.object({ id: z.uuid() }),
  async run({ tx, association, now, actor, input, tell }) {
    const { document } = await calendarOfYear(tx, { association, year: yearOf(input.on), today: now.today });
    const known = eventsToRecord(document);
    if (!known.includes(input.event)) throw new Refused(refusals.unknownEvent(input.event));
    if (input.on > now.today) {
      const says = text('Un evento si registra quando è avvenuto.', 'An event is recorded once it has happened.');
      throw new BadInput([{ path: 'on', says }]);
    }
    const id = randomUUID();
    const { event, on, act } = input;
    const stored = await insertEvent(tx, association, {
      id,
      event,
      on,
      act,
      recordedAt: now.instant,
      recordedBy: actor.name,
    });
    if (!stored) throw new Refused(refusals.eventThere());
    tell({ after: { event, on, act } });
    return { id };
  },
});

/** Refuses `planning/no-such-event`. */
export const undoEvent = defineAction({
  name: 'planning/undo-event',
  title: text('annullare un evento registrato', 'undo a recorded event'),
  permission: { capability: 'planning', letter: 'w', roles: associationWriters },
  http: { method: 'POST', path: '/calendar-events/:event/undoing' },
  input: z.object({ event: z.uuid(), reason: z.string().trim().min(1).max(400) }),
  example: { event: '00000000-0000-4000-8000-000000000000', reason: 'Giorno sbagliato.' },
  output: z.object({ id: z.uuid() }),
  async run({ tx, association, now, actor, input, tell }) {
    const found = (await recordedEvents(tx, association)).find(({ id }) => id === input.event);
    const undoing = { at: now.instant, by: actor.name, reason: input.reason };
    if (!found || !(await undo(tx, association, found.id, undoing))) throw new Refused(refusals.noSuchEvent());
    tell({ before: { event: found.event, on: found.on }, after: { undone: input.reason } });
    return { id: found.id };
  },
});
