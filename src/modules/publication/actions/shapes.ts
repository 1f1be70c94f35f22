import { z } from 'zod';
import { say } from '../../../platform/problem.ts';
import { dayShape, offsetCursor, textShape } from '../../../platform/shape.ts';
import { noticeStates, type PersonalFinding, personalKindNames, personalKinds } from '../rules/index.ts';

export { noticeStates } from '../rules/index.ts';

export const noticeKinds = ['resolution', 'decision', 'regulation', 'notice', 'tender', 'meeting', 'other'] as const;
export type NoticeKind = (typeof noticeKinds)[number];

export const noticeId = z.uuid().meta({ description: 'L’identificativo dell’avviso.' });

/** Bytes of a document at most. */
export const largestDocument = 10 * 1024 * 1024;

export const documentInput = z
  .object({
    name: z.string().trim().min(1).max(200),
    type: z.string().max(200).default('application/octet-stream'),
    base64: z
      .base64()
      .min(4, say('Il documento è vuoto.', 'The document is empty.'))
      .max(
        Math.ceil((largestDocument * 4) / 3) + 4,
        say('Il documento supera i 10 MB.', 'The document is over 10 MB.'),
      ),
  })
  .meta({ id: 'NoticeDocument' });

export const noticeContent = z.object({
  subject: z
    .string()
    .trim()
    .min(5, say('Serve un oggetto di almeno cinque lettere.', 'A subject of at least five letters is needed.'))
    .max(500),
  kind: z.enum(noticeKinds),
  issuer: z.string().trim().max(200).default(''),
  act: z.string().trim().max(200).default('').meta({ description: 'L’atto: «delibera 12/2027».' }),
  actDate: dayShape.nullable().default(null),
  executive: dayShape.nullable().default(null).meta({ description: 'Il giorno in cui l’atto è diventato esecutivo.' }),
  days: z.int().min(1).max(365).nullable().default(null).meta({ format: 'int32' }),
  adoptsDocument: z.int().min(1).max(100_000).nullable().default(null).meta({
    description: 'Il numero del testo della convenzione che entra in vigore con la pubblicazione.',
    format: 'int32',
  }),
  document: documentInput.nullable().default(null),
});

export const findingView = z.object({
  kind: z.enum(personalKinds),
  count: z.int().meta({ format: 'int32' }),
  like: z.string().max(40),
  /** What such data are called. */
  name: textShape,
});

export function findingViews(found: readonly PersonalFinding[]): z.input<typeof findingView>[] {
  return found.map((finding) => ({ ...finding, name: personalKindNames[finding.kind] }));
}

export const postingView = z.object({
  posted: dayShape,
  postedAt: z.iso.datetime(),
  lastDay: dayShape,
  interrupted: dayShape.nullable(),
  reason: z.string().nullable(),
});

/** What anybody may see of a notice. */
export const publicNotice = z.object({
  id: noticeId,
  /** Null for the association's own board. */
  entity: z.string().nullable(),
  board: z.string().nullable(),
  number: z.int().nullable().meta({ format: 'int32' }),
  year: z.int().nullable().meta({ format: 'int32' }),
  subject: z.string(),
  kind: z.enum(noticeKinds),
  issuer: z.string(),
  act: z.string(),
  actDate: dayShape.nullable(),
  executive: dayShape.nullable(),
  state: z.enum(noticeStates),
  posted: dayShape.nullable(),
  lastDay: dayShape.nullable(),
  /** The day from which what is posted is in force, for acts that have one. */
  inForce: dayShape.nullable(),
  document: z
    .object({ name: z.string(), type: z.string(), sha256: z.string(), removed: z.iso.datetime().nullable() })
    .nullable(),
});

export const officeNotice = publicNotice.extend({
  days: z.int().nullable().meta({ format: 'int32' }),
  adoptsDocument: z.int().nullable().meta({ format: 'int32' }),
  adopted: z.iso.datetime().nullable(),
  found: z.array(findingView).max(20),
  personalData: z.enum(['none', 'necessary']).nullable(),
  personalReason: z.string(),
  postings: z.array(postingView).max(100),
  withdrawn: dayShape.nullable(),
  withdrawnReason: z.string().nullable(),
  createdBy: z.string(),
});
export type PublicNotice = z.output<typeof publicNotice>;
export type OfficeNotice = z.output<typeof officeNotice>;

export const listInput = z.object({
  /** Part of subject, issuer, act or number. */
  q: z.string().trim().min(1).max(200).optional(),
  board: z
    .string()
    .max(40)
    .optional()
    .meta({ description: 'Il codice di un ente; vuoto per l’albo dell’associazione.' }),
  kind: z.enum(noticeKinds).optional(),
  cursor: offsetCursor.optional(),
  limit: z.int().min(1).max(1000).default(30).meta({ format: 'int32' }),
});
