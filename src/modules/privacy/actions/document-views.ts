import { z } from 'zod';
import type { StoredDocument } from '../storage/documents.ts';

export const documentView = z.object({
  id: z.uuid(),
  name: z.string(),
  type: z.string(),
  bytes: z.int().min(0).meta({ format: 'int32' }),
  sha256: z.string(),
  at: z.iso.datetime(),
});

export function viewDocument({ id, name, type, bytes, sha256, at }: StoredDocument): z.input<typeof documentView> {
  return { id, name, type, bytes, sha256, at: at.toISOString() };
}
