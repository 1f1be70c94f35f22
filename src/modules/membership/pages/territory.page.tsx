import type { z } from 'zod';
import { Drawing } from '../../../platform/charts/drawing.tsx';
import { drawMap } from '../../../platform/maps/draw-map.ts';
import type { AreaGeometry } from '../../../platform/maps/geometry.ts';
import type { PageRoute } from '../../../platform/page.ts';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { type EntityRow, listEntities } from '../actions/list-entities.ts';
import { showTerritory } from '../actions/show-territory.ts';
import { messages } from '../messages.ts';
import { figureText } from '../vocabulary.ts';
import { crumbsTo, EntitiesFrame, mayImport } from './entities-frame.tsx';

type Place = z.output<typeof showTerritory.output>['places'][number];

export const territoryPage: PageRoute = {
  method: 'GET',
  path: '/:association/enti/territorio',
  open: true,
  answer: async (request) => {
    const { places } = await request.perform(showTerritory, {});
    const { items } = await request.perform(listEntities, { limit: 10_000 });
    const m = messages[request.language];
    return {
      kind: 'page',
      title: m.territory,
      crumbs: crumbsTo(request),
      scope: 'association',
      body: <TerritoryPage places={places} entities={items} mayImport={mayImport(request)} />,
    };
  },
};

/** A map of the entities shaded by their inhabitants: municipalities alone, where there are any. */
export function TerritoryPage({
  places,
  entities,
  mayImport,
}: {
  places: readonly Place[];
  entities: readonly EntityRow[];
  mayImport: boolean;
}) {
  const language = useLanguage();
  const m = messages[language];
  const { association } = useFrame();
  const base = `/${association!.id}/enti`;
  const population = new Map(entities.map((entity) => [entity.code, entity.population]));
  const areas = Object.fromEntries(
    places.filter((place) => place.boundary !== null).map((place) => [place.entity, place.boundary as AreaGeometry]),
  );
  const placed = places.filter(
    (place) => place.entity in areas || (place.latitude !== null && place.longitude !== null),
  );
  const municipal = placed.filter((place) => place.kind === 'comune');
  const points = (municipal.length > 0 ? municipal : placed).map((place) => {
    const figure = population.get(place.entity);
    return {
      code: place.entity,
      name: place.name,
      lat: place.latitude ?? 0,
      lon: place.longitude ?? 0,
      value: typeof figure?.value === 'number' ? figure.value : undefined,
      label: figure ? figureText(figure.value, language) : m.missing,
      href: `${base}/${encodeURIComponent(place.entity)}`,
    };
  });
  return (
    <>
      <h1>{m.territory}</h1>
      <EntitiesFrame view="territory" mayImport={mayImport}>
        {points.length === 0 ? (
          <EmptyState title={m.noPlaces}>
            <p>{m.noPlacesHelp}</p>
          </EmptyState>
        ) : (
          <>
            {Object.keys(areas).length === 0 && <p class="muted">{m.noBoundaries}</p>}
            <Drawing
              id="territorio"
              draw={(size) =>
                drawMap({
                  ...size,
                  title: m.territoryTitle,
                  description: m.territoryDescription,
                  language,
                  legend: m.legendPopulation,
                  points,
                  areas,
                })
              }
            />
          </>
        )}
      </EntitiesFrame>
    </>
  );
}
