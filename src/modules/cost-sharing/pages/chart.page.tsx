import type { z } from 'zod';
import { barChart } from '../../../platform/charts/bar-chart.ts';
import { Drawing } from '../../../platform/charts/drawing.tsx';
import { drawMap } from '../../../platform/maps/draw-map.ts';
import type { AreaGeometry } from '../../../platform/maps/geometry.ts';
import type { PageRoute } from '../../../platform/page.ts';
import { DataTable } from '../../../platform/pages/data-table.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { useFrame } from '../../../platform/pages/frame.ts';
import { showTerritory } from '../../membership/index.ts';
import { showAllocation } from '../actions/show-allocation.ts';
import { messages } from '../messages.ts';
import { amountText, bareAmount, centsOf, percentText } from './amount.ts';
import type { SplitShown } from './split.page.tsx';
import { numberIn, SplitFrame, splitCrumbs, splitsHref } from './split-frame.tsx';

/** The shares drawn: a bar for each entity, and where they are on the territory. */
export const chartPage: PageRoute = {
  method: 'GET',
  path: '/:association/riparto/:number/grafico',
  answer: async (request) => {
    const split = await request.perform(showAllocation, { allocation: numberIn(request) });
    const territory = request.may(showTerritory) ? await request.perform(showTerritory, {}) : { places: [] };
    return {
      kind: 'page',
      title: messages[request.language].tabChart,
      crumbs: splitCrumbs(request, split),
      scope: split.whole ? 'association' : 'entity',
      body: <ChartPage split={split} places={territory.places} />,
    };
  },
};

/** On a desk the chart and the map stand side by side. */
function besides(width: number): number {
  return Math.min(width, 600);
}

type Places = z.output<typeof showTerritory.output>['places'];

export function ChartPage({ split, places }: { split: SplitShown; places: Places }) {
  const { association, language } = useFrame();
  const m = messages[language];
  const base = `${splitsHref(association?.id)}/${split.number}`;
  const shares = (split.result?.shares ?? []).toSorted((a, b) => Number(centsOf(b.amount) - centsOf(a.amount)));
  const paying = shares.filter(({ amount }) => amount !== '0.00');
  const label = (amount: string, percent: string) =>
    `${amountText(amount, language)} · ${percentText(percent, language)}%`;
  if (!split.result)
    return (
      <SplitFrame split={split} part="chart" whole={split.whole}>
        <EmptyState title={split.refused.length > 0 ? m.cannotCompute : m.noCosts}>
          <p>
            <a href={base}>{m.back}</a>
          </p>
        </EmptyState>
      </SplitFrame>
    );
  return (
    <SplitFrame split={split} part="chart" whole={split.whole}>
      <div class="share-drawings">
        <div>
          <h2>{m.chartTitle(split.year)}</h2>
          <Drawing
            id="quote"
            draw={({ id, width }) =>
              barChart({
                id,
                width: besides(width),
                title: m.chartTitle(split.year),
                description: m.chartDescription,
                bars: paying.map(({ name, amount, percent }) => ({
                  name,
                  value: centsOf(amount),
                  label: label(amount, percent),
                })),
              })
            }
          />
          <details>
            <summary>{m.chartTable}</summary>
            <DataTable
              caption={`${m.chartTitle(split.year)}. ${m.euro}`}
              captionHidden
              rows={shares}
              rowKey={({ entity }) => entity}
              dense
              columns={[
                {
                  key: 'entity',
                  title: m.entity,
                  names: true,
                  cell: ({ entity, name }) => <a href={`${base}/enti/${entity}`}>{name}</a>,
                },
                { key: 'amount', title: m.share, numeric: true, cell: ({ amount }) => bareAmount(amount, language) },
                {
                  key: 'percent',
                  title: m.percent,
                  numeric: true,
                  cell: ({ percent }) => percentText(percent, language),
                },
              ]}
            />
          </details>
        </div>
        <div>
          <h2>{m.mapTitle(split.year)}</h2>
          <ShareMap split={split} places={places} />
        </div>
      </div>
    </SplitFrame>
  );
}

function ShareMap({ split, places }: { split: SplitShown; places: Places }) {
  const { association, language } = useFrame();
  const m = messages[language];
  const base = `${splitsHref(association?.id)}/${split.number}`;
  const byCode = new Map(places.map((place) => [place.entity, place]));
  const points = (split.result?.shares ?? []).flatMap(({ entity, name, amount }) => {
    const place = byCode.get(entity);
    const hasArea = Boolean(place?.boundary);
    if (!place || (place.latitude === null && !hasArea)) return [];
    return [
      {
        code: entity,
        name,
        lat: place.latitude ?? 0,
        lon: place.longitude ?? 0,
        value: amount === '0.00' && place.relation === 'lead' ? undefined : centsOf(amount),
        label: amountText(amount, language),
        href: `${base}/enti/${entity}`,
      },
    ];
  });
  if (points.length === 0) return <p class="muted">{m.mapNone}</p>;
  const areas: Record<string, AreaGeometry> = Object.fromEntries(
    points.flatMap(({ code }) => {
      const boundary = byCode.get(code)?.boundary;
      return boundary ? [[code, boundary as AreaGeometry]] : [];
    }),
  );
  return (
    <Drawing
      id="mappa"
      draw={({ id, width }) =>
        drawMap({
          id,
          width: besides(width),
          language,
          title: m.mapTitle(split.year),
          legend: m.chartTitle(split.year),
          points,
          areas,
        })
      }
    />
  );
}
