import type { Text } from '../../kernel/text.ts';

/** One row below the header; `line` is where it starts in the file as an editor or a spreadsheet numbers it, from 1. */
export type TableRow = { readonly line: number; readonly cells: readonly string[] };

/** How the file was understood, to be shown beside the preview. */
export type TableFormat =
  | {
      readonly kind: 'csv';
      readonly separator: Separator;
      readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
    }
  | { readonly kind: 'xlsx'; readonly tab: string };

export type Separator = ';' | ',' | '\t' | '|';

export type Table = {
  /** Names of the columns, trimmed; each once. */
  readonly header: readonly string[];
  readonly headerLine: number;
  /** As many cells a row as the header has names, trimmed; rows without any text are left out. */
  readonly rows: readonly TableRow[];
  /** Lines above the header (a title, the name of the extraction). */
  readonly preamble: readonly string[];
  readonly format: TableFormat;
};

/** One thing wrong with the file; `line` is missing when it is about the file as a whole. */
export type TableProblem = { readonly line?: number; readonly says: Text };

export type TableReading =
  | { readonly ok: true; readonly table: Table }
  | { readonly ok: false; readonly problems: readonly TableProblem[] };

export type TableLimits = {
  /** Bytes of the file, as uploaded. */
  readonly bytes: number;
  readonly rows: number;
  readonly columns: number;
  /** Bytes of a workbook once expanded: a small file may unfold into gigabytes. */
  readonly expandedBytes: number;
};

export const usualLimits: TableLimits = {
  bytes: 50 * 1024 * 1024,
  rows: 100_000,
  columns: 500,
  expandedBytes: 24 * 1024 * 1024,
};
