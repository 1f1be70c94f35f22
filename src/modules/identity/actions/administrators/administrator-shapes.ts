import { z } from 'zod';
import { dayShape } from '../../../../platform/shape.ts';
import { checkOutcomes, checkStates } from '../../rules/administrator.ts';

export const outcomeShape = z.enum(checkOutcomes);
export const systemsShape = z
  .string()
  .trim()
  .min(3)
  .max(1000)
  .meta({ description: 'I sistemi affidati: «server e rete della sede», «posta».' });

export const administratorView = z.object({
  administrator: z.uuid(),
  person: z.uuid(),
  /** Empty for somebody whom one may not know of any more. */
  name: z.string().max(200).nullable(),
  systems: z.string().max(1000),
  duties: z.string().max(1000),
  actNumber: z.string().max(60),
  actDate: dayShape.nullable(),
  actIssuer: z.string().max(200),
  since: dayShape,
  until: dayShape.nullable(),
  state: z.enum(checkStates),
  /** The day by which the next check is to be made; null for an appointment that ended. */
  nextCheck: dayShape.nullable(),
  checks: z
    .array(
      z.object({
        check: z.uuid(),
        on: dayShape,
        outcome: outcomeShape,
        notes: z.string().max(2000),
        by: z.string().max(200).nullable(),
      }),
    )
    .max(1000),
});
export type AdministratorView = z.output<typeof administratorView>;
