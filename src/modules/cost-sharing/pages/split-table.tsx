import type { z } from 'zod';
import { formatMoney } from '../../../kernel/money.ts';
import { type Column, DataTable } from '../../../platform/pages/data-table.tsx';
import { useFrame } from '../../../platform/pages/frame.ts';
import type { showAllocation } from '../actions/show-allocation.ts';
import { messages } from '../messages.ts';
import { bareAmount, centsOf, percentText, signedAmount } from './amount.ts';
import { splitsHref } from './split-frame.tsx';

type Shown = z.output<typeof showAllocation.output>;
type Share = NonNullable<Shown['result']>['shares'][number];

/**
 * Entities by costs, every amount a link to its explanation, which opens at the foot of the window where there is JavaScript.
 * Cells are kept small: two hundred entities by fifteen costs still fit the weight of a page.
 */
export function SplitTable({ split }: { split: Shown & { readonly result: NonNullable<Shown['result']> } }) {
  const { association, language } = useFrame();
  const m = messages[language];
  const { result, previous } = split;
  const { costs, shares } = result;
  const base = `${splitsHref(association?.id)}/${split.number}`;
  const amount = (decimal: string) => bareAmount(decimal, language);
  const before = new Map(previous?.shares.map((share) => [share.entity, share.amount]));
  const lines = new Map(
    shares.map(({ entity, lines: own }) => [entity, new Map(own.map((line) => [line.cost, line.amount]))]),
  );
  const hasStaff = shares.some(({ reimbursement }) => reimbursement !== '0.00');
  const why = (entity: string, rest: string, shown: string) => (
    <a href={`${base}/perche?ente=${encodeURIComponent(entity)}${rest}`}>{shown}</a>
  );
  const sum = (of: (share: Share) => string) =>
    amount(formatMoney(shares.reduce((all, share) => all + centsOf(of(share)), 0n) as never));
  const columns: Column<Share>[] = [
    {
      key: 'entity',
      title: m.entity,
      names: true,
      cell: ({ entity, name }) => (
        <a href={`${base}/enti/${encodeURIComponent(entity)}`} title={m.statementOf(name)}>
          {name}
        </a>
      ),
    },
    ...costs.map(
      (cost): Column<Share> => ({
        key: `cost ${cost.id}`,
        numeric: true,
        title: (
          <>
            {cost.title[language]}
            <span class="split-key">{`${cost.key[language]}, ${cost.article}`}</span>
          </>
        ),
        cell: ({ entity }) => {
          const own = lines.get(entity)?.get(cost.id);
          return own === undefined ? (
            <span class="muted">–</span>
          ) : (
            why(entity, `&spesa=${encodeURIComponent(cost.id)}`, amount(own))
          );
        },
        total: split.whole ? amount(cost.net) : undefined,
      }),
    ),
    {
      key: 'amount',
      title: m.share,
      numeric: true,
      cell: ({ entity, amount: own }) => <strong>{why(entity, '', amount(own))}</strong>,
      total: split.whole ? <a href={`${base}/perche`}>{sum(({ amount: own }) => own)}</a> : undefined,
    },
    {
      key: 'percent',
      title: m.percent,
      numeric: true,
      cell: ({ entity, percent }) => why(entity, '&di=percentuale', percentText(percent, language)),
      total: split.whole ? percentTotal(shares, language) : undefined,
    },
  ];
  if (hasStaff)
    columns.push(
      {
        key: 'reimbursement',
        title: m.reimbursement,
        numeric: true,
        cell: ({ reimbursement }) => amount(reimbursement),
        total: sum(({ reimbursement }) => reimbursement),
      },
      {
        key: 'net',
        title: m.netPosition,
        numeric: true,
        cell: ({ entity, netPosition }) => why(entity, '', amount(netPosition)),
        total: sum(({ netPosition }) => netPosition),
      },
    );
  if (previous)
    columns.push({
      key: 'against',
      title: previous.year === split.year ? m.againstNumber(previous.number) : m.against(previous.year),
      numeric: true,
      cell: ({ entity, amount: own }) => {
        const then = before.get(entity);
        if (then === undefined) return <span class="muted">–</span>;
        const difference = formatMoney((centsOf(own) - centsOf(then)) as never);
        return <span class={toneOf(difference)}>{signedAmount(difference, language)}</span>;
      },
      total: split.whole
        ? signedAmount(formatMoney((centsOf(result.net) - centsOf(previous.net)) as never), language)
        : undefined,
    });
  return (
    <div
      class="split-table"
      hx-target:inherited="#spiegazione"
      hx-swap:inherited="innerHTML show:none"
      hx-push-url:inherited="false"
      hx-headers:inherited='{"HX-Boosted":"in-place"}'
    >
      <p class="split-caption">{m.tableCaption(split.year)}</p>
      <DataTable
        caption={m.tableCaption(split.year)}
        captionHidden
        columns={columns}
        rows={shares}
        rowKey={({ entity }) => entity}
        totalsTitle={m.total}
        dense
      />
    </div>
  );
}

function percentTotal(shares: readonly Share[], language: 'it' | 'en'): string {
  const decimals = shares[0]?.percent.split('.')[1]?.length ?? 0;
  const total = shares.reduce((all, { percent }) => all + BigInt(percent.replace('.', '')), 0n);
  const digits = total.toString().padStart(decimals + 1, '0');
  const written = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  return percentText(written, language);
}

/** More to pay stands out; less is good news. */
function toneOf(difference: string): string {
  return difference === '0.00' ? 'muted' : difference.startsWith('-') ? 'split-less' : 'split-more';
}

/** That rows and columns sum to the same, said in figures. */
export function SplitCloses({ result }: { result: NonNullable<Shown['result']> }) {
  const { language } = useFrame();
  const m = messages[language];
  const rows = result.shares.reduce((all, { amount }) => all + centsOf(amount), 0n);
  const columns = result.costs.reduce((all, { net }) => all + centsOf(net), 0n);
  const shown = (cents: bigint) => bareAmount(formatMoney(cents as never), language);
  const closes = rows === columns && rows === centsOf(result.net);
  return (
    <p class={closes ? 'split-closes' : 'split-closes split-open'}>
      <strong>{closes ? m.closes : m.doesNotClose}.</strong>{' '}
      {m.closing(shown(rows), shown(columns), shown(rows - columns))}
    </p>
  );
}
