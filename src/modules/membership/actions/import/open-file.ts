import type { Text } from '../../../../kernel/text.ts';
import { text } from '../../../../kernel/text.ts';
import { BadInput } from '../../../../platform/problem.ts';
import { readTable } from '../../../../platform/spreadsheet-input/read-table.ts';
import type { TableFormat } from '../../../../platform/spreadsheet-input/table.ts';
import { type BoundaryRow, readBoundaries } from '../../rules/import/boundaries.ts';
import { condenseAges } from '../../rules/import/condense-ages.ts';
import type { ImportTable, WrongLine } from '../../rules/import/read-row.ts';
import { recogniseSource, type SourceFile } from '../../rules/import/source-file.ts';

export type OpenedFile =
  | {
      readonly kind: 'table';
      readonly file: SourceFile;
      readonly table: ImportTable;
      readonly format: TableFormat;
    }
  | { readonly kind: 'boundaries'; readonly rows: readonly BoundaryRow[]; readonly wrong: readonly WrongLine[] };

const mostJson = 20 * 1024 * 1024;

/**
 * Opens an uploaded file by what it holds, not by its name: a table (CSV, XLSX) of a known kind, or GeoJSON boundaries.
 * Throws `BadInput` at `content`, all problems at once, each with its line, when it is neither.
 */
export async function openFile(bytes: Uint8Array, name: string): Promise<OpenedFile> {
  if (looksLikeJson(bytes)) return openBoundaries(bytes, name);
  const reading = await readTable(condenseAges(bytes), { name });
  if (!reading.ok) {
    throw new BadInput(
      reading.problems.map(({ line, says }) => ({
        path: 'content',
        says: line === undefined ? says : atLine(line, says),
      })),
    );
  }
  const recognition = recogniseSource(reading.table);
  if (!recognition.ok) throw new BadInput([{ path: 'content', says: recognition.says }]);
  return { kind: 'table', file: recognition.file, table: reading.table, format: reading.table.format };
}

function openBoundaries(bytes: Uint8Array, name: string): OpenedFile {
  if (bytes.length > mostJson) throw new BadInput([{ path: 'content', says: tooLarge }]);
  let json: unknown;
  try {
    json = JSON.parse(
      Buffer.from(bytes)
        .toString('utf8')
        .replace(/^\ufeff/, ''),
    );
  } catch {
    throw new BadInput([
      {
        path: 'content',
        says: text(
          `Il file «${name}» comincia come un JSON ma non si riesce a leggerlo fino in fondo.`,
          `The file “${name}” begins as JSON but cannot be read to its end.`,
        ),
      },
    ]);
  }
  const reading = readBoundaries(json);
  if (!reading.ok) throw new BadInput([{ path: 'content', says: reading.says }]);
  return { kind: 'boundaries', rows: reading.rows, wrong: reading.wrong };
}

function looksLikeJson(bytes: Uint8Array): boolean {
  const beginning = Buffer.from(bytes.subarray(0, 64))
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart();
  return beginning.startsWith('{') || beginning.startsWith('[');
}

function atLine(line: number, says: Text): Text {
  return text(`Riga ${line}: ${says.it}`, `Line ${line}: ${says.en}`);
}

const tooLarge = text(
  'I confini pesano più di 20 MB: semplificarli o dividerli in più file.',
  'The boundaries are over 20 MB: simplify them or split them into several files.',
);
