/** What a column holds; decides how each format types and shows it. */
export type ColumnKind = 'text' | 'money' | 'number' | 'percent' | 'day' | 'moment';

/**
 * By kind: `text` a text; `money` bigint cents; `number` a finite number, a bigint or a decimal text (`"1.9"`);
 * `percent` a decimal text in hundredths (`"27.50"` is 27.50 %); `day` an ISO date (`"2027-06-30"`).
 * `moment` a day and a time by the clocks of Rome (`"2027-06-30T09:05"`).
 * Null, undefined and the empty text are an empty cell.
 */
export type Cell = string | bigint | number | null | undefined;

export type Column = {
  readonly key: string;
  readonly header: string;
  readonly kind: ColumnKind;
  /** In characters; measured on the content when missing. */
  readonly width?: number;
};

export type SheetRow = Readonly<Record<string, Cell>>;

/** One table, ready for every format a person or a program may ask for. */
export type Sheet = {
  /** On the tab; shortened and cleaned where a format asks for it. */
  readonly name: string;
  /** A line above the header, where the format has room for one. */
  readonly title?: string;
  readonly columns: readonly Column[];
  readonly rows: readonly SheetRow[];
  /** The closing row: its label stands in the first column, `columns` are the keys of the columns summed. */
  readonly totals?: { readonly label: string; readonly columns: readonly string[] };
  /** Lines below the table: sources, readings, the day of the computation. */
  readonly notes?: readonly string[];
};
