import { describe, expect, test } from 'vitest';
import { day } from '../../../../kernel/day.ts';
import { entityCode } from '../../../../kernel/entity.ts';
import type { AreaGeometry } from '../../../../platform/maps/geometry.ts';
import type { Entity } from '../entity.ts';
import { boundaryCodes, planBoundaries } from './boundaries.ts';
import { condenseAges } from './condense-ages.ts';
import { type AddChoice, planImport, type RegisterState } from './plan.ts';
import type { ImportChoices, ImportTable } from './read-row.ts';
import { readSource } from './read-source.ts';
import { recogniseSource } from './source-file.ts';

const londa: Entity = {
  code: entityCode('c_e668'),
  name: 'Londa',
  kind: 'comune',
  relation: 'member',
  ipa: 'c_e668',
  istat: '048025',
  belfiore: 'E668',
  taxCode: null,
  province: 'FI',
  region: 'Toscana',
  latitude: null,
  longitude: null,
  hasCed: false,
  hasIctStaff: null,
};
const pelago: Entity = {
  ...londa,
  code: entityCode('c_g420'),
  name: 'Pelago',
  ipa: 'c_g420',
  istat: '048032',
  belfiore: 'G420',
};
const state: RegisterState = {
  entities: [londa, pelago],
  memberships: [londa, pelago].map(({ code }) => ({
    entity: code,
    joined: day('2013-01-01'),
    left: null,
    signed: null,
    way: 'signatory',
    act: '',
    leavingAct: null,
  })),
  representations: [],
  figures: [],
};

const table = (header: string[], rows: string[][], preamble: string[] = []): ImportTable => ({
  header,
  headerLine: preamble.length + 1,
  rows: rows.map((cells, at) => ({ line: preamble.length + 2 + at, cells })),
  preamble,
});

function read(one: ImportTable, choices: ImportChoices = {}) {
  const recognition = recogniseSource(one);
  if (!recognition.ok) throw new Error(recognition.says.en);
  return { kind: recognition.file.kind, ...readSource(one, recognition.file, choices) };
}

function plan(one: ImportTable, add: AddChoice = { which: 'none' }, choices: ImportChoices = {}, from = state) {
  const { rows, kind, wrong } = read(one, choices);
  const planned = planImport({ rows, kind }, from, { add, today: day('2027-03-01') });
  return { ...planned, wrong: [...wrong, ...planned.wrong] };
}

const istatHeader = [
  'Codice Regione',
  "Codice dell'Unità territoriale sovracomunale \n(valida a fini statistici)",
  'Codice Provincia (Storico)(1)',
  'Progressivo del Comune (2)',
  'Codice Comune formato alfanumerico',
  'Denominazione (Italiana e straniera)',
  'Denominazione in italiano',
  'Denominazione Regione',
  'Sigla automobilistica',
  'Codice Catastale del comune',
];

describe('public files are known by their header', () => {
  test('the list of municipalities of ISTAT completes and renames, and adds only what is asked', () => {
    const list = table(istatHeader, [
      ['09', '248', '048', '025', '048025', 'Londa', 'Londa', 'Toscana', 'FI', 'E668'],
      ['09', '248', '048', '032', '048032', 'Pelago Nuovo', 'Pelago Nuovo', 'Toscana', 'FI', 'G420'],
      ['09', '248', '048', '033', '048033', 'Pontassieve', 'Pontassieve', 'Toscana', 'FI', 'G825'],
      ['01', '201', '001', '001', '001001', 'Agliè', 'Agliè', 'Piemonte', 'TO', 'A074'],
    ]);
    const left = plan(list);
    expect(left.items.map((item) => [item.code, item.outcome])).toEqual([
      ['c_e668', 'same'],
      ['c_g420', 'change'],
    ]);
    expect(left.unmatched.map(({ label }) => label)).toEqual(['Pontassieve', 'Agliè']);
    const inProvince = plan(list, { which: 'province', province: 'FI' });
    expect(inProvince.items.filter((item) => item.outcome === 'add').map((item) => item.code)).toEqual(['c_g825']);
    const byCode = plan(list, { which: 'codes', codes: ['A074'] });
    expect(byCode.items.filter((item) => item.outcome === 'add').map((item) => item.name)).toEqual(['Agliè']);
  });

  test('bodies of the IPA: seat codes are the body’s own only for a municipality', () => {
    const header = [
      'Codice_IPA',
      'Denominazione_ente',
      'Codice_fiscale_ente',
      'Codice_Categoria',
      'Codice_comune_ISTAT',
      'Codice_catastale_comune',
    ];
    const list = table(header, [
      ['C_E668', 'Comune di Londa', '00743110157', 'L6', '048025', 'E668'],
      ['unio_x', 'Unione con sede a Londa', '', 'L18', '048025', 'E668'],
    ]);
    const planned = plan(list, { which: 'codes', codes: ['unio_x'] });
    expect(planned.items).toMatchObject([
      { code: 'c_e668', outcome: 'change', changes: [{ field: 'taxCode', from: null, to: '00743110157' }] },
      { code: 'unio_x', outcome: 'add', entity: { kind: 'unione', istat: null, belfiore: null } },
    ]);
    expect(plan(table(header, [['c_e668', 'Comune di Londa', '00743110158', 'L6', '', '']])).wrong).toMatchObject([
      { line: 2 },
    ]);
  });

  test('a list of offices of the IPA is told from the one of bodies', () => {
    const recognition = recogniseSource(table(['Codice_IPA', 'Denominazione_ente', 'Codice_uni_uo'], []));
    expect(recognition).toMatchObject({ ok: false, says: { en: expect.stringContaining('offices') } });
  });

  test('[VV-13.1.b] residents of ISTAT on 1 January are those of 31 December before, provisional when estimated', () => {
    const header = ['Codice comune', 'Comune', 'Età', 'Totale maschi', 'Totale femmine', 'Totale'];
    const rows = [
      ['048025', 'Londa', '0', '8', '7', '15'],
      ['048025', 'Londa', '999', '920', '918', '1838'],
      ['48032', 'Pelago', '999', '3900', '3968', '7868'],
    ];
    const one = table(header, rows, ['Popolazione residente per età e sesso al 1° gennaio 2024 (stima)']);
    expect(read(one).rows.map(({ figures }) => figures[0])).toEqual([
      {
        register: 'population',
        on: '2023-12-31',
        value: '1838',
        standing: 'provisional',
        source: 'ISTAT, popolazione residente al 1º gennaio 2024',
      },
      expect.objectContaining({ value: '7868' }),
    ]);
    expect(read(table(header, rows)).wrong[0]?.says.en).toMatch(/which day/);
  });

  test('residents of ANPR: of the day it was prepared, or of December in a file with the months of a year', () => {
    const daily = table(
      ['DATA ELABORAZIONE', 'REGIONE', 'PROVINCIA', 'COD_ISTAT_COMUNE', 'COMUNE', 'RESIDENTI'],
      [['10-01-2024', 'TOSCANA', 'FIRENZE', '048025', 'LONDA', '1838']],
    );
    expect(read(daily).rows[0]?.figures[0]).toMatchObject({ on: '2024-01-10', value: '1838' });
    expect(read(daily, { on: day('2023-12-31') }).rows[0]?.figures[0]).toMatchObject({ on: '2023-12-31' });
    const monthly = table(
      ['MESE', 'ANNO', 'REGIONE', 'PROVINCIA', 'COD_ISTAT_COMUNE', 'COMUNE', 'RESIDENTI'],
      [
        ['11', '2022', 'TOSCANA', 'FIRENZE', '048025', 'LONDA', '1840'],
        ['12', '2022', 'TOSCANA', 'FIRENZE', '048025', 'LONDA', '1838'],
      ],
    );
    expect(read(monthly).rows.map(({ figures }) => figures[0])).toMatchObject([{ on: '2022-12-31', value: '1838' }]);
    expect(read(monthly, { on: day('2022-11-30') }).rows[0]?.figures[0]).toMatchObject({
      on: '2022-11-30',
      value: '1840',
    });
  });

  test('ages are left out of a large file without moving its lines', () => {
    const written =
      '"Popolazione al 1° gennaio 2024"\n"Codice comune";"Comune";"Età";"Totale"\n"048025";"Londa";0;15\n"048025";"Londa";999;1838\nNota finale\n';
    const condensed = Buffer.from(condenseAges(Buffer.from(written))).toString('utf8');
    expect(condensed.split('\n')).toEqual([
      '"Popolazione al 1° gennaio 2024"',
      '"Codice comune";"Comune";"Età";"Totale"',
      '',
      '"048025";"Londa";999;1838',
      '',
      '',
    ]);
    const other = Buffer.from('codice;abitanti\nc_e668;1838\n');
    expect(condenseAges(other)).toBe(other);
  });
});

describe('a table of one’s own', () => {
  test('figures stand in columns named after them, with their day beside or in the name', () => {
    expect(read(table(['istat_code', 'population_2022_12_31'], [['048025', '1835']])).rows[0]?.figures).toMatchObject([
      { register: 'population', on: '2022-12-31', value: '1835' },
    ]);
    const wide = table(
      ['codice', 'abitanti al 31/12/2023', 'postazioni', 'data'],
      [['c_e668', '1.838', '14', '2026-12-31']],
    );
    expect(read(wide).rows[0]?.figures).toMatchObject([
      { register: 'population', on: '2023-12-31', value: '1838' },
      { register: 'workstations', on: '2026-12-31', value: '14' },
    ]);
    const long = table(
      ['istat', 'dato', 'valore', 'data', 'fonte'],
      [['048025', 'unità:mailboxes', '25', '31/12/2026', 'contratto']],
    );
    expect(read(long).rows[0]?.figures).toMatchObject([
      { register: 'units:mailboxes', value: '25', source: 'contratto' },
    ]);
  });

  test('each wrong line is named with all its reasons', () => {
    const one = table(
      ['codice', 'nome', 'tipo', 'abitanti', 'data'],
      [
        ['c_e668', 'Londa', 'comune', '1838', '2023-12-31'],
        ['c_g420', '<b>Pelago</b>', 'città', '-7', '2023-02-30'],
        ['', 'Nessuno', 'comune', '10', '2023-12-31'],
      ],
    );
    const { rows, wrong } = read(one);
    expect(rows.map(({ line }) => line)).toEqual([2]);
    expect(wrong.filter(({ line }) => line === 3)).toHaveLength(4);
    expect(wrong.filter(({ line }) => line === 4)).toHaveLength(1);
  });

  test('the same entity with the same figure twice is wrong at both lines', () => {
    const one = table(
      ['codice', 'abitanti', 'data'],
      [
        ['c_e668', '1838', '2023-12-31'],
        ['c_g420', '7868', '2023-12-31'],
        ['C_E668', '1839', '2023-12-31'],
      ],
    );
    expect(read(one).wrong.map(({ line, says }) => [line, says.en])).toEqual([
      [2, 'The same entity with the same figure is also at line 4.'],
      [4, 'The same entity with the same figure is also at line 2.'],
    ]);
  });

  test('codes of two entities on one row are wrong', () => {
    const one = table(['codice', 'istat', 'abitanti', 'data'], [['c_e668', '048032', '1838', '2023-12-31']]);
    expect(plan(one).wrong[0]?.says.en).toBe('The codes on this row are of different entities: Londa and Pelago.');
  });

  test('a header that says nothing of entities is refused', () => {
    expect(recogniseSource(table(['a', 'b'], []))).toMatchObject({ ok: false });
    expect(recogniseSource(table(['codice', 'colore'], []))).toMatchObject({ ok: false });
  });
});

describe('the plan of an import', () => {
  const file = table(
    ['codice', 'abitanti', 'data', 'fonte'],
    [
      ['c_e668', '1838', '2023-12-31', 'ANPR'],
      ['c_x999', '12', '2023-12-31', 'ANPR'],
    ],
  );
  const figure = (value: bigint | null) => ({
    entity: londa.code,
    register: 'population' as const,
    on: day('2023-12-31'),
    value,
    standing: 'final' as const,
    source: 'ISTAT',
  });
  const outcomes = (from: RegisterState) => plan(file, { which: 'none' }, {}, from).items.map((item) => item.outcome);

  test('adds what is not there, changes what differs, leaves what is the same', () => {
    expect(outcomes(state)).toEqual(['add']);
    expect(outcomes({ ...state, figures: [figure(1850n)] })).toEqual(['change']);
    expect(outcomes({ ...state, figures: [figure(1838n)] })).toEqual(['same']);
  });

  test('names what it does not know and who is missing', () => {
    const planned = plan(file, { which: 'none' });
    expect(planned.unmatched).toEqual([{ line: 3, label: 'c_x999', key: 'c_x999' }]);
    expect(planned.absent).toEqual([{ code: 'c_g420', name: 'Pelago' }]);
  });

  test('a new entity needs a name, a kind and codes that nobody has', () => {
    const one = table(
      ['codice', 'nome', 'istat', 'codice fiscale'],
      [
        ['c_a074', 'Agliè', '', ''],
        ['primo', 'Primo', '048999', '00743110157'],
        ['altro', 'Altro', '048998', '00743110157'],
      ],
    );
    const planned = plan(one, { which: 'all' });
    expect(planned.items.map((item) => item.code)).toEqual(['primo']);
    expect(planned.wrong.map(({ line }) => line)).toEqual([2, 4]);
  });
});

describe('boundaries', () => {
  const outline = (longitude: number): AreaGeometry => ({
    type: 'MultiPolygon',
    coordinates: [
      [
        [
          [longitude, 43],
          [longitude + 1, 43],
          [longitude + 1, 44],
          [longitude, 43],
        ],
      ],
    ],
  });
  const row = (line: number, code: string, geometry = outline(line)) => ({ line, code, label: code, geometry });

  test('find their entity by any of its codes; others stay out', () => {
    const rows = [row(1, '048025'), row(2, 'g420'), row(3, '001001')];
    const planned = planBoundaries(rows, state.entities, new Map([[londa.code, outline(1)]]));
    expect(planned.items.map((item) => [item.code, item.outcome, item.points])).toEqual([
      ['c_e668', 'same', 4],
      ['c_g420', 'add', 4],
    ]);
    expect(planned.unmatched).toEqual([{ line: 3, label: '001001', key: '001001' }]);
    expect(boundaryCodes([londa])).toContain('048025');
  });

  test('an entity drawn under two of its codes is wrong at both places', () => {
    const planned = planBoundaries([row(1, '048025'), row(2, 'E668')], state.entities, new Map());
    expect(planned.items).toEqual([]);
    expect(planned.wrong.map(({ line }) => line)).toEqual([1, 2]);
  });
});
