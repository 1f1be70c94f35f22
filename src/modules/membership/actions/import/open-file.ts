import { type Text, text } from '../../../../kernel/text.ts';
import { readBoundaries } from '../../../../platform/maps/read-boundaries.ts';
import { BadInput } from '../../../../platform/problem.ts';
import { readTable } from '../../../../platform/spreadsheet-input/read-table.ts';
import type { TableFormat } from '../../../../platform/spreadsheet-input/table.ts';
import type { BoundaryRow } from '../../rules/import/boundaries.ts';
import { condenseAges } from '../../rules/import/condense-ages.ts';
import type { ImportTable } from '../../rules/import/read-row.ts';
import { recogniseSource, type SourceFile } from '../../rules/import/source-file.ts';

export type OpenedFile =
  | {
      readonly kind: 'table';
      readonly file: SourceFile;
      readonly table: ImportTable;
      readonly format: TableFormat;
    }
  | { readonly kind: 'boundaries'; readonly rows: readonly BoundaryRow[] };

/**
 * Opens an uploaded file by what it holds, not by its name: a table (CSV, XLSX) of a known kind, or GeoJSON boundaries.
 * Throws `BadInput` at `content`, all problems at once, each with its line, when it is neither.
 *
 * @param codes of the entities: boundaries of others are left aside
 */
export async function openFile(bytes: Uint8Array, name: string, codes: ReadonlySet<string>): Promise<OpenedFile> {
  if (looksLikeJson(bytes)) return openBoundaries(bytes, codes);
  const reading = await readTable(condenseAges(bytes), { name });
  if (!reading.ok) {
    throw new BadInput(
      reading.problems.map(({ line, says }) => ({
        path: 'content',
        says: line === undefined ? says : at('Riga', 'Line', line, says),
      })),
    );
  }
  const recognition = recogniseSource(reading.table);
  if (!recognition.ok) throw new BadInput([{ path: 'content', says: recognition.says }]);
  return { kind: 'table', file: recognition.file, table: reading.table, format: reading.table.format };
}

function openBoundaries(bytes: Uint8Array, codes: ReadonlySet<string>): OpenedFile {
  const reading = readBoundaries(bytes, { codes });
  if (!reading.ok) {
    throw new BadInput(
      reading.problems.map(({ feature, says }) => ({
        path: 'content',
        says: feature === undefined ? says : at('Confine', 'Boundary', feature, says),
      })),
    );
  }
  const rows = reading.boundaries.map(({ code, name, geometry }, place) => ({
    line: place + 1,
    code,
    label: (name ?? code).slice(0, 60),
    geometry,
  }));
  return { kind: 'boundaries', rows };
}

function looksLikeJson(bytes: Uint8Array): boolean {
  const beginning = Buffer.from(bytes.subarray(0, 64))
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart();
  return beginning.startsWith('{') || beginning.startsWith('[');
}

function at(it: string, en: string, place: number, says: Text): Text {
  return text(`${it} ${place}: ${says.it}`, `${en} ${place}: ${says.en}`);
}
