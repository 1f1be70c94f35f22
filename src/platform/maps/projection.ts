import type { Position } from './geometry.ts';

/** A place on the drawing, in its units; y grows downwards. */
export type Point = readonly [x: number, y: number];

export type Projection = {
  readonly project: (position: Position) => Point;
  readonly height: number;
};

/**
 * Web Mercator fitted to the positions, so that they fill `width` less `margin` on each side; the height follows, between a
 * third of the width and one and a half times it, and the drawing is centred in it. Shapes are true, as on any web map.
 */
export function fittedMercator(positions: Iterable<Position>, width: number, margin: number): Projection {
  let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const position of positions) {
    const [x, y] = mercator(position);
    west = Math.min(west, x);
    east = Math.max(east, x);
    south = Math.min(south, y);
    north = Math.max(north, y);
  }
  if (west > east) [west, east, south, north] = [0, 0, 0, 0];
  // A lone place still stands in some country around it: a tenth of a degree.
  const least = 0.1 * (Math.PI / 180);
  const [across, along] = [Math.max(east - west, least), Math.max(north - south, least)];
  const room = width - 2 * margin;
  const scale = Math.min(room / across, (1.5 * width - 2 * margin) / along);
  const height = Math.round(Math.max(width / 3, along * scale + 2 * margin));
  const [middle, centre] = [(west + east) / 2, (south + north) / 2];
  return {
    height,
    project(position) {
      const [x, y] = mercator(position);
      return [width / 2 + (x - middle) * scale, height / 2 - (y - centre) * scale];
    },
  };
}

function mercator([lon, lat]: Position): Point {
  const radians = Math.PI / 180;
  const bounded = Math.max(-85, Math.min(85, lat!));
  return [lon! * radians, Math.asinh(Math.tan(bounded * radians))];
}
