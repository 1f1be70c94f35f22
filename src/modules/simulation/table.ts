import type { Language } from '../../kernel/text.ts';

/**
 * A result as a person reads it in a terminal: single values one a line, lists of objects as aligned tables, numbers to the
 * right. Keys stay those of the contract, so that the table and the JSON name the same things.
 */
export function asTable(result: Readonly<Record<string, unknown>>, language: Language): string {
  const blocks: string[] = [];
  const single: string[] = [];
  const width = Math.max(
    0,
    ...Object.entries(result)
      .filter(([, value]) => !isRows(value))
      .map(([key]) => key.length),
  );
  for (const [key, value] of Object.entries(result)) {
    if (isRows(value)) blocks.push(`${key}\n${rowsAsTable(value, language)}`);
    else if (key !== 'readings') single.push(`${key.padEnd(width)}  ${cell(value, language)}`);
  }
  if (result.readings && Object.keys(result.readings).length > 0) {
    const readings = Object.entries(result.readings as Record<string, unknown>);
    const longest = Math.max(...readings.map(([key]) => key.length));
    blocks.push(
      `readings\n${readings.map(([key, value]) => `  ${key.padEnd(longest)}  ${cell(value, language)}`).join('\n')}`,
    );
  }
  return [...(single.length > 0 ? [single.join('\n')] : []), ...blocks].join('\n\n');
}

type Row = Readonly<Record<string, unknown>>;

function isRows(value: unknown): value is readonly Row[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((item) => typeof item === 'object' && item !== null && !Array.isArray(item))
  );
}

function rowsAsTable(rows: readonly Row[], language: Language): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter(
    (column) => !rows.some((row) => isRows(row[column])),
  );
  const cells = rows.map((row) => columns.map((column) => cell(row[column], language)));
  const widths = columns.map((column, place) => Math.max(column.length, ...cells.map((line) => line[place]!.length)));
  const right = columns.map((_, place) => cells.every((line) => /^(-?[0-9][0-9.,]*)?$/.test(line[place]!)));
  const write = (line: readonly string[]) =>
    `  ${line.map((text, place) => (right[place] ? text.padStart(widths[place]!) : text.padEnd(widths[place]!))).join('  ')}`.trimEnd();
  return [write(columns), write(widths.map((width) => '-'.repeat(width))), ...cells.map(write)].join('\n');
}

function cell(value: unknown, language: Language): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'boolean') return language === 'it' ? (value ? 'sì' : 'no') : value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.length === 0 ? '–' : value.map((item) => cell(item, language)).join(', ');
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([key, inner]) => `${key} ${cell(inner, language)}`)
      .join(', ');
  return String(value);
}
