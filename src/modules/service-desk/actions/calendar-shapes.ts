import { z } from 'zod';
import { say } from '../../../platform/problem.ts';
import { readHours, writeHours } from '../rules/clock/index.ts';

/** Who sets calendars: the head of the service; a referent the own entity's. */
export const setsCalendars = { capability: 'service-desk', letter: 'w', roles: ['RES', 'REF'] } as const;
/** Who sets targets and what stops the clock. */
export const setsTargets = { capability: 'service-desk', letter: 'w', roles: ['RES'] } as const;

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** Whose calendar: an entity's, or the association's where none is named. */
export const whoseShape = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .nullish()
  .meta({ description: 'Il codice dell’ente; senza, il calendario dell’associazione.' });

/** `8-13, 14:30-17` in, `08:00-13:00, 14:30-17:00` stored; empty: closed. */
export const hoursShape = z
  .string()
  .trim()
  .max(100)
  .default('')
  .refine(
    (typed) => readHours(typed) !== undefined,
    say('Servono ore come 8:00-13:00, 14:00-17:00.', 'It must be hours such as 8:00-13:00, 14:00-17:00.'),
  )
  .transform((typed) => writeHours(readHours(typed) ?? []));

/** A day of each year, `12-07`; 29 February comes too seldom. */
export const monthDayShape = z
  .string()
  .trim()
  .max(5)
  .refine(
    (written) => /^\d\d-\d\d$/.test(written) && !Number.isNaN(Date.parse(`2027-${written}`)) && exists(written),
    say(
      'Serve un giorno di ogni anno come mese e giorno, 12-07.',
      'It must be a day of each year as month and day, 12-07.',
    ),
  );

function exists(monthDay: string): boolean {
  return new Date(`2027-${monthDay}T00:00:00Z`).toISOString().slice(5, 10) === monthDay;
}
