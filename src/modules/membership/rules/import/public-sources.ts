import { type Day, dayOf, lastDayOfMonth } from '../../../../kernel/day.ts';
import { readFigure } from '../figure-value.ts';
import { cell, type FileContext, keysOf, type Line, named, problems, written } from './line.ts';
import type { ImportChoices, ImportTable, ReadRow, RowFields, Standing } from './read-row.ts';
import type { SourceFile } from './source-file.ts';
import { readWrittenDay } from './written-day.ts';

/** A row of the list of municipalities of ISTAT. */
export function readIstatMunicipality(line: Line): ReadRow {
  const read = written(line, ['name', 'istat', 'belfiore', 'province', 'region']);
  if (cell(line, 'istat') === '') line.problems.push(problems.noCode);
  return { ...named(line, read.name), keys: keysOf(read), fields: { kind: 'comune', ...read }, figures: [] };
}

/**
 * A body of the IPA. The municipality's codes are those of its seat, so they are the body's own only for a municipality,
 * whose IPA code is `c_` and the land registry's code.
 */
export function readIpaBody(line: Line): ReadRow {
  const read = written(line, ['ipa', 'name', 'taxCode', 'province', 'region']);
  if (cell(line, 'ipa') === '') line.problems.push(problems.noCode);
  const code = (read.ipa ?? '').toLowerCase();
  if (!/^c_[a-z][0-9]{3}$/.test(code)) {
    const kind = kindsOfCategory[cell(line, 'category').toUpperCase()] ?? 'other';
    return { ...named(line, read.name), keys: { code, ipa: code }, fields: { ...read, kind }, figures: [] };
  }
  const place = written(line, ['istat', 'belfiore']);
  const name = (read.name ?? '').replace(/^(?:comune|città|citta'|municipio)\s+(?:di\s+|del\s+|della\s+|d')?/i, '');
  const fields: RowFields = { ...read, ...place, ...(name ? { name } : {}), kind: 'comune' };
  return { ...named(line, name), keys: { ...keysOf(fields), code }, fields, figures: [] };
}

const kindsOfCategory: Readonly<Record<string, RowFields['kind']>> = {
  L5: 'provincia',
  L45: 'provincia',
  L18: 'unione',
  L12: 'comunita_montana',
};

/** A row of the residents by age of ISTAT: only the totals (age 999) count. On 1 January there are those of 31 December. */
export function readIstatPopulation(line: Line): ReadRow | undefined {
  const age = cell(line, 'age');
  if (age !== '999') {
    if (!/^\d{1,3}\+?$/.test(age)) line.problems.push(problems.notAnAge(age));
    return undefined;
  }
  const { preamble, choices } = line.context;
  const year = /1\s*[°ºo]?\s*gennaio\s+(\d{4})/i.exec(preamble)?.[1];
  return residents(line, {
    typed: cell(line, 'value') || sumOf(cell(line, 'males'), cell(line, 'females')),
    on: year ? dayOf(Number(year) - 1, 12, 31) : choices.on,
    standing: /stima/i.test(preamble) ? 'provisional' : 'final',
    source: year ? `ISTAT, popolazione residente al 1º gennaio ${year}` : 'ISTAT, popolazione residente',
  });
}

/** A row of the demographic balance of ISTAT: residents at the end of the year. */
export function readIstatBalance(line: Line): ReadRow {
  const { preamble, choices } = line.context;
  const year = /(?:31 dicembre|anno)\s+(\d{4})/i.exec(preamble)?.[1];
  return residents(line, {
    typed: cell(line, 'value'),
    on: choices.on ?? (year ? dayOf(Number(year), 12, 31) : undefined),
    standing: 'final',
    source: 'ISTAT, bilancio demografico',
  });
}

/** A row of the residents of ANPR: of the day it was prepared, or of one month of a file that has several. */
export function readAnprResidents(line: Line): ReadRow | undefined {
  const { choices, month } = line.context;
  const figure = { typed: cell(line, 'value'), standing: 'final', source: 'ANPR, popolazione residente' } as const;
  if (month !== undefined) {
    const own = monthText(cell(line, 'year'), cell(line, 'month'));
    if (own === undefined) line.problems.push(problems.notAMonth);
    if (own !== month) return undefined;
    return residents(line, { ...figure, on: lastDayOfMonth(Number(month.slice(0, 4)), Number(month.slice(5))) });
  }
  const prepared = readWrittenDay(cell(line, 'on'));
  if (!prepared && !choices.on) line.problems.push(problems.notADay(cell(line, 'on')));
  return residents(line, { ...figure, on: choices.on ?? prepared });
}

/** Of a file with the months of a year: the month of the chosen day, or December, or the last there is. */
export function monthOf(table: ImportTable, file: SourceFile, choices: ImportChoices): FileContext['month'] {
  const { month, year } = file.columns;
  if (file.kind !== 'anpr-residents' || month === undefined || year === undefined) return undefined;
  if (choices.on) return choices.on.slice(0, 7);
  const months = new Set<string>();
  for (const { cells } of table.rows) {
    const read = monthText(cells[year] ?? '', cells[month] ?? '');
    if (read) months.add(read);
  }
  const all = [...months].sort();
  return all.findLast((one) => one.endsWith('-12')) ?? all.at(-1);
}

function monthText(year: string, month: string): string | undefined {
  if (!/^\d{4}$/.test(year) || !/^(?:0?[1-9]|1[0-2])$/.test(month)) return undefined;
  return `${year}-${month.padStart(2, '0')}`;
}

function residents(
  line: Line,
  figure: {
    readonly typed: string;
    readonly on: Day | undefined;
    readonly standing: Standing;
    readonly source: string;
  },
): ReadRow {
  const read = written(line, ['istat']);
  if (cell(line, 'istat') === '') line.problems.push(problems.noCode);
  if (!figure.on && line.problems.length === 0) line.problems.push(problems.noDay);
  const value = readFigure('population', figure.typed);
  if (!value.ok) line.problems.push(value.says);
  const row = { ...named(line, cell(line, 'label')), keys: keysOf(read), fields: {} };
  if (!figure.on || !value.ok) return { ...row, figures: [] };
  const source = line.context.choices.source ?? figure.source;
  const { on, standing } = figure;
  return { ...row, figures: [{ register: 'population', on, value: String(value.value), standing, source }] };
}

function sumOf(males: string, females: string): string {
  return /^\d+$/.test(males) && /^\d+$/.test(females) ? String(BigInt(males) + BigInt(females)) : males && females;
}
