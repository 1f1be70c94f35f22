import { extractText, getDocumentProxy } from 'unpdf';

/** Characters of a document that are looked at. */
const most = 2_000_000;

/**
 * The words of a document, as far as they can be read: of a PDF or a text file. Empty for a scanned page or another kind of
 * file, which says nothing about what is in it.
 */
export async function documentText(document: { readonly type: string; readonly bytes: Uint8Array }): Promise<string> {
  if (document.type.startsWith('text/')) return new TextDecoder().decode(document.bytes).slice(0, most);
  if (document.type !== 'application/pdf') return '';
  try {
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(document.bytes)), { mergePages: true });
    return text.slice(0, most);
  } catch {
    return '';
  }
}
