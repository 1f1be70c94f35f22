import { type Text, text } from '../../kernel/text.ts';
import { zipEntries } from './zip-entries.ts';

/** What the bytes of a file say it is, whatever its name says. */
export type RealKind =
  | { readonly kind: 'text' }
  | { readonly kind: 'xlsx' }
  | { readonly kind: 'other'; readonly is: Text; readonly remedy: Text };

const saveAsCsv = text(
  'Aprirlo con il programma di fogli di calcolo e salvarlo come CSV o come XLSX.',
  'Open it with a spreadsheet program and save it as CSV or as XLSX.',
);
const takeTheTable = text(
  'Occorre la tabella dei dati, salvata come CSV o come XLSX.',
  'The table of data is needed, saved as CSV or as XLSX.',
);
const unpack = text('Estrarre il file CSV e caricare quello.', 'Extract the CSV file and upload that.');

const other = (is: Text, remedy: Text): RealKind => ({ kind: 'other', is, remedy });
const openDocument = text('un foglio di calcolo OpenDocument (ODS)', 'an OpenDocument spreadsheet (ODS)');
const zip = text('un archivio ZIP', 'a ZIP archive');

const signatures: readonly { readonly bytes: readonly number[]; readonly kind: RealKind }[] = [
  {
    bytes: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
    kind: other(
      text(
        'un file di Office vecchio o protetto da password (XLS)',
        'an Office file, old or protected by a password (XLS)',
      ),
      saveAsCsv,
    ),
  },
  { bytes: [...Buffer.from('%PDF-')], kind: other(text('un documento PDF', 'a PDF document'), takeTheTable) },
  {
    bytes: [...Buffer.from('{\\rtf')],
    kind: other(text('un documento di testo RTF', 'an RTF document'), takeTheTable),
  },
  { bytes: [0x1f, 0x8b], kind: other(text('un archivio GZIP', 'a GZIP archive'), unpack) },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], kind: other(text('un archivio 7z', 'a 7z archive'), unpack) },
  { bytes: [...Buffer.from('Rar!')], kind: other(text('un archivio RAR', 'a RAR archive'), unpack) },
  { bytes: [0x89, 0x50, 0x4e, 0x47], kind: other(text("un'immagine PNG", 'a PNG picture'), takeTheTable) },
  { bytes: [0xff, 0xd8, 0xff], kind: other(text("un'immagine JPEG", 'a JPEG picture'), takeTheTable) },
  { bytes: [...Buffer.from('PAR1')], kind: other(text('un file Parquet', 'a Parquet file'), saveAsCsv) },
];

export async function realKind(bytes: Uint8Array): Promise<RealKind> {
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0x50, 0x4b, 0x05, 0x06]))
    return kindOfZip(bytes);
  const known = signatures.find((signature) => startsWith(bytes, signature.bytes));
  if (known) return known.kind;
  const start = new TextDecoder('latin1')
    .decode(bytes.subarray(0, 512))
    .replace(/^(?:ï»¿)?\s*/, '')
    .toLowerCase();
  if (/^<(?:!doctype html|html|table|head|body)\b/.test(start)) {
    return other(
      text('una pagina HTML, anche se il nome dice altro', 'an HTML page, whatever its name says'),
      saveAsCsv,
    );
  }
  if (start.startsWith('<?xml')) return other(text('un documento XML', 'an XML document'), saveAsCsv);
  if (/^(?:\{\s*"|\[\s*\{)/.test(start)) return other(text('un file JSON', 'a JSON file'), takeTheTable);
  return { kind: 'text' };
}

async function kindOfZip(bytes: Uint8Array): Promise<RealKind> {
  const entries = (await zipEntries(bytes)) ?? [];
  const names = new Set(entries.map((entry) => entry.name));
  if (names.has('xl/workbook.xml')) return { kind: 'xlsx' };
  if (names.has('xl/workbook.bin')) {
    return other(text('un foglio di Excel binario (XLSB)', 'a binary Excel workbook (XLSB)'), saveAsCsv);
  }
  if (names.has('word/document.xml')) {
    return other(text('un documento di testo (DOCX)', 'a text document (DOCX)'), takeTheTable);
  }
  // An OpenDocument file holds its media type in its first entry, stored, at a fixed place.
  const declared = new TextDecoder('latin1').decode(bytes.subarray(30, 100));
  if (declared.startsWith('mimetypeapplication/vnd.oasis.opendocument.spreadsheet'))
    return other(openDocument, saveAsCsv);
  if (declared.startsWith('mimetypeapplication/vnd.oasis.opendocument')) {
    return other(text('un documento OpenDocument', 'an OpenDocument document'), takeTheTable);
  }
  return other(zip, unpack);
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}
