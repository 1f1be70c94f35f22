import ExcelJS from 'exceljs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { toOds } from '../sheets/ods.ts';
import { toXlsx } from '../sheets/xlsx.ts';
import { readTable } from './read-table.ts';
import type { TableLimits, TableReading } from './table.ts';

const name = 'residenti.csv';
const read = (content: string | Uint8Array, limits?: Partial<TableLimits>) =>
  readTable(typeof content === 'string' ? strToU8(content) : content, { name, limits });

function good(reading: TableReading) {
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.table;
}
function sentences(reading: TableReading): string[] {
  if (reading.ok) throw new Error('was read');
  for (const { says } of reading.problems) expect(says.en.length).toBeGreaterThan(10);
  return reading.problems.map(({ line, says }) => (line === undefined ? says.it : `${line}: ${says.it}`));
}

describe('reads what people really upload', () => {
  const wanted = [
    ['Forlì', '1.234,5', "Sant'Agata"],
    ['Cantù', '', 'a\nb'],
  ];
  const written = (separator: string, end: string) =>
    ['Comune', 'Quota', 'Note'].join(separator) +
    end +
    ['Forlì', '"1.234,5"', "Sant'Agata"].join(separator) +
    end +
    ['Cantù', '', `"a${end}b"`].join(separator) +
    end;

  for (const [shown, separator] of Object.entries({ ';': ';', ',': ',', tab: '\t', '|': '|' })) {
    for (const [ends, end] of Object.entries({ CRLF: '\r\n', LF: '\n', CR: '\r' })) {
      test(`separator ${shown}, line ends ${ends}`, async () => {
        const table = good(await read(written(separator, end)));
        expect(table.header).toEqual(['Comune', 'Quota', 'Note']);
        expect(table.rows.map((row) => row.cells)).toEqual(wanted);
        expect(table.rows.map((row) => row.line)).toEqual([2, 3]);
        expect(table.format).toEqual({ kind: 'csv', separator, encoding: 'utf-8' });
      });
    }
  }

  const plain = 'Comune;Note\r\nForlì;10 € – l’anno\r\n';
  const bytesOf = {
    'UTF-8 with its mark': [strToU8(`\ufeff${plain}`), 'utf-8'],
    'UTF-16 little endian with its mark': [Buffer.from(`\ufeff${plain}`, 'utf16le'), 'utf-16le'],
    'UTF-16 little endian without': [
      Buffer.from('Comune;Note e altre parole lunghe\r\nForlì;10 € – l’anno\r\n', 'utf16le'),
      'utf-16le',
    ],
    'UTF-16 big endian with its mark': [Buffer.from(`\ufeff${plain}`, 'utf16le').swap16(), 'utf-16be'],
    'Windows-1252': [
      Buffer.from(plain.replace('€', '\u0080').replace('–', '\u0096').replace('’', '\u0092'), 'latin1'),
      'windows-1252',
    ],
  } as const;
  for (const [encoding, [bytes, expected]] of Object.entries(bytesOf)) {
    test(`encoding ${encoding}`, async () => {
      const table = good(await read(new Uint8Array(bytes)));
      expect(table.rows[0]?.cells).toEqual(['Forlì', '10 € – l’anno']);
      expect(table.format).toMatchObject({ encoding: expected });
    });
  }

  test('sets titles above the header aside, leaves empty rows and columns out, and keeps the line numbers', async () => {
    const table = good(
      await read(
        'Popolazione residente al 1° gennaio 2023;;\n\n codice ;residenti;\n048025;1838;\n;;\n048032; 7868;\n',
      ),
    );
    expect(table.preamble).toEqual(['Popolazione residente al 1° gennaio 2023']);
    expect(table.header).toEqual(['codice', 'residenti']);
    expect(table.headerLine).toBe(3);
    expect(table.rows).toEqual([
      { line: 4, cells: ['048025', '1838'] },
      { line: 6, cells: ['048032', '7868'] },
    ]);
  });

  test('takes decimal commas for decimals when semicolons part the cells', async () => {
    const table = good(await read('Ente;Quota\nLonda;1,5\nPelago;2,75\nRufina;3\n'));
    expect(table.rows.map((row) => row.cells[1])).toEqual(['1,5', '2,75', '3']);
  });

  test('a file of one column, quotes inside a cell, a declared separator, no line end at the end', async () => {
    expect(good(await read('codice\n048025\n048032')).rows).toHaveLength(2);
    expect(good(await read('via;n\nVia "Roma";12\n')).rows[0]?.cells).toEqual(['Via "Roma"', '12']);
    const declared = good(await read('\ufeffsep=,\r\na,b\r\n1,2'));
    expect([declared.header, declared.rows[0]]).toEqual([['a', 'b'], { line: 3, cells: ['1', '2'] }]);
  });

  test('8,000 lines, characters outside the basic plane across the pieces included', async () => {
    const lines = Array.from({ length: 8000 }, (_, index) => `${index};${'𝒜'.repeat(40)};Comune ${index}`);
    const table = good(await read(`a;b;c\n${lines.join('\n')}\n`));
    expect(table.rows).toHaveLength(8000);
    expect(table.rows.every((row) => row.cells[1] === '𝒜'.repeat(40))).toBe(true);
    expect(table.rows.at(-1)).toMatchObject({ line: 8001 });
  });
});

describe('Excel workbooks', () => {
  test('are read under any name: numbers, dates, formulas, codes with their zeros, empty cells', async () => {
    const workbook = new ExcelJS.Workbook();
    workbook.addWorksheet('vuoto');
    const tab = workbook.addWorksheet('Residenti');
    tab.addRow(['Residenti 2023']);
    tab.addRow(['codice', 'comune', 'residenti', 'quota', 'dal', 'note']);
    const row = tab.addRow([48025, 'Londa', 1838, 0.1 + 0.2, new Date('2023-12-31T00:00:00Z'), null]);
    row.getCell(1).numFmt = '000000';
    const next = tab.addRow(['048032', { richText: [{ text: 'Pe' }, { text: 'lago' }] }, null, null, null, 'x']);
    next.getCell(3).value = { formula: 'C3*2', result: 3676, date1904: false };
    const table = good(await read(new Uint8Array(await workbook.xlsx.writeBuffer())));
    expect(table.header).toEqual(['codice', 'comune', 'residenti', 'quota', 'dal', 'note']);
    expect(table.rows).toEqual([
      { line: 3, cells: ['048025', 'Londa', '1838', '0.3', '2023-12-31', ''] },
      { line: 4, cells: ['048032', 'Pelago', '3676', '', '', 'x'] },
    ]);
    expect(table.format).toEqual({ kind: 'xlsx', tab: 'Residenti' });
  });

  test('our own export comes back', async () => {
    const bytes = await toXlsx([
      {
        name: 'Riparto',
        columns: [
          { key: 'a', header: 'Ente', kind: 'text' },
          { key: 'b', header: 'Quota', kind: 'money' },
        ],
        rows: [{ a: 'Londa', b: 1234567n }],
      },
    ]);
    expect(good(await read(bytes)).rows[0]?.cells).toEqual(['Londa', '12345.67']);
  });

  test('one that unfolds into too much is not opened', async () => {
    const bytes = await bomb();
    expect(bytes.length).toBeLessThan(1_000_000);
    expect(sentences(await read(bytes))).toEqual([
      'Il file «residenti.csv» contiene, compressi, più dati di quanti se ne possano aprire. Salvarlo come CSV.',
    ]);
  });

  test('one that lies about its sizes is not opened either', async () => {
    const bytes = await bomb();
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = 0; at + 46 < bytes.length; at++) {
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 10, true);
    }
    expect(sentences(await read(bytes))[0]).toContain('foglio di Excel danneggiato');
  });

  test('one that asks for billions of cells in a line of text is read as what it holds, or refused', async () => {
    const parts = unzipSync(
      await toXlsx([{ name: 'x', columns: [{ key: 'a', header: 'A', kind: 'text' }], rows: [{ a: 'b' }] }]),
    );
    const sheet = strFromU8(parts['xl/worksheets/sheet1.xml']!);
    const book = strFromU8(parts['xl/workbook.xml']!);
    const all = 'A1:XFD1048576';
    const spread = `<mergeCells count="1"><mergeCell ref="${all}"/></mergeCells><dataValidations><dataValidation sqref="${all}"/></dataValidations>`;
    const wide = zipSync({
      ...parts,
      'xl/worksheets/sheet1.xml': strToU8(
        sheet
          .replace(/<cols>.*<\/cols>/, '<cols><col min="1" max="999999999"/></cols>')
          .replace('</sheetData>', `</sheetData>${spread}`),
      ),
      'xl/workbook.xml': strToU8(
        book.replace(
          '</sheets>',
          '</sheets><definedNames><definedName name="a">\'x\'!$A$1:$XFD$1048576</definedName></definedNames>',
        ),
      ),
    });
    expect(good(await read(wide)).rows).toEqual([{ line: 2, cells: ['b'] }]);
    const far = zipSync({
      ...parts,
      'xl/worksheets/sheet1.xml': strToU8(sheet.replace('<row r="2"', '<row r="4000000000"')),
    });
    expect(sentences(await read(far))[0]).toContain('foglio di Excel danneggiato');
  });

  test('a damaged one says so', async () => {
    const broken = zipSync({ 'xl/workbook.xml': strToU8('<workbook'), '[Content_Types].xml': strToU8('') });
    expect(sentences(await read(broken))[0]).toContain('foglio di Excel danneggiato');
  });

  async function bomb(): Promise<Uint8Array> {
    return zipSync({
      'xl/workbook.xml': strToU8('<workbook/>'),
      'xl/worksheets/sheet1.xml': new Uint8Array(60 * 1024 * 1024),
    });
  }
});

describe('says what is wrong', () => {
  test('an empty file, one of blanks only, one with a header only', async () => {
    expect(sentences(await read(''))).toEqual(['Il file «residenti.csv» è vuoto.']);
    expect(sentences(await read('\n \n;;\n'))).toEqual(["Nel file «residenti.csv» non c'è nessuna riga scritta."]);
    expect(sentences(await read('codice;residenti\n'))).toEqual([
      "Il file «residenti.csv» ha solo l'intestazione: sotto non c'è nessuna riga.",
    ]);
  });

  test('a file of another kind under the name of a CSV, told by its content', async () => {
    const sheet = { name: 'x', columns: [{ key: 'a', header: 'A', kind: 'text' as const }], rows: [{ a: 'b' }] };
    const kinds: [string | Uint8Array, string][] = [
      [toOds([sheet]), 'un foglio di calcolo OpenDocument (ODS)'],
      [new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]), 'protetto da password (XLS)'],
      ['%PDF-1.7\n...', 'un documento PDF'],
      [zipSync({ 'a.csv': strToU8('a;b') }), 'un archivio ZIP. Estrarre il file CSV'],
      [zipSync({ 'word/document.xml': strToU8('') }), 'DOCX'],
      ['<!DOCTYPE html><html><body>', 'una pagina HTML'],
      ['<html xmlns="x"><table>', 'una pagina HTML'],
      ['<?xml version="1.0"?>', 'un documento XML'],
      ['{"a": 1}', 'un file JSON'],
      [new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10]), "un'immagine PNG"],
    ];
    for (const [content, is] of kinds) expect(sentences(await read(content))[0]).toContain(is);
  });

  test('binary data', async () => {
    expect(sentences(await read(new Uint8Array([1, 2, 3, 0, 200, 13, 10, 0])))[0]).toContain('contiene dati binari');
    expect(sentences(await read(new Uint8Array(300).fill(7)))[0]).toContain('contiene dati binari');
  });

  test('a file beyond the limit is refused by its size, before anything is read', async () => {
    const reading = await readTable(new Uint8Array(50 * 1024 * 1024 + 1), { name });
    expect(sentences(reading)).toEqual([
      'Il file «residenti.csv» pesa 50,1 MB; si possono caricare fino a 50 MB. Dividerlo in più file.',
    ]);
    expect(sentences(await read('a;b\n1;2\n', { bytes: 4 }))).toHaveLength(1);
  });

  test('too many rows or columns', async () => {
    const rows = Array.from({ length: 400 }, () => '1;2').join('\n');
    expect(sentences(await read(`a;b\n${rows}\n`, { rows: 100 }))).toEqual([
      'Il file «residenti.csv» ha più di 100 righe. Dividerlo in più file.',
    ]);
    expect(good(await read(`a;b\n${rows}\n`, { rows: 400 })).rows).toHaveLength(400);
    expect(sentences(await read('a;b;c\n1;2;3\n', { columns: 2 }))[0]).toContain('ha 3 colonne; il massimo è 2');
  });

  test('header without names or with names twice, and rows of another length, all at once and by line', async () => {
    expect(
      sentences(await read('codice;;Residenti;residenti\n1;2;3;4\n1;2;3\n1;2;3;4;\n1;2;3;4;5\n\n9;9;9;9\n')),
    ).toEqual([
      "1: La colonna 2 non ha un nome nell'intestazione.",
      '1: Il nome «Residenti» sta in più colonne: 3, 4.',
      '3: 3 celle invece di 4.',
      '5: 5 celle invece di 4.',
    ]);
  });

  test('names the first fifty uneven rows and counts the others', async () => {
    const rows = Array.from({ length: 120 }, (_, index) => (index < 60 ? '1;2' : '1;2;3')).join('\n');
    const said = sentences(await read(`a;b\n${rows}\n`));
    expect(said).toHaveLength(51);
    expect(said.at(-1)).toBe("Altre 10 righe non hanno tante celle quante l'intestazione.");
  });

  test('a line that is no row', async () => {
    expect(sentences(await read(`a;b\n${';'.repeat(2_000_000)}\n`))[0]).toContain('2: Questa riga è lunga più di un');
  });

  test('quotes that are never closed, at the row where they open', async () => {
    expect(sentences(await read('a;b\n1;2\n3;"x\n4;5\n'))).toEqual([
      '3: Le virgolette aperte in questa riga non vengono mai chiuse.',
    ]);
    expect(sentences(await read(`a;b\n1;2\n3;"x\n${'4;5\n'.repeat(400_000)}`))[0]).toContain(
      'più di un milione di caratteri',
    );
  });
});
