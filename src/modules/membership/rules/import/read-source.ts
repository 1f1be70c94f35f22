import { type Text, text } from '../../../../kernel/text.ts';
import type { FileContext, Line } from './line.ts';
import { readOwnRow } from './own-table.ts';
import {
  monthOf,
  readAnprResidents,
  readIpaBody,
  readIstatBalance,
  readIstatMunicipality,
  readIstatPopulation,
} from './public-sources.ts';
import type { FileReading, ImportChoices, ImportTable, ReadRow, WrongLine } from './read-row.ts';
import type { SourceFile, SourceKind } from './source-file.ts';

const readers: Readonly<Record<SourceKind, (line: Line) => ReadRow | undefined>> = {
  'istat-municipalities': readIstatMunicipality,
  'ipa-bodies': readIpaBody,
  'istat-population': readIstatPopulation,
  'istat-balance': readIstatBalance,
  'anpr-residents': readAnprResidents,
  own: readOwnRow,
};

/**
 * Reads the rows of a recognised file: who each is about, and what it says of it. Every line that cannot be read is named
 * with all its problems; the same entity described twice, or the same figure twice, is wrong at each of its lines. Lines
 * that are not about this import (single ages, other months) are passed over.
 */
export function readSource(table: ImportTable, file: SourceFile, choices: ImportChoices = {}): FileReading {
  const context: FileContext = {
    file,
    choices,
    preamble: table.preamble.join(' '),
    month: monthOf(table, file, choices),
  };
  const rows: ReadRow[] = [];
  const wrong: WrongLine[] = [];
  for (const { line, cells } of table.rows) {
    const problems: Text[] = [];
    const row = readers[file.kind]({ line, cells, context, problems });
    if (problems.length > 0) wrong.push(...problems.map((says) => ({ line, says })));
    else if (row) rows.push(row);
  }
  const repeated = repetitions(rows);
  return {
    rows: rows.filter((row) => !repeated.has(row.line)),
    wrong: [...wrong, ...[...repeated].map(([line, says]) => ({ line, says }))].sort((a, b) => a.line - b.line),
    unused: file.kind === 'own' ? file.unused : [],
  };
}

/** The lines of what comes more than once, with the sentence that says where else. */
function repetitions(rows: readonly ReadRow[]): ReadonlyMap<number, Text> {
  const places = new Map<string, number[]>();
  for (const row of rows) {
    const { code, ipa, istat, belfiore } = row.keys;
    const who = istat ?? belfiore ?? code ?? ipa?.toLowerCase() ?? '';
    const what = row.figures.length === 0 ? ['entity'] : row.figures.map((figure) => `${figure.register} ${figure.on}`);
    for (const one of what) {
      const lines = places.get(`${one} ${who}`);
      if (lines) lines.push(row.line);
      else places.set(`${one} ${who}`, [row.line]);
    }
  }
  const repeated = new Map<number, Text>();
  for (const lines of places.values()) {
    const distinct = [...new Set(lines)];
    if (distinct.length < 2) continue;
    for (const line of distinct) {
      const others = distinct.filter((other) => other !== line).slice(0, 5);
      repeated.set(line, alsoAt(others));
    }
  }
  return repeated;
}

function alsoAt(lines: readonly number[]): Text {
  const many = lines.length > 1;
  return text(
    `Lo stesso ente con lo stesso dato sta anche ${many ? 'alle righe' : 'alla riga'} ${lines.join(', ')}.`,
    `The same entity with the same figure is also at ${many ? 'lines' : 'line'} ${lines.join(', ')}.`,
  );
}
