import { z } from 'zod';
import type { Refusal } from '../../../kernel/result.ts';
import { say } from '../../../platform/problem.ts';
import { textShape } from '../../../platform/shape.ts';

/** An address that others will be sent to: https, or http on this very machine; without a slash at the end. */
export const addressShape = z
  .string()
  .trim()
  .max(500)
  .refine(
    isSafeAddress,
    say('Serve un indirizzo https, come https://servizi.comune.esempio.it.', 'It must be an https address.'),
  )
  .transform((written) => written.replace(/\/+$/, ''))
  .meta({ jsonSchema: { type: 'string', format: 'uri', maxLength: 500 } });

function isSafeAddress(written: string): boolean {
  try {
    const { protocol, hostname, username, hash } = new URL(written);
    const here = hostname === 'localhost' || hostname === '127.0.0.1';
    return (protocol === 'https:' || (protocol === 'http:' && here)) && username === '' && hash === '';
  } catch {
    return false;
  }
}

export const levelShape = z
  .union([z.literal(1), z.literal(2), z.literal(3)])
  .meta({ description: 'Livello di verifica dell’identità: 1, 2 o 3.' });

export const providerIdShape = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{1,40}$/,
    say('Lettere minuscole, cifre e trattini, come comune-lecco.', 'Lower-case letters, digits and hyphens.'),
  )
  .meta({ description: 'La parte dell’indirizzo che nomina il fornitore.' });

/** The mark of a browser, an attempt's id, a ticket: never shown, never in the trail. */
export const opaqueShape = z.string().min(1).max(500).meta({ secret: true });

export const refusalShape = z.object({
  code: z.string(),
  kind: z.enum(['rule', 'conflict', 'forbidden', 'missing']),
  says: textShape,
  remedy: textShape.optional(),
});

const inShape = z.object({ outcome: z.literal('in'), token: z.string(), back: z.string() });
const refusedShape = z.object({ outcome: z.literal('refused'), refusal: refusalShape });

/** In, with the token of the session and where to go; or not, and why. */
export const entryShape = z.discriminatedUnion('outcome', [inShape, refusedShape]);

/** The same with SPID and CIE, which may also have been bound to the account of the session there is. */
export const publicEntryShape = z.discriminatedUnion('outcome', [
  inShape,
  refusedShape,
  z.object({ outcome: z.literal('bound'), back: z.string() }),
]);

export type Entry = z.input<typeof entryShape>;
export type PublicEntry = z.input<typeof publicEntryShape>;

export function refusedEntry(refusal: Refusal): Entry {
  const { code, kind, says, remedy } = refusal;
  return { outcome: 'refused', refusal: { code, kind, says, ...(remedy ? { remedy } : {}) } };
}
