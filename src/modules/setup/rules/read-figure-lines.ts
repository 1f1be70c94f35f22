import { type Text, text } from '../../../kernel/text.ts';
import { plainName } from './municipality.ts';

export type Named = {
  readonly code: string;
  readonly name: string;
  readonly istat?: string | null;
  readonly belfiore?: string | null;
};
export type FigureCell = {
  readonly entity: string;
  readonly register: string;
  readonly value: string;
  readonly line: number;
};
export type LineProblem = { readonly line: number; readonly says: Text };

/**
 * Cells pasted from a spreadsheet, as they are: the entity's name or one of its codes, then a number for each register in order
 * (an empty cell is a figure not known). A first line that names no entity and has no figures is taken for the titles.
 * Every line that names no entity, or one already named, or with too many cells, is a problem. Values are not read here.
 */
export function readFigureLines(
  entities: readonly Named[],
  registers: readonly string[],
  written: string,
): { readonly cells: readonly FigureCell[]; readonly problems: readonly LineProblem[] } {
  const index = new Map<string, string>();
  for (const { code, name, istat, belfiore } of entities) {
    for (const key of [plainName(code), plainName(name), istat, belfiore && plainName(belfiore)]) {
      if (key) index.set(key, code);
    }
  }
  const cells: FigureCell[] = [];
  const problems: LineProblem[] = [];
  const seen = new Set<string>();
  written.split(/\r\n|\r|\n/).forEach((line, place) => {
    if (line.trim() === '') return;
    const [label = '', ...values] = cellsOf(line);
    const entity = index.get(plainName(label)) ?? index.get(/^\d{4,5}$/.test(label) ? label.padStart(6, '0') : label);
    const report = (it: string, en: string) => problems.push({ line: place + 1, says: text(it, en) });
    if (entity === undefined) {
      const titles = place === 0 && values.every((value) => !/^\d/.test(value));
      if (!titles)
        report(
          `«${short(label)}» non è un ente di questa associazione.`,
          `“${short(label)}” is not an entity of this association.`,
        );
    } else if (seen.has(entity)) {
      report(`«${short(label)}» compare due volte.`, `“${short(label)}” stands there twice.`);
    } else if (values.filter((value) => value !== '').length > registers.length) {
      report(
        `Ci sono ${values.length} numeri e le colonne sono ${registers.length}.`,
        `There are ${values.length} numbers and ${registers.length} columns.`,
      );
    } else {
      seen.add(entity);
      registers.forEach((register, column) => {
        const value = values[column];
        if (value) cells.push({ entity, register, value, line: place + 1 });
      });
    }
  });
  return { cells, problems };
}

function cellsOf(line: string): string[] {
  const separator = line.includes('\t') ? '\t' : line.includes(';') ? ';' : ',';
  return line.split(separator).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
}

function short(label: string): string {
  return label.length > 60 ? `${label.slice(0, 60)}…` : label;
}
