import type { z } from 'zod';
import { showDay } from '../../../kernel/day.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { addressWith } from '../../../platform/pages/address.ts';
import { askedIn } from '../../../platform/pages/asked-in.ts';
import type { Column } from '../../../platform/pages/data-table.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { Icon } from '../../../platform/pages/icon.tsx';
import { type ListFilter, ListPage } from '../../../platform/pages/list-page.tsx';
import { oneText } from '../../../platform/pages/one-text.ts';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { type SheetFormat, sheetFile, sheetFormats } from '../../../platform/sheets/sheet-file.ts';
import { addEntity } from '../actions/add-entity.ts';
import { type EntityRow, type EntitySort, listEntities } from '../actions/list-entities.ts';
import { messages } from '../messages.ts';
import { figureText, kindTitles, relationTitles } from '../vocabulary.ts';
import { crumbsTo, EntitiesFrame, mayImport } from './entities-frame.tsx';
import { registerSheet } from './register-sheet.ts';

export const registerPage: PageRoute = {
  method: 'GET',
  path: '/:association/enti',
  open: true,
  answer: async (request) => {
    const list = await request.perform(listEntities, asked(request));
    const m = messages[request.language];
    return {
      kind: 'page',
      title: m.entities,
      crumbs: crumbsTo(request).slice(0, 1),
      scope: 'association',
      body: (
        <RegisterPage
          list={list}
          query={request.query}
          mayAdd={request.may(addEntity)}
          mayImport={mayImport(request)}
        />
      ),
    };
  },
};

/** What is filtered, whole, as a file. */
export const registerExport: PageRoute = {
  method: 'GET',
  path: '/:association/enti/esporta',
  open: true,
  answer: async (request): Promise<PageReply> => {
    const wanted = oneText(request.query.formato) as SheetFormat | undefined;
    const format = wanted && sheetFormats.includes(wanted) ? wanted : 'ods';
    const { cursor: _, ...filters } = asked(request);
    const { items, on } = await request.perform(listEntities, { ...filters, limit: 10_000 });
    const sheet = registerSheet(items, { on, language: request.language });
    const about = { title: sheet.title, author: request.association!.name, language: request.language };
    return { kind: 'file', ...(await sheetFile(format, `enti-${on}`, [sheet], about)) };
  },
};

/** The Italian names of the address as the action's input. */
function asked({ query }: PageRequest): Asked {
  return askedIn<Asked>(query, {
    on: 'al',
    q: 'q',
    kind: 'tipo',
    relation: 'ruolo',
    province: 'provincia',
    state: 'stato',
    sort: 'ordine',
    direction: 'verso',
    cursor: 'cursor',
  });
}

/** What the address says is text; the action's input reads it. */
type Asked = z.input<typeof listEntities.input>;

export function RegisterPage({
  list,
  query,
  mayAdd,
  mayImport,
}: {
  list: z.output<typeof listEntities.output>;
  query: PageRequest['query'];
  mayAdd: boolean;
  mayImport: boolean;
}) {
  const language = useLanguage();
  const m = messages[language];
  const { url, association } = useFrame();
  const base = `/${association!.id}/enti`;
  const search = url.includes('?') ? url.slice(url.indexOf('?')) : '';
  const filtered = ['q', 'tipo', 'ruolo', 'provincia', 'stato', 'al'].some((name) => oneText(query[name]));
  return (
    <>
      <div class="page-head">
        <div>
          <h1>{m.entities}</h1>
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
      <EntitiesFrame view="register" mayImport={mayImport}>
        <ListPage
          caption={m.entities}
          filters={useFilters()}
          columns={useColumns(query, base)}
          rows={list.items}
          rowKey={(row) => row.code}
          count={list.count}
          {...(list.next ? { next: list.next } : {})}
          {...(list.previous ? { previous: list.previous } : {})}
          exports={sheetFormats.map((format) => ({
            title: m.exportAs(format.toUpperCase()),
            href: addressWith(`${base}/esporta${search}`, { formato: format, cursor: undefined }),
          }))}
          empty={
            <EmptyState title={filtered ? m.noEntities : m.noEntitiesYet}>
              {!filtered && mayAdd && (
                <p>
                  {m.noEntitiesHelp} <a href={`${base}/nuovo`}>{m.add}</a> · <a href={`${base}/importa`}>{m.import}</a>
                </p>
              )}
            </EmptyState>
          }
        />
      </EntitiesFrame>
    </>
  );
}

function useFilters(): ListFilter[] {
  const language = useLanguage();
  const m = messages[language];
  const choices = (titles: Readonly<Record<string, { it: string; en: string }>>) =>
    Object.entries(titles).map(([code, title]) => ({ value: code, label: title[language] }));
  return [
    { kind: 'text', name: 'q', label: m.search },
    { kind: 'choice', name: 'tipo', label: m.kind, choices: choices(kindTitles) },
    { kind: 'choice', name: 'ruolo', label: m.relation, choices: choices(relationTitles) },
    {
      kind: 'choice',
      name: 'stato',
      label: m.state,
      choices: [
        { value: 'in', label: m.stateIn },
        { value: 'left', label: m.stateLeft },
        { value: 'coming', label: m.stateComing },
        { value: 'none', label: m.stateNone },
        { value: 'any', label: m.stateAny },
      ],
    },
  ];
}

function useColumns(query: PageRequest['query'], base: string): Column<EntityRow>[] {
  const language = useLanguage();
  const m = messages[language];
  const { url } = useFrame();
  const now = (oneText(query.ordine) ?? 'name') as EntitySort;
  const ascending = (oneText(query.verso) ?? 'ascending') === 'ascending';
  const sort = (column: EntitySort, first: 'ascending' | 'descending' = 'ascending') => {
    const isNow = now === column;
    const turn = isNow ? (ascending ? 'descending' : 'ascending') : first;
    return {
      href: addressWith(url, { ordine: column, verso: turn, cursor: undefined }),
      ...(isNow ? { now: ascending ? ('ascending' as const) : ('descending' as const) } : {}),
    };
  };
  return [
    {
      key: 'name',
      title: m.name,
      names: true,
      sort: sort('name'),
      cell: (row) => (
        <>
          <a href={`${base}/${encodeURIComponent(row.code)}`}>{row.name}</a>{' '}
          {row.relation !== 'member' && <StatusChip>{relationTitles[row.relation][language]}</StatusChip>}
          {row.state !== 'in' && <StateChip state={row.state} />}
        </>
      ),
    },
    {
      key: 'population',
      title: m.population,
      numeric: true,
      sort: sort('population', 'descending'),
      cell: (row) => <FigureCell figure={row.population} />,
    },
    {
      key: 'workstations',
      title: m.workstations,
      numeric: true,
      sort: sort('workstations', 'descending'),
      cell: (row) => <FigureCell figure={row.workstations} />,
    },
    { key: 'kind', title: m.kind, sort: sort('kind'), cell: (row) => kindTitles[row.kind][language] },
    { key: 'province', title: m.province, sort: sort('province'), cell: (row) => row.province ?? '' },
    {
      key: 'joined',
      title: m.joined,
      sort: sort('joined'),
      cell: (row) => row.joined && <time dateTime={row.joined}>{showDay(row.joined, language)}</time>,
    },
  ];
}

function FigureCell({ figure }: { figure: EntityRow['population'] }) {
  const language = useLanguage();
  const m = messages[language];
  if (!figure) return <span class="muted">–</span>;
  const about = `${showDay(figure.on, language)}, ${figure.source}`;
  return (
    <span title={figure.standing === 'provisional' ? `${about} (${m.provisional})` : about}>
      {figureText(figure.value, language)}
      {figure.standing === 'provisional' && <abbr title={m.provisional}>*</abbr>}
    </span>
  );
}

export function StateChip({ state }: { state: EntityRow['state'] }) {
  const m = messages[useLanguage()];
  switch (state) {
    case 'in':
      return <StatusChip tone="good">{m.stateIn}</StatusChip>;
    case 'left':
      return <StatusChip>{m.stateLeft}</StatusChip>;
    case 'coming':
      return <StatusChip tone="attention">{m.stateComing}</StatusChip>;
    case 'none':
      return <StatusChip tone="attention">{m.stateNone}</StatusChip>;
  }
}
