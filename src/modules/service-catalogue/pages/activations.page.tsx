import type { z } from 'zod';
import { showDay } from '../../../kernel/day.ts';
import type { PageRoute } from '../../../platform/page.ts';
import { addressWith } from '../../../platform/pages/address.ts';
import { askedIn } from '../../../platform/pages/asked-in.ts';
import { DataTable } from '../../../platform/pages/data-table.tsx';
import { DayText } from '../../../platform/pages/day-text.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { ListPage } from '../../../platform/pages/list-page.tsx';
import { oneText } from '../../../platform/pages/one-text.ts';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { type SheetFormat, sheetFile, sheetFormats } from '../../../platform/sheets/sheet-file.ts';
import { activationStates } from '../actions/activation-view.ts';
import { activateService } from '../actions/activations.ts';
import { listActivations } from '../actions/list-activations.ts';
import { messages } from '../messages.ts';
import { activationStateNames } from '../vocabulary.ts';
import { CatalogueTabs, catalogueCrumbs, catalogueHref, type Place, partsFor, scopeFor } from './catalogue-frame.tsx';

type Listed = z.output<typeof listActivations.output>;
type Line = Listed['items'][number];
const names = { service: 'servizio', entity: 'ente', state: 'stato', on: 'al' } as const;
const path = '/:association/assistenza/catalogo/attivazioni';
const tones = { asked: 'attention', 'in-force': 'good', refused: 'bad', withdrawn: 'neutral' } as const;

/** Which entity has which service: of the own entity, or of all. */
export const activationsPage: PageRoute = {
  method: 'GET',
  path,
  needs: listActivations,
  answer: async (request) => {
    const asked = askedIn<z.input<typeof listActivations.input>>(request.query, names);
    const listed = await request.perform(listActivations, asked);
    return {
      kind: 'page',
      title: messages[request.language].activations,
      crumbs: catalogueCrumbs(request, 'services'),
      scope: scopeFor(request),
      body: <ActivationsPage listed={listed} parts={partsFor(request)} activates={request.may(activateService)} />,
    };
  },
};

/** The same as a sheet, of exactly what is filtered. */
export const activationsExport: PageRoute = {
  method: 'GET',
  path: `${path}/esporta`,
  needs: listActivations,
  answer: async (request) => {
    const wanted = oneText(request.query.formato) as SheetFormat | undefined;
    const format = wanted && sheetFormats.includes(wanted) ? wanted : 'ods';
    const { language } = request;
    const m = messages[language];
    const { items } = await request.perform(
      listActivations,
      askedIn<z.input<typeof listActivations.input>>(request.query, names),
    );
    const column = (key: string, header: string) => ({ key, header, kind: 'text' as const });
    const sheet = {
      name: m.activations,
      columns: [
        column('service', m.service),
        column('entity', m.entity),
        column('from', m.from),
        column('until', m.until),
        column('units', m.units),
        column('beneficiary', m.beneficiary),
        column('act', m.act),
        column('state', m.state),
      ],
      rows: items.map((item) => ({
        ...{ act: item.act, beneficiary: item.beneficiary, entity: item.entityName },
        service: item.serviceName[language],
        from: showDay(item.from, language),
        until: item.until && showDay(item.until, language),
        units: item.units === null ? null : String(item.units),
        state: activationStateNames[item.state][language],
      })),
    };
    const about = { title: sheet.name, author: request.association!.name, language };
    return { kind: 'file', ...(await sheetFile(format, `attivazioni-${request.now.today}`, [sheet], about)) };
  },
};

function ActivationsPage({
  listed: { items, entities },
  parts,
  activates,
}: {
  listed: Listed;
  parts: readonly Place[];
  activates: boolean;
}) {
  const { association, url } = useFrame();
  const language = useLanguage();
  const m = messages[language];
  const href = (below: string) => catalogueHref(association?.id, 'activations', below);
  const query = addressWith(url, { cursor: undefined }).split('?')[1] ?? '';
  const services = new Map(items.map(({ service, serviceName }) => [service, serviceName[language]]));
  return (
    <>
      <h1>{m.activations}</h1>
      <CatalogueTabs at="activations" parts={parts} />
      <p>{m.activationsIntro}</p>
      <ListPage
        caption={m.activations}
        filters={[
          {
            kind: 'choice',
            name: names.service,
            label: m.service,
            unchosen: m.all,
            choices: [...services].map(([value, label]) => ({ value, label })),
          },
          ...(entities.length > 1
            ? [
                {
                  kind: 'choice' as const,
                  name: names.entity,
                  label: m.entity,
                  unchosen: m.all,
                  choices: entities.map(({ entity, name }) => ({ value: entity, label: name })),
                },
              ]
            : []),
          {
            kind: 'choice',
            name: names.state,
            label: m.state,
            unchosen: m.allLines,
            choices: activationStates.map((value) => ({ value, label: activationStateNames[value][language] })),
          },
        ]}
        rows={items}
        rowKey={({ id }) => id}
        count={items.length}
        exports={sheetFormats.map((format) => ({
          title: format.toUpperCase(),
          href: href(`/esporta?formato=${format}${query ? `&${query}` : ''}`),
        }))}
        actions={
          activates && (
            <a class="btn btn-primary btn-xs" href={href('/nuova')}>
              {m.newActivation}
            </a>
          )
        }
        empty={<EmptyState title={m.noActivations} />}
        columns={[
          {
            key: 'service',
            title: m.service,
            names: true,
            cell: ({ id, serviceName }) => <a href={href(`/${id}`)}>{serviceName[language]}</a>,
          },
          { key: 'entity', title: m.entity, cell: ({ entityName }) => entityName },
          { key: 'from', title: m.from, cell: ({ from }) => <DayText day={from} /> },
          { key: 'until', title: m.until, cell: ({ until }) => until && <DayText day={until} /> },
          { key: 'units', title: m.units, numeric: true, cell: ({ units }) => units },
          { key: 'act', title: m.act, cell: ({ act }) => act },
          {
            key: 'state',
            title: m.state,
            cell: ({ state }: Line) => (
              <StatusChip tone={tones[state]}>{activationStateNames[state][language]}</StatusChip>
            ),
          },
        ]}
      />
      {entities.length > 0 && (
        <details open={entities.length === 1}>
          <summary>{m.perEntity}</summary>
          <DataTable
            caption={m.perEntity}
            captionHidden
            dense
            rows={entities}
            rowKey={({ entity }) => entity}
            columns={[
              { key: 'entity', title: m.entity, names: true, cell: ({ name }) => name },
              { key: 'has', title: m.services, cell: ({ has, of }) => m.functionsOf(has, of) },
            ]}
          />
        </details>
      )}
    </>
  );
}
