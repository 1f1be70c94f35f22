import { toItalianCsv } from './italian-csv.ts';
import { toOds } from './ods.ts';
import type { Sheet } from './sheet.ts';
import type { WorkbookAbout } from './workbook.ts';
import { toXlsx } from './xlsx.ts';

/** The formats in which a person may take a table away, the open one first. */
export const sheetFormats = ['ods', 'xlsx', 'csv'] as const;
export type SheetFormat = (typeof sheetFormats)[number];

export type SheetFile = { readonly name: string; readonly type: string; readonly content: Uint8Array | string };

const types: Readonly<Record<SheetFormat, string>> = {
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
};

/**
 * Tables as a file to download, `name` without its ending. A CSV holds one table: the first.
 * Fits the `file` reply of a page: `{ kind: 'file', ...(await sheetFile(…)) }`.
 */
export async function sheetFile(
  format: SheetFormat,
  name: string,
  sheets: readonly [Sheet, ...Sheet[]],
  about: WorkbookAbout = {},
): Promise<SheetFile> {
  const content =
    format === 'ods' ? toOds(sheets, about) : format === 'xlsx' ? await toXlsx(sheets, about) : toItalianCsv(sheets[0]);
  return { name: `${name}.${format}`, type: types[format], content };
}
