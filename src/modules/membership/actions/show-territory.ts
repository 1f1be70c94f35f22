import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { boundariesOf } from '../storage/boundaries.ts';
import { allEntities } from '../storage/entities.ts';
import { membershipsOf } from '../storage/memberships.ts';
import { stateOn } from './entity-state.ts';
import { kindShape, latitudeShape, longitudeShape, relationShape } from './shapes.ts';

const geometryShape = z
  .custom<object>((value) => typeof value === 'object' && value !== null && 'coordinates' in value)
  .meta({ jsonSchema: { type: 'object', description: 'GeoJSON Polygon or MultiPolygon, WGS84.' } });

export const showTerritory = defineAction({
  name: 'membership/show-territory',
  title: text('vedere il territorio', 'see the territory'),
  about: text(
    'Dove stanno gli enti dell’associazione: la sede e, dove è stato caricato, il confine.',
    'Where the entities of the association are: the seat and, where it was loaded, the boundary.',
  ),
  reads: true,
  permission: { capability: 'membership', letter: 'r' },
  input: z.object({}),
  output: z.object({
    places: z
      .array(
        z.object({
          entity: z.string().max(62),
          name: z.string().max(200),
          kind: kindShape,
          relation: relationShape,
          latitude: latitudeShape.nullable(),
          longitude: longitudeShape.nullable(),
          boundary: geometryShape.nullable(),
        }),
      )
      .max(10_000),
  }),
  http: { method: 'GET', path: '/territory' },
  example: {},
  async run({ tx, association, now }) {
    const boundaries = await boundariesOf(tx, association);
    const memberships = Map.groupBy(await membershipsOf(tx, association), ({ entity }) => entity);
    const entities = (await allEntities(tx, association)).filter(
      ({ code }) => stateOn(memberships.get(code) ?? [], now.today).state === 'in',
    );
    return {
      places: entities.map(({ code, name, kind, relation, latitude, longitude }) => ({
        entity: code as string,
        name,
        kind,
        relation,
        latitude,
        longitude,
        boundary: boundaries.get(code) ?? null,
      })),
    };
  },
});
