import { z } from 'zod';
import type { EntityCode } from '../../../kernel/entity.ts';
import { say } from '../../../platform/problem.ts';
import { dayShape, sourceShape, textShape } from '../../../platform/shape.ts';

export const bodyIdShape = z
  .string()
  .trim()
  .regex(
    /^[a-z][a-z0-9-]{0,40}$/,
    say(
      "Il codice dell'organo ha lettere minuscole, cifre e trattini: «tavolo-scuola».",
      'The code of a body has small letters, digits and hyphens: “school-table”.',
    ),
  )
  .meta({ jsonSchema: { type: 'string', pattern: '^[a-z][a-z0-9-]{0,40}$', examples: ['assembly'] } });

export const seatIdShape = z.string().trim().min(1).max(130);
export const officeShape = z.string().trim().min(1).max(60);
export const entityShape = z.string().trim().min(1).max(62) as unknown as z.ZodType<EntityCode, string>;
export const personShape = z.uuid();

/** The act, as people cite it: who decided and how. */
export const actShape = z.string().trim().min(1).max(300);
export const optionalActShape = z.string().trim().max(300).default('');
export const numberShape = z.string().trim().max(60).default('');
export const nameShape = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^<>\p{Cc}]*$/u, say('Il nome non può contenere < o >.', 'A name cannot contain < or >.'));
export const longTextShape = z.string().trim().max(2000).default('');

/** The act of an input, in one piece. */
export const actFields = {
  act: actShape,
  actNumber: numberShape,
  actDay: dayShape.optional(),
};

export const natureShape = z.enum(['decides', 'advises']);

export const actView = z.object({
  act: z.string().max(300),
  number: z.string().max(60),
  day: dayShape.nullable(),
});

export const namedPersonView = z.object({ person: z.uuid(), name: z.string().max(200) });
export const entityView = z.object({ code: z.string().max(62), name: z.string().max(200) });

/** A document that the reader may open. */
export const documentView = z.object({ id: z.uuid(), name: z.string().max(200) });

export const vacancyShape = z.enum(['nobody', 'office-ended', 'entity-left', 'term-ended']);

export const bodyView = z.object({
  id: z.string().max(62),
  name: textShape,
  nature: natureShape,
  /** Founded by the agreement. */
  foreseen: z.boolean(),
  appointedBy: z.string().max(62).nullable(),
  source: sourceShape.nullable(),
  act: actView.nullable(),
});

export const seatView = z.object({
  seat: z.string().max(130),
  title: textShape,
  entity: entityView.nullable(),
  filled: z.enum(['by-office', 'by-act', 'by-appointment']),
  votes: z.boolean(),
  chair: z.boolean(),
  holder: namedPersonView
    .extend({
      since: dayShape,
      until: dayShape.nullable(),
      act: actView,
      /** The record that gave the seat; null where it follows an office. */
      holding: z.uuid().nullable(),
      document: documentView.nullable(),
    })
    .nullable(),
  delegate: namedPersonView
    .extend({
      delegation: z.uuid(),
      form: z.enum(['sitting', 'standing']),
      since: dayShape,
      until: dayShape.nullable(),
      document: documentView.nullable(),
    })
    .nullable(),
  vacancy: vacancyShape.nullable(),
});
