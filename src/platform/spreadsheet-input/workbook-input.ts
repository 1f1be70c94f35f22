import ExcelJS from 'exceljs';
import { zipSync } from 'fflate';
import type { TableLimits, TableRow } from './table.ts';
import { inflate, ZipTooLarge, zipEntries } from './zip-entries.ts';

/** What an Excel workbook must hold to be read; the rest (pictures, macros) is left folded. */
const needed =
  /^(?:\[Content_Types\]\.xml|_rels\/.*|xl\/(?:workbook|styles|sharedStrings)\.xml|xl\/_rels\/.*|xl\/worksheets\/sheet[0-9]+\.xml)$/i;

/**
 * The rows of the first visible tab with anything in it, all of one width. Numbers come as decimal texts with a point,
 * dates as ISO, formulas as the value they had when saved; a number shown with leading zeros (an ISTAT code) keeps them.
 */
export async function readWorkbook(
  bytes: Uint8Array,
  limits: TableLimits,
): Promise<{ readonly tab: string; readonly rows: readonly TableRow[] } | 'too-large' | 'damaged'> {
  const workbook = new ExcelJS.Workbook();
  try {
    const entries = await zipEntries(bytes);
    if (!entries) return 'damaged';
    const parts = await inflate(
      entries.filter(({ name }) => needed.test(name)),
      limits.expandedBytes,
    );
    for (const [name, part] of Object.entries(parts)) {
      const bare = bareCells(name, part);
      if (!bare) return 'damaged';
      parts[name] = bare;
    }
    // Folded again without compression: what is opened is what was measured.
    const measured = zipSync(parts, { level: 0 });
    await workbook.xlsx.load(measured.buffer as ArrayBuffer);
  } catch (error) {
    return error instanceof ZipTooLarge ? 'too-large' : 'damaged';
  }
  const tab =
    workbook.worksheets.find((one) => one.state === 'visible' && one.actualRowCount > 0) ?? workbook.worksheets[0];
  if (!tab) return 'damaged';
  const read: TableRow[] = [];
  let width = 0;
  tab.eachRow((row, line) => {
    // One beyond the limit, and some for the lines above the header, so that the caller knows there are more.
    if (read.length > limits.rows + 100) return;
    const cells: string[] = [];
    row.eachCell((cell, column) => {
      if (column > limits.columns + 1) return;
      while (cells.length < column - 1) cells.push('');
      cells[column - 1] = textOf(cell).trim();
    });
    if (cells.every((cell) => cell === '')) return;
    width = Math.max(width, cells.length);
    read.push({ line, cells });
  });
  const rows = read.map(({ line, cells }) => ({
    line,
    cells: [...cells, ...Array<string>(width - cells.length).fill('')],
  }));
  return { tab: tab.name, rows };
}

const lastRow = 1_048_576;

/**
 * A sheet with nothing but its cells, a workbook without its names: whatever else spans a range (merged cells, validations,
 * columns, names) is spread by ExcelJS cell by cell, so that a line of text could ask for billions of them.
 * Undefined when there are no cells to be found, or a row beyond the last that Excel has.
 */
function bareCells(name: string, part: Uint8Array): Uint8Array | undefined {
  if (/^xl\/workbook\.xml$/i.test(name)) {
    const names = /<definedNames\b[\s\S]*?<\/definedNames>/g;
    return new TextEncoder().encode(new TextDecoder().decode(part).replace(names, ''));
  }
  if (!/^xl\/worksheets\//i.test(name)) return part;
  const sheet = new TextDecoder().decode(part);
  const root = /<worksheet\b[^>]*>/.exec(sheet)?.[0];
  const from = sheet.indexOf('<sheetData');
  if (!root || from < 0) return undefined;
  const end = sheet.indexOf('</sheetData>', from);
  for (const [, row] of sheet.matchAll(/<row\b[^>]*?\br="(\d+)"/g)) if (Number(row) > lastRow) return undefined;
  return new TextEncoder().encode(`${root}${end < 0 ? '<sheetData>' : sheet.slice(from, end)}</sheetData></worksheet>`);
}

function textOf(cell: ExcelJS.Cell): string {
  return plain(cell.value, cell.numFmt);
}

function plain(value: ExcelJS.CellValue, format: string | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return numberText(value, format);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : dateText(value);
  if (typeof value !== 'object') return String(value);
  if ('richText' in value) return value.richText.map((run) => run.text).join('');
  if ('text' in value) return plain(value.text as ExcelJS.CellValue, format);
  if ('error' in value) return value.error;
  return plain(('result' in value ? value.result : null) as ExcelJS.CellValue, format);
}

function dateText(date: Date): string {
  const iso = date.toISOString();
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 16);
}

/** Fifteen digits are what a spreadsheet keeps: 0.1 + 0.2 is 0.3. */
function numberText(value: number, format: string | undefined): string {
  const zeros = /^0+$/.exec(format ?? '');
  if (zeros && Number.isInteger(value) && value >= 0) return String(value).padStart(zeros[0].length, '0');
  const rounded = String(Number(value.toPrecision(15)));
  return /e/i.test(rounded) ? value.toFixed(12).replace(/\.?0+$/, '') : rounded;
}
