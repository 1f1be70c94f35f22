import type { z } from 'zod';
import { formatMoney } from '../../../kernel/money.ts';
import type { PageRoute } from '../../../platform/page.ts';
import { DataTable } from '../../../platform/pages/data-table.tsx';
import { Definitions } from '../../../platform/pages/definitions.tsx';
import { useFrame } from '../../../platform/pages/frame.ts';
import { TraceView } from '../../../platform/pages/trace-view.tsx';
import { showStatement } from '../actions/show-statement.ts';
import { messages } from '../messages.ts';
import { amountText, bareAmount, centsOf, percentText, signedAmount } from './amount.ts';
import { Downloads, dayOfInstant, numberIn, StateChip, splitCrumbs, splitsHref } from './split-frame.tsx';

/** What one entity owes, for what and why, the arithmetic below. */
export const statementPage: PageRoute = {
  method: 'GET',
  path: '/:association/riparto/:number/enti/:entity',
  answer: async (request) => {
    const statement = await request.perform(showStatement, {
      allocation: numberIn(request),
      entity: request.params.entity ?? '',
    });
    return {
      kind: 'page',
      title: messages[request.language].statement(statement.allocation.year, statement.name),
      crumbs: splitCrumbs(request, statement.allocation),
      scope: request.actor.entity === statement.entity ? 'entity' : 'association',
      body: <StatementPage statement={statement} />,
    };
  },
};

export function StatementPage({ statement }: { statement: z.output<typeof showStatement.output> }) {
  const { association, language } = useFrame();
  const m = messages[language];
  const { allocation, before } = statement;
  const base = `${splitsHref(association?.id)}/${allocation.number}`;
  const lent = statement.reimbursement !== '0.00';
  const owed = centsOf(statement.netPosition);
  const bare = (decimal: string) => bareAmount(decimal, language);
  const sum = (of: 'gross' | 'contributions' | 'net') =>
    bare(formatMoney(statement.lines.reduce((all, line) => all + centsOf(line[of]), 0n) as never));
  return (
    <article class="statement">
      <div class="page-head">
        <div>
          <h1>
            {m.statement(allocation.year, statement.name)} <StateChip state={allocation.state} />
          </h1>
          <p class="muted">
            {[association?.name, m.number(allocation.number), allocation.act && `${m.act}: ${allocation.act}`]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </div>
        <div class="page-actions">
          <Downloads
            href={`${base}/enti/${statement.entity}/file`}
            formats={[
              { format: 'pdf', title: m.downloadPdf },
              { format: 'ods', title: m.downloadOds },
              { format: 'xlsx', title: m.downloadXlsx },
              { format: 'csv', title: m.downloadCsv },
            ]}
          />
        </div>
      </div>
      <div class="statement-sum">
        <div>
          <p class="statement-label">{owed < 0n ? m.received : m.owed}</p>
          <p class="figure-large">{amountText(statement.netPosition.replace('-', ''), language)}</p>
          <p class="muted">{m.percentOfNet(percentText(statement.percent, language))}</p>
        </div>
        <Definitions
          items={[
            { term: m.share, is: amountText(statement.amount, language) },
            lent && { term: m.reimbursement, is: amountText(statement.reimbursement, language) },
            lent && { term: m.netPosition, is: amountText(statement.netPosition, language) },
            before && {
              term: m.lastYear(before.year),
              is: `${amountText(before.amount, language)} (${signedAmount(formatMoney((centsOf(statement.amount) - centsOf(before.amount)) as never), language)} €)`,
            },
            allocation.adopted !== null &&
              allocation.adoptedBy !== null && {
                term: m.adopted,
                is: `${dayOfInstant(allocation.adopted, language)} · ${allocation.adoptedBy}`,
              },
          ]}
        />
      </div>
      <h2>{m.whatIsPaid}</h2>
      <DataTable
        caption={`${m.whatIsPaid}. ${m.euro}`}
        captionHidden
        rows={statement.lines}
        rowKey={({ id }) => id}
        totalsTitle={m.total}
        columns={[
          { key: 'cost', title: m.cost, names: true, cell: ({ title }) => title[language] },
          {
            key: 'how',
            title: m.howComputed,
            cell: ({ how, clause, article }) => (
              <>
                {how[language]}
                {!how[language].includes(article) && (
                  <>
                    {', '}
                    <a href={`/${association?.id}/convenzione/${clause}`}>{article}</a>
                  </>
                )}
              </>
            ),
          },
          { key: 'gross', title: m.gross, numeric: true, cell: ({ gross }) => bare(gross), total: sum('gross') },
          {
            key: 'contributions',
            title: m.contributions,
            numeric: true,
            cell: ({ contributions }) => bare(contributions),
            total: sum('contributions'),
          },
          { key: 'net', title: m.net, numeric: true, cell: ({ net }) => bare(net), total: sum('net') },
          {
            key: 'amount',
            title: m.share,
            numeric: true,
            cell: ({ amount }) => <strong>{bare(amount)}</strong>,
            total: bare(statement.amount),
          },
        ]}
      />
      <h2>{m.arithmetic}</h2>
      <TraceView trace={statement.trace} open={2} />
      <p>
        <a href={base}>{m.back}</a>
      </p>
    </article>
  );
}
