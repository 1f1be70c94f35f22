import type { z } from 'zod';
import { type Day, showDay } from '../../../kernel/day.ts';
import { barChart } from '../../../platform/charts/bar-chart.ts';
import { Drawing } from '../../../platform/charts/drawing.tsx';
import { drawMap } from '../../../platform/maps/draw-map.ts';
import type { AreaGeometry } from '../../../platform/maps/geometry.ts';
import type { PageRequest, PageRoute } from '../../../platform/page.ts';
import { DataTable } from '../../../platform/pages/data-table.tsx';
import { Definitions } from '../../../platform/pages/definitions.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { Icon } from '../../../platform/pages/icon.tsx';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { changeEntity } from '../actions/change-entity.ts';
import { joinAssociation } from '../actions/join-association.ts';
import { leaveAssociation } from '../actions/leave-association.ts';
import { listFigures } from '../actions/list-figures.ts';
import { recordFigure } from '../actions/record-figure.ts';
import { setRepresentation } from '../actions/set-representation.ts';
import { showEntity } from '../actions/show-entity.ts';
import { showTerritory } from '../actions/show-territory.ts';
import { messages } from '../messages.ts';
import {
  dayText,
  figureText,
  kindTitles,
  registerTitle,
  relationTitles,
  standingTitles,
  wayTitles,
} from '../vocabulary.ts';
import { crumbsTo } from './entities-frame.tsx';
import { StateChip } from './register.page.tsx';

type EntityView = z.output<typeof showEntity.output>;
type FigureView = z.output<typeof listFigures.output>['items'][number];
type Place = z.output<typeof showTerritory.output>['places'][number];

export const entityPage: PageRoute = {
  method: 'GET',
  path: '/:association/enti/:ente',
  open: true,
  answer: async (request) => {
    const entity = await request.perform(showEntity, { entity: request.params.ente! });
    const { items } = await request.perform(listFigures, { entity: entity.code });
    const { places } = await request.perform(showTerritory, {});
    return {
      kind: 'page',
      title: entity.name,
      crumbs: crumbsTo(request),
      scope: 'association',
      body: <EntityPage entity={entity} figures={items} places={places} may={rightsOf(request)} />,
    };
  },
};

type Rights = {
  readonly change: boolean;
  readonly join: boolean;
  readonly leave: boolean;
  readonly represent: boolean;
  readonly record: boolean;
};

function rightsOf(request: PageRequest): Rights {
  return {
    change: request.may(changeEntity),
    join: request.may(joinAssociation),
    leave: request.may(leaveAssociation),
    represent: request.may(setRepresentation),
    record: request.may(recordFigure),
  };
}

export function EntityPage({
  entity,
  figures,
  places,
  may,
}: {
  entity: EntityView;
  figures: readonly FigureView[];
  places: readonly Place[];
  may: Rights;
}) {
  const language = useLanguage();
  const m = messages[language];
  const { association } = useFrame();
  const base = `/${association!.id}/enti/${encodeURIComponent(entity.code)}`;
  const nameOf = (code: string) => places.find((place) => place.entity === code)?.name ?? code;
  return (
    <>
      <div class="page-head">
        <div>
          <h1>{entity.name}</h1>
          <p>
            {kindTitles[entity.kind][language]} · {relationTitles[entity.relation][language]}{' '}
            <StateChip state={entity.state} />
          </p>
        </div>
        <div class="page-actions">
          {may.record && (
            <a class="btn btn-primary" href={`${base}/dato`}>
              <Icon name="plus" size="small" /> {m.recordFigure}
            </a>
          )}
          {may.change && (
            <a class="btn btn-outline-primary" href={`${base}/modifica`}>
              {m.change}
            </a>
          )}
        </div>
      </div>
      <div class="columns">
        <div>
          <Series entity={entity} figures={figures} base={base} mayRecord={may.record} />
          <Memberships entity={entity} base={base} may={may} />
          <Representation entity={entity} base={base} mayChange={may.represent} nameOf={nameOf} />
          <History entity={entity} />
        </div>
        <aside>
          <section class="panel" aria-labelledby="identita">
            <h2 id="identita">{m.identity}</h2>
            <Identity entity={entity} />
          </section>
          <Whereabouts entity={entity} places={places} />
        </aside>
      </div>
    </>
  );
}

function Identity({ entity }: { entity: EntityView }) {
  const m = messages[useLanguage()];
  const truth = (value: boolean) => (value ? m.yes : m.no);
  return (
    <Definitions
      items={[
        { term: m.code, is: <code>{entity.code}</code> },
        { term: m.ipa, is: entity.ipa },
        { term: m.istat, is: entity.istat },
        { term: m.belfiore, is: entity.belfiore },
        { term: m.taxCode, is: entity.taxCode },
        { term: m.province, is: entity.province },
        { term: m.region, is: entity.region },
        { term: m.hasCed, is: truth(entity.hasCed) },
        { term: m.hasIctStaff, is: entity.hasIctStaff === null ? m.notKnown : truth(entity.hasIctStaff) },
      ]}
    />
  );
}

/** The figures of each register: a bar a day, and the table with its sources; what was superseded is folded away. */
function Series({
  entity,
  figures,
  base,
  mayRecord,
}: {
  entity: EntityView;
  figures: readonly FigureView[];
  base: string;
  mayRecord: boolean;
}) {
  const language = useLanguage();
  const m = messages[language];
  const registers = [...new Set(figures.map((figure) => figure.register))].sort(byImportance);
  return (
    <section aria-labelledby="dati">
      <h2 id="dati">{m.series}</h2>
      {registers.length === 0 && (
        <EmptyState title={m.noFigures}>
          <p>{m.noFiguresHelp}</p>
          {mayRecord && (
            <p>
              <a href={`${base}/dato`}>{m.recordFigure}</a>
            </p>
          )}
        </EmptyState>
      )}
      {registers.map((register) => (
        <RegisterSeries
          key={register}
          entity={entity}
          register={register}
          figures={figures.filter((figure) => figure.register === register)}
          base={base}
          mayRecord={mayRecord}
        />
      ))}
    </section>
  );
}

function RegisterSeries({
  entity,
  register,
  figures,
  base,
  mayRecord,
}: {
  entity: EntityView;
  register: string;
  figures: readonly FigureView[];
  base: string;
  mayRecord: boolean;
}) {
  const language = useLanguage();
  const m = messages[language];
  const title = capital(registerTitle(register)[language]);
  const inForce = figures.filter((figure) => !figure.superseded && figure.value !== null);
  const others = figures.filter((figure) => figure.superseded || figure.value === null);
  const bars = inForce
    .slice(0, 12)
    .reverse()
    .map((figure) => ({
      name: showDay(figure.on, language),
      value: typeof figure.value === 'number' ? figure.value : Number(figure.value),
      label: figureText(figure.value!, language),
    }));
  const id = `serie-${register.replace(/[^a-z0-9]+/g, '-')}`;
  return (
    <>
      <h3>{title}</h3>
      {bars.length > 1 && (
        <Drawing
          id={id}
          draw={(size) =>
            barChart({
              ...size,
              title: m.chartTitle(title, entity.name),
              description: m.chartDescription(bars.map((bar) => `${bar.name} ${bar.label}`).join(', ')),
              bars,
            })
          }
        />
      )}
      <DataTable
        caption={`${title}, ${entity.name}`}
        captionHidden
        dense
        rows={inForce}
        rowKey={(figure) => figure.on}
        columns={[
          {
            key: 'on',
            title: m.day,
            names: true,
            cell: (figure) => <time dateTime={figure.on}>{showDay(figure.on, language)}</time>,
          },
          { key: 'value', title: m.value, numeric: true, cell: (figure) => figureText(figure.value!, language) },
          {
            key: 'source',
            title: m.source,
            cell: (figure) => (
              <>
                {figure.source}{' '}
                {figure.standing === 'provisional' && <StatusChip tone="attention">{m.provisional}</StatusChip>}
                {figure.evidence && <div class="muted">{figure.evidence}</div>}
              </>
            ),
          },
          {
            key: 'recorded',
            title: m.recorded,
            cell: (figure) => showDay(figure.recordedAt.slice(0, 10) as Day, language),
          },
          ...(mayRecord
            ? [
                {
                  key: 'acts',
                  title: <span class="visually-hidden">{m.correct}</span>,
                  cell: (figure: FigureView) => <FigureActs figure={figure} base={base} />,
                },
              ]
            : []),
        ]}
      />
      {others.length > 0 && (
        <details>
          <summary>{m.corrections(others.length)}</summary>
          <ul>
            {others.map((figure) => (
              <li key={`${figure.on} ${figure.revision}`}>
                {showDay(figure.on, language)}:{' '}
                {figure.value === null ? standingTitles.withdrawn[language] : figureText(figure.value, language)},{' '}
                {figure.source} ({m.recorded.toLowerCase()} {showDay(figure.recordedAt.slice(0, 10) as Day, language)})
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function FigureActs({ figure, base }: { figure: FigureView; base: string }) {
  const language = useLanguage();
  const m = messages[language];
  const query = `?dato=${encodeURIComponent(figure.register)}&giorno=${figure.on}`;
  const about = `: ${registerTitle(figure.register)[language]}, ${showDay(figure.on, language)}`;
  return (
    <>
      <a href={`${base}/dato${query}`}>
        {m.correct}
        <span class="visually-hidden">{about}</span>
      </a>{' '}
      ·{' '}
      <a href={`${base}/ritiro${query}`}>
        {m.withdraw}
        <span class="visually-hidden">{about}</span>
      </a>
    </>
  );
}

function Memberships({ entity, base, may }: { entity: EntityView; base: string; may: Rights }) {
  const language = useLanguage();
  const m = messages[language];
  const isIn = entity.memberships.some((membership) => membership.left === null);
  return (
    <section aria-labelledby="adesioni">
      <h2 id="adesioni">{m.memberships}</h2>
      {entity.memberships.length === 0 ? (
        <p>{m.neverIn}</p>
      ) : (
        <ul>
          {entity.memberships.toReversed().map((membership) => (
            <li key={membership.joined}>
              {membership.left
                ? m.inFromTo(showDay(membership.joined, language), showDay(membership.left, language))
                : m.inSince(showDay(membership.joined, language))}
              {' · '}
              {wayTitles[membership.way][language]}
              {membership.signed && ` · ${m.signed}: ${showDay(membership.signed, language)}`}
              {membership.act && ` · ${membership.act}`}
              {membership.leavingAct && ` · ${m.leavingAct}: ${membership.leavingAct}`}
            </li>
          ))}
        </ul>
      )}
      {isIn && may.leave && (
        <p>
          <a href={`${base}/uscita`}>{m.leave}</a>
        </p>
      )}
      {!isIn && may.join && (
        <p>
          <a href={`${base}/adesione`}>{m.join}</a>
        </p>
      )}
    </section>
  );
}

function Representation({
  entity,
  base,
  mayChange,
  nameOf,
}: {
  entity: EntityView;
  base: string;
  mayChange: boolean;
  nameOf: (code: string) => string;
}) {
  const language = useLanguage();
  const m = messages[language];
  const { association } = useFrame();
  const linkTo = (code: string) => <a href={`/${association!.id}/enti/${encodeURIComponent(code)}`}>{nameOf(code)}</a>;
  const by = entity.representations.filter((one) => one.represented === entity.code);
  const of = entity.representations.filter((one) => one.representative === entity.code && one.until === null);
  return (
    <section aria-labelledby="rappresentanza">
      <h2 id="rappresentanza">{m.representation}</h2>
      {by.length === 0 && of.length === 0 && <p>{m.nobodyRepresents}</p>}
      {by.length > 0 && (
        <ul>
          {by.toReversed().map((one) => (
            <li key={one.since}>
              {m.representative} {linkTo(one.representative)}, {showDay(one.since, language)} –{' '}
              {one.until ? dayText(one.until, language) : ''}
              {one.act && ` · ${one.act}`}
            </li>
          ))}
        </ul>
      )}
      {of.length > 0 && (
        <details open={of.length <= 5}>
          <summary>{m.represents(of.length)}</summary>
          <ul>
            {of
              .toSorted((a, b) => nameOf(a.represented).localeCompare(nameOf(b.represented), 'it'))
              .map((one) => (
                <li key={one.represented}>{linkTo(one.represented)}</li>
              ))}
          </ul>
        </details>
      )}
      {mayChange && (
        <p>
          <a href={`${base}/rappresentanza`}>{m.setRepresentation}</a>
        </p>
      )}
    </section>
  );
}

function History({ entity }: { entity: EntityView }) {
  const language = useLanguage();
  const m = messages[language];
  if (entity.changes.length === 0) return null;
  const titles: Readonly<Record<string, string>> = {
    name: m.name,
    kind: m.kind,
    relation: m.relation,
    ipa: m.ipa,
    istat: m.istat,
    belfiore: m.belfiore,
    taxCode: m.taxCode,
    province: m.province,
    region: m.region,
    latitude: m.latitude,
    longitude: m.longitude,
    hasCed: m.hasCed,
  };
  return (
    <section aria-labelledby="cambiamenti">
      <h2 id="cambiamenti">{m.history}</h2>
      <ul>
        {entity.changes.map((change) => (
          <li key={change.until}>
            {m.until(showDay(change.until.slice(0, 10) as Day, language))}:{' '}
            {change.fields.map(({ field, from }) => `${titles[field] ?? field}: ${from ?? '–'}`).join('; ')}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Where it is among the others: its area or point shaded, marks for them. */
function Whereabouts({ entity, places }: { entity: EntityView; places: readonly Place[] }) {
  const language = useLanguage();
  const m = messages[language];
  const placed = places.filter((place) => place.latitude !== null && place.longitude !== null);
  const here = placed.find((place) => place.entity === entity.code);
  if (!here) return null;
  // The others are small marks: areas of nobody, drawn as background, so that the page stays light.
  const marks = Object.fromEntries(
    placed.filter((place) => place !== here).map((place) => [place.entity, markAt(place.longitude!, place.latitude!)]),
  );
  return (
    <section class="panel" aria-labelledby="sede">
      <h2 id="sede">{m.place}</h2>
      <div
        dangerouslySetInnerHTML={{
          __html: drawMap({
            id: 'mappa-ente',
            title: m.mapTitle(entity.name),
            language,
            width: 340,
            legend: m.place,
            areas: here.boundary ? { ...marks, [here.entity]: here.boundary as AreaGeometry } : marks,
            points: [
              {
                code: here.entity,
                name: here.name,
                lat: here.latitude!,
                lon: here.longitude!,
                value: 1,
                label: m.legendHere,
              },
            ],
          }),
        }}
      />
    </section>
  );
}

/** An octagon of some three hundred metres around a place. */
function markAt(longitude: number, latitude: number): AreaGeometry {
  const corners = [...Array(9).keys()].map((corner) => {
    const angle = (corner % 8) * (Math.PI / 4);
    return [longitude + 0.006 * Math.cos(angle), latitude + 0.0042 * Math.sin(angle)];
  });
  return { type: 'Polygon', coordinates: [corners] };
}

const important = ['population', 'workstations', 'direct-costs'];

function byImportance(a: string, b: string): number {
  const place = (register: string) => (important.includes(register) ? important.indexOf(register) : important.length);
  return place(a) - place(b) || (a < b ? -1 : 1);
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
