import type { Language } from '../../kernel/text.ts';
import { type DrawingAbout, escapeXml, svgFrame } from '../charts/svg-frame.ts';
import { type AreaGeometry, type Position, polygonsOf } from './geometry.ts';
import { type NamePlaced, placeNames } from './place-names.ts';
import { fittedMercator, type Point, type Projection } from './projection.ts';
import { type Classes, quantileClasses } from './quantile-classes.ts';

/** An entity on the map. `lat` and `lon` are where its point stands, and its area is not known. */
export type MapPoint = {
  readonly code: string;
  readonly name: string;
  readonly lat: number;
  readonly lon: number;
  /** What shades the area, or sizes and shades the point; undefined where the figure is missing. */
  readonly value: number | bigint | undefined;
  /** The value as people read it: `70.815,93 €`. */
  readonly label: string;
  readonly href?: string;
};

export type MapRequest = DrawingAbout & {
  readonly language: Language;
  readonly points: readonly MapPoint[];
  /** By code. An entity with an area is drawn as it, the others as points; an area without an entity is background. */
  readonly areas?: Readonly<Record<string, AreaGeometry>>;
  /** What the shades mean: `Quota 2027`. */
  readonly legend: string;
  readonly width?: number;
};

const margin = 12;
const legendLine = 22;
const nameSize = 12;
/** Above so many links the keyboard is spared them: the table beside the map has the same ones. */
const mostStops = 30;
const shades = [
  ['drawn-class-0', '#f2f5f8'],
  ['drawn-class-1', '#dcebfa'],
  ['drawn-class-2', '#a8cdf0'],
  ['drawn-class-3', '#64a6e0'],
  ['drawn-class-4', '#2476c4'],
  ['drawn-class-5', '#004080'],
] as const;

/**
 * A map as SVG, without JavaScript: areas shaded by quantile classes where their boundaries are known, points sized and
 * shaded where they are not, names where there is room, the legend in words below. Each entity tells its name and value, and
 * leads to its `href` when it has one. The same figures give the same drawing.
 */
export function drawMap(map: MapRequest): string {
  const width = map.width ?? 720;
  const areas = map.areas ?? {};
  const withArea = map.points.filter((point) => Object.hasOwn(areas, point.code));
  const bare = map.points.filter((point) => !Object.hasOwn(areas, point.code));
  const projection = fittedMercator(extent(Object.values(areas), bare), width, bare.length > 0 ? margin + 18 : margin);
  const classes = quantileClasses(map.points);
  const shapes = new Map(
    Object.entries(areas).map(([code, geometry]) => [code, shapeOf(geometry, projection)] as const),
  );
  const known = new Set(map.points.map((point) => point.code));
  const stops = map.points.filter((point) => point.href).length <= mostStops;

  const background = [...shapes].filter(([code]) => !known.has(code)).map(([, shape]) => areaPath(shape.path, 0));
  const shaded = withArea.map((point) =>
    entity(point, areaPath(shapes.get(point.code)!.path, classes.classOf(point) ?? 0, hint(point)), stops),
  );
  const radius = radii(bare);
  const discs = bare
    .map((point) => ({ point, at: projection.project([point.lon, point.lat]), r: radius(point) }))
    .toSorted((a, b) => b.r - a.r);
  const dotted = discs.map(({ point, at, r }) =>
    entity(point, disc(at, r, classes.classOf(point) ?? 0, hint(point)), stops),
  );

  const names = placeNames(
    [
      ...withArea.map((point) => ({
        name: point.name,
        ...shapes.get(point.code)!.middle,
        kind: 'area' as const,
        shade: classes.classOf(point) ?? 0,
      })),
      ...discs.map(({ point, at, r }) => ({ name: point.name, at, room: r, kind: 'point' as const, shade: 0 })),
    ],
    { width, height: projection.height, size: nameSize },
  ).map(nameText);

  const legend = legendOf(map, classes, projection.height);
  const inner = [...background, ...shaded, ...dotted, ...names, legend.drawn].join('');
  const isLinked = map.points.some((point) => point.href);
  return svgFrame(map, { width, height: projection.height + legend.height }, inner, isLinked ? 'group' : 'img');
}

function* extent(areas: readonly AreaGeometry[], points: readonly MapPoint[]): Generator<Position> {
  for (const geometry of areas) for (const rings of polygonsOf(geometry)) for (const ring of rings) yield* ring;
  for (const point of points) yield [point.lon, point.lat];
}

type Shape = { readonly path: string; readonly middle: { readonly at: Point; readonly room: number } };

/** The outline as a path of tenths of a unit, and the place and the width there is for a name inside. */
function shapeOf(geometry: AreaGeometry, { project }: Projection): Shape {
  let path = '';
  let widest: { at: Point; room: number; area: number } = { at: [0, 0], room: 0, area: -1 };
  for (const rings of polygonsOf(geometry)) {
    for (const [index, ring] of rings.entries()) {
      const points = ring.map(project);
      path += ringPath(points);
      if (index > 0) continue;
      const [area, x, y] = centroid(points);
      if (area > widest.area) widest = { at: [x, y], room: widthAt(points, y), area };
    }
  }
  return { path, middle: { at: widest.at, room: widest.room } };
}

/** Relative steps in tenths, those of no length left out. */
function ringPath(points: readonly Point[]): string {
  let path = '';
  let [atX, atY] = [0, 0];
  for (const [index, [x, y]] of points.entries()) {
    const [tenthX, tenthY] = [Math.round(x * 10), Math.round(y * 10)];
    if (index === 0) path = `M${short(tenthX)} ${short(tenthY)}l`;
    else if (index < points.length - 1 && (tenthX !== atX || tenthY !== atY)) {
      path += `${short(tenthX - atX)} ${short(tenthY - atY)} `;
    }
    [atX, atY] = [tenthX, tenthY];
  }
  return `${path.trimEnd()}z`.replace('lz', 'z').replaceAll(' -', '-');
}

/** `0.5` as `.5`. */
function short(tenths: number): string {
  return String(tenths / 10).replace(/^(-?)0\./, '$1.');
}

function centroid(points: readonly Point[]): [area: number, x: number, y: number] {
  let [twice, x, y] = [0, 0, 0];
  for (let index = 1; index < points.length; index++) {
    const [[x0, y0], [x1, y1]] = [points[index - 1]!, points[index]!];
    const cross = x0 * y1 - x1 * y0;
    twice += cross;
    x += (x0 + x1) * cross;
    y += (y0 + y1) * cross;
  }
  if (twice === 0) return [0, ...(points[0] ?? [0, 0])];
  return [Math.abs(twice) / 2, x / (3 * twice), y / (3 * twice)];
}

/** How wide the outline is along a line across it. */
function widthAt(points: readonly Point[], y: number): number {
  const crossings: number[] = [];
  for (let index = 1; index < points.length; index++) {
    const [[x0, y0], [x1, y1]] = [points[index - 1]!, points[index]!];
    if (y0 <= y !== y1 <= y) crossings.push(x0 + ((y - y0) / (y1 - y0)) * (x1 - x0));
  }
  const sorted = crossings.toSorted((a, b) => a - b);
  let widest = 0;
  for (let index = 1; index < sorted.length; index += 2) widest = Math.max(widest, sorted[index]! - sorted[index - 1]!);
  return widest;
}

/** Discs as large as their value: the area, not the radius, is in proportion. */
function radii(points: readonly MapPoint[]): (point: MapPoint) => number {
  const most = points.reduce((greatest, point) => Math.max(greatest, Number(point.value ?? 0)), 0);
  const largest = points.length > 40 ? 13 : 18;
  return (point) => {
    const value = Math.max(0, Number(point.value ?? 0));
    return most === 0 ? 5 : Math.round((4 + (largest - 4) * Math.sqrt(value / most)) * 10) / 10;
  };
}

function hint(point: MapPoint): string {
  return `<title>${escapeXml(`${point.name}: ${point.label}`)}</title>`;
}

function areaPath(path: string, shade: number, inside = ''): string {
  return `<path d="${path}" class="drawn-area ${fill(shade)} stroke-width=".7" stroke-linejoin="round" fill-rule="evenodd">${inside}</path>`;
}

function disc([x, y]: Point, r: number, shade: number, inside: string): string {
  return `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${r}" class="drawn-point ${fill(shade)} stroke-width="1">${inside}</circle>`;
}

/** The end of a class attribute, and the colours for where there is no stylesheet. */
function fill(shade: number): string {
  const [className, colour] = shades[shade]!;
  return `${className}" fill="${colour}" stroke="${shade > 2 ? '#fff' : '#8598ab'}"`;
}

function entity(point: MapPoint, drawn: string, isStop: boolean): string {
  if (!point.href) return drawn;
  const label = escapeXml(`${point.name}: ${point.label}`);
  return `<a href="${escapeXml(point.href)}" aria-label="${label}"${isStop ? '' : ' tabindex="-1"'}>${drawn}</a>`;
}

/** Dark letters on light shades, light letters on dark ones; the site's stylesheet turns both round in dark mode. */
function nameText({ name, at: [x, y], anchor, shade }: NamePlaced): string {
  const tone =
    shade > 3
      ? 'class="drawn-name-high" fill="#fff" stroke="#00366b"'
      : 'class="drawn-name" fill="#19191a" stroke="#fff"';
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}" dominant-baseline="central" font-size="${nameSize}" ${tone} stroke-width="2.5" stroke-opacity=".75" stroke-linejoin="round" paint-order="stroke" pointer-events="none">${escapeXml(name)}</text>`;
}

function legendOf(map: MapRequest, { classes }: Classes<MapPoint>, top: number) {
  const isMissing = map.points.some((point) => point.value === undefined);
  const lines: [shade: number, words: string][] = classes.map(({ number, least, most, count }) => [
    number,
    `${least.label === most.label ? least.label : `${least.label} – ${most.label}`} (${count})`,
  ]);
  if (isMissing) lines.push([0, map.language === 'it' ? 'dato mancante' : 'no figure']);
  const head = top + 20;
  const title = `<text x="${margin}" y="${head}" font-size="13" font-weight="600" class="drawn-ink" fill="currentColor">${escapeXml(map.legend)}</text>`;
  const drawn = lines.map(([shade, words], index) => {
    const y = head + 12 + index * legendLine;
    return `<rect x="${margin}" y="${y}" width="18" height="13" class="drawn-area ${fill(shade)} stroke-width=".7"/><text x="${margin + 26}" y="${y + 6.5}" dominant-baseline="central" font-size="13" class="drawn-ink" fill="currentColor">${escapeXml(words)}</text>`;
  });
  return { drawn: title + drawn.join(''), height: 34 + lines.length * legendLine };
}
