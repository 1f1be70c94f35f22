import { parse } from 'csv-parse';
import { type Text, text } from '../../kernel/text.ts';
import { type RealKind, realKind } from './real-kind.ts';
import { commonest, separatorOf } from './separator.ts';
import {
  type Table,
  type TableFormat,
  type TableLimits,
  type TableProblem,
  type TableReading,
  type TableRow,
  usualLimits,
} from './table.ts';
import { decodeText } from './text-encoding.ts';
import { readWorkbook } from './workbook-input.ts';

const mostLinesNamed = 50;
const longestRecord = 1024 * 1024;
/** So much text goes to the parser before other requests have their turn. */
const pieceCharacters = 256 * 1024;
const recordsLookedAt = 50;

/**
 * Reads the table that a person uploaded: CSV in whatever dialect (`;`, `,`, tab or `|`; UTF-8, UTF-16 or Windows-1252; any
 * line ends; quoted cells) or the first tab of an XLSX, whatever the file is called. Lines above the header are set aside.
 * All problems come back at once, each at its line: an empty or binary file, a file of another kind under this name, a size
 * or a number of rows beyond the limits, names missing or twice in the header, rows with too many or too few cells.
 */
export async function readTable(
  bytes: Uint8Array,
  file: { readonly name: string; readonly limits?: Partial<TableLimits> },
): Promise<TableReading> {
  const limits = { ...usualLimits, ...file.limits };
  const name = `«${file.name}»`;
  if (bytes.length === 0) return failed(text(`Il file ${name} è vuoto.`, `The file ${name} is empty.`));
  if (bytes.length > limits.bytes) {
    const [is, most] = [megabytes(bytes.length), megabytes(limits.bytes)];
    return failed(
      text(
        `Il file ${name} pesa ${is.it} MB; si possono caricare fino a ${most.it} MB. Dividerlo in più file.`,
        `The file ${name} is ${is.en} MB; up to ${most.en} MB can be uploaded. Split it into several files.`,
      ),
    );
  }
  let real: RealKind;
  try {
    real = await realKind(bytes);
  } catch {
    return failed(tooMuchInside(name));
  }
  if (real.kind === 'other') {
    return failed(
      text(
        `Il file ${name} non è un CSV: è ${real.is.it}. ${real.remedy.it}`,
        `The file ${name} is not a CSV: it is ${real.is.en}. ${real.remedy.en}`,
      ),
    );
  }
  if (real.kind === 'xlsx') {
    const workbook = await readWorkbook(bytes, limits);
    if (workbook === 'too-large') return failed(tooMuchInside(name));
    if (workbook === 'damaged') {
      return failed(
        text(
          `Il file ${name} è un foglio di Excel danneggiato. Aprirlo, salvarlo di nuovo e riprovare.`,
          `The file ${name} is a damaged Excel workbook. Open it, save it again and retry.`,
        ),
      );
    }
    return tableOf(workbook.rows, { kind: 'xlsx', tab: workbook.tab }, name, limits, []);
  }
  const decoded = decodeText(bytes);
  if (!decoded) {
    return failed(
      text(
        `Il file ${name} non è un testo: contiene dati binari. Caricare un CSV o un XLSX.`,
        `The file ${name} is not a text: it holds binary data. Upload a CSV or an XLSX.`,
      ),
    );
  }
  const declared = /^\ufeff?sep=(.)\r?\n/i.exec(decoded.text);
  const body = (declared ? decoded.text.slice(declared[0].length) : decoded.text.replace(/^\ufeff/, '')).replace(
    /\r\n?/g,
    '\n',
  );
  const endless = endlessLine(body);
  if (endless !== undefined) {
    return {
      ok: false,
      problems: [{ line: endless + (declared ? 1 : 0), says: parserProblem('CSV_MAX_RECORD_SIZE') }],
    };
  }
  const separator = declared && isSeparator(declared[1]!) ? declared[1] : separatorOf(body);
  const format: TableFormat = { kind: 'csv', separator, encoding: decoded.encoding };
  const read = await records(body, separator, limits, declared ? 1 : 0);
  return tableOf(read.rows, format, name, limits, read.problems);
}

/** The first line too long to be a row of a table. */
function endlessLine(body: string): number | undefined {
  let line = 1;
  for (let at = 0; at < body.length; line++) {
    const end = body.indexOf('\n', at);
    if ((end < 0 ? body.length : end) - at > longestRecord) return line;
    if (end < 0) return undefined;
    at = end + 1;
  }
  return undefined;
}

function isSeparator(character: string): character is Extract<TableFormat, { kind: 'csv' }>['separator'] {
  return [';', ',', '\t', '|'].includes(character);
}

async function records(body: string, separator: string, limits: TableLimits, linesBefore: number) {
  const rows: TableRow[] = [];
  const problems: TableProblem[] = [];
  const parser = parse({
    delimiter: separator,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    record_delimiter: '\n',
    max_record_size: longestRecord,
  });
  let open = true;
  parser.on('data', ({ record, info }: { record: string[]; info: { lines: number } }) => {
    const inside = record.reduce((sum, cell) => sum + (cell.includes('\n') ? cell.split('\n').length - 1 : 0), 0);
    const cells = record.map((cell) => cell.trim());
    if (cells.some((cell) => cell !== '')) rows.push({ line: info.lines - inside + linesBefore, cells });
  });
  const finished = new Promise<void>((resolve) => {
    parser.on('end', resolve);
    parser.on('error', (error: Error & { code?: string; lines?: number }) => {
      problems.push({ line: (rows.at(-1)?.line ?? linesBefore) + 1, says: parserProblem(error.code) });
      open = false;
      resolve();
    });
  });
  // One row beyond the limit (and the lines above the header) is enough to know that there are too many.
  const enough = limits.rows + recordsLookedAt + 1;
  for (let at = 0; at < body.length && open && rows.length <= enough; ) {
    const end = pieceEnd(body, at);
    const drained = parser.write(body.slice(at, end))
      ? undefined
      : new Promise<void>((resolve) => parser.once('drain', resolve));
    if (drained) await Promise.race([drained, finished]);
    await new Promise((resolve) => setImmediate(resolve));
    at = end;
  }
  if (open && rows.length <= enough) {
    parser.end();
    await finished;
  } else {
    parser.destroy();
  }
  return { rows, problems };
}

/** Where the next piece ends: never between the two halves of a character. */
function pieceEnd(body: string, at: number): number {
  const end = Math.min(at + pieceCharacters, body.length);
  const last = body.charCodeAt(end - 1);
  return last >= 0xd800 && last <= 0xdbff ? end + 1 : end;
}

function parserProblem(code: string | undefined): Text {
  if (code === 'CSV_QUOTE_NOT_CLOSED') {
    return text(
      'Le virgolette aperte in questa riga non vengono mai chiuse.',
      'The quotes opened in this row are never closed.',
    );
  }
  if (code === 'CSV_MAX_RECORD_SIZE') {
    return text(
      'Questa riga è lunga più di un milione di caratteri: forse le virgolette aperte non vengono chiuse.',
      'This row is longer than a million characters: perhaps its quotes are never closed.',
    );
  }
  return text('Questa riga non si riesce a leggere come CSV.', 'This row cannot be read as CSV.');
}

/** From records to a table: header found, empty columns at the right cut off, every row as wide as the header. */
function tableOf(
  records: readonly TableRow[],
  format: TableFormat,
  name: string,
  limits: TableLimits,
  found: readonly TableProblem[],
): TableReading {
  if (records.length === 0) {
    if (found.length > 0) return { ok: false, problems: found };
    return failed(
      text(`Nel file ${name} non c'è nessuna riga scritta.`, `There is no written row in the file ${name}.`),
    );
  }
  const at = headerIndex(records);
  const head = records[at]!;
  const body = records.slice(at + 1);
  if (body.length > limits.rows) {
    const most = { it: limits.rows.toLocaleString('it'), en: limits.rows.toLocaleString('en') };
    return failed(
      text(
        `Il file ${name} ha più di ${most.it} righe. Dividerlo in più file.`,
        `The file ${name} has more than ${most.en} rows. Split it into several files.`,
      ),
    );
  }
  const header = withoutEmptyEnd(head.cells);
  if (header.length > limits.columns) {
    return failed(
      text(
        `Il file ${name} ha ${header.length} colonne; il massimo è ${limits.columns}. Lasciare solo quelle che servono.`,
        `The file ${name} has ${header.length} columns; the most is ${limits.columns}. Keep only the needed ones.`,
      ),
    );
  }
  const problems = [...headerProblems(header, head.line)];
  const rows: TableRow[] = [];
  const uneven: TableProblem[] = [];
  for (const row of body) {
    const cells = row.cells.length > header.length ? withoutEmptyEnd(row.cells, header.length) : row.cells;
    if (cells.length !== header.length) uneven.push({ line: row.line, says: unevenRow(cells.length, header.length) });
    else rows.push({ line: row.line, cells });
  }
  problems.push(...uneven.slice(0, mostLinesNamed), ...found);
  if (uneven.length > mostLinesNamed) {
    const others = uneven.length - mostLinesNamed;
    problems.push({
      says: text(
        `Altre ${others} righe non hanno tante celle quante l'intestazione.`,
        `Another ${others} rows do not have as many cells as the header.`,
      ),
    });
  }
  if (problems.length > 0) return { ok: false, problems };
  if (rows.length === 0) {
    return failed(
      text(
        `Il file ${name} ha solo l'intestazione: sotto non c'è nessuna riga.`,
        `The file ${name} has only a header: there is no row below it.`,
      ),
    );
  }
  const preamble = records.slice(0, at).map((row) => row.cells.filter((cell) => cell !== '').join(' '));
  const table: Table = { header, headerLine: head.line, rows, preamble, format };
  return { ok: true, table };
}

/** The header is the first line, unless titles stand above: lines with one written cell, narrower than the table. */
function headerIndex(records: readonly TableRow[]): number {
  const looked = records.slice(0, recordsLookedAt);
  const width = commonest(looked.map((row) => row.cells.length));
  const isTitle = (row: TableRow) =>
    width > 1 && withoutEmptyEnd(row.cells).length < width && row.cells.filter((cell) => cell !== '').length === 1;
  const at = looked.findIndex((row) => !isTitle(row));
  return Math.max(at, 0);
}

function withoutEmptyEnd(cells: readonly string[], least = 0): readonly string[] {
  let length = cells.length;
  while (length > least && cells[length - 1] === '') length--;
  return cells.slice(0, length);
}

function headerProblems(header: readonly string[], line: number): TableProblem[] {
  const problems: TableProblem[] = [];
  const places = new Map<string, number[]>();
  for (const [index, name] of header.entries()) {
    if (name === '') {
      problems.push({
        line,
        says: text(
          `La colonna ${index + 1} non ha un nome nell'intestazione.`,
          `Column ${index + 1} has no name in the header.`,
        ),
      });
    } else {
      places.set(name.toLowerCase(), [...(places.get(name.toLowerCase()) ?? []), index + 1]);
    }
  }
  for (const columns of places.values()) {
    if (columns.length < 2) continue;
    const name = header[columns[0]! - 1];
    problems.push({
      line,
      says: text(
        `Il nome «${name}» sta in più colonne: ${columns.join(', ')}.`,
        `The name “${name}” is on several columns: ${columns.join(', ')}.`,
      ),
    });
  }
  return problems;
}

function unevenRow(cells: number, columns: number): Text {
  return text(
    `${cells === 1 ? 'Una cella' : `${cells} celle`} invece di ${columns}.`,
    `${cells === 1 ? 'One cell' : `${cells} cells`} instead of ${columns}.`,
  );
}

function tooMuchInside(name: string): Text {
  return text(
    `Il file ${name} contiene, compressi, più dati di quanti se ne possano aprire. Salvarlo come CSV.`,
    `The file ${name} holds, compressed, more data than can be opened. Save it as CSV.`,
  );
}

function megabytes(bytes: number): Text {
  const value = (Math.ceil((bytes * 10) / (1024 * 1024)) / 10).toFixed(1).replace(/\.0$/, '');
  return text(value.replace('.', ','), value);
}

function failed(says: Text): TableReading {
  return { ok: false, problems: [{ says }] };
}
