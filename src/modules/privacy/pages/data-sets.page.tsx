import type { z } from 'zod';
import type { PageRequest, PageRoute } from '../../../platform/page.ts';
import type { Column } from '../../../platform/pages/data-table.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { useFrame } from '../../../platform/pages/frame.ts';
import { Icon } from '../../../platform/pages/icon.tsx';
import { ListPage } from '../../../platform/pages/list-page.tsx';
import { oneText } from '../../../platform/pages/one-text.ts';
import type { Tab } from '../../../platform/pages/tabs.tsx';
import { addDataSet } from '../actions/add-data-set.ts';
import { listDataSets } from '../actions/list-data-sets.ts';
import { messages } from '../messages.ts';
import { DataTabs, dataAddress, dataCrumbs, dataTabs } from './data-frame.tsx';

type Listed = z.output<typeof listDataSets.output>['items'][number];

/** The register of data sets. Who reads none of it is brought to the own accesses. */
export const dataSetsPage: PageRoute = {
  method: 'GET',
  path: '/:association/sicurezza/dati',
  answer: async (request) => {
    if (request.actor.kind === 'person' && !request.may(listDataSets))
      return { kind: 'redirect', to: dataAddress(request, 'miei') };
    const words = oneText(request.query.parole);
    const { items } = await request.perform(listDataSets, words ? { words } : {});
    return {
      kind: 'page',
      title: messages[request.language].tabDataSets,
      crumbs: dataCrumbs(request).slice(0, 1),
      body: (
        <DataSetsPage
          items={items}
          tabs={dataTabs(request, 'data-sets')}
          add={request.may(addDataSet) ? dataAddress(request, 'nuovo') : null}
          addressOf={addressIn(request)}
        />
      ),
    };
  },
};

const addressIn = (request: PageRequest) => (id: string) => dataAddress(request, id);

export function DataSetsPage({
  items,
  tabs,
  add,
  addressOf,
}: {
  items: readonly Listed[];
  tabs: readonly Tab[];
  add: string | null;
  addressOf: (id: string) => string;
}) {
  const { language } = useFrame();
  const m = messages[language];
  const columns: Column<Listed>[] = [
    { key: 'name', title: m.dataSet, names: true, cell: ({ id, name }) => <a href={addressOf(id)}>{name}</a> },
    { key: 'entity', title: m.entity, cell: ({ entityName }) => entityName },
    { key: 'about', title: m.about, cell: ({ about }) => about },
    { key: 'hosted', title: m.hosted, cell: ({ hosted }) => hosted },
    { key: 'personal', title: m.personalShort, cell: ({ personal }) => (personal ? m.yes : m.no) },
    { key: 'named', title: m.named, numeric: true, cell: ({ named }) => named },
  ];
  return (
    <>
      <div class="page-head">
        <div>
          <h1>{m.area}</h1>
          <p class="lead">{m.dataSetsLead}</p>
        </div>
        {add && (
          <p class="page-actions">
            <a class="btn btn-primary btn-xs" href={add}>
              <Icon name="plus" size="small" /> {m.add}
            </a>
          </p>
        )}
      </div>
      <DataTabs tabs={tabs} />
      <ListPage
        caption={m.tabDataSets}
        filters={[{ kind: 'text', name: 'parole', label: m.words }]}
        columns={columns}
        rows={items}
        rowKey={({ id }) => id}
        count={items.length}
        empty={<EmptyState title={m.noDataSets} />}
      />
    </>
  );
}
