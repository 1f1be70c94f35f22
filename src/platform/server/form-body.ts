import type { FastifyRequest } from 'fastify';
import { text } from '../../kernel/text.ts';
import type { Upload } from '../page.ts';
import { HttpFailure } from './failure.ts';

export type FormBody = { readonly form: Record<string, string | string[]>; readonly uploads: readonly Upload[] };

/** Bytes a file may have. */
export const largestFile = 20 * 1024 * 1024;

const broken = text(
  'L’invio si è interrotto o non è leggibile: conviene ripeterlo.',
  'What was sent broke off or cannot be read: please send it again.',
);

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
  try {
    await readParts(request, form, uploads);
  } catch (error) {
    throw (error as { statusCode?: number }).statusCode ? error : new HttpFailure(400, broken);
  }
  return { form, uploads };
}

async function readParts(
  request: FastifyRequest,
  form: Record<string, string | string[]>,
  uploads: Upload[],
): Promise<void> {
  for await (const part of request.parts()) {
    if (part.type === 'file') {
      const bytes = await part.toBuffer();
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
}
