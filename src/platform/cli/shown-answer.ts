import { parseDay, showDay } from '../../kernel/day.ts';
import type { Language } from '../../kernel/text.ts';
import type { Trace, Value } from '../../kernel/trace.ts';
import { valueText } from '../pages/value-text.ts';
import { messages } from './messages.ts';

type Plain = Readonly<Record<string, unknown>>;

/** An answer for people: names and values, lists of things as tables, explanations as trees. */
export function shownAnswer(answer: unknown, language: Language): string {
  if (isPlain(answer) && Object.keys(answer).length === 0) return messages[language].done;
  return lines(answer, language, '').join('\n');
}

function lines(value: unknown, language: Language, indent: string): string[] {
  if (isTrace(value)) return traceLines(value, language, indent);
  if (Array.isArray(value)) return listLines(value, language, indent);
  if (!isPlain(value)) return [`${indent}${shown(value, language)}`];
  const simple = Object.entries(value).filter(([, inner]) => inner !== undefined);
  const width = Math.max(...simple.filter(([, inner]) => isSimple(inner)).map(([name]) => name.length), 0);
  return simple.flatMap(([name, inner]) => {
    if (isSimple(inner)) return [`${indent}${name.padEnd(width)}  ${shown(inner, language)}`.trimEnd()];
    const below = lines(inner, language, `${indent}  `);
    return [`${indent}${name}:`, ...below];
  });
}

function listLines(list: readonly unknown[], language: Language, indent: string): string[] {
  if (list.length === 0) return [`${indent}${messages[language].none}`];
  if (list.every(isSimple)) return list.map((item) => `${indent}- ${shown(item, language)}`);
  if (list.every((item) => isPlain(item) && !isTrace(item) && Object.values(item).every(isCell))) {
    const table = tableLines(list as readonly Plain[], language, indent);
    if (table) return table;
  }
  return list.flatMap((item) => {
    const [first = '', ...rest] = lines(item, language, `${indent}  `);
    return [`${indent}- ${first.trimStart()}`, ...rest];
  });
}

/** Letters a table may be wide; wider ones are told one thing after the other. */
const widest = 200;

function tableLines(rows: readonly Plain[], language: Language, indent: string): string[] | undefined {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((name) =>
    rows.some((row) => shown(row[name], language) !== ''),
  );
  const cells = rows.map((row) => names.map((name) => shown(row[name], language)));
  const widths = names.map((name, i) => Math.max(name.length, ...cells.map((row) => row[i]!.length)));
  if (indent.length + widths.reduce((sum, width) => sum + width + 2, 0) > widest) return undefined;
  const right = names.map((name) => rows.every((row) => isNumeric(cellValue(row[name]))));
  const line = (row: readonly string[]) =>
    `${indent}${row.map((cell, i) => (right[i] ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!))).join('  ')}`.trimEnd();
  return [line(names), `${indent}${widths.map((width) => '-'.repeat(width)).join('  ')}`, ...cells.map(line)];
}

function traceLines(trace: Trace, language: Language, indent: string): string[] {
  const { why } = trace;
  const said =
    why.kind === 'source'
      ? why.source.article
      : why.kind === 'step'
        ? why.how[language]
        : why.kind === 'fact'
          ? `${why.register}, ${why.on}`
          : why.kind === 'reading'
            ? `${why.key}: ${why.chosen}`
            : why.kind === 'assumed'
              ? why.because[language]
              : why.when;
  const line = `${indent}${trace.what[language]} = ${valueText(trace.value as Value, language)}${said ? ` (${said})` : ''}`;
  return [line, ...trace.from.flatMap((inner) => traceLines(inner, language, `${indent}  `))];
}

function shown(value: unknown, language: Language): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return messages[language][value ? 'yes' : 'no'];
  if (value instanceof Date) return value.toISOString();
  if (isText(value)) return value[language];
  if (isPlain(value) && 'value' in value) return shown(value.value, language);
  if (Array.isArray(value)) return value.map((item) => shown(item, language)).join(', ');
  if (typeof value === 'string') {
    const day = parseDay(value);
    return day ? showDay(day, language) : value;
  }
  return String(value);
}

function isText(value: unknown): value is { it: string; en: string } {
  return (
    isPlain(value) && typeof value.it === 'string' && typeof value.en === 'string' && Object.keys(value).length === 2
  );
}

function isSimple(value: unknown): boolean {
  return value === null || typeof value !== 'object' || value instanceof Date || isText(value);
}

/** A figure with its date and source shows its value alone in a table. */
function cellValue(value: unknown): unknown {
  return isPlain(value) && 'value' in value ? value.value : value;
}

function isCell(value: unknown): boolean {
  return isSimple(cellValue(value)) || (Array.isArray(value) && value.every(isSimple));
}

function isNumeric(value: unknown): boolean {
  return (
    value === null ||
    value === undefined ||
    typeof value === 'number' ||
    (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value))
  );
}

function isPlain(value: unknown): value is Plain {
  return value !== null && typeof value === 'object' && !Array.isArray(value) && !(value instanceof Date);
}

function isTrace(value: unknown): value is Trace {
  return isPlain(value) && 'what' in value && 'why' in value && Array.isArray(value.from);
}
