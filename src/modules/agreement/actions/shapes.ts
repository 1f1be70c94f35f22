import { z } from 'zod';
import { dayShape, textShape } from '../../../platform/shape.ts';

/** The pieces of the agreement's answers. */

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
  says: z.record(z.string(), textShape).optional(),
});

export const clauseHead = z.object({
  id: z.string().max(200),
  article: z.string().max(200),
  part: z.string().max(200).nullable(),
  title: textShape,
  kind: z.string().max(40),
  requirement: z.array(z.string().max(40)).max(200),
  readings: z.int().meta({ format: 'int32' }),
});

export const documentProblem = z.object({
  path: z.string().max(1000),
  clause: z.string().max(200).optional(),
  line: z.int().meta({ format: 'int32' }),
  column: z.int().meta({ format: 'int32' }),
  says: textShape,
  remedy: textShape,
});
