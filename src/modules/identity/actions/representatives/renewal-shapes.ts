import { z } from 'zod';
import { dayShape } from '../../../../platform/shape.ts';
import { representativeRoles } from '../../rules/roles-of-an-entity.ts';
import { actFields } from '../post-shapes.ts';
import { emailShape, nameShape } from '../shapes.ts';

const { act, actNumber, actDate, actIssuer } = actFields;

export const entryShape = z.object({
  entity: z.string().trim().min(1).max(200).meta({ description: 'Il codice o il nome dell’ente.' }),
  role: z.enum(representativeRoles),
  name: nameShape,
  email: emailShape,
  since: dayShape.optional(),
  act: act.removeDefault().optional(),
  actNumber: actNumber.removeDefault().optional(),
  actDate: dayShape.optional(),
  actIssuer: actIssuer.removeDefault().optional(),
  /** The line of the file it was read from. */
  line: z.int().min(1).max(1_000_000).optional().meta({ format: 'int32' }),
});
export type Entry = z.output<typeof entryShape>;

/** Who represents entities from a day: one by one, or from a file; what an entry leaves out is what is said for all. */
export const renewalInput = z.object({
  since: dayShape.optional().meta({ description: 'Il primo giorno, dove la riga non ne dice un altro.' }),
  act,
  actNumber,
  actDate,
  actIssuer,
  entries: z.array(entryShape).max(2000).default([]),
  fileName: z.string().max(200).optional(),
  content: z.string().max(2_000_000).optional().meta({
    description: 'Un CSV con il punto e virgola, in base64: ente;ruolo;nome;email;dal;atto;numero;data;organo.',
  }),
});
export type Renewal = z.output<typeof renewalInput>;

const place = z.object({
  entry: z.int().min(0).max(2000).nullable().meta({ format: 'int32' }),
  line: z.int().nullable().meta({ format: 'int32' }),
  says: z.object({ it: z.string().max(1000), en: z.string().max(1000) }),
});

export const renewalPlan = z.object({
  entries: z.array(entryShape).max(2000),
  /** What each entry does: gives a post, or leaves the one that is held already. */
  changes: z
    .array(
      z.object({
        entry: z.int().min(0).meta({ format: 'int32' }),
        entity: z.string().max(62),
        entityName: z.string().max(200),
        role: z.enum(representativeRoles),
        name: z.string().max(200),
        email: z.string().max(254),
        since: dayShape,
        stays: z.boolean(),
      }),
    )
    .max(2000),
  /** The posts that end the day before. */
  ending: z
    .array(
      z.object({
        post: z.uuid(),
        entity: z.string().max(62),
        entityName: z.string().max(200),
        role: z.enum(representativeRoles),
        name: z.string().max(200),
        until: dayShape,
      }),
    )
    .max(10_000),
  problems: z.array(place).max(10_000),
});
export type RenewalPlan = z.output<typeof renewalPlan>;
export type RenewalProblem = RenewalPlan['problems'][number];
export type Change = RenewalPlan['changes'][number];
export type Ending = RenewalPlan['ending'][number];
