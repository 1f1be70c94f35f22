import { z } from 'zod';
import { say } from '../../../platform/problem.ts';
import { dayShape, textShape } from '../../../platform/shape.ts';

/** The pieces of the agreement's answers. */

export const documentNumber = z.coerce.number().int().min(1).max(100000).meta({ format: 'int32' });

/** A null character as it is, or as YAML escapes it. */
const nullCharacter = /\0|\\(?:0|x00|u0000|U00000000)/;

/** The text of a document: a null character can be stored nowhere and is never meant. */
export const writtenDocument = z
  .string()
  .max(2_000_000)
  .refine(
    (written) => !nullCharacter.test(written),
    say(
      'Il testo contiene un carattere nullo: salvarlo di nuovo come testo semplice in UTF-8.',
      'The text holds a null character: save it again as plain UTF-8 text.',
    ),
  );

export const documentHead = z.object({
  number: z.int().meta({ format: 'int32' }),
  sha256: z.string().max(64),
  imported: z.string().max(40),
  importedBy: z.string().max(200),
  adopted: z.string().max(40).nullable(),
  since: dayShape.nullable(),
  act: z.string().max(500).nullable(),
});

export const readingView = z.object({
  key: z.string().max(200),
  clause: z.string().max(200),
  nature: z.enum(['text', 'reading', 'silent', 'missing']),
  question: textShape,
  value: z.unknown(),
  allowed: z.unknown(),
  /** The values that can be named, the chosen one first. */
  choices: z.array(z.unknown()).max(1000),
  says: z.record(z.string(), textShape).optional(),
  /** Whether a value of some clause hangs on it; otherwise it guides what people do. */
  used: z.boolean(),
});

export const clauseHead = z.object({
  id: z.string().max(200),
  article: z.string().max(200),
  part: z.string().max(200).nullable(),
  title: textShape,
  summary: textShape,
  kind: z.string().max(40),
  /** What clauses of its kind decide. */
  decides: textShape,
  /** Whether the platform computes something from it. */
  computes: z.boolean(),
  requirement: z.array(z.string().max(40)).max(200),
  readings: z.int().meta({ format: 'int32' }),
});

const act = z.object({
  id: z.string().max(200),
  title: textShape,
  body: z.string().max(500).nullable(),
  number: z.string().max(100).nullable(),
  date: dayShape.nullable(),
});

export const actView = act;

const value = z.object({
  /** Inside the version: `calls[0].atLeast`. */
  path: z.string().max(1000),
  value: z.unknown(),
  /** The reading that decides it. */
  reading: z.string().max(200).nullable(),
});

export const valueChange = z.object({ path: z.string().max(1000), before: z.unknown(), after: z.unknown() });

/** A clause whole. */
export const clauseView = clauseHead.omit({ readings: true }).extend({
  drives: textShape.nullable(),
  notes: z.array(textShape).max(200),
  legalReferences: z
    .array(z.object({ reference: z.string().max(1000), state: z.string().max(40), today: textShape.optional() }))
    .max(200),
  versions: z
    .array(
      z.object({
        since: dayShape.nullable(),
        /** The title of the act that set it. */
        by: z.string().max(1000).nullable(),
        act: act.nullable(),
        terms: z.record(z.string(), z.unknown()),
        values: z.array(value).max(10000),
        /** The wording changed with this version, in our words. */
        changed: textShape.nullable(),
        /** What differs from the version before. */
        changes: z.array(valueChange).max(10000),
        inForce: z.boolean(),
      }),
    )
    .max(1000),
  readings: z.array(readingView).max(1000),
  examples: z
    .array(
      z.object({
        title: textShape,
        rule: z.string().max(100),
        given: z.record(z.string(), z.unknown()),
        expect: z.record(z.string(), z.unknown()),
      }),
    )
    .max(1000),
});

export const documentProblem = z.object({
  path: z.string().max(1000),
  clause: z.string().max(200).optional(),
  line: z.int().meta({ format: 'int32' }),
  column: z.int().meta({ format: 'int32' }),
  says: textShape,
  remedy: textShape,
});

/** What an agreement says of itself, beside its clauses. */
export const agreementView = documentHead.extend({
  id: z.string().max(200),
  name: textShape,
  shortName: z.string().max(200),
  type: textShape,
  aliases: z.array(z.string().max(500)).max(200),
  state: z.string().max(40),
  /** The last day, where the text has one. */
  ends: dayShape.nullable(),
  /** The countdown to that day: the alert reached (365, 180 or 90 days), or `ended`. */
  expiry: z
    .object({
      daysLeft: z.int(),
      alert: z.union([z.literal(365), z.literal(180), z.literal(90), z.literal('ended')]).nullable(),
      renews: z.boolean(),
    })
    .nullable(),
  about: textShape.nullable(),
  lead: z.string().max(500),
  office: z.object({ name: z.string().max(500), seat: z.string().max(500).nullable() }).nullable(),
  acts: z.array(act).max(1000),
  sources: z.array(z.object({ title: textShape, relation: z.enum(['above', 'beside', 'replaced']) })).max(1000),
  missing: z.array(textShape).max(1000),
  participants: z
    .array(
      z.object({
        code: z.string().max(64).nullable(),
        name: z.string().max(500),
        kind: z.string().max(40),
        relation: z.enum(['member', 'lead', 'partner']),
        successor: z.string().max(500).nullable(),
      }),
    )
    .max(10000),
  parts: z.array(z.object({ id: z.string().max(200), title: textShape })).max(1000),
  readings: z.array(readingView).max(5000),
});
