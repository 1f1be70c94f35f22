import type { MultiPolygon, Polygon } from 'geojson';
import { feature } from 'topojson-client';
import { topology } from 'topojson-server';
import { presimplify, simplify } from 'topojson-simplify';
import { type AreaGeometry, polygonsOf, type Ring } from './geometry.ts';

/** Points of one area, on average: 120 areas make a path of some 55 KB, 10 KB compressed. */
const pointsAnArea = 60;
/** Degrees to the fifth decimal: about a metre. */
const precision = 1e5;

/**
 * Areas with their borders simplified together (Visvalingam), so that neighbours go on sharing them, to some 60 points each
 * on average. An area too small to survive keeps its shape as it was. In the order given.
 */
export function simplifyAreas<A extends { readonly code: string; readonly geometry: AreaGeometry }>(
  areas: readonly A[],
): A[] {
  const objects = Object.fromEntries(
    areas.map((area, index) => [`a${index}`, area.geometry as unknown as Polygon | MultiPolygon]),
  );
  const weighed = presimplify(topology(objects) as Parameters<typeof presimplify>[0]);
  const least = leastWeight(weighed.arcs as unknown as number[][][], areas.length * pointsAnArea);
  const light = simplify(weighed, least);
  return areas.map((area, index) => {
    const shape = feature(light, light.objects[`a${index}`]!) as unknown as { geometry: AreaGeometry | null };
    const whole = polygonsOf(area.geometry).map(rounded);
    const polygons = shape.geometry ? polygonsOf(shape.geometry).map(rounded) : [];
    return { ...area, geometry: multi(cleaned(polygons), cleaned(whole), polygons.length === 0 ? whole : polygons) };
  });
}

/** The weight below which points go, so that about `budget` of them stay. Ends of arcs weigh infinitely and always stay. */
function leastWeight(arcs: readonly (readonly (readonly number[])[])[], budget: number): number {
  const weights = arcs.flatMap((arc) => arc.map((point) => point[2]!)).toSorted((a, b) => b - a);
  return weights.length <= budget ? 0 : weights[budget]!;
}

function rounded(polygon: readonly Ring[]): Ring[] {
  return polygon.map((ring) =>
    ring.map(([lon, lat]) => [Math.round(lon! * precision) / precision, Math.round(lat! * precision) / precision]),
  );
}

/** Without rings that have collapsed to a line or a point. */
function cleaned(polygons: readonly (readonly Ring[])[]): Ring[][] {
  return polygons
    .map((rings) => rings.filter((ring) => new Set(ring.map((position) => position.join())).size > 2))
    .filter((rings) => rings.length > 0);
}

function multi(light: readonly Ring[][], whole: readonly Ring[][], last: readonly Ring[][]): AreaGeometry {
  const kept = light.length > 0 ? light : whole.length > 0 ? whole : last;
  return kept.length === 1 ? { type: 'Polygon', coordinates: kept[0]! } : { type: 'MultiPolygon', coordinates: kept };
}
