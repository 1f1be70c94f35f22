/** Longitude and latitude in degrees, WGS84, as GeoJSON writes them (RFC 7946). */
export type Position = readonly number[];
export type Ring = readonly Position[];

/** The part of GeoJSON that an area is made of. Plain data: stored as JSON, drawn by `drawMap`. */
export type AreaGeometry =
  | { readonly type: 'Polygon'; readonly coordinates: readonly Ring[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly Ring[])[] };

export function polygonsOf(geometry: AreaGeometry): readonly (readonly Ring[])[] {
  return geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
}
