import { z } from 'zod';
import { say } from '../../../platform/problem.ts';
import { offsetCursor, textShape } from '../../../platform/shape.ts';
import { articleStates, audiences } from '../rules/index.ts';

export const idShape = z.uuid();
const longTitle = 200;

/** Who reads what the office makes known to the entities. */
export const readers = { capability: 'service-desk', letter: 'r' } as const;
/** Who writes articles; the support writes them too, and works on no request. */
export const writers = {
  capability: 'service-desk',
  letter: 'w',
  or: 'r',
  roles: ['L1', 'L2', 'SYS', 'RES', 'ADM'],
} as const;
/** Who says what does not work. */
export const announcers = { capability: 'service-desk', letter: 'w', roles: ['L1', 'L2', 'SYS', 'RES'] } as const;

export const serviceCode = z.string().trim().min(1).max(100);

export const articleContent = z.object({
  audience: z.enum(audiences).meta({ description: 'Chi lo legge: l’ufficio, chi lavora negli enti, chiunque.' }),
  service: serviceCode.nullable().default(null).meta({ description: 'Il codice di un servizio del catalogo.' }),
  title: z
    .string()
    .trim()
    .min(5, say('Serve un titolo di almeno cinque lettere.', 'A title of at least five letters is needed.'))
    .max(longTitle),
  body: z
    .string()
    .trim()
    .min(1, say('Serve il testo dell’articolo.', 'The text of the article is needed.'))
    .max(50_000)
    .meta({ description: 'In Markdown, senza HTML.' }),
  titleEn: z.string().trim().max(longTitle).default(''),
  bodyEn: z.string().trim().max(50_000).default(''),
  words: z.string().trim().max(500).default('').meta({ description: 'Le parole con cui lo si cerca.' }),
});

export const articleLine = z.object({
  id: idShape,
  title: z.string().max(longTitle),
  /** Empty where it is in Italian only. */
  titleEn: z.string().max(longTitle),
  audience: z.enum(audiences),
  service: z.string().max(100).nullable(),
  serviceName: textShape.nullable(),
  state: z.enum(articleStates),
  changed: z.iso.datetime(),
});

export const articleView = articleLine.extend({
  /** Which version this is; `changed` is when it was written. */
  number: z.int().min(1).meta({ format: 'int32' }),
  body: z.string().max(50_000),
  bodyEn: z.string().max(50_000),
});

export const listInput = z.object({
  q: z.string().trim().min(1).max(200).optional().meta({ description: 'Parole del titolo o del testo.' }),
  service: serviceCode.optional(),
  cursor: offsetCursor.optional(),
  limit: z.coerce.number().pipe(z.int().min(1).max(1000)).default(50).meta({ format: 'int32' }),
});

export const listOutput = z.object({
  count: z.int().min(0).meta({ format: 'int32' }),
  items: z.array(articleLine).max(1000),
  next: z.string().max(10).nullable(),
});
