import { z } from 'zod';
import type { Day } from '../../../kernel/day.ts';
import { parseDay } from '../../../kernel/day.ts';
import { say } from '../../../platform/problem.ts';
import type { Role } from '../../../platform/role.ts';
import { dayShape } from '../../../platform/shape.ts';
import { hoursText, readStretches, writeStretches } from '../rules/index.ts';

/** Who keeps staff and sites. */
export const keeps = { capability: 'staffing', letter: 'w', roles: ['RES', 'ADM'] } as const;
/** Who writes down what is done at a site. */
export const onSite = { capability: 'staffing', letter: 'w', roles: ['REF', 'RES', 'ADM'] } as const;
/** Who writes hours and days: the own ones, those who keep the staff everybody's. */
export const ownTime = { capability: 'staffing', letter: 'w', roles: ['L1', 'L2', 'SYS', 'RES', 'ADM'] } as const;
/** Everybody whom the matrix lets read more than the public part, who is where. */
const inside: readonly Role[] = [
  'REF',
  'MAY',
  'ASS',
  'PRE',
  'TEC',
  'L1',
  'L2',
  'SYS',
  'RES',
  'ADM',
  'FIN',
  'ACC',
  'AUD',
];
export const readsInside = { capability: 'staffing', letter: 'r', roles: inside } as const;
/** What concerns an entity or the whole association, and no technician for himself. */
export const readsOfEntities = {
  capability: 'staffing',
  letter: 'r',
  roles: inside.filter((role) => !['L1', 'L2', 'SYS'].includes(role)),
} as const;
/** What adds up the whole association. */
export const readsWhole = {
  capability: 'staffing',
  letter: 'r',
  roles: ['ASS', 'PRE', 'TEC', 'RES', 'ADM', 'FIN'] as readonly Role[],
} as const;

export const entityShape = z.string().trim().min(1).max(40);
export const actShape = z.string().trim().min(1).max(300);
export const noteShape = z.string().trim().max(300).default('');
export const nameShape = z.string().trim().min(1).max(120);
export const aSite = { site: z.uuid() };
export const aPerson = { staff: z.uuid() };
export const count = z.int().min(0).meta({ format: 'int32' });

export const entityView = z.object({ code: z.string().max(40), name: z.string().max(200) });
export const siteName = z.object({ id: z.uuid(), name: z.string().max(120) });
export const personName = z.object({ id: z.uuid(), name: z.string().max(120) });

/** `8-13, 14:30-17` in, `08:00-13:00, 14:30-17:00` kept; empty: none. */
export const stretchesShape = z
  .string()
  .trim()
  .max(100)
  .default('')
  .refine(
    (typed) => readStretches(typed) !== undefined,
    say('Servono ore come 8:00-13:00, 14:00-17:00.', 'It must be hours such as 8:00-13:00, 14:00-17:00.'),
  )
  .transform((typed) => writeStretches(readStretches(typed) ?? []));

/** A month, `2027-03`, kept as its first day. */
export const monthShape = z
  .string()
  .trim()
  .max(7)
  .refine(
    (written) => parseDay(`${written}-01`) !== undefined,
    say('Serve un mese, come 2027-03.', 'It must be a month, such as 2027-03.'),
  )
  .transform((written) => `${written}-01` as Day);

const clockDuration = /^([0-9]{1,3}):([0-5][0-9])$/;
const decimalDuration = /^([0-9]{1,3})(?:[.,]([0-9]{1,2}))?$/;

/** A time worked as it is typed: `2:30` or hours as a decimal, `2,5`. In minutes; undefined where it is neither. */
export function readDuration(typed: string): number | undefined {
  const [, hours, minutes] = clockDuration.exec(typed) ?? [];
  if (hours !== undefined) return Number(hours) * 60 + Number(minutes);
  const [, whole, part = ''] = decimalDuration.exec(typed) ?? [];
  if (whole === undefined) return undefined;
  const minutesOfPart = (Number(part.padEnd(2, '0')) * 60) / 100;
  return Number.isInteger(minutesOfPart) ? Number(whole) * 60 + minutesOfPart : undefined;
}

/** @param most in minutes */
export function durationShape(least: number, most: number) {
  const says = say(
    `Servono ore come 2:30 o 2,5, da ${hoursText(least)} a ${hoursText(most)}.`,
    `It must be hours such as 2:30 or 2.5, from ${hoursText(least)} to ${hoursText(most)}.`,
  );
  return z
    .string(says)
    .trim()
    .max(10)
    .refine((typed) => {
      const minutes = readDuration(typed);
      return minutes !== undefined && minutes >= least && minutes <= most;
    }, says)
    .transform((typed) => readDuration(typed) ?? 0)
    .meta({ jsonSchema: { type: 'string', maxLength: 10, examples: ['2:30'] } });
}

/** An id that the caller chose, so that the same record is not made twice; a new one where it is left out. */
export const ownIdShape = z.uuid().optional().meta({ description: 'Un id scelto da chi chiama; senza, uno nuovo.' });

export const untilShape = dayShape.optional();
