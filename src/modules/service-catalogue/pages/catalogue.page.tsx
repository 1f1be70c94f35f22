import type { z } from 'zod';
import type { PageRoute } from '../../../platform/page.ts';
import { askedIn } from '../../../platform/pages/asked-in.ts';
import { DataTable } from '../../../platform/pages/data-table.tsx';
import { DayText } from '../../../platform/pages/day-text.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { ListPage } from '../../../platform/pages/list-page.tsx';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { draftService, listDrafts } from '../actions/draft-service.ts';
import { listServices, type serviceLine, serviceStates } from '../actions/list-services.ts';
import { loadServices } from '../actions/load-services.ts';
import { messages } from '../messages.ts';
import { entitlementNames, lineNames, lines, stageNames, standingNames, stateNames } from '../vocabulary.ts';
import { CatalogueTabs, catalogueCrumbs, catalogueHref, type Place, partsFor } from './catalogue-frame.tsx';

type Line = z.output<typeof serviceLine>;
type Draft = z.output<typeof listDrafts.output>['items'][number];
const names = { q: 'parole', state: 'stato', line: 'linea' } as const;

/** What the office does: open to anybody; who works here sees what the own entity has. */
export const cataloguePage: PageRoute = {
  method: 'GET',
  path: '/:association/assistenza/catalogo',
  open: true,
  needs: listServices,
  answer: async (request) => {
    const asked = askedIn<z.input<typeof listServices.input>>(request.query, names);
    const { items } = await request.perform(listServices, asked);
    const drafts = request.may(listDrafts) ? (await request.perform(listDrafts, {})).items : [];
    return {
      kind: 'page',
      title: messages[request.language].catalogue,
      crumbs: catalogueCrumbs(request),
      scope: 'association',
      body: (
        <CataloguePage
          items={items}
          drafts={drafts}
          parts={partsFor(request)}
          isFiltered={Object.keys(asked).length > 0}
          writes={request.may(draftService)}
          loads={request.may(loadServices)}
        />
      ),
    };
  },
};

const tones = { active: 'good', planned: 'attention', ended: 'neutral' } as const;
const standingTones = {
  'by-right': 'good',
  active: 'good',
  asked: 'attention',
  none: 'neutral',
  'not-for-it': 'neutral',
} as const;

function CataloguePage({
  items,
  drafts,
  parts,
  isFiltered,
  writes,
  loads,
}: {
  items: readonly Line[];
  drafts: readonly Draft[];
  parts: readonly Place[];
  isFiltered: boolean;
  writes: boolean;
  loads: boolean;
}) {
  const { association } = useFrame();
  const language = useLanguage();
  const m = messages[language];
  const href = (below: string) => catalogueHref(association?.id, 'services', below);
  const isOwn = items.some(({ yours }) => yours !== null);
  const counts = items.some(({ activeAt }) => activeAt !== null) && !isOwn;
  return (
    <>
      <h1>{m.catalogue}</h1>
      <CatalogueTabs at="services" parts={parts} />
      <p>{m.intro}</p>
      <ListPage
        caption={m.services}
        filters={[
          { kind: 'text', name: names.q, label: m.words },
          {
            kind: 'choice',
            name: names.state,
            label: m.state,
            unchosen: m.all,
            choices: serviceStates.map((value) => ({ value, label: stateNames[value][language] })),
          },
          {
            kind: 'choice',
            name: names.line,
            label: m.line,
            unchosen: m.allLines,
            choices: lines.map((value) => ({ value, label: lineNames[value][language] })),
          },
        ]}
        rows={items}
        rowKey={({ code }) => code}
        count={items.length}
        dense={false}
        actions={
          <>
            {writes && (
              <a class="btn btn-primary btn-xs" href={href('/nuovo')}>
                {m.newService}
              </a>
            )}
            {loads && (
              <a class="btn btn-outline-primary btn-xs" href={href('/carica')}>
                {m.load}
              </a>
            )}
          </>
        }
        empty={
          <EmptyState title={isFiltered ? m.noneFiltered : m.none}>
            {loads && !isFiltered && <p>{m.noneRemedy}</p>}
          </EmptyState>
        }
        columns={[
          {
            key: 'service',
            title: m.service,
            names: true,
            cell: ({ code, name, does, clause, article }) => (
              <>
                <a href={href(`/servizi/${code}`)}>{name[language]}</a>
                <div class="small muted">
                  {does[language]}{' '}
                  {clause && <a href={`/${association?.id}/convenzione/${clause}`}>{article ?? clause}</a>}
                </div>
              </>
            ),
          },
          {
            key: 'state',
            title: isOwn ? m.forYou : m.state,
            cell: ({ state, yours }) =>
              yours && state === 'active' ? (
                <StatusChip tone={standingTones[yours]}>{standingNames[yours][language]}</StatusChip>
              ) : (
                <StatusChip tone={tones[state]}>{stateNames[state][language]}</StatusChip>
              ),
          },
          ...(counts
            ? [
                {
                  key: 'active',
                  title: m.activeAt,
                  cell: ({ activeAt, entitlement }: Line) =>
                    entitlement === 'on-request' ? activeAt : entitlementNames[entitlement][language],
                },
              ]
            : []),
        ]}
      />
      {drafts.length > 0 && (
        <section aria-labelledby="drafts">
          <h2 id="drafts">{m.drafts}</h2>
          <DataTable
            caption={m.drafts}
            captionHidden
            rows={drafts}
            rowKey={({ code }) => code}
            columns={[
              {
                key: 'service',
                title: m.service,
                names: true,
                cell: ({ code, name }) => <a href={href(`/servizi/${code}`)}>{name[language]}</a>,
              },
              { key: 'stage', title: m.stage, cell: ({ version }) => stageNames[version.stage][language] },
              { key: 'since', title: m.since, cell: ({ version }) => <DayText day={version.since} /> },
              { key: 'by', title: m.by, cell: ({ version }) => version.draftedBy },
            ]}
          />
        </section>
      )}
    </>
  );
}
