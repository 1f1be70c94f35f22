import { z } from 'zod';

/**
 * A value of a clause that a reading decides. In the document it is written `{ reading: notice.ordinary_days }`; with `as`,
 * each choice stands for the value beside it; with `part`, the value is one entry of a chosen map (null where the map has
 * none). The resolved clause holds the value itself.
 */
export const readingReference = z
  .strictObject({ reading: z.string(), part: z.string().optional(), as: z.record(z.string(), z.unknown()).optional() })
  .meta({ id: 'ReadingReference', description: 'The value is the chosen one of a reading of this document.' });

export type ReadingReference = z.infer<typeof readingReference>;

export function isReadingReference(value: unknown): value is ReadingReference {
  return typeof value === 'object' && value !== null && typeof (value as { reading?: unknown }).reading === 'string';
}

/** Marks a value of a clause as one that a reading may decide. */
export type Parameter = <S extends z.ZodType>(schema: S) => S;

/** For documents as written: the value, or a reference to a reading. */
export const asWritten: Parameter = (schema) => z.union([schema, readingReference]) as unknown as typeof schema;

/** For clauses in force: references are gone. */
export const asResolved: Parameter = (schema) => schema;

/** The value that a reference stands for, given the chosen value of its reading. */
export function referredValue(reference: ReadingReference, chosen: unknown): unknown {
  const value = reference.part === undefined ? chosen : partOf(chosen, reference.part);
  const plain = plainValue(value);
  return reference.as && plain !== undefined && Object.hasOwn(reference.as, plain) ? reference.as[plain] : value;
}

/** A text, number or truth value as the key that a document gives it; undefined for lists and maps. */
export function plainValue(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number'
    ? String(value)
    : undefined;
}

function partOf(chosen: unknown, part: string): unknown {
  return typeof chosen === 'object' && chosen !== null && Object.hasOwn(chosen, part)
    ? (chosen as Record<string, unknown>)[part]
    : null;
}
