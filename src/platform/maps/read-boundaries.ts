import { type Text, text } from '../../kernel/text.ts';
import type { AreaGeometry } from './geometry.ts';
import { simplifyAreas } from './simplify-areas.ts';

export type Boundary = { readonly code: string; readonly name: string | undefined; readonly geometry: AreaGeometry };

/** One thing wrong with the file; `feature` counts from 1 and is missing when it is about the file as a whole. */
export type BoundaryProblem = { readonly feature?: number; readonly says: Text };

export type BoundaryReading =
  | {
      readonly ok: true;
      readonly boundaries: readonly Boundary[];
      /** The property that the codes were taken from, and the others that could have been. */
      readonly property: string;
      readonly choices: readonly string[];
    }
  | { readonly ok: false; readonly problems: readonly BoundaryProblem[]; readonly choices: readonly string[] };

export type BoundaryRequest = {
  /** The property that holds the code; guessed among the known names when missing. */
  readonly property?: string;
  /** Only areas with these codes are kept: a national file serves a small association. */
  readonly codes?: ReadonlySet<string>;
  readonly limits?: Partial<BoundaryLimits>;
};

export type BoundaryLimits = { readonly bytes: number; readonly features: number; readonly positions: number };

const usualLimits: BoundaryLimits = { bytes: 50 * 1024 * 1024, features: 10_000, positions: 3_000_000 };

/** Names under which Italian open data publishes the code of a comune, the likeliest first. */
const knownCodes = [
  'com_istat_code',
  'istat_code',
  'codice_istat',
  'cod_istat',
  'istat',
  'pro_com_t',
  'pro_com',
  'com_catasto_code',
  'belfiore',
  'codice_belfiore',
  'codice_catastale',
  'code',
  'codice',
  'id',
];
const knownNames = ['name', 'nome', 'com_name', 'comune', 'denominazione', 'den_com', 'label'];
const mostProblems = 50;

/**
 * The boundaries in a GeoJSON file (RFC 7946): a FeatureCollection of polygons in degrees, each with a code of its own in
 * one property. Comes back simplified to what a page can carry, neighbours still sharing their border. Problems are named
 * all at once, by feature; when no property can be told to hold the codes, `choices` lists those that could.
 */
export function readBoundaries(bytes: Uint8Array, request: BoundaryRequest = {}): BoundaryReading {
  const limits = { ...usualLimits, ...request.limits };
  if (bytes.length === 0) return failed(text('Il file è vuoto.', 'The file is empty.'));
  if (bytes.length > limits.bytes) {
    const most = Math.round(limits.bytes / (1024 * 1024));
    return failed(
      text(
        `Il file pesa più di ${most} MB. Lasciare solo i comuni che servono, o semplificare i confini.`,
        `The file is larger than ${most} MB. Keep only the areas that are needed, or simplify the boundaries.`,
      ),
    );
  }
  const collection = parsed(bytes);
  if ('it' in collection) return failed(collection);
  const { features } = collection;
  if (features.length === 0) {
    return failed(text('Nel file non c’è nessun confine.', 'There is no boundary in the file.'));
  }
  if (features.length > limits.features) {
    return failed(
      text(
        `Il file ha ${features.length} confini; il massimo è ${limits.features}.`,
        `The file has ${features.length} boundaries; the most is ${limits.features}.`,
      ),
    );
  }

  const choices = codeProperties(features);
  const property = request.property ?? guessedProperty(choices);
  if (property === undefined || (request.property !== undefined && !features.some((one) => has(one, property)))) {
    const list = choices.length > 0 ? choices.join(', ') : '—';
    return {
      ok: false,
      choices,
      problems: [
        {
          says: text(
            `Non si sa quale proprietà contenga il codice di ciascun ente. Possibili: ${list}.`,
            `It is not known which property holds the code of each entity. Possible ones: ${list}.`,
          ),
        },
      ],
    };
  }

  const problems: BoundaryProblem[] = [];
  const places = new Map<string, number[]>();
  const kept: Boundary[] = [];
  let positions = 0;
  for (const [index, feature] of features.entries()) {
    const number = index + 1;
    const code = codeOf(feature, property);
    if (code === undefined) {
      problems.push({
        feature: number,
        says: text(`La proprietà «${property}» manca o è vuota.`, `The property “${property}” is missing or empty.`),
      });
    } else places.set(code, [...(places.get(code) ?? []), number]);
    if (code !== undefined && request.codes && !request.codes.has(code)) continue;
    const geometry = readGeometry(feature.geometry);
    if ('says' in geometry) {
      problems.push({ feature: number, says: geometry.says });
      continue;
    }
    positions += geometry.positions;
    if (code !== undefined) kept.push({ code, name: nameOf(feature), geometry: geometry.geometry });
  }
  for (const [code, numbers] of places) {
    if (numbers.length > 1) {
      problems.push({
        feature: numbers[1]!,
        says: text(
          `Il codice «${code}» sta su più confini: ${numbers.join(', ')}.`,
          `The code “${code}” is on several boundaries: ${numbers.join(', ')}.`,
        ),
      });
    }
  }
  if (problems.length === 0 && positions > limits.positions) {
    problems.push({
      says: text(
        `I confini hanno ${positions} punti; il massimo è ${limits.positions}. Semplificarli prima di caricarli.`,
        `The boundaries have ${positions} points; the most is ${limits.positions}. Simplify them before the upload.`,
      ),
    });
  }
  if (problems.length === 0 && kept.length === 0) {
    problems.push({
      says: text(
        `Nessun confine ha, in «${property}», il codice di un ente dell'associazione.`,
        `No boundary has the code of an entity of the association in “${property}”.`,
      ),
    });
  }
  if (problems.length > 0) return { ok: false, problems: shortened(problems), choices };
  return { ok: true, boundaries: simplifyAreas(kept), property, choices };
}

type RawFeature = { readonly properties: Readonly<Record<string, unknown>>; readonly geometry: unknown };

function parsed(bytes: Uint8Array): { readonly features: readonly RawFeature[] } | Text {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    return text(
      'Il file è un archivio ZIP: forse uno Shapefile. Convertirlo in GeoJSON (WGS84) e caricare quello.',
      'The file is a ZIP archive: perhaps a Shapefile. Convert it to GeoJSON (WGS84) and upload that.',
    );
  }
  let root: unknown;
  try {
    root = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return text('Il file non è un GeoJSON: non si legge come JSON.', 'The file is not GeoJSON: it is no valid JSON.');
  }
  if (!isRecord(root)) return notCollection;
  if (root.type === 'Topology') {
    return text(
      'Il file è un TopoJSON. Convertirlo in GeoJSON e caricare quello.',
      'The file is TopoJSON. Convert it to GeoJSON and upload that.',
    );
  }
  if (root.type !== 'FeatureCollection' || !Array.isArray(root.features)) return notCollection;
  const system = isRecord(root.crs) && isRecord(root.crs.properties) ? String(root.crs.properties.name ?? '') : '';
  if (system !== '' && !/CRS84|EPSG:*4326$/i.test(system)) return otherSystem(system);
  return {
    features: root.features.map((feature: unknown) => ({
      properties: isRecord(feature) && isRecord(feature.properties) ? feature.properties : {},
      geometry: isRecord(feature) ? feature.geometry : undefined,
    })),
  };
}

const notCollection = text(
  'Il file non è un GeoJSON di confini: occorre una FeatureCollection.',
  'The file is not GeoJSON of boundaries: a FeatureCollection is needed.',
);

function otherSystem(system: string): Text {
  return text(
    `Le coordinate sono in ${system}; occorrono gradi WGS84 (EPSG:4326).`,
    `The coordinates are in ${system}; WGS84 degrees (EPSG:4326) are needed.`,
  );
}

/** The geometry checked and counted, or the first thing wrong with it. */
function readGeometry(
  raw: unknown,
): { readonly geometry: AreaGeometry; readonly positions: number } | { readonly says: Text } {
  if (!isRecord(raw) || (raw.type !== 'Polygon' && raw.type !== 'MultiPolygon') || !Array.isArray(raw.coordinates)) {
    const type = isRecord(raw) && typeof raw.type === 'string' ? raw.type : '—';
    return {
      says: text(
        `Occorre un poligono (Polygon o MultiPolygon), qui c'è: ${type}.`,
        `A polygon (Polygon or MultiPolygon) is needed, here is: ${type}.`,
      ),
    };
  }
  const polygons: unknown[] = raw.type === 'Polygon' ? [raw.coordinates] : raw.coordinates;
  let positions = 0;
  for (const polygon of polygons) {
    if (!Array.isArray(polygon) || polygon.length === 0) return { says: noRing };
    for (const ring of polygon) {
      if (!Array.isArray(ring) || ring.length < 4) return { says: noRing };
      for (const position of ring) {
        const wrong = positionProblem(position);
        if (wrong) return { says: wrong };
      }
      const [first, last] = [ring[0], ring[ring.length - 1]];
      if (first[0] !== last[0] || first[1] !== last[1]) return { says: openRing };
      positions += ring.length;
    }
  }
  if (positions === 0) return { says: noRing };
  const flat = polygons.map((polygon) =>
    (polygon as number[][][]).map((ring) => ring.map(([lon, lat]) => [lon!, lat!])),
  );
  return { geometry: { type: 'MultiPolygon', coordinates: flat }, positions };
}

const noRing = text(
  'Un anello del poligono ha meno di quattro punti.',
  'A ring of the polygon has fewer than four points.',
);
const openRing = text(
  "Un anello del poligono non si chiude: l'ultimo punto non è il primo.",
  'A ring of the polygon does not close: its last point is not the first.',
);

function positionProblem(position: unknown): Text | undefined {
  if (!Array.isArray(position) || !Number.isFinite(position[0]) || !Number.isFinite(position[1])) {
    return text('Una coordinata non è un numero.', 'A coordinate is not a number.');
  }
  const [lon, lat] = position as [number, number];
  if (Math.abs(lon) <= 180 && Math.abs(lat) <= 90) return undefined;
  return text(
    `Il punto ${lon}, ${lat} non è in gradi WGS84: forse il file è in UTM. Convertirlo in EPSG:4326.`,
    `The point ${lon}, ${lat} is not in WGS84 degrees: the file may be in UTM. Convert it to EPSG:4326.`,
  );
}

/** Properties with a value of its own, never empty, on every feature: any of them could be the code. */
function codeProperties(features: readonly RawFeature[]): string[] {
  const candidates = Object.keys(features[0]!.properties);
  return candidates.filter((property) => {
    const codes = features.map((feature) => codeOf(feature, property));
    return codes.every((code) => code !== undefined) && new Set(codes).size === codes.length;
  });
}

function guessedProperty(choices: readonly string[]): string | undefined {
  for (const known of knownCodes) {
    const found = choices.find((choice) => choice.toLowerCase() === known);
    if (found !== undefined) return found;
  }
  return undefined;
}

function has(feature: RawFeature, property: string): boolean {
  return codeOf(feature, property) !== undefined;
}

/** ISTAT codes have six digits: where they were stored as numbers, the zeros in front come back. */
function codeOf(feature: RawFeature, property: string): string | undefined {
  const value = Object.hasOwn(feature.properties, property) ? feature.properties[property] : undefined;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) {
    return /istat|pro_com/i.test(property) ? String(value).padStart(6, '0') : String(value);
  }
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function nameOf(feature: RawFeature): string | undefined {
  const property = Object.keys(feature.properties).find((key) => knownNames.includes(key.toLowerCase()));
  const value = property === undefined ? undefined : feature.properties[property];
  return typeof value === 'string' ? value : undefined;
}

function shortened(problems: readonly BoundaryProblem[]): BoundaryProblem[] {
  if (problems.length <= mostProblems) return [...problems];
  const others = problems.length - mostProblems;
  const rest = {
    says: text(`Altri ${others} problemi dello stesso file.`, `Another ${others} problems in this file.`),
  };
  return [...problems.slice(0, mostProblems), rest];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function failed(says: Text): BoundaryReading {
  return { ok: false, problems: [{ says }], choices: [] };
}
