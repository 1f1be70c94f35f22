import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, describe, expect, test } from 'vitest';
import { toItalianCsv } from './italian-csv.ts';
import { toCsv } from './machine-csv.ts';
import { toOds } from './ods.ts';
import type { Sheet } from './sheet.ts';
import { sheetFile, sheetFormats } from './sheet-file.ts';
import { tabNames } from './workbook.ts';
import { toXlsx } from './xlsx.ts';

const shares: Sheet = {
  name: 'Riparto 2027',
  title: 'Riparto delle spese 2027',
  columns: [
    { key: 'entity', header: 'Ente', kind: 'text' },
    { key: 'amount', header: 'Quota', kind: 'money' },
    { key: 'computers', header: 'PC in uso', kind: 'number' },
    { key: 'part', header: 'Parte', kind: 'percent' },
    { key: 'due', header: 'Scadenza', kind: 'day' },
  ],
  rows: [
    { entity: 'Pontassieve', amount: 7081593n, computers: 130, part: '32.94', due: '2027-06-30' },
    { entity: 'Rufina "alta"; <Sieve> & figli', amount: -1205n, computers: 41n, part: '7.5', due: '2028-02-29' },
    { entity: "=cmd|' /C calc'!A0", amount: 0n, computers: '1.9', part: null, due: null },
  ],
  totals: { label: 'Totale', columns: ['amount', 'computers', 'part'] },
  notes: ['Residenti al 31 dicembre 2023.', '+ nota'],
};
const second: Sheet = { ...shares, name: 'riparto 2027', title: undefined, totals: undefined, notes: undefined };
const about = { title: 'Riparto', author: 'Unione Valdarno e Valdisieve', at: new Date('2027-03-04T10:00:00Z') };

function has(program: string): boolean {
  try {
    execFileSync('which', [program], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const folder = mkdtempSync(join(tmpdir(), 'sheets-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('Italian CSV', () => {
  const lines = toItalianCsv(shares).split('\r\n');

  test('opens in an Italian spreadsheet: mark, semicolons, decimal commas, day first', () => {
    expect(lines[0]).toBe('\ufeffEnte;Quota;PC in uso;Parte;Scadenza');
    expect(lines[1]).toBe('Pontassieve;70815,93;130;32,94%;30/06/2027');
    expect(lines[2]).toBe('"Rufina ""alta""; <Sieve> & figli";-12,05;41;7,5%;29/02/2028');
  });

  test('closes with totals that add up exactly', () => {
    expect(lines[4]).toBe('Totale;70803,88;172,9;40,44%;');
    expect(lines[5]).toBe('');
    expect(lines).toHaveLength(6);
  });

  test('takes the sting out of texts that a spreadsheet would run, and leaves numbers alone', () => {
    const typed = ['=1+1', '+cmd', '-cmd', '@SUM(A1)', '\tx', '\r=1', ' =1', '＝1', '-12,50', '+39 055 12345', 'a=b'];
    const csv = toItalianCsv({
      name: 'x',
      columns: [{ key: 'a', header: '=head', kind: 'text' }],
      rows: typed.map((a) => ({ a })),
    });
    expect(csv.replaceAll('"', '').slice(1).split('\r\n').slice(0, -1)).toEqual([
      "'=head",
      "'=1+1",
      "'+cmd",
      "'-cmd",
      "'@SUM(A1)",
      "'\tx",
      "'\r=1",
      "' =1",
      "'＝1",
      '-12,50',
      '+39 055 12345',
      'a=b',
    ]);
  });
});

test('CSV for programs: keys, commas, points, ISO dates, no totals, texts as they are', () => {
  expect(toCsv(shares)).toBe(
    [
      'entity,amount,computers,part,due',
      'Pontassieve,70815.93,130,32.94,2027-06-30',
      '"Rufina ""alta""; <Sieve> & figli",-12.05,41,7.5,2028-02-29',
      "=cmd|' /C calc'!A0,0.00,1.9,,",
      '',
    ].join('\r\n'),
  );
});

test('a cell that is not of its column is a fault that names row and column', () => {
  const wrong = (cell: string | number | bigint, kind: 'money' | 'number' | 'percent' | 'day') => () =>
    toCsv({ name: 'x', columns: [{ key: 'a', header: 'A', kind }], rows: [{ a: null }, { a: cell }] });
  expect(wrong(12.5, 'money')).toThrow('row 2, column a: 12.5 is not money');
  expect(wrong(Number.NaN, 'number')).toThrow('is not number');
  expect(wrong('1,5', 'percent')).toThrow('is not percent');
  expect(wrong('2027-02-30', 'day')).toThrow('is not day');
});

describe('XLSX', () => {
  async function reread(sheets: readonly Sheet[]) {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load((await toXlsx(sheets, about)).buffer as ArrayBuffer);
    return workbook;
  }

  test('holds real numbers, dates and percentages with their formats', async () => {
    const tab = (await reread([shares])).worksheets[0]!;
    const row = tab.getRow(4);
    expect(tab.getRow(3).values).toEqual([undefined, 'Ente', 'Quota', 'PC in uso', 'Parte', 'Scadenza']);
    expect(row.getCell(2).value).toBe(70815.93);
    expect(row.getCell(2).numFmt).toBe('#,##0.00 "€";[Red]-#,##0.00 "€"');
    expect(row.getCell(4).value).toBe(0.3294);
    expect(row.getCell(4).numFmt).toBe('0.00%');
    expect(row.getCell(5).value).toEqual(new Date('2027-06-30T00:00:00Z'));
    expect(row.getCell(5).numFmt).toBe('dd/mm/yyyy');
  });

  test('totals are formulas that carry their value; the header stays in sight', async () => {
    const tab = (await reread([shares])).worksheets[0]!;
    expect(tab.getRow(7).getCell(1).value).toBe('Totale');
    expect(tab.getRow(7).getCell(2).value).toMatchObject({ formula: 'SUM(B4:B6)', result: 70803.88 });
    expect(tab.getRow(7).getCell(3).value).toMatchObject({ formula: 'SUM(C4:C6)', result: 172.9 });
    expect(tab.views[0]).toMatchObject({ state: 'frozen', ySplit: 3 });
  });

  test('a text that begins with = stays a text', async () => {
    const cell = (await reread([shares])).worksheets[0]!.getRow(6).getCell(1);
    expect(cell.type).toBe(ExcelJS.ValueType.String);
    expect(cell.value).toBe("=cmd|' /C calc'!A0");
  });

  test('takes several sheets, forbidden names and texts that XML does not bear', async () => {
    const odd: Sheet = {
      name: "'Enti: [a/b]*?' molto molto lunghi davvero",
      columns: [{ key: 'a', header: 'A', kind: 'text' }],
      rows: [{ a: 'a\u0000b\u0007c\ud800d' }, { a: 'x'.repeat(40_000) }, { a: null }],
    };
    const workbook = await reread([shares, second, odd]);
    expect(workbook.worksheets.map((tab) => tab.name)).toEqual([
      'Riparto 2027',
      'riparto 2027 (2)',
      "Enti a b ' molto molto lunghi d",
    ]);
    expect(workbook.worksheets[2]!.getRow(2).getCell(1).value).toBe('abc\ufffdd');
    expect(String(workbook.worksheets[2]!.getRow(3).getCell(1).value)).toHaveLength(32_767);
  });

  test('an empty table has a header and a total of zero', async () => {
    const tab = (await reread([{ ...shares, rows: [] }])).worksheets[0]!;
    expect(tab.getRow(4).getCell(2).value).toBe(0);
  });
});

test('moments are true dates with their time in workbooks, and sort as they stand in CSV', async () => {
  const calls: Sheet = {
    name: 'Richieste',
    columns: [{ key: 'opened', header: 'Aperta il', kind: 'moment' }],
    rows: [{ opened: '2026-11-20T09:05' }, { opened: '2026-09-30T14:00' }, { opened: null }],
  };
  expect(toItalianCsv(calls).slice(1).split('\r\n')).toEqual([
    'Aperta il',
    '2026-11-20T09:05',
    '2026-09-30T14:00',
    '',
    '',
  ]);
  expect(toCsv(calls)).toContain('opened\r\n2026-11-20T09:05\r\n');
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load((await toXlsx([calls], about)).buffer as ArrayBuffer);
  const cell = workbook.worksheets[0]!.getRow(2).getCell(1);
  expect([cell.value, cell.numFmt]).toEqual([new Date('2026-11-20T09:05:00Z'), 'dd/mm/yyyy hh:mm']);
  const content = strFromU8(unzipSync(toOds([calls], about))['content.xml']!);
  expect(content).toContain('office:date-value="2026-11-20T09:05:00"><text:p>20/11/2026 09:05</text:p>');
  expect(content).toContain('<number:hours number:style="long"/>');
  expect(() => toCsv({ ...calls, rows: [{ opened: '2026-11-20' }] })).toThrow('is not moment');
});

describe('ODS', () => {
  const bytes = toOds([shares, second], about);
  const parts = unzipSync(bytes);
  const content = strFromU8(parts['content.xml']!);

  test('tells its format in its first bytes: mimetype first, stored, without extra fields', () => {
    expect(strFromU8(bytes.slice(30, 38), true)).toBe('mimetype');
    expect(strFromU8(bytes.slice(38, 84), true)).toBe('application/vnd.oasis.opendocument.spreadsheet');
    expect([...bytes.slice(8, 10)]).toEqual([0, 0]);
    expect([...bytes.slice(28, 30)]).toEqual([0, 0]);
  });

  test('cells are typed and exact, totals are formulas that carry their value', () => {
    expect(content).toContain('office:value-type="currency" office:currency="EUR" office:value="70815.93"');
    expect(content).toContain('<text:p>70.815,93 €</text:p>');
    expect(content).toContain('office:value-type="percentage" office:value="0.3294"');
    expect(content).toContain('office:value-type="percentage" office:value="0.075"');
    expect(content).toContain('office:value-type="date" office:date-value="2028-02-29"');
    expect(content).toContain('table:formula="of:=SUM([.B4:.B6])" office:value-type="currency"');
    expect(content).toContain('office:value="70803.88"');
    expect(content).toContain('Rufina &quot;alta&quot;; &lt;Sieve&gt; &amp; figli');
  });

  test('the same table gives the same bytes', () => {
    expect(Buffer.compare(toOds([shares, second], about), bytes)).toBe(0);
  });

  test('every part is well-formed XML (xmllint)', ({ skip }) => {
    skip(!has('xmllint'), 'xmllint is not installed');
    const awkward = { ...shares, name: `a"&<'`, title: 'uno\ndue\t  tre ]]> \u0001', notes: ['<!-- -->'] };
    for (const [name, part] of Object.entries(unzipSync(toOds([awkward], { title: '<&>' })))) {
      if (!name.endsWith('.xml')) continue;
      const file = join(folder, name.replace('/', '-'));
      writeFileSync(file, part);
      expect(() => execFileSync('xmllint', ['--noout', '--nonet', file], { stdio: 'pipe' }), name).not.toThrow();
    }
  });
});

test('a table to download has a name, a type and the content of its format', async () => {
  const files = await Promise.all(
    sheetFormats.map((format) => sheetFile(format, 'riparto-2027', [shares, second], about)),
  );
  expect(files.map(({ name, type }) => [name, type])).toEqual([
    ['riparto-2027.ods', 'application/vnd.oasis.opendocument.spreadsheet'],
    ['riparto-2027.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['riparto-2027.csv', 'text/csv; charset=utf-8'],
  ]);
  expect(files[0]!.content).toEqual(toOds([shares, second], about));
  expect(files[2]!.content).toBe(toItalianCsv(shares));
});

test('tab names are never empty and never twice the same', () => {
  const named = (name: string): Sheet => ({ name, columns: [], rows: [] });
  expect(tabNames(['', '???', 'A', 'a', 'A (2)', 'History'].map(named))).toEqual([
    '1',
    '2',
    'A',
    'a (2)',
    'A (2) (2)',
    'History (2)',
  ]);
});

const office = { missing: !has('soffice'), why: 'LibreOffice is not installed' };
function throughOffice(name: string, bytes: Uint8Array, to: string): string {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  mkdirSync(join(folder, 'profile', 'user'), { recursive: true });
  writeFileSync(join(folder, 'profile', 'user', 'registrymodifications.xcu'), italianOffice);
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
  execFileSync('soffice', [profile, '--headless', '--convert-to', to, '--outdir', folder, file], { stdio: 'pipe' });
  return readFileSync(join(folder, name.replace(/\.[a-z]+$/, '.csv')), 'utf8');
}
const italianOffice = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>it-IT</value></prop></item>
</oor:items>`;
/** Semicolons, quotes, UTF-8, cells as shown, the first tab. */
const shownCsv = 'csv:Text - txt - csv (StarCalc):59,34,76,1,,1040,false,true';
const expected = [
  'Riparto delle spese 2027;;;;',
  ';;;;',
  'Ente;Quota;PC in uso;Parte;Scadenza',
  'Pontassieve;70.815,93 €;130,0;32,94%;30/06/2027',
  '"Rufina ""alta""; <Sieve> & figli";-12,05 €;41,0;7,50%;29/02/2028',
  "=cmd|' /C calc'!A0;0,00 €;1,9;;",
  'Totale;70.803,88 €;172,9;40,44%;',
  ';;;;',
  'Residenti al 31 dicembre 2023.;;;;',
  '+ nota;;;;',
].join('\n');

test('LibreOffice reads the ODS as it was meant', { timeout: 120_000 }, ({ skip }) => {
  skip(office.missing, office.why);
  expect(throughOffice('ods-file.ods', toOds([shares, second], about), shownCsv).trim()).toBe(expected);
});

test('LibreOffice reads the XLSX as it was meant', { timeout: 120_000 }, async ({ skip }) => {
  skip(office.missing, office.why);
  expect(throughOffice('xlsx-file.xlsx', await toXlsx([shares, second], about), shownCsv).trim()).toBe(expected);
});
