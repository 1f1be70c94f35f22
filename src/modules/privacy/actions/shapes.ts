import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { plainFileName } from '../../../platform/file-given.ts';
import { say } from '../../../platform/problem.ts';
import { dayShape } from '../../../platform/shape.ts';
import { dataRights } from '../../agreement/rules/index.ts';
import type { StoredFile } from '../storage/files.ts';

const mostBytes = 10 * 1024 * 1024;

/** A file as it is given: its name, its media type, its content in base64; 10 MB at most. */
export const fileInput = z
  .object({
    name: z.string().trim().min(1).max(300),
    type: z.string().max(200).default('application/octet-stream'),
    base64: z
      .base64()
      .min(1, say('Il file è vuoto.', 'The file is empty.'))
      .max(Math.ceil((mostBytes * 4) / 3) + 4, say('Il file supera i 10 MB.', 'The file is larger than 10 MB.'))
      .meta({ format: 'byte' }),
  })
  .meta({ id: 'GivenFile' });
export type GivenFile = z.output<typeof fileInput>;

/** The file as it is kept: a name without folders, a media type that a browser cannot mistake for a page. */
export function keptFile(given: GivenFile, entity: string | null): StoredFile {
  const content = Buffer.from(given.base64, 'base64');
  return {
    id: randomUUID(),
    entity,
    name: plainFileName(given.name),
    type: keptTypes.test(given.type) ? given.type : 'application/octet-stream',
    sha256: createHash('sha256').update(content).digest('hex'),
    content,
  };
}

const keptTypes =
  /^(application\/(pdf|pkcs7-mime|x-pkcs7-mime|zip|json|vnd\.[a-z0-9.+-]+|octet-stream)|text\/(plain|csv)|image\/(png|jpeg))$/;

export const rightShape = z.enum(dataRights).meta({ description: 'Consultare, modificare o trasmettere a terzi.' });

export const purposeShape = z
  .string()
  .trim()
  .min(5, say('Servono alcune parole: per che cosa.', 'A few words are needed: what for.'))
  .max(500)
  .meta({ description: 'Per che cosa si accede; resta nel registro degli accessi.' });

export const dataSetFields = {
  name: z.string().trim().min(2).max(200),
  about: z.string().trim().min(2).max(2000).meta({ description: 'Che cosa contiene.' }),
  purpose: z.string().trim().min(2).max(1000).meta({ description: 'Per quali finalità si tratta.' }),
  hosted: z.string().trim().min(2).max(300).meta({ description: 'Dove si trova.' }),
  personal: z.boolean().meta({ description: 'Contiene dati personali.' }),
};

export const dataSetView = z.object({
  id: z.uuid(),
  entity: z.string(),
  entityName: z.string(),
  ...dataSetFields,
});

export const actView = z.object({
  id: z.uuid(),
  entity: z.string(),
  entityName: z.string(),
  number: z.string(),
  on: dayShape,
  signedBy: z.string(),
  person: z.uuid(),
  personName: z.string().meta({ description: 'Vuoto per chi non è più dell’associazione.' }),
  rights: z.array(rightShape),
  dataSets: z.array(z.object({ id: z.uuid(), name: z.string() })),
  since: dayShape,
  until: dayShape.nullable(),
  ended: dayShape
    .nullable()
    .meta({ description: 'Il primo giorno in cui non vale più, se l’ente lo ha fatto cessare.' }),
  endedBecause: z.string(),
  confirmBy: dayShape.meta({ description: 'L’ultimo giorno in cui vale se non è confermato.' }),
  state: z.enum(['holding', 'later', 'over', 'ended', 'unconfirmed']),
  measure: z.enum(['to-apply', 'applied', 'to-remove', 'removed', 'none']),
});
export type ActView = z.output<typeof actView>;

export const authorisationView = z.object({
  id: z.uuid(),
  entity: z
    .string()
    .nullable()
    .meta({ description: 'L’ente che autorizza per i propri dati; vuoto per tutto il servizio.' }),
  entityName: z.string().nullable(),
  person: z.uuid(),
  personName: z.string(),
  authorisedBy: z.string(),
  on: dayShape,
  until: dayShape.nullable(),
  revoked: dayShape.nullable(),
  read: dayShape.nullable(),
  state: z.enum(['holding', 'later', 'over', 'revoked', 'unread']),
});
export type AuthorisationView = z.output<typeof authorisationView>;
