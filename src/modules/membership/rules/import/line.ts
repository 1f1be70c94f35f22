import type { Day } from '../../../../kernel/day.ts';
import { type Text, text } from '../../../../kernel/text.ts';
import { type EntityField, tidyField, wrongField } from '../entity-fields.ts';
import type { ImportChoices, RowFields, RowKeys } from './read-row.ts';
import type { ColumnField, SourceFile } from './source-file.ts';
import { readWrittenDay } from './written-day.ts';

/** What is known of the whole file while its lines are read. */
export type FileContext = {
  readonly file: SourceFile;
  readonly choices: ImportChoices;
  /** The lines above the header, as one. */
  readonly preamble: string;
  /** The one month to read of a file that has several, `2023-12`. */
  readonly month?: string | undefined;
};

/** A line being read; what is wrong with it is added to `problems`. */
export type Line = {
  readonly line: number;
  readonly cells: readonly string[];
  readonly context: FileContext;
  readonly problems: Text[];
};

export type WrittenFields = Omit<RowFields, 'kind' | 'relation' | 'hasCed'> & { readonly code?: string };

export function cell({ context, cells }: Line, field: ColumnField): string {
  const index = context.file.columns[field];
  return index === undefined ? '' : (cells[index] ?? '').trim();
}

/** The fields that the line has and that are written well; the others are left out, the wrong ones named. */
export function written(line: Line, fields: readonly EntityField[]): WrittenFields {
  const read: Record<string, string | number> = {};
  for (const field of fields) {
    const typed = cell(line, field);
    if (typed === '') continue;
    const value = tidyField(field, typed);
    if (!checked(line, field, value)) continue;
    read[field] = field === 'latitude' || field === 'longitude' ? Number(value) : value;
  }
  return read;
}

export function checked(line: Line, field: EntityField, value: string): boolean {
  const says = wrongField(field, value);
  if (says) line.problems.push(text(`«${short(value)}»: ${says.it}`, `“${short(value)}”: ${says.en}`));
  return !says;
}

/** A day's cell: empty says nothing, a date that does not exist is wrong. */
export function dayCell(line: Line, field: ColumnField): Day | undefined {
  const typed = cell(line, field);
  if (typed === '') return undefined;
  const day = readWrittenDay(typed);
  if (!day) line.problems.push(problems.notADay(typed));
  return day;
}

export function keysOf({ code, ipa, istat, belfiore }: WrittenFields): RowKeys {
  return {
    ...(code ? { code } : {}),
    ...(ipa ? { ipa } : {}),
    ...(istat ? { istat } : {}),
    ...(belfiore ? { belfiore } : {}),
  };
}

/** The line's number and the name that it gives the entity. */
export function named(line: Line, label: string | undefined) {
  return { line: line.line, label: short(label || (line.cells.find((value) => value !== '') ?? '')) };
}

export function short(typed: string): string {
  return typed.length > 60 ? `${typed.slice(0, 60)}…` : typed;
}

/** What may be wrong with a line. */
export const problems = {
  noCode: text(
    'Manca il codice che dice di quale ente si tratta.',
    'The code that says which entity this is about is missing.',
  ),
  noDay: text(
    'Non si sa di che giorno è il dato: il file non lo dice. Indicarlo accanto al file.',
    'The file does not say which day the figure is about. State it beside the file.',
  ),
  noRegister: text(
    'Non si sa che cosa conta la colonna «valore»: indicarlo accanto al file, o aggiungere la colonna «dato».',
    'What the column “value” counts is not known: state it beside the file, or add the column “register”.',
  ),
  notAMonth: text('Mese e anno non sono leggibili.', 'Month and year cannot be read.'),
  halfPlace: text('Servono latitudine e longitudine insieme.', 'Latitude and longitude go together.'),
  signedAfterJoining: text(
    "La firma non può venire dopo l'inizio dell'adesione.",
    'Signing cannot come after the first day in.',
  ),
  notADay: (typed: string) =>
    text(
      `«${short(typed)}» non è una data che esiste. Si scrive 2023-12-31 o 31/12/2023.`,
      `“${short(typed)}” is not an existing date. It is written 2023-12-31 or 31/12/2023.`,
    ),
  notAnAge: (typed: string) =>
    text(
      `«${short(typed)}» non è un'età. Le righe con il totale hanno 999.`,
      `“${short(typed)}” is not an age. The rows with the total have 999.`,
    ),
  notARegister: (typed: string) =>
    text(
      `«${short(typed)}» non è un dato conosciuto: abitanti, postazioni, costi diretti, unità:nome del servizio.`,
      `“${short(typed)}” is not a known figure: inhabitants, workstations, direct costs, units:name of the service.`,
    ),
  notOneOf: (typed: string, it: string, en: string) =>
    text(`«${short(typed)}» non va bene: serve ${it}.`, `“${short(typed)}” does not do: it must be ${en}.`),
};
