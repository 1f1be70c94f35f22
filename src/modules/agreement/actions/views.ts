import type { StoredDocument } from '../storage/documents.ts';

/** The head of a stored document as answers show it. */
export function headOf({
  number,
  sha256,
  imported,
  importedBy,
  adopted,
  since,
  act,
}: Omit<StoredDocument, 'document' | 'written'>) {
  return {
    number,
    sha256,
    imported: imported.toISOString(),
    importedBy,
    adopted: adopted?.toISOString() ?? null,
    since,
    act,
  };
}
