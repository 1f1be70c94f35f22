import type { z } from 'zod';
import { parseMoney } from '../../../kernel/money.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { DataTable } from '../../../platform/pages/data-table.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { Explained } from '../../../platform/pages/explained.tsx';
import { useFrame } from '../../../platform/pages/frame.ts';
import { Money } from '../../../platform/pages/money.tsx';
import { RefusalNotice } from '../../../platform/pages/notice.tsx';
import { TraceView } from '../../../platform/pages/trace-view.tsx';
import { explainAmount, showAllocation } from '../../cost-sharing/index.ts';
import { showProgress } from '../actions/show-progress.ts';
import { messages } from '../messages.ts';
import { MissingFigures } from './missing-figures.tsx';
import { SetUpSteps, stepAddress } from './set-up-steps.tsx';

type Progress = z.output<typeof showProgress.output>;
type Split = z.output<typeof showAllocation.output>;

export const splitPage: PageRoute = {
  method: 'GET',
  path: '/:association/avvio/riparto',
  answer: async (request) => {
    const progress = await request.perform(showProgress, {});
    const split =
      progress.allocation === null ? null : await request.perform(showAllocation, { allocation: progress.allocation });
    const m = messages[request.language];
    return {
      kind: 'page',
      title: m.splitTitle(progress.year),
      scope: 'association',
      crumbs: [{ title: m.setUp, href: `/${request.association!.id}/avvio` }],
      body: <SplitPage progress={progress} split={split} />,
    };
  },
};

/** Why a share is what it is. */
export const shareExplained: PageRoute = {
  method: 'GET',
  path: '/:association/avvio/riparto/:allocation/:entity',
  answer: async (request: PageRequest): Promise<PageReply> => {
    const { allocation, entity } = request.params;
    const { trace } = await request.perform(explainAmount, { allocation: Number(allocation), entity: entity ?? '' });
    return { kind: 'fragment', title: messages[request.language].share, body: <TraceView trace={trace} open={1} /> };
  },
};

export function SplitPage({ progress, split }: { progress: Progress; split: Split | null }) {
  const { language, association } = useFrame();
  const m = messages[language];
  const base = `/${association!.id}`;
  const result = split?.result ?? null;
  return (
    <>
      <SetUpSteps at="split" done={progress.done} />
      <h1>{m.splitTitle(progress.year)}</h1>
      {result ? (
        <>
          <p class="lead">{m.splitLead}</p>
          <DataTable
            caption={m.splitTitle(progress.year)}
            captionHidden
            rows={result.shares}
            rowKey={({ entity }) => entity}
            columns={[
              { key: 'name', title: m.entity, names: true, cell: ({ name }) => name },
              {
                key: 'amount',
                title: m.share,
                numeric: true,
                cell: ({ entity, amount }) => (
                  <Explained href={`${base}/avvio/riparto/${split!.number}/${encodeURIComponent(entity)}`}>
                    <Money cents={parseMoney(amount)!} />
                  </Explained>
                ),
                total: <Money cents={parseMoney(result.net)!} />,
              },
              {
                key: 'percent',
                title: m.percent,
                numeric: true,
                cell: ({ percent }) => `${percentText(percent, language)}`,
              },
            ]}
          />
          <h2>{m.whatNow}</h2>
          <ul>
            <li>
              <a href={`${base}/riparto/${split!.number}`}>{m.openSplit}</a>. {m.nowSplit}
            </li>
            <li>
              <a href={`${base}/convenzione`}>{m.agreementPage}</a>. {m.nowAgreement}
            </li>
            <li>
              {m.nowPeople}, <code>npx comunanza identity register-person --help</code>.
            </li>
          </ul>
        </>
      ) : progress.costs.length === 0 ? (
        <EmptyState title={m.splitNoCosts}>
          <p>
            <a class="btn btn-primary" href={stepAddress(association!.id, 'costs')}>
              {m.costsTitle}
            </a>
          </p>
        </EmptyState>
      ) : (
        <>
          <h2>{m.splitNone}</h2>
          {split?.refused.map(({ code, says, remedy, clause, article }) => (
            <RefusalNotice
              key={code + says.it}
              refusal={{
                code,
                kind: 'rule',
                says,
                ...(remedy ? { remedy } : {}),
                ...(article ? { source: { article, clause } as never } : {}),
              }}
            />
          ))}
          <MissingFigures progress={progress} />
        </>
      )}
      <p class="form-actions">
        {result && (
          <a class="btn btn-primary" href={base}>
            {m.toHome}
          </a>
        )}
        {!result && progress.costs.length > 0 && (
          <a class="btn btn-primary" href={stepAddress(association!.id, 'figures')}>
            {m.addFigures}
          </a>
        )}
        <a href={stepAddress(association!.id, 'costs')}>{m.addCosts}</a>
      </p>
    </>
  );
}

function percentText(percent: string, language: 'it' | 'en'): string {
  return `${language === 'it' ? percent.replace('.', ',') : percent}%`;
}
