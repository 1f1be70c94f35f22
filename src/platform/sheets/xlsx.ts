import ExcelJS from 'exceljs';
import { cleanText, isWide, type LaidCell, type LaidColumn, layOut } from './layout.ts';
import type { Sheet } from './sheet.ts';
import { columnLetters, hundredth, tabNames, type WorkbookAbout } from './workbook.ts';

const font = { name: 'Calibri', size: 11 };
const longestText = 32_767;
const shade: ExcelJS.Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE6ECF2' } };
const line: Partial<ExcelJS.Border> = { style: 'thin', color: { argb: 'FF5C6F82' } };

/**
 * An Excel workbook (ISO/IEC 29500), a tab a sheet: real numbers and dates with their format, header frozen and repeated
 * in print, totals as formulas that carry their value, so that a reader that does not compute shows them too. Texts are
 * always texts: one that begins with `=` is never run.
 */
export async function toXlsx(sheets: readonly Sheet[], about: WorkbookAbout = {}): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  workbook.title = cleanText(about.title ?? sheets[0]?.title ?? '');
  workbook.creator = cleanText(about.author ?? '');
  workbook.lastModifiedBy = workbook.creator;
  workbook.created = about.at ?? new Date();
  workbook.modified = workbook.created;
  const names = tabNames(sheets);
  for (const [index, sheet] of sheets.entries()) writeTab(workbook.addWorksheet(names[index]!), sheet);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

function writeTab(tab: ExcelJS.Worksheet, sheet: Sheet): void {
  const laid = layOut(sheet);
  const last = columnLetters(laid.columns.length - 1);
  tab.columns = laid.columns.map((column) => ({ width: column.width, style: styleOf(column) }));

  if (sheet.title) {
    const row = tab.addRow([fitted(sheet.title)]);
    row.getCell(1).style = { font: { ...font, bold: true, size: 14 }, alignment: { horizontal: 'left' }, numFmt: '@' };
    tab.addRow([]);
  }
  const header = tab.addRow(laid.columns.map((column) => fitted(column.header)));
  for (const [index, column] of laid.columns.entries()) {
    header.getCell(index + 1).style = {
      font: { ...font, bold: true },
      fill: shade,
      border: { bottom: line },
      alignment: { horizontal: isText(column) ? 'left' : 'right', vertical: 'middle', wrapText: true },
    };
  }
  const first = header.number + 1;
  for (const row of laid.rows) tab.addRow(row.map(contentOf));
  const end = header.number + laid.rows.length;

  if (laid.totals) {
    const row = tab.addRow([]);
    for (const [index, { cell, sum }] of laid.totals.entries()) {
      const letters = columnLetters(index);
      const result = contentOf(cell);
      const target = row.getCell(index + 1);
      target.value =
        sum && laid.rows.length > 0
          ? { formula: `SUM(${letters}${first}:${letters}${end})`, result: result as number }
          : result;
      target.style = { ...styleOf(laid.columns[index]!), font: { ...font, bold: true }, border: { top: line } };
    }
  }
  if (sheet.notes && sheet.notes.length > 0) {
    tab.addRow([]);
    for (const note of sheet.notes) {
      const cell = tab.addRow([fitted(note)]).getCell(1);
      cell.style = { font: { ...font, italic: true }, alignment: { horizontal: 'left' }, numFmt: '@' };
    }
  }

  const firstIsText = laid.columns.length > 1 && laid.columns[0]?.kind === 'text';
  tab.views = [{ state: 'frozen', xSplit: firstIsText ? 1 : 0, ySplit: header.number }];
  if (laid.columns.length > 0) tab.autoFilter = `A${header.number}:${last}${end}`;
  tab.pageSetup = {
    paperSize: 9,
    orientation: isWide(laid) ? 'landscape' : 'portrait',
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    printTitlesRow: `${header.number}:${header.number}`,
  };
  tab.headerFooter = { oddFooter: '&C&P / &N' };
}

function isText(column: LaidColumn): boolean {
  return column.kind === 'text';
}

function styleOf(column: LaidColumn): Partial<ExcelJS.Style> {
  if (column.kind === 'text') return { font, numFmt: '@', alignment: { horizontal: 'left', vertical: 'top' } };
  return { font, numFmt: formatOf(column), alignment: { horizontal: 'right', vertical: 'top' } };
}

function formatOf(column: LaidColumn): string {
  const decimals = column.decimals === 0 ? '' : `.${'0'.repeat(column.decimals)}`;
  switch (column.kind) {
    case 'money':
      return '#,##0.00 "€";[Red]-#,##0.00 "€"';
    case 'percent':
      return `0${decimals}%`;
    case 'day':
      return 'dd/mm/yyyy';
    case 'moment':
      return 'dd/mm/yyyy hh:mm';
    default:
      return `#,##0${decimals}`;
  }
}

function contentOf(cell: LaidCell): string | number | Date | null {
  switch (cell.kind) {
    case 'empty':
      return null;
    case 'text':
      return fitted(cell.text);
    case 'day':
      return new Date(`${cell.iso}T00:00:00Z`);
    case 'moment':
      return new Date(`${cell.iso}:00Z`);
    case 'percent':
      return Number(hundredth(cell.decimal));
    default:
      return Number(cell.decimal);
  }
}

/** Excel declares a file damaged when a cell holds more than 32,767 characters. */
function fitted(text: string): string {
  const clean = cleanText(text);
  return clean.length <= longestText ? clean : `${clean.slice(0, longestText - 1).toWellFormed()}…`;
}
