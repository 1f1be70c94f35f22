import type { z } from 'zod';
import type { PageRoute } from '../../../platform/page.ts';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { useFrame } from '../../../platform/pages/frame.ts';
import { Icon } from '../../../platform/pages/icon.tsx';
import { ListPage } from '../../../platform/pages/list-page.tsx';
import { oneText } from '../../../platform/pages/one-text.ts';
import type { Tab } from '../../../platform/pages/tabs.tsx';
import { actStates, listActs } from '../actions/list-acts.ts';
import { recordAct } from '../actions/record-act.ts';
import { messages } from '../messages.ts';
import { DataTabs, dataAddress, dataCrumbs, dataTabs } from './data-frame.tsx';
import { useActColumns } from './data-set.page.tsx';

/** The acts of the entity, those to be confirmed among them. */
export const actsPage: PageRoute = {
  method: 'GET',
  path: '/:association/sicurezza/dati/atti',
  answer: async (request) => {
    const words = oneText(request.query.parole);
    const asked = oneText(request.query.stato);
    const state = actStates.find((one) => one === asked);
    const list = await request.perform(listActs, { ...(words ? { words } : {}), ...(state ? { state } : {}) });
    return {
      kind: 'page',
      title: messages[request.language].tabActs,
      crumbs: dataCrumbs(request),
      body: (
        <ActsPage
          list={list}
          tabs={dataTabs(request, 'acts')}
          asked={{ words, state }}
          base={dataAddress(request, 'atti')}
          mayAdd={request.may(recordAct)}
        />
      ),
    };
  },
};

export function ActsPage({
  list,
  tabs,
  asked,
  base,
  mayAdd,
}: {
  list: z.output<typeof listActs.output>;
  tabs: readonly Tab[];
  asked: { words: string | undefined; state: string | undefined };
  base: string;
  mayAdd: boolean;
}) {
  const m = messages[useFrame().language];
  const columns = useActColumns(base);
  columns.splice(2, 0, { key: 'entity', title: m.entity, cell: ({ entityName }) => entityName });
  const stateLabels = { holding: m.stateHolding, 'to-confirm': m.stateToConfirm, past: m.statePast };
  return (
    <>
      <div class="page-head">
        <div>
          <h1>{m.tabActs}</h1>
          <p class="lead">{m.actsLead}</p>
        </div>
        {mayAdd && (
          <p class="page-actions">
            <a class="btn btn-primary btn-xs" href={`${base}/nuovo`}>
              <Icon name="plus" size="small" /> {m.addAct}
            </a>
          </p>
        )}
      </div>
      <DataTabs tabs={tabs} />
      {list.toConfirm > 0 && asked.state === undefined && (
        <p>
          <a href={`${base}?stato=to-confirm`}>{m.panelConfirm(list.toConfirm)}</a>
        </p>
      )}
      <ListPage
        caption={m.tabActs}
        filters={[
          { kind: 'text', name: 'parole', label: m.words },
          {
            kind: 'choice',
            name: 'stato',
            label: m.state,
            choices: actStates.map((value) => ({ value, label: stateLabels[value] })),
          },
        ]}
        columns={columns}
        rows={list.items}
        rowKey={({ id }) => id}
        count={list.items.length}
        empty={<EmptyState title={m.noActs} />}
      />
    </>
  );
}
