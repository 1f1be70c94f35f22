import type { z } from 'zod';
import type { PageRoute } from '../../../platform/page.ts';
import { DataTable } from '../../../platform/pages/data-table.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { useFrame } from '../../../platform/pages/frame.ts';
import { Icon } from '../../../platform/pages/icon.tsx';
import { setCost } from '../actions/set-cost.ts';
import { showAllocation } from '../actions/show-allocation.ts';
import { showChoices } from '../actions/show-choices.ts';
import { messages } from '../messages.ts';
import { bareAmount, percentText } from './amount.ts';
import type { SplitShown } from './split.page.tsx';
import { numberIn, SplitFrame, splitCrumbs, splitsHref } from './split-frame.tsx';

/** What is shared: the costs with their contributions, and the staff lent. */
export const costsPage: PageRoute = {
  method: 'GET',
  path: '/:association/riparto/:number/spese',
  answer: async (request) => {
    const allocation = numberIn(request);
    const split = await request.perform(showAllocation, { allocation });
    const mayWrite = request.may(setCost) && split.state === 'draft';
    const lends = mayWrite && (await request.perform(showChoices, { allocation })).staff !== null;
    return {
      kind: 'page',
      title: messages[request.language].costs,
      crumbs: splitCrumbs(request, split),
      scope: 'association',
      body: <CostsPage split={split} mayWrite={mayWrite} lends={lends} />,
    };
  },
};

type Cost = z.output<typeof showAllocation.output>['costs'][number];

/** @param lends whether the agreement reimburses staff that entities lend */
export function CostsPage({ split, mayWrite, lends }: { split: SplitShown; mayWrite: boolean; lends: boolean }) {
  const { association, language } = useFrame();
  const m = messages[language];
  const base = `${splitsHref(association?.id)}/${split.number}`;
  const computed = new Map(split.result?.costs.map((cost) => [cost.id, cost]));
  const bare = (decimal: string) => bareAmount(decimal, language);
  const nameOf = (cost: Cost) => cost.description || computed.get(cost.id)?.title[language] || cost.item || cost.id;
  const total = (amounts: readonly string[]) => bare(sumOf(amounts.map((amount) => BigInt(amount.replace('.', '')))));
  return (
    <SplitFrame
      split={split}
      part="costs"
      whole={split.whole}
      actions={
        mayWrite && (
          <>
            <a class="btn btn-outline-primary btn-xs" href={`${base}/spese/importa`}>
              <Icon name="upload" size="small" /> {m.importCosts}
            </a>
            <a class="btn btn-primary btn-xs" href={`${base}/spese/nuova`}>
              <Icon name="plus" size="small" /> {m.addCost}
            </a>
          </>
        )
      }
    >
      <DataTable
        caption={`${m.costs}. ${m.euro}`}
        captionHidden
        rows={split.costs}
        rowKey={({ id }) => id}
        totalsTitle={m.total}
        empty={
          <EmptyState title={m.noCosts}>
            <p>{m.noCostsRemedy}</p>
          </EmptyState>
        }
        columns={[
          {
            key: 'cost',
            title: m.cost,
            names: true,
            cell: (cost) => (mayWrite ? <a href={`${base}/spese/${cost.id}`}>{nameOf(cost)}</a> : nameOf(cost)),
          },
          {
            key: 'key',
            title: m.key,
            cell: (cost) => {
              const known = computed.get(cost.id);
              if (!known) return cost.key ?? cost.item;
              return (
                <>
                  {known.key[language]}, <a href={`/${association?.id}/convenzione/${known.clause}`}>{known.article}</a>
                </>
              );
            },
          },
          {
            key: 'participants',
            title: m.participants,
            cell: ({ participants, requestedBy, direct }) => {
              const some = requestedBy ?? participants ?? (direct ? Object.keys(direct) : null);
              return some === null ? m.everybody : m.some(some.length);
            },
          },
          {
            key: 'gross',
            title: m.gross,
            numeric: true,
            cell: ({ amount }) => bare(amount),
            total: total(split.costs.map(({ amount }) => amount)),
          },
          {
            key: 'contributions',
            title: m.contributions,
            numeric: true,
            cell: ({ contributions }) => total(contributions.map(({ amount }) => amount)),
            total: total(split.costs.flatMap(({ contributions }) => contributions.map(({ amount }) => amount))),
          },
          {
            key: 'net',
            title: m.net,
            numeric: true,
            cell: ({ id }) => (computed.has(id) ? bare(computed.get(id)!.net) : ''),
            total: split.result
              ? total(split.costs.flatMap(({ id }) => (computed.has(id) ? [computed.get(id)!.net] : [])))
              : undefined,
          },
        ]}
      />
      <Staff split={split} mayWrite={lends} />
    </SplitFrame>
  );
}

function Staff({ split, mayWrite }: { split: SplitShown; mayWrite: boolean }) {
  const { association, language } = useFrame();
  const m = messages[language];
  const base = `${splitsHref(association?.id)}/${split.number}`;
  const names = new Map(split.result?.shares.map(({ entity, name }) => [entity, name]));
  if (split.secondments.length === 0 && !mayWrite) return null;
  return (
    <>
      <h2>{m.staff}</h2>
      {split.secondments.length > 0 && (
        <DataTable
          caption={m.staff}
          captionHidden
          rows={split.secondments.map((each, place) => ({ ...each, place }))}
          rowKey={({ place }) => String(place)}
          columns={[
            { key: 'person', title: m.person, names: true, cell: ({ person }) => person },
            { key: 'entity', title: m.entity, cell: ({ entity }) => names.get(entity) ?? entity },
            { key: 'cost', title: m.yearlyCost, numeric: true, cell: ({ cost }) => bareAmount(cost, language) },
            {
              key: 'percent',
              title: m.assigned,
              numeric: true,
              cell: ({ percent }) => `${percentText(percent, language)}%`,
            },
          ]}
        />
      )}
      {mayWrite && (
        <p>
          <a href={`${base}/personale`}>
            {m.edit}: {m.staff.toLowerCase()}
          </a>
        </p>
      )}
    </>
  );
}

function sumOf(cents: readonly bigint[]): string {
  const digits = cents
    .reduce((all, each) => all + each, 0n)
    .toString()
    .padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
