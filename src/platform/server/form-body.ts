import type { FastifyRequest } from 'fastify';
import { text } from '../../kernel/text.ts';
import type { Upload } from '../page.ts';
import { HttpFailure } from './failure.ts';

export type FormBody = { readonly form: Record<string, string | string[]>; readonly uploads: readonly Upload[] };

/** Bytes a file may have. */
export const largestFile = 20 * 1024 * 1024;

const tooLarge = text('Il file supera il limite di 20 MB.', 'The file is larger than the limit of 20 MB.');

/** The fields and files of a form, URL-encoded or multipart. A file field left empty is no upload. */
export async function readForm(request: FastifyRequest): Promise<FormBody> {
  const form: Record<string, string | string[]> = Object.create(null);
  const uploads: Upload[] = [];
  if (!request.isMultipart()) {
    for (const [name, value] of Object.entries((request.body ?? {}) as Record<string, unknown>)) {
      if (typeof value === 'string' || Array.isArray(value)) form[name] = value as string | string[];
    }
    return { form, uploads };
  }
  for await (const part of request.parts()) {
    if (part.type === 'file') {
      const bytes = await part.toBuffer().catch(() => {
        throw new HttpFailure(413, tooLarge);
      });
      if (part.filename || bytes.length > 0) {
        uploads.push({ field: part.fieldname, name: part.filename ?? '', type: part.mimetype, bytes });
      }
    } else {
      const value = String(part.value ?? '');
      const present = form[part.fieldname];
      if (present === undefined) form[part.fieldname] = value;
      else form[part.fieldname] = Array.isArray(present) ? [...present, value] : [present, value];
    }
  }
  return { form, uploads };
}
