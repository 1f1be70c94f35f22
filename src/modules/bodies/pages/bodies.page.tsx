import type { VNode } from 'preact';
import type { z } from 'zod';
import { type Day, showDay } from '../../../kernel/day.ts';
import type { PageRoute } from '../../../platform/page.ts';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { Icon } from '../../../platform/pages/icon.tsx';
import { ListPage } from '../../../platform/pages/list-page.tsx';
import { oneText } from '../../../platform/pages/one-text.ts';
import { SourceLink } from '../../../platform/pages/source-link.tsx';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { addBody } from '../actions/add-body.ts';
import { listBodies } from '../actions/list-bodies.ts';
import { listOrganisationTexts } from '../actions/organisation.ts';
import { showBody } from '../actions/show-body.ts';
import { messages } from '../messages.ts';
import { natureTitles, organisationKindTitles, organisationStateTitles } from '../vocabulary.ts';
import { actText, BodiesFrame, crumbsTo } from './bodies-frame.tsx';
import { publicReply } from './public.page.tsx';

type Listed = z.output<typeof listBodies.output>['items'][number];

/** The bodies for who works with them; for everybody else the public page. */
export const bodiesPage: PageRoute = {
  method: 'GET',
  path: '/:association/organi',
  open: true,
  answer: async (request) => {
    if (!request.may(showBody)) return publicReply(request);
    const on = oneText(request.query.al);
    const list = await request.perform(listBodies, on === undefined ? {} : { on });
    const organisation = await request.perform(listOrganisationTexts, on === undefined ? {} : { on });
    return {
      kind: 'page',
      title: messages[request.language].bodies,
      crumbs: crumbsTo(request).slice(0, 1),
      scope: 'association',
      body: (
        <BodiesPage
          list={list}
          asOf={on}
          mayAdd={request.may(addBody)}
          parts={await request.partsOf('bodies')}
          organisation={organisation}
        />
      ),
    };
  },
};

export function BodiesPage({
  list,
  asOf,
  mayAdd,
  parts,
  organisation,
}: {
  list: z.output<typeof listBodies.output>;
  asOf: string | undefined;
  mayAdd: boolean;
  /** What other modules say of the bodies: sittings that are late. */
  parts: readonly VNode[];
  organisation: z.output<typeof listOrganisationTexts.output>;
}) {
  const language = useLanguage();
  const m = messages[language];
  const { association } = useFrame();
  const base = `/${association!.id}/organi`;
  const query = asOf ? `?al=${asOf}` : '';
  return (
    <>
      <div class="page-head">
        <div>
          <h1>{m.bodies}</h1>
          <p class="muted">{m.intro(showDay(list.on, language))}</p>
        </div>
        {mayAdd && (
          <div class="page-actions">
            <a class="btn btn-primary" href={`${base}/nuovo`}>
              <Icon name="plus" size="small" /> {m.add}
            </a>
          </div>
        )}
      </div>
      <BodiesFrame view="bodies">
        {parts}
        {organisation.foreseen && <Organisation list={organisation} />}
        <ListPage
          caption={m.bodies}
          filters={[{ kind: 'day', name: 'al', label: m.asOf, ...(asOf ? { value: asOf } : {}) }]}
          rows={list.items}
          rowKey={(row) => row.id}
          count={list.items.length}
          columns={[
            {
              key: 'name',
              title: m.body,
              names: true,
              cell: (row) => (
                <>
                  <a href={`${base}/${row.id}${query}`}>{row.name[language]}</a>{' '}
                  {row.nature === 'advises' && <StatusChip>{natureTitles.advises[language]}</StatusChip>}
                  <div class="muted">
                    {row.source ? <SourceLink source={row.source} /> : row.act && actText(row.act, language)}
                  </div>
                </>
              ),
            },
            { key: 'seats', title: m.seats, numeric: true, cell: (row) => <Filled row={row} /> },
            { key: 'missing', title: m.missing, cell: (row) => <Missing row={row} /> },
            { key: 'chair', title: m.chair, cell: (row) => row.chair?.name ?? <span class="muted">{m.none}</span> },
            {
              key: 'ends',
              title: m.nextEnd,
              cell: (row) =>
                row.nextEnd && (
                  <a href={`${base}/scadenze`}>
                    <time dateTime={row.nextEnd}>{showDay(row.nextEnd as Day, language)}</time>
                  </a>
                ),
            },
          ]}
          empty={
            <EmptyState title={m.noBodies}>
              <p>{m.noBodiesHelp}</p>
            </EmptyState>
          }
        />
      </BodiesFrame>
    </>
  );
}

function Filled({ row }: { row: Listed }) {
  const m = messages[useLanguage()];
  const whole = row.filled === row.seats;
  return (
    <StatusChip tone={row.seats === 0 ? 'neutral' : whole ? 'good' : 'attention'}>
      {m.filled(row.filled, row.seats)}
    </StatusChip>
  );
}

function Missing({ row }: { row: Listed }) {
  const language = useLanguage();
  const m = messages[language];
  const missing = [...row.missing.map(({ name }) => name), ...row.vacant.map((title) => title[language])];
  if (missing.length === 0) return null;
  const shown = missing.slice(0, 5);
  return <>{m.missingMore(shown.join(', '), missing.length - shown.length)}</>;
}

/** What text on the organisation of the office is in force, and what waits, where the agreement asks for one. */
function Organisation({ list }: { list: z.output<typeof listOrganisationTexts.output> }) {
  const language = useLanguage();
  const m = messages[language];
  const { association } = useFrame();
  const here = `/${association!.id}/organi/organizzazione`;
  const shown = list.items.filter(({ state }) => ['in-force', 'half-way', 'to-come'].includes(state));
  return (
    <p>
      <a href={here}>{m.organisation}</a>
      {': '}
      {shown.length === 0
        ? m.organisationNone
        : shown.map((one, place) => (
            <span key={one.number}>
              {place > 0 && '; '}
              <a href={`${here}/${one.number}`}>{one.title}</a> ({organisationKindTitles[one.kind][language]},{' '}
              {organisationStateTitles[one.state][language]})
            </span>
          ))}
    </p>
  );
}
