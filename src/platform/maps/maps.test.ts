import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { drawMap, type MapPoint } from './draw-map.ts';
import { type AreaGeometry, polygonsOf } from './geometry.ts';
import { quantileClasses } from './quantile-classes.ts';
import { readBoundaries } from './read-boundaries.ts';
import { simplifyAreas } from './simplify-areas.ts';

type Feature = { type: string; properties: unknown; geometry: unknown };
const square = (lon: number, lat: number, side = 0.1): number[][] => [
  [lon, lat],
  [lon + side, lat],
  [lon + side, lat + side],
  [lon, lat + side],
  [lon, lat],
];
const comune = (code: unknown, name: string, coordinates: unknown = [square(11, 43)], more = {}): Feature => ({
  type: 'Feature',
  properties: { pro_com_t: code, name, ...more },
  geometry: { type: 'Polygon', coordinates },
});
const file = (features: unknown, more = {}) =>
  new TextEncoder().encode(JSON.stringify({ type: 'FeatureCollection', features, ...more }));
const said = (bytes: Uint8Array, request?: Parameters<typeof readBoundaries>[1]) => {
  const reading = readBoundaries(bytes, request);
  if (reading.ok) throw new Error('was read');
  for (const { says } of reading.problems) expect(says.en.length).toBeGreaterThan(10);
  return reading.problems.map(({ feature, says }) => (feature === undefined ? says.it : `${feature}: ${says.it}`));
};
const londa = comune('048025', 'Londa');
const pelago = comune('048032', 'Pelago', [square(11.1, 43)]);

describe('boundaries', () => {
  test('are read with code and name, and only those asked for', () => {
    const reading = readBoundaries(file([londa, pelago]));
    if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
    expect(reading.boundaries.map(({ code, name }) => [code, name])).toEqual([
      ['048025', 'Londa'],
      ['048032', 'Pelago'],
    ]);
    expect(reading.property).toBe('pro_com_t');
    expect(reading.choices).toEqual(['pro_com_t', 'name']);
    const ring = polygonsOf(reading.boundaries[0]!.geometry)[0]![0]!;
    expect(ring).toHaveLength(5);
    expect(new Set(ring.map(String))).toEqual(new Set(square(11, 43).map(String)));
    const some = readBoundaries(file([londa, pelago]), { codes: new Set(['048032']) });
    expect(some.ok && some.boundaries.map(({ code }) => code)).toEqual(['048032']);
  });

  test('codes stored as numbers get their zeros back, altitudes are left out, several polygons are one area', () => {
    const high = square(11, 43).map((position) => [...position, 500]);
    const islands = {
      ...comune(1001, 'Agliè'),
      geometry: { type: 'MultiPolygon', coordinates: [[high], [square(12, 43)]] },
    };
    const reading = readBoundaries(file([islands]));
    expect(reading.ok && reading.boundaries[0]).toEqual({
      code: '001001',
      name: 'Agliè',
      geometry: { type: 'MultiPolygon', coordinates: [[square(11, 43)], [square(12, 43)]] },
    });
  });

  test('when no property is known to hold codes, those that could are listed', () => {
    const odd = (id: string) => ({ ...londa, properties: { zona: id, foglio: `f${id}`, regione: 'Toscana' } });
    const reading = readBoundaries(file([odd('a'), odd('b')]));
    expect(reading).toMatchObject({ ok: false, choices: ['zona', 'foglio'] });
    expect(said(file([odd('a'), odd('b')]))[0]).toContain('Possibili: zona, foglio.');
    const chosen = readBoundaries(file([odd('a'), odd('b')]), { property: 'zona' });
    expect(chosen.ok && chosen.boundaries.map(({ code }) => code)).toEqual(['a', 'b']);
  });

  test('all problems are named at once, by feature', () => {
    const bytes = file([
      londa,
      comune('048032', 'a', [square(11, 43).slice(0, 3)]),
      comune('048033', 'b', [[...square(11, 43).slice(0, 4), [11.5, 43]]]),
      comune('048034', 'c', [square(681_000, 4_850_000)]),
      comune('048035', 'd', [
        [
          [11, Number.NaN],
          [11, 43],
          [12, 43],
          [11, 43],
        ],
      ]),
      { ...comune('048036', 'e'), geometry: { type: 'Point', coordinates: [11, 43] } },
      { ...comune('048037', 'f'), geometry: null },
      comune('048025', 'g'),
      comune('', 'h'),
    ]);
    expect(said(bytes, { property: 'pro_com_t' })).toEqual([
      '2: Un anello del poligono ha meno di quattro punti.',
      "3: Un anello del poligono non si chiude: l'ultimo punto non è il primo.",
      '4: Il punto 681000, 4850000 non è in gradi WGS84: forse il file è in UTM. Convertirlo in EPSG:4326.',
      '5: Una coordinata non è un numero.',
      "6: Occorre un poligono (Polygon o MultiPolygon), qui c'è: Point.",
      "7: Occorre un poligono (Polygon o MultiPolygon), qui c'è: —.",
      '9: La proprietà «pro_com_t» manca o è vuota.',
      '8: Il codice «048025» sta su più confini: 1, 8.',
    ]);
  });

  test('a file that holds no boundaries says what it is', () => {
    const bytes = (text: string) => new TextEncoder().encode(text);
    expect(said(bytes(''))).toEqual(['Il file è vuoto.']);
    expect(said(bytes('PK\u0003\u0004'))[0]).toContain('forse uno Shapefile');
    expect(said(bytes('{"type":'))[0]).toContain('non si legge come JSON');
    expect(said(bytes('[1, 2]'))[0]).toContain('occorre una FeatureCollection');
    expect(said(bytes('null'))[0]).toContain('occorre una FeatureCollection');
    expect(said(bytes('{"type": "Topology"}'))[0]).toContain('TopoJSON');
    expect(said(file([]))[0]).toContain('nessun confine');
    expect(said(file([1, null, 'x']))[0]).toContain('quale proprietà');
    const utm = { crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::32632' } } };
    expect(said(file([londa], utm))[0]).toContain('EPSG::32632; occorrono gradi WGS84');
    expect(said(file([londa]), { codes: new Set(['x']) })[0]).toContain("codice di un ente dell'associazione");
  });

  test('limits on bytes, features and points', () => {
    expect(said(file([londa]), { limits: { bytes: 10 } })[0]).toContain('pesa più di');
    expect(said(file([londa, pelago]), { limits: { features: 1 } })[0]).toContain('ha 2 confini; il massimo è 1');
    expect(said(file([londa]), { limits: { positions: 4 } })[0]).toContain('hanno 5 punti; il massimo è 4');
  });

  test('simplified neighbours go on sharing their border, and a speck survives beside a giant', () => {
    const border = Array.from({ length: 2001 }, (_, index) => [11 + Math.sin(index / 30) / 40, 43 + index / 2000]);
    const west = [...border, [10, 44], [10, 43], border[0]!];
    const east = [...border, [12, 44], [12, 43], border[0]!];
    const area = (code: string, ring: number[][]) => ({
      code,
      geometry: { type: 'Polygon', coordinates: [ring] } as AreaGeometry,
    });
    const light = simplifyAreas([area('w', west), area('e', east), area('s', square(13, 43, 0.0005))]);
    const points = light.map(
      ({ geometry }) => new Set(polygonsOf(geometry)[0]![0]!.map((position) => position.join())),
    );
    expect(points[0]!.size).toBeLessThan(250);
    const shared = [...points[0]!].filter((position) => points[1]!.has(position));
    expect(shared).toHaveLength(points[0]!.size - 2);
    expect(shared.length).toBeGreaterThan(40);
    expect(points[2]!.size).toBe(4);
  });
});

test('classes hold as many items each, equal values never parted', () => {
  const of = (values: (number | undefined)[]) => {
    const items = values.map((value) => ({ value }));
    const { classOf, classes } = quantileClasses(items);
    return { numbers: items.map(classOf), counts: classes.map(({ count }) => count) };
  };
  expect(of([5, 1, 4, 2, 3, 10, 9, 8, 7, 6])).toEqual({
    numbers: [3, 1, 2, 1, 2, 5, 5, 4, 4, 3],
    counts: [2, 2, 2, 2, 2],
  });
  expect(of([1, 1, 1, 1, 9])).toEqual({ numbers: [1, 1, 1, 1, 5], counts: [4, 1] });
  expect(of([7])).toEqual({ numbers: [3], counts: [1] });
  expect(of([])).toEqual({ numbers: [], counts: [] });
  expect(of([undefined, 3])).toEqual({ numbers: [undefined, 3], counts: [1] });
});

describe('a map', () => {
  const points: MapPoint[] = [
    { code: 'a', name: 'Londa <b>"&', lat: 43.05, lon: 11.05, value: 100n, label: '1,00 €', href: '/e/a?x=1&y="2"' },
    { code: 'b', name: 'Pelago', lat: 43.05, lon: 11.15, value: 900n, label: '9,00 €', href: '/e/b' },
    { code: 'c', name: 'Rufina', lat: 43.15, lon: 11.25, value: undefined, label: '—' },
  ];
  const areas: Record<string, AreaGeometry> = {
    a: { type: 'Polygon', coordinates: [square(11, 43)] },
    b: { type: 'Polygon', coordinates: [square(11.1, 43)] },
    vicino: { type: 'Polygon', coordinates: [square(11, 43.1)] },
  };
  const map = {
    id: 'm',
    title: 'Quote',
    description: 'Chi paga.',
    language: 'it',
    points,
    legend: 'Quota 2027',
  } as const;

  test('shades areas where boundaries are known and draws points where they are not', () => {
    const svg = drawMap({ ...map, areas });
    expect(svg.match(/<path /g)).toHaveLength(3);
    expect(svg.match(/<circle /g)).toHaveLength(1);
    expect(svg).toMatch(/<path d="M[0-9. -]+l[0-9. -]+z" class="drawn-area drawn-class-1"/);
    expect(svg).toMatch(/class="drawn-area drawn-class-5"/);
    expect(svg).toMatch(/class="drawn-point drawn-class-0"/);
    expect(drawMap(map).match(/<circle /g)).toHaveLength(3);
    expect(drawMap(map)).not.toContain('<path ');
  });

  test('squares at the equator of a small country stay squares, side by side', () => {
    const svg = drawMap({ ...map, areas: { a: areas.a!, b: areas.b! }, points: points.slice(0, 2) });
    const [first, second] = [...svg.matchAll(/<path d="M([0-9.]+) ([0-9.]+)l([0-9.]+) 0 0-([0-9.]+)-\3 0z"/g)];
    expect(Number(second![1])).toBeCloseTo(Number(first![1]) + Number(first![3]), 0);
    expect(Number(first![4]) / Number(first![3])).toBeCloseTo(1 / Math.cos((43.05 * Math.PI) / 180), 2);
  });

  test('larger values make larger points', () => {
    const radius = new Map(
      [...drawMap(map).matchAll(/r="([0-9.]+)"[^>]*><title>(\w+)/g)].map((m) => [m[2], Number(m[1])]),
    );
    expect(radius.get('Pelago')).toBeGreaterThan(radius.get('Londa')!);
    expect(radius.get('Londa')).toBeGreaterThan(radius.get('Rufina')!);
  });

  test('tells name and value of each entity, leads to its page, and takes no markup from names', () => {
    for (const svg of [drawMap({ ...map, areas }), drawMap(map)]) {
      expect(svg).toContain('<title>Pelago: 9,00 €</title>');
      expect(svg).toContain('<a href="/e/b" aria-label="Pelago: 9,00 €">');
      expect(svg).toContain('href="/e/a?x=1&amp;y=&quot;2&quot;" aria-label="Londa &lt;b&gt;&quot;&amp;: 1,00 €"');
      expect(svg).not.toContain('<b>');
      expect(svg).toMatch(/<text [^>]*>Pelago<\/text>/);
      expect(svg).toMatch(/^<svg [^>]*role="group" aria-labelledby="m-title" aria-describedby="m-desc"/);
      expect(svg).not.toMatch(/ style=|<style|<script|NaN|Infinity/);
    }
    const unlinked = points.map(({ href: _, ...point }) => point);
    expect(drawMap({ ...map, points: unlinked })).toMatch(/^<svg [^>]*role="img"/);
  });

  test('has its classes in words', () => {
    const svg = drawMap({ ...map, areas });
    for (const words of ['Quota 2027', '1,00 € (1)', '9,00 € (1)', 'dato mancante']) {
      expect(svg).toContain(`>${words}</text>`);
    }
    expect(drawMap({ ...map, language: 'en' })).toContain('>no figure</text>');
  });

  test('spares the keyboard a hundred stops', () => {
    const many = Array.from({ length: 40 }, (_, index) => ({
      ...points[1]!,
      code: `c${index}`,
      lat: 43 + index / 100,
    }));
    expect(drawMap({ ...map, points: many }).match(/tabindex="-1"/g)).toHaveLength(40);
  });

  test('bears no point, one point, and is the same each time', () => {
    expect(drawMap({ ...map, points: [] })).toContain('</svg>');
    expect(drawMap({ ...map, points: points.slice(0, 1) })).not.toMatch(/NaN|Infinity/);
    expect(drawMap({ ...map, areas })).toBe(drawMap({ ...map, areas }));
  });
});

test('the 117 comuni of Asti become at most 60 KB of paths, all of them there', ({ skip }) => {
  const asti = join(import.meta.dirname, '../../../../shared/data/area_AT.geojson');
  skip(!existsSync(asti), 'the shared boundaries are not beside the project');
  const reading = readBoundaries(readFileSync(asti));
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  expect(reading.property).toBe('istat_code');
  const points = reading.boundaries.map(({ code, name }, index) => {
    return { code, name: name!, lat: 44.9, lon: 8.2, value: index, label: String(index) };
  });
  const areas = Object.fromEntries(reading.boundaries.map(({ code, geometry }) => [code, geometry]));
  const svg = drawMap({ id: 'at', title: 'Asti', language: 'it', points, areas, legend: 'x' });
  const paths = [...svg.matchAll(/ d="([^"]+)"/g)].map((match) => match[1]!);
  expect(paths).toHaveLength(117);
  expect(paths.join('').length).toBeLessThan(60_000);
  for (const path of paths) expect(path).toMatch(/^M[^z]{12,}z/);
});
