import { stringify } from 'csv-stringify/sync';
import { type LaidCell, layOut } from './layout.ts';
import type { Sheet } from './sheet.ts';

/**
 * A sheet as Italian spreadsheets open it with a double click: semicolons, decimal commas, `dd/mm/yyyy`, `27,50%`, moments as
 * ISO 8601 writes them, so that they sort,
 * UTF-8 with its mark, CRLF. Header, rows and totals; title and notes stay out, so that the header is the first line.
 * A text that a spreadsheet would run as a formula gets an apostrophe before it.
 */
export function toItalianCsv(sheet: Sheet): string {
  const laid = layOut(sheet);
  const records = [
    laid.columns.map((column) => harmless(column.header)),
    ...laid.rows.map((row) => row.map(show)),
    ...(laid.totals ? [laid.totals.map(({ cell }) => show(cell))] : []),
  ];
  return stringify(records, { delimiter: ';', bom: true, record_delimiter: 'windows' });
}

function show(cell: LaidCell): string {
  switch (cell.kind) {
    case 'empty':
      return '';
    case 'text':
      return harmless(cell.text);
    case 'day':
      return cell.iso.split('-').reverse().join('/');
    case 'moment':
      return cell.iso;
    case 'percent':
      return `${cell.decimal.replace('.', ',')}%`;
    default:
      return cell.decimal.replace('.', ',');
  }
}

/** What starts a formula in a spreadsheet, also in full-width form and behind blanks. */
const formulaStart = /^(?:\s*[=+\-@＝＋－＠]|[\t\r\n])/;
const numeric = /^[+-]?[0-9][0-9.,\s]*%?$/;

function harmless(text: string): string {
  return formulaStart.test(text) && !numeric.test(text) ? `'${text}` : text;
}
