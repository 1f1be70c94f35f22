import type { EntityCode } from '../../../../kernel/entity.ts';
import { type Text, text } from '../../../../kernel/text.ts';
import type { Entity } from '../entity.ts';
import { findEntity, indexEntities } from './entity-index.ts';
import { planProblems } from './plan-problems.ts';
import type { RowKeys, WrongLine } from './read-row.ts';

export type Position = readonly [number, number];
/** GeoJSON, WGS84: longitude before latitude. */
export type BoundaryGeometry =
  | { readonly type: 'Polygon'; readonly coordinates: readonly (readonly Position[])[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly (readonly Position[])[])[] };

export type BoundaryRow = {
  /** Its place in the collection, from 1. */
  readonly line: number;
  readonly label: string;
  readonly keys: RowKeys;
  readonly geometry: BoundaryGeometry;
};

export type BoundaryReading =
  | { readonly ok: true; readonly rows: readonly BoundaryRow[]; readonly wrong: readonly WrongLine[] }
  | { readonly ok: false; readonly says: Text };

const mostPoints = 20_000;

/** Names under which the published files write the codes (ISTAT, openpolis, our own). */
const properties = {
  istat: ['istat', 'istat_code', 'com_istat_code', 'pro_com_t', 'pro_com', 'codice_istat', 'cod_istat'],
  belfiore: ['belfiore', 'com_catasto_code', 'codice_catastale', 'cod_catastale', 'op_catasto'],
  code: ['code', 'codice', 'entity', 'codice_ipa', 'ipa'],
  name: ['name', 'nome', 'comune', 'com_name', 'denominazione'],
};

/**
 * Reads boundaries from a GeoJSON feature collection in WGS84: each feature a polygon, or several, with a code of its
 * entity among the properties. Coordinates are kept to five decimals (a metre). Names each wrong feature by its place.
 */
export function readBoundaries(json: unknown): BoundaryReading {
  const collection = json as { type?: unknown; features?: unknown; crs?: { properties?: { name?: unknown } } } | null;
  if (collection?.type !== 'FeatureCollection' || !Array.isArray(collection.features))
    return { ok: false, says: notGeoJson };
  const reference = String(collection.crs?.properties?.name ?? 'CRS84');
  if (!/CRS:?84|4326/.test(reference)) return { ok: false, says: otherReference(reference) };
  const rows: BoundaryRow[] = [];
  const wrong: WrongLine[] = [];
  for (const [place, feature] of (collection.features as unknown[]).entries()) {
    const line = place + 1;
    const read = readFeature(feature);
    if ('says' in read) wrong.push({ line, says: read.says });
    else rows.push({ line, ...read });
  }
  return { ok: true, rows, wrong };
}

type Read = Omit<BoundaryRow, 'line'> | { readonly says: Text };

function readFeature(feature: unknown): Read {
  const { properties: given, geometry } = (feature ?? {}) as { properties?: unknown; geometry?: unknown };
  const named = new Map(
    Object.entries((given ?? {}) as Record<string, unknown>).map(([key, value]) => [key.toLowerCase(), value]),
  );
  const first = (names: readonly string[]) => {
    const found = names
      .map((name) => named.get(name))
      .find((value) => value !== undefined && value !== null && value !== '');
    return found === undefined ? undefined : String(found).trim();
  };
  const istat = first(properties.istat)?.padStart(6, '0');
  const belfiore = first(properties.belfiore)?.toUpperCase();
  const code = first(properties.code)?.toLowerCase();
  const keys: RowKeys = {
    ...(code ? { code } : {}),
    ...(istat && /^[0-9]{6}$/.test(istat) ? { istat } : {}),
    ...(belfiore && /^[A-Z][0-9]{3}$/.test(belfiore) ? { belfiore } : {}),
  };
  if (Object.keys(keys).length === 0) return { says: noCode };
  const outline = readGeometry(geometry);
  if ('says' in outline) return outline;
  return { keys, label: (first(properties.name) ?? Object.values(keys)[0]!).slice(0, 60), geometry: outline };
}

function readGeometry(geometry: unknown): BoundaryGeometry | { readonly says: Text } {
  const { type, coordinates } = (geometry ?? {}) as { type?: unknown; coordinates?: unknown };
  if (type !== 'Polygon' && type !== 'MultiPolygon') return { says: notPolygon };
  const polygons = (type === 'Polygon' ? [coordinates] : coordinates) as unknown;
  if (!Array.isArray(polygons) || polygons.length === 0) return { says: notPolygon };
  let points = 0;
  const read: Position[][][] = [];
  for (const polygon of polygons as unknown[]) {
    if (!Array.isArray(polygon) || polygon.length === 0) return { says: notPolygon };
    const rings: Position[][] = [];
    for (const ring of polygon as unknown[]) {
      const positions = readRing(ring);
      if (!positions) return { says: badRing };
      points += positions.length;
      rings.push(positions);
    }
    read.push(rings);
  }
  if (points > mostPoints) return { says: tooDetailed(points) };
  return type === 'Polygon' ? { type, coordinates: read[0]! } : { type, coordinates: read };
}

/** A closed line of at least four points within the world; undefined otherwise. */
function readRing(ring: unknown): Position[] | undefined {
  if (!Array.isArray(ring) || ring.length < 4) return undefined;
  const positions: Position[] = [];
  for (const position of ring as unknown[]) {
    if (!Array.isArray(position)) return undefined;
    const [longitude, latitude] = position as unknown[];
    if (!isDegrees(longitude, 180) || !isDegrees(latitude, 90)) return undefined;
    positions.push([rounded(longitude), rounded(latitude)]);
  }
  const [first, last] = [positions[0]!, positions.at(-1)!];
  return first[0] === last[0] && first[1] === last[1] ? positions : undefined;
}

function isDegrees(value: unknown, most: number): value is number {
  return typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= most;
}

function rounded(degrees: number): number {
  return Math.round(degrees * 100_000) / 100_000;
}

export type BoundaryItem = {
  readonly line: number;
  readonly code: EntityCode;
  readonly name: string;
  readonly what: 'boundary';
  readonly outcome: 'add' | 'change' | 'same';
  readonly points: number;
  readonly geometry: BoundaryGeometry;
};

export type BoundaryPlan = {
  readonly items: readonly BoundaryItem[];
  readonly wrong: readonly WrongLine[];
  readonly unmatched: readonly { readonly line: number; readonly label: string; readonly key: string }[];
};

/** What importing the boundaries would do. An entity drawn twice is wrong at each of its places. */
export function planBoundaries(
  rows: readonly BoundaryRow[],
  entities: readonly Entity[],
  stored: ReadonlyMap<EntityCode, BoundaryGeometry>,
): BoundaryPlan {
  const index = indexEntities(entities);
  const items: BoundaryItem[] = [];
  const wrong: WrongLine[] = [];
  const unmatched: { line: number; label: string; key: string }[] = [];
  for (const row of rows) {
    const match = findEntity(index, row.keys);
    if (match.kind === 'several') wrong.push({ line: row.line, says: planProblems.several(match.entities) });
    else if (match.kind === 'none') {
      unmatched.push({ line: row.line, label: row.label, key: Object.values(row.keys)[0] ?? '' });
    } else {
      const { code, name } = match.entity;
      const before = stored.get(code);
      const same = before !== undefined && JSON.stringify(before) === JSON.stringify(row.geometry);
      const outcome = same ? 'same' : before ? 'change' : 'add';
      items.push({
        line: row.line,
        code,
        name,
        what: 'boundary',
        outcome,
        points: pointsOf(row.geometry),
        geometry: row.geometry,
      });
    }
  }
  const times = new Map<EntityCode, number>();
  for (const { code } of items) times.set(code, (times.get(code) ?? 0) + 1);
  const isRepeated = ({ code }: BoundaryItem) => times.get(code)! > 1;
  return {
    items: items.filter((item) => !isRepeated(item)),
    wrong: [
      ...wrong,
      ...items.filter(isRepeated).map((item) => ({ line: item.line, says: drawnTwice(item.name) })),
    ].sort((a, b) => a.line - b.line),
    unmatched,
  };
}

function pointsOf(geometry: BoundaryGeometry): number {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return polygons.flat().reduce((sum, ring) => sum + ring.length, 0);
}

const notGeoJson = text(
  'Il file non è una raccolta di elementi GeoJSON («FeatureCollection»).',
  'The file is not a GeoJSON “FeatureCollection”.',
);
const otherReference = (name: string) =>
  text(
    `Le coordinate sono in un altro sistema («${name.slice(0, 60)}»): servono gradi di longitudine e latitudine, WGS84.`,
    `Coordinates are in another system (“${name.slice(0, 60)}”): degrees of longitude and latitude, WGS84, are needed.`,
  );
const noCode = text(
  "Nessuna proprietà dice di quale ente è il confine: serve il codice ISTAT, quello catastale o quello dell'ente.",
  'No property says which entity the boundary is of: its ISTAT, land registry or own code is needed.',
);
const notPolygon = text(
  'La geometria non è un poligono («Polygon» o «MultiPolygon»).',
  'The geometry is not a polygon (“Polygon” or “MultiPolygon”).',
);
const badRing = text(
  'Il contorno non è una linea chiusa di almeno quattro punti in gradi di longitudine e latitudine.',
  'The outline is not a closed line of at least four points in degrees of longitude and latitude.',
);
const tooDetailed = (points: number) =>
  text(
    `Il contorno ha ${points} punti; il massimo è ${mostPoints}. Semplificarlo prima di caricarlo.`,
    `The outline has ${points} points; the most is ${mostPoints}. Simplify it before uploading.`,
  );
const drawnTwice = (name: string) =>
  text(`Il confine di ${name} sta più volte nel file.`, `The boundary of ${name} is in the file more than once.`);
