import type { z } from 'zod';
import type { PageRoute } from '../../../platform/page.ts';
import { DataTable } from '../../../platform/pages/data-table.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { useFrame } from '../../../platform/pages/frame.ts';
import { Icon } from '../../../platform/pages/icon.tsx';
import { listAllocations } from '../actions/list-allocations.ts';
import { startAllocation } from '../actions/start-allocation.ts';
import { messages } from '../messages.ts';
import { StateChip, splitCrumbs, splitsHref } from './split-frame.tsx';

/** The splits of the association by year, each with its state and the one thing to do next. */
export const splitsPage: PageRoute = {
  method: 'GET',
  path: '/:association/riparto',
  answer: async (request) => {
    const { items } = await request.perform(listAllocations, {});
    return {
      kind: 'page',
      title: messages[request.language].splits,
      crumbs: splitCrumbs(request).slice(0, 1),
      scope: 'association',
      body: <SplitsPage splits={items} mayStart={request.may(startAllocation)} />,
    };
  },
};

type Listed = z.output<typeof listAllocations.output>['items'];

export function SplitsPage({ splits, mayStart }: { splits: Listed; mayStart: boolean }) {
  const { association, language } = useFrame();
  const m = messages[language];
  const base = splitsHref(association?.id);
  const start = (
    <a class="btn btn-primary" href={`${base}/nuovo`}>
      <Icon name="plus" size="small" /> {m.start}
    </a>
  );
  const next = ({ state, number, correctedBy }: Listed[number]) => {
    if (state === 'corrected') return <a href={`${base}/${correctedBy}`}>{m.nextCorrected(correctedBy ?? 0)}</a>;
    const says = state === 'draft' ? m.nextDraft : mayStart ? m.nextAdopted : m.nextReader;
    return <a href={`${base}/${number}`}>{says}</a>;
  };
  return (
    <>
      <div class="page-head">
        <div>
          <h1>{m.splits}</h1>
          <p class="muted">{m.intro}</p>
        </div>
        {mayStart && splits.length > 0 && <div class="page-actions">{start}</div>}
      </div>
      <DataTable
        caption={m.splits}
        captionHidden
        rows={splits}
        rowKey={({ number }) => String(number)}
        empty={
          <EmptyState title={m.noSplits}>
            {mayStart ? (
              <>
                <p>{m.noSplitsRemedy}</p>
                {start}
              </>
            ) : (
              <p>{m.noSplitsReader}</p>
            )}
          </EmptyState>
        }
        columns={[
          {
            key: 'year',
            title: m.year,
            names: true,
            cell: ({ year, number }) => (
              <a href={`${base}/${number}`}>
                {year}
                <span class="muted">, {m.number(number)}</span>
              </a>
            ),
          },
          {
            key: 'title',
            title: m.title,
            cell: ({ title, corrects }) =>
              [title, corrects === null ? '' : m.correctionOf(corrects)].filter(Boolean).join(' · '),
          },
          { key: 'state', title: m.state, cell: ({ state }) => <StateChip state={state} /> },
          { key: 'act', title: m.act, cell: ({ act }) => act },
          { key: 'next', title: m.next, cell: next },
        ]}
      />
    </>
  );
}
