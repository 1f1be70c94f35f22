import { parseDay, parseLocalTime } from '../../kernel/day.ts';
import { add, type Fraction, parseFraction, toDecimal, zero } from '../../kernel/fraction.ts';
import { cents, formatMoney } from '../../kernel/money.ts';
import type { Cell, Column, ColumnKind, Sheet } from './sheet.ts';

/** A cell as every writer needs it: numbers as exact decimal texts with a point, texts without what XML forbids. */
export type LaidCell =
  | { readonly kind: 'empty' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'money' | 'number' | 'percent'; readonly decimal: string }
  | { readonly kind: 'day' | 'moment'; readonly iso: string };

export type LaidColumn = {
  readonly header: string;
  readonly kind: ColumnKind;
  /** Decimals shown: 2 for money, the most that any cell has for numbers and percentages. */
  readonly decimals: number;
  /** In characters. */
  readonly width: number;
};

/** A sheet with its cells checked, its columns measured and its totals added up. */
export type Laid = {
  readonly columns: readonly LaidColumn[];
  readonly rows: readonly (readonly LaidCell[])[];
  /** One cell a column; `sum` marks the ones that a spreadsheet writes as a formula. */
  readonly totals: readonly { readonly cell: LaidCell; readonly sum: boolean }[] | undefined;
};

const empty: LaidCell = { kind: 'empty' };
const decimalPattern = /^-?[0-9]+(?:\.[0-9]+)?$/;
const mostDecimals = 12;
const narrowest = 9;
const widest = 60;

/**
 * Lays a sheet out for writing. A cell that is not of its column's kind is a fault (TypeError naming row and column):
 * tables are made by code, never by a person.
 */
export function layOut(sheet: Sheet): Laid {
  const rows = sheet.rows.map((row, index) => sheet.columns.map((column) => layCell(row[column.key], column, index)));
  const totals = sheet.totals && layTotals(sheet, rows, sheet.totals);
  const all = totals ? [...rows, totals.map(({ cell }) => cell)] : rows;
  return { columns: sheet.columns.map((column, index) => layColumn(column, index, all)), rows, totals };
}

/** Whether a sheet is easier to read on a page turned on its side. */
export function isWide(laid: Laid): boolean {
  return laid.columns.reduce((sum, column) => sum + column.width, 0) > 90;
}

/** A text that XML 1.0 and every spreadsheet accept: no control characters but tab and line ends, no half characters. */
export function cleanText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to take out
  return text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
}

function layCell(cell: Cell, column: Column, row: number): LaidCell {
  if (cell === null || cell === undefined || cell === '') return empty;
  switch (column.kind) {
    case 'text':
      return { kind: 'text', text: cleanText(String(cell)) };
    case 'money':
      if (typeof cell === 'bigint') return { kind: 'money', decimal: formatMoney(cents(cell)) };
      break;
    case 'number': {
      const decimal = decimalOf(cell);
      if (decimal !== undefined) return { kind: 'number', decimal };
      break;
    }
    case 'percent':
      if (typeof cell === 'string' && decimalPattern.test(cell)) return { kind: 'percent', decimal: cell };
      break;
    case 'day':
      if (typeof cell === 'string' && parseDay(cell)) return { kind: 'day', iso: cell };
      break;
    case 'moment':
      if (typeof cell === 'string' && parseLocalTime(cell)) return { kind: 'moment', iso: cell };
      break;
  }
  throw new TypeError(`row ${row + 1}, column ${column.key}: ${String(cell)} is not ${column.kind}`);
}

function decimalOf(cell: string | bigint | number): string | undefined {
  if (typeof cell === 'bigint') return cell.toString();
  if (typeof cell === 'string') return decimalPattern.test(cell) ? cell : undefined;
  if (!Number.isFinite(cell)) return undefined;
  const written = String(cell);
  return decimalPattern.test(written) ? written : cell.toFixed(mostDecimals);
}

function decimalsOf(cell: LaidCell | undefined): number {
  if (cell === undefined || !('decimal' in cell)) return 0;
  const point = cell.decimal.indexOf('.');
  return point < 0 ? 0 : Math.min(cell.decimal.length - point - 1, mostDecimals);
}

function layTotals(sheet: Sheet, rows: readonly (readonly LaidCell[])[], totals: NonNullable<Sheet['totals']>) {
  const unknown = totals.columns.filter((key) => !sheet.columns.some((column) => column.key === key));
  if (unknown.length > 0) throw new TypeError(`no column ${unknown.join(', ')} to add up`);
  return sheet.columns.map((column, index) => {
    if (totals.columns.includes(column.key)) {
      if (column.kind === 'text' || column.kind === 'day' || column.kind === 'moment')
        throw new TypeError(`${column.key} cannot be added up`);
      let sum: Fraction = zero;
      let decimals = column.kind === 'money' ? 2 : 0;
      for (const row of rows) {
        const cell = row[index]!;
        if (!('decimal' in cell)) continue;
        sum = add(sum, parseFraction(cell.decimal)!);
        decimals = Math.max(decimals, decimalsOf(cell));
      }
      return { cell: { kind: column.kind, decimal: toDecimal(sum, decimals) }, sum: true };
    }
    return { cell: index === 0 ? ({ kind: 'text', text: cleanText(totals.label) } as const) : empty, sum: false };
  });
}

function layColumn(column: Column, index: number, rows: readonly (readonly LaidCell[])[]): LaidColumn {
  let decimals = column.kind === 'money' ? 2 : 0;
  let longest = Math.max(...column.header.split('\n').map((line) => line.length));
  for (const row of rows) {
    const cell = row[index];
    decimals = Math.max(decimals, decimalsOf(cell));
    longest = Math.max(longest, lengthOf(cell));
  }
  const width = column.width ?? Math.min(Math.max(longest + 2, narrowest), widest);
  return { header: cleanText(column.header), kind: column.kind, decimals, width };
}

/** About as many characters as the cell takes when shown, separators of thousands and the unit included. */
function lengthOf(cell: LaidCell | undefined): number {
  if (cell === undefined || cell.kind === 'empty') return 0;
  if (cell.kind === 'text') return cell.text.length;
  if ('iso' in cell) return cell.iso.length;
  return Math.ceil(cell.decimal.length * 1.25) + 2;
}
