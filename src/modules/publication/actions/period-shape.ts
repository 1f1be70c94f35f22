import { z } from 'zod';
import { say } from '../../../platform/problem.ts';
import { type OfficePeriod, parsePeriod } from '../rules/index.ts';

const says = say(
  'Serve un trimestre o un mese: 2027-T2 o 2027-04.',
  'A quarter or a month is needed: 2027-T2 or 2027-04.',
);

/** `2027-T2` or `2027-04`. */
export const periodShape = z
  .string()
  .max(7, says)
  .refine((written) => parsePeriod(written) !== undefined, says)
  .transform((written) => parsePeriod(written) as OfficePeriod)
  .meta({ jsonSchema: { type: 'string', pattern: '^[12][0-9]{3}-(T[1-4]|0[1-9]|1[0-2])$', maxLength: 7 } });

export const entityShape = z.string().min(1).max(40).meta({ description: 'Il codice dell’ente.' });
