import { z } from 'zod';
import type { EntityCode } from '../../../kernel/entity.ts';
import type { Text } from '../../../kernel/text.ts';
import { say } from '../../../platform/problem.ts';
import { dayShape } from '../../../platform/shape.ts';
import { requestCategories } from '../../agreement/rules/index.ts';
import { adhesionKeys, askers, entitlements, fieldKinds, lines } from '../rules/index.ts';
import { draftStages } from '../storage/services.ts';

export const codeShape = z
  .string()
  .trim()
  .max(60)
  .regex(
    /^[a-z0-9]+(-[a-z0-9]+)*$/,
    say(
      'Il codice ha lettere minuscole, cifre e trattini: «posta-elettronica».',
      'The code has small letters, digits and hyphens: “e-mail”.',
    ),
  )
  .meta({
    jsonSchema: { type: 'string', pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 60, examples: ['antivirus'] },
  });
export const entityShape = z.string().trim().min(1).max(40) as unknown as z.ZodType<EntityCode, string>;
export const actShape = z.string().trim().min(1).max(300);
export const whyShape = z.string().trim().max(500).default('');
export const countShape = z.int().min(0).max(1_000_000).meta({ format: 'int32' });

/** Words in both languages; the Italian ones alone stand for both. */
export const bothShape = (longest: number) =>
  z
    .object({ it: z.string().trim().min(1).max(longest), en: z.string().trim().max(longest).default('') })
    .transform(({ it, en }): Text => ({ it, en: en || it }));

const bothView = z.object({ it: z.string().max(2000), en: z.string().max(2000) });

export const formFieldShape = z.object({
  code: codeShape,
  label: bothShape(200),
  kind: z.enum(fieldKinds),
  required: z.boolean().default(false),
  choices: z.array(bothShape(100)).max(30).default([]),
});

/** What is written of a service: by hand, by the API or in a document. */
export const contentShape = z.object({
  name: bothShape(120),
  does: bothShape(2000),
  line: z.enum(lines).default('technical'),
  owner: z.string().trim().max(200).default(''),
  clause: z
    .string()
    .trim()
    .max(100)
    .nullish()
    .transform((clause) => clause || null),
  entities: z
    .array(entityShape)
    .max(10_000)
    .nullish()
    .transform((entities) => (entities && entities.length > 0 ? entities : null)),
  askedBy: z.enum(askers).default('everybody'),
  entitlement: z.enum(entitlements).default('on-request'),
  free: z.stringbool().or(z.boolean()).default(false),
  costItem: z
    .string()
    .trim()
    .max(100)
    .nullish()
    .transform((item) => item || null),
  key: z
    .enum(adhesionKeys)
    .nullish()
    .transform((key) => key ?? null)
    .meta({ description: 'Come si divide il costo tra chi aderisce, dove la clausola lo lascia alla proposta.' }),
  unit: z
    .string()
    .trim()
    .regex(
      /^([a-z0-9][a-z0-9_-]{0,60})?$/,
      say('Lettere minuscole, cifre e trattini: «mailboxes».', 'Small letters, digits and hyphens: “mailboxes”.'),
    )
    .nullish()
    .transform((unit) => unit || null),
  needs: z.array(codeShape).max(20).default([]),
  categories: z.array(z.enum(requestCategories)).max(requestCategories.length).default([]),
  offeredSince: dayShape,
  offeredUntil: dayShape.nullish().transform((day) => day ?? null),
  fields: z.array(formFieldShape).max(30).default([]),
});

export const contentView = z.object({
  name: bothView,
  does: bothView,
  line: z.enum(lines),
  owner: z.string().max(200),
  clause: z.string().max(100).nullable(),
  entities: z.array(z.string().max(40)).max(10_000).nullable(),
  askedBy: z.enum(askers),
  entitlement: z.enum(entitlements),
  free: z.boolean(),
  costItem: z.string().max(100).nullable(),
  key: z.enum(adhesionKeys).nullable(),
  unit: z.string().max(100).nullable(),
  needs: z.array(z.string().max(60)).max(20),
  categories: z.array(z.enum(requestCategories)).max(requestCategories.length),
  offeredSince: dayShape,
  offeredUntil: dayShape.nullable(),
  fields: z
    .array(
      z.object({
        code: z.string().max(60),
        label: bothView,
        kind: z.enum(fieldKinds),
        required: z.boolean(),
        choices: z.array(bothView).max(30),
      }),
    )
    .max(30),
});

export const stageShape = z.enum(draftStages);
export const versionView = z.object({
  number: z.int().min(1).meta({ format: 'int32' }),
  stage: z.enum([...draftStages, 'approved', 'dropped']),
  since: dayShape,
  draftedBy: z.string().max(300),
  draftedAt: z.iso.datetime(),
  approvedBy: z.string().max(300).nullable(),
  approvedAt: z.iso.datetime().nullable(),
  act: z.string().max(300),
});
