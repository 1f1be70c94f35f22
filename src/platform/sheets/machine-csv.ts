import { stringify } from 'csv-stringify/sync';
import { layOut } from './layout.ts';
import type { Sheet } from './sheet.ts';

/**
 * A sheet for programs (RFC 4180): commas, decimal points, ISO dates, percentages as bare decimals, UTF-8 without a mark,
 * CRLF. The header holds the keys of the columns. No totals, so that adding a column up counts nothing twice, and texts
 * exactly as they are.
 */
export function toCsv(sheet: Sheet): string {
  const records = [
    sheet.columns.map((column) => column.key),
    ...layOut(sheet).rows.map((row) =>
      row.map((cell) => {
        if (cell.kind === 'empty') return '';
        if (cell.kind === 'text') return cell.text;
        return 'iso' in cell ? cell.iso : cell.decimal;
      }),
    ),
  ];
  return stringify(records, { record_delimiter: 'windows' });
}
