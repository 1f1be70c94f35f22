import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { EntityCode } from '../../../kernel/entity.ts';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import type { Tx } from '../../../platform/action.ts';
import { documentType, plainFileName } from '../../../platform/file-given.ts';
import { BadInput } from '../../../platform/problem.ts';
import { refusals } from '../rules/refusals.ts';
import { insertDocument, type Recording } from '../storage/documents.ts';

const mostBytes = 20 * 1024 * 1024;

/** A file of an input: its name, its content in base64. */
export const fileShape = z.object({
  name: z.string().trim().min(1).max(300),
  content: z
    .base64()
    .max(Math.ceil((mostBytes * 4) / 3) + 4)
    .meta({ format: 'byte' }),
});
export type FileGiven = z.output<typeof fileShape>;

/** The smallest document that is one: for the examples of inputs. */
export const specimen = {
  name: 'decreto.pdf',
  content: Buffer.from('%PDF-1.4\n%%EOF\n').toString('base64'),
};

/**
 * Stores a document, of an entity or of the whole association; gives its id. An empty file is a problem at `path`; what is
 * neither PDF nor P7M is refused `bodies/document-type`.
 */
export async function storeDocument(
  tx: Tx,
  association: string,
  {
    file,
    entity,
    path = 'document',
  }: { readonly file: FileGiven; readonly entity: EntityCode | null; readonly path?: string },
  by: Recording,
): Promise<string> {
  const bytes = Buffer.from(file.content, 'base64');
  if (bytes.length === 0) {
    throw new BadInput([{ path, says: text('Il file è vuoto.', 'The file is empty.') }]);
  }
  const type = documentType(bytes);
  if (!type) throw new Refused(refusals.documentType());
  const id = randomUUID();
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await insertDocument(tx, association, { id, name: plainFileName(file.name), type, sha256, bytes, entity }, by);
  return id;
}
