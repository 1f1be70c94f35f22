import { z } from 'zod';
import { dayShape, textShape } from '../../../platform/shape.ts';

export const obligationView = z.object({
  /** Stable within a year's calendar. */
  id: z.string().max(300),
  title: textShape,
  due: dayShape,
  who: textShape,
  /** The entity whose event it hangs on. */
  entity: z.string().max(200).nullable(),
  clause: z.string().max(200),
  article: z.string().max(200),
  requirement: z.string().max(40),
  kind: z.enum(['deadline', 'cadence']),
  /** Hard: past the day the rule is violated. Soft: a reminder. */
  hard: z.boolean(),
});
export type ObligationView = z.output<typeof obligationView>;
