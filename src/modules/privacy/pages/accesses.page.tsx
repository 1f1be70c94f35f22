import type { z } from 'zod';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { addressWith } from '../../../platform/pages/address.ts';
import { askedIn } from '../../../platform/pages/asked-in.ts';
import type { Column } from '../../../platform/pages/data-table.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { useFrame } from '../../../platform/pages/frame.ts';
import { type ListFilter, ListPage } from '../../../platform/pages/list-page.tsx';
import { oneText } from '../../../platform/pages/one-text.ts';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import type { Tab } from '../../../platform/pages/tabs.tsx';
import { type SheetFormat, sheetFile, sheetFormats } from '../../../platform/sheets/sheet-file.ts';
import { type AccessView, listAccesses } from '../actions/list-accesses.ts';
import { listDataSets } from '../actions/list-data-sets.ts';
import { messages } from '../messages.ts';
import { accessSheet } from './access-sheet.ts';
import { DataTabs, dataAddress, dataCrumbs, dataTabs, momentWords } from './data-frame.tsx';

type List = z.output<typeof listAccesses.output>;

/** Who opened the data of the entity, when and why. */
export const accessesPage: PageRoute = {
  method: 'GET',
  path: '/:association/sicurezza/dati/accessi',
  seenBy: 'CTR',
  answer: async (request) => {
    const list = await request.perform(listAccesses, { ...asked(request), limit: 40 });
    const { items } = await request.perform(listDataSets, {});
    return {
      kind: 'page',
      title: messages[request.language].tabLog,
      crumbs: dataCrumbs(request),
      scope: 'entity',
      body: (
        <AccessesPage
          list={list}
          tabs={dataTabs(request, 'log')}
          base={dataAddress(request, 'accessi')}
          dataSets={items.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ),
    };
  },
};

export const accessesExport: PageRoute = {
  method: 'GET',
  path: '/:association/sicurezza/dati/accessi/esporta',
  seenBy: 'CTR',
  answer: async (request): Promise<PageReply> => {
    const wanted = oneText(request.query.formato) as SheetFormat | undefined;
    const format = wanted && sheetFormats.includes(wanted) ? wanted : 'ods';
    const rows: AccessView[] = [];
    let cursor: string | null | undefined;
    do {
      const page: List = await request.perform(listAccesses, {
        ...asked(request),
        cursor: cursor ?? undefined,
        limit: 10_000,
      });
      rows.push(...page.items);
      cursor = page.next;
    } while (cursor);
    const sheet = accessSheet(rows, request.language);
    const about = { title: sheet.title!, author: request.association!.name, language: request.language };
    return { kind: 'file', ...(await sheetFile(format, `accessi-ai-dati-${request.now.today}`, [sheet], about)) };
  },
};

type Asked = z.input<typeof listAccesses.input>;

/** What the address says is text; the action's input reads it. */
function asked({ query }: PageRequest): Asked {
  return askedIn<Asked>(query, {
    person: 'persona',
    dataSet: 'insieme',
    right: 'operazione',
    since: 'dal',
    until: 'al',
    cursor: 'cursor',
  });
}

export function AccessesPage({
  list,
  tabs,
  base,
  dataSets,
}: {
  list: List;
  tabs: readonly Tab[];
  base: string;
  dataSets: readonly { readonly value: string; readonly label: string }[];
}) {
  const { url, language } = useFrame();
  const m = messages[language];
  const search = url.includes('?') ? url.slice(url.indexOf('?')) : '';
  const filters: ListFilter[] = [
    { kind: 'choice', name: 'insieme', label: m.dataSet, choices: dataSets },
    { kind: 'text', name: 'persona', label: m.person },
    {
      kind: 'choice',
      name: 'operazione',
      label: m.right,
      choices: (['consult', 'modify', 'transmit'] as const).map((right) => ({ value: right, label: m[right] })),
    },
    { kind: 'day', name: 'dal', label: m.sinceDay },
    { kind: 'day', name: 'al', label: m.untilDay },
  ];
  const columns: Column<AccessView>[] = [
    { key: 'at', title: m.when, cell: ({ at }) => <time dateTime={at}>{momentWords(at, language)}</time> },
    { key: 'person', title: m.person, names: true, cell: ({ personName }) => personName },
    { key: 'set', title: m.dataSet, cell: ({ dataSetName }) => dataSetName },
    { key: 'right', title: m.right, cell: ({ right }) => m[right] },
    { key: 'opening', title: m.opening, cell: ({ document }) => document ?? m.list },
    { key: 'purpose', title: m.accessPurpose, cell: ({ purpose }) => purpose },
    {
      key: 'act',
      title: m.byAct,
      cell: ({ act, emergency }) => (emergency ? <StatusChip tone="bad">{m.emergency}</StatusChip> : act),
    },
    {
      key: 'recipient',
      title: m.recipient,
      cell: ({ recipient, legalBasis }) => recipient && `${recipient} (${legalBasis})`,
    },
  ];
  return (
    <>
      <h1>{m.tabLog}</h1>
      <p class="lead">{m.logLead}</p>
      <DataTabs tabs={tabs} />
      <ListPage
        caption={m.tabLog}
        filters={filters}
        columns={columns}
        rows={list.items}
        rowKey={({ number }) => String(number)}
        count={list.count}
        {...(list.next ? { next: list.next } : {})}
        exports={sheetFormats.map((format) => ({
          title: m.exportAs(format.toUpperCase()),
          href: addressWith(`${base}/esporta${search}`, { formato: format, cursor: undefined }),
        }))}
        empty={<EmptyState title={m.noAccesses} />}
      />
    </>
  );
}
