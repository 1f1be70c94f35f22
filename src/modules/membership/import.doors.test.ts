import { Buffer } from 'node:buffer';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { day } from '../../kernel/day.ts';
import { stoppedClock } from '../../platform/clock.ts';
import { inContext } from '../../platform/database/context.ts';
import { createPerform } from '../../platform/perform.ts';
import { BadInput } from '../../platform/problem.ts';
import { toXlsx } from '../../platform/sheets/xlsx.ts';
import { consoleIn, personIn } from '../../testing/actor.ts';
import { createTestDatabase } from '../../testing/database.ts';
import { authorise } from '../identity/rules/authorise.ts';
import { addEntity } from './actions/add-entity.ts';
import { confirmImport } from './actions/confirm-import.ts';
import { listEntities } from './actions/list-entities.ts';
import { previewImport } from './actions/preview-import.ts';
import { recordFigure } from './actions/record-figure.ts';
import { showImport } from './actions/show-import.ts';
import { showTerritory } from './actions/show-territory.ts';
import { figuresOn } from './index.ts';

const database = await createTestDatabase();
const clock = { now: stoppedClock('2027-03-01T10:00:00+01:00') };
const perform = createPerform({ database, clock: () => clock.now(), authorise, checksOutput: true });
const office = personIn('valle', 'ADM', 'unione-valle');
const colleague = { ...office, person: '00000000-0000-4000-8000-000000000002' };

const base64 = (content: string | Uint8Array, encoding: BufferEncoding = 'utf8') =>
  (typeof content === 'string' ? Buffer.from(content, encoding) : Buffer.from(content)).toString('base64');
const preview = (content: string | Uint8Array, more: object = {}) =>
  perform(previewImport, { fileName: 'prova.csv', content: base64(content), ...more }, office);
const confirm = (id: string, leaveOut = false) => perform(confirmImport, { id, leaveOut }, office);
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => error.refusals?.[0]?.code ?? error.constructor.name,
  );
const says = (work: Promise<unknown>) =>
  work.then(
    () => [],
    (error) =>
      error instanceof BadInput ? error.problems.map((problem) => `${problem.path}: ${problem.says.en}`) : [error],
  );
const population = (on: string) =>
  inContext(database, { association: 'valle', actor: office, entities: 'all', reads: true }, async (tx) =>
    Object.fromEntries(
      (await figuresOn(tx, { association: 'valle', registers: ['population'], on: day(on) })).map((figure) => [
        figure.entity,
        [figure.value, figure.source, figure.evidence],
      ]),
    ),
  );

const comune = (name: string, belfiore: string, istat: string) =>
  perform(
    addEntity,
    { name, kind: 'comune', belfiore, istat, ipa: `c_${belfiore.toLowerCase()}`, joined: '2018-01-01' },
    office,
  );
await comune('Londa', 'E668', '048025');
await comune('Pelago', 'G420', '048032');
await comune('Cantù', 'B639', '013041');

const posas = (londa: number) => `"Popolazione residente per età e sesso al 1° gennaio 2024"
"Codice comune";"Comune";"Età";"Totale maschi";"Totale femmine";"Totale"
"048025";"Londa";0;8;7;15
"048025";"Londa";999;920;918;${londa}
"048032";"Pelago";999;3900;3968;7868
"001001";"Agliè";999;1200;1399;2599
`;

describe('importing residents', () => {
  it('[VV-13.1.b] nothing is stored until it is confirmed; then a second import changes nothing', async () => {
    const shown = await preview(posas(1838));
    expect(shown.what.en).toBe('ISTAT, residents by age');
    expect(shown.days).toEqual(['2023-12-31']);
    expect(shown.counts).toEqual({ add: 2, change: 0, same: 0, wrong: 0, unmatched: 1, absent: 1 });
    expect(shown.unmatched).toEqual([{ line: 6, label: 'Agliè', key: '001001' }]);
    expect(shown.absent).toEqual([{ code: 'c_b639', name: 'Cantù' }]);
    expect(await population('2023-12-31')).toEqual({});
    expect(await confirm(shown.id)).toEqual({ added: 2, changed: 0, same: 0, leftOut: 0 });
    expect((await population('2023-12-31')).c_e668).toEqual([
      1838n,
      'ISTAT, popolazione residente al 1º gennaio 2024',
      expect.stringMatching(/^prova\.csv \(sha256 [0-9a-f]{16}\)$/),
    ]);
    const again = await preview(posas(1838));
    expect(again.counts).toMatchObject({ add: 0, change: 0, same: 2 });
    expect(again.confirmable).toBe(false);
    const corrected = await preview(posas(1840));
    expect(corrected.items.filter(({ outcome }) => outcome === 'change')).toMatchObject([
      { entity: 'c_e668', before: 1838, value: 1840, line: 4 },
    ]);
  });

  it('the same file in Windows-1252, with commas or as a workbook says the same', async () => {
    const commas = posas(1838).replaceAll(';', ',');
    const latin = Buffer.from(posas(1838), 'latin1');
    const sheet = {
      name: 'Foglio',
      columns: ['istat', 'abitanti', 'data'].map((key) => ({ key, header: key, kind: 'text' as const })),
      rows: [{ istat: '048025', abitanti: '1838', data: '31/12/2023' }],
    };
    for (const content of [commas, latin]) {
      expect((await preview(content)).counts).toMatchObject({ add: 0, same: 2, wrong: 0, unmatched: 1 });
    }
    expect((await preview(await toXlsx([sheet]), { fileName: 'rinominato.csv' })).counts).toMatchObject({
      same: 1,
      wrong: 0,
    });
  });

  it('names with accents are read in both encodings', async () => {
    const list = 'codice;nome;tipo\nc_b639;Cantù;comune\n';
    for (const encoding of ['utf8', 'latin1'] as const) {
      expect((await preview(Buffer.from(list, encoding))).counts).toMatchObject({ same: 1, change: 0 });
    }
  });
});

describe('a preview', () => {
  const file = 'codice;postazioni;data;fonte\nc_e668;14;2026-12-31;inventario\nc_g420;-1;2026-12-31;inventario\n';

  it('names each wrong line, and imports the others only when that is asked', async () => {
    const shown = await preview(file);
    expect(shown.wrong).toEqual([
      { line: 3, says: expect.objectContaining({ en: expect.stringContaining('negative') }) },
    ]);
    expect(await code(confirm(shown.id))).toBe('membership/wrong-lines');
    expect(await confirm(shown.id, true)).toMatchObject({ added: 1, leftOut: 1 });
  });

  it('belongs to who uploaded, for an hour, and once', async () => {
    const { id } = await preview('codice;postazioni;data\nc_e668;15;2027-01-31\n');
    expect((await perform(showImport, { id }, office)).counts.add).toBe(1);
    expect(await code(perform(showImport, { id }, colleague))).toBe('membership/no-preview');
    expect(await code(perform(confirmImport, { id }, colleague))).toBe('membership/no-preview');
    clock.now = stoppedClock('2027-03-01T11:00:01+01:00');
    expect(await code(confirm(id))).toBe('membership/no-preview');
    clock.now = stoppedClock('2027-03-01T10:00:00+01:00');
    await confirm(id);
    expect(await code(confirm(id))).toBe('membership/no-preview');
  });

  it('that is no longer what would happen is not confirmed', async () => {
    const { id } = await preview('codice;postazioni;data\nc_e668;16;2027-02-28\n');
    const other = { entity: 'c_e668', register: 'workstations', on: '2027-02-28', value: 20, source: 'altro' };
    await perform(recordFigure, other, office);
    expect(await code(confirm(id))).toBe('membership/preview-outdated');
  });

  it('confirmed twice at once is done once', async () => {
    const { id } = await preview('codice;postazioni;data\nc_g420;42;2027-02-28\n');
    expect((await Promise.all([code(confirm(id)), code(confirm(id))])).sort()).toEqual([
      'done',
      'membership/no-preview',
    ]);
  });

  it('can be asked only by who may write', async () => {
    const asked = { content: base64(file) };
    expect(await code(perform(previewImport, asked, personIn('valle', 'REF', 'c_e668')))).toBe('platform/forbidden');
    expect(await code(perform(previewImport, asked, { ...consoleIn('valle'), kind: 'anonymous' }))).toBe(
      'platform/forbidden',
    );
  });
});

describe('importing the register itself', () => {
  it('[LC-P.g] a table of one’s own brings entities, memberships, who represents them and their figures', async () => {
    const table = [
      'codice;nome;tipo;istat;codice catastale;provincia;latitudine;longitudine;aderisce dal;rappresentato da;abitanti al 31/12/2022',
      'cm-valle;Comunità della Valle;comunità montana;;;;;;2018-01-01;;',
      'c_a686;Barzio;comune;097005;A686;LC;45.9449;9.46826;2018-01-01;cm-valle;1.300',
      'c_a745;Bellano;comune;097008;A745;LC;46,0424;9,30205;2018-01-01;nessuno;3.500',
    ].join('\n');
    const shown = await preview(table);
    expect(shown.wrong.map(({ line }) => line)).toEqual([4]);
    await confirm(shown.id, true);
    const { items: entities } = await perform(listEntities, { q: 'bar' }, office);
    expect(entities).toMatchObject([
      { code: 'c_a686', province: 'LC', joined: '2018-01-01', representative: 'cm-valle', population: { value: 1300 } },
    ]);
  });

  it('a national list adds only the municipalities asked for, with the day they join', async () => {
    const list = [
      'Codice Comune formato alfanumerico;Denominazione in italiano;Denominazione Regione;Sigla automobilistica;Codice Catastale del comune',
      '048025;Londa;Toscana;FI;E668',
      '048013;Dicomano;Toscana;FI;D299',
      '001001;Agliè;Piemonte;TO;A074',
    ].join('\n');
    expect((await preview(list)).counts).toMatchObject({ add: 0, change: 1, unmatched: 2 });
    const shown = await preview(list, { codes: 'D299', joined: '2027-04-01' });
    await confirm(shown.id);
    const { items: entities } = await perform(listEntities, { state: 'coming' }, office);
    expect(entities).toMatchObject([{ code: 'c_d299', ipa: 'c_d299', istat: '048013', joined: '2027-04-01' }]);
    expect(await says(preview(list, { add: 'province' }))).toEqual(['province: Give the two letters of the province.']);
  });

  it('boundaries go onto the map after the same confirmation', async () => {
    const geojson = JSON.stringify({
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          properties: { istat_code: '048025' },
          geometry: {
            type: 'Polygon',
            coordinates: [
              [
                [11.5, 43.8],
                [11.6, 43.8],
                [11.6, 43.9],
                [11.5, 43.8],
              ],
            ],
          },
        },
      ],
    });
    const shown = await preview(geojson, { fileName: 'confini.geojson', source: 'ISTAT' });
    await confirm(shown.id);
    const { places } = await perform(showTerritory, {}, office);
    expect(places.find(({ entity }) => entity === 'c_e668')?.boundary).toMatchObject({ type: 'Polygon' });
    expect((await preview(geojson)).counts).toMatchObject({ same: 1, add: 0, change: 0 });
  });
});

describe('files that cannot be read', () => {
  const zip = () => {
    const body = deflateRawSync(Buffer.from('x'));
    return Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(26), body]);
  };

  it.each([
    ['an empty file', '', /empty/],
    ['blanks alone', '\n\n  \n', /no written row/],
    ['a header alone', 'codice;abitanti;data\n', /only a header/],
    ['columns that say nothing', 'a;b\n1;2\n', /not one of a known file/],
    ['binary data', Buffer.from([0, 1, 2, 3, 255, 254, 0, 7]), /binary|not a CSV/],
    ['a picture called csv', Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1'), /not a CSV|binary/],
    ['an archive called csv', zip(), /not a CSV|damaged/],
    ['HTML called csv', '<!doctype html><html><body>no</body></html>', /not|known/],
    ['JSON cut short', '{"type":"FeatureCollection","features":[', /no valid JSON/],
    ['JSON of another kind', '[1,2,3]', /FeatureCollection/],
    ['rows of another width', 'codice;abitanti;data\nc_e668;1838\n', /Line 2/],
    ['a date that does not exist', 'codice;abitanti;data\nc_e668;1838;2023-02-30\n', undefined],
  ])('%s', async (_name, content, reason) => {
    const problems = await says(preview(content));
    if (reason === undefined) expect((await preview(content)).wrong).toHaveLength(1);
    else expect(problems.join('\n')).toMatch(reason);
  });

  it('50 MB and one byte are refused without being opened', async () => {
    const large = Buffer.alloc(50 * 1024 * 1024 + 1, 'codice;abitanti;data\n');
    expect((await says(preview(large))).join()).toMatch(/50|At most/);
  });
});
