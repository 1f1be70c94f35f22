import type { z } from 'zod';
import { showDay } from '../../../kernel/day.ts';
import type { PageRequest, PageRoute } from '../../../platform/page.ts';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { useFrame } from '../../../platform/pages/frame.ts';
import { Icon } from '../../../platform/pages/icon.tsx';
import { Notice } from '../../../platform/pages/notice.tsx';
import { allocationFormats } from '../actions/export-allocation.ts';
import { setCost } from '../actions/set-cost.ts';
import { showAllocation } from '../actions/show-allocation.ts';
import { messages } from '../messages.ts';
import { amountText } from './amount.ts';
import { Downloads, dayOfInstant, numberIn, SplitFrame, splitCrumbs, splitsHref } from './split-frame.tsx';
import { SplitCloses, SplitTable } from './split-table.tsx';

/** A split: entities by costs, what it rests on, and the one thing to do next. */
export const splitPage: PageRoute = {
  method: 'GET',
  path: '/:association/riparto/:number',
  answer: async (request) => {
    const split = await request.perform(showAllocation, { allocation: numberIn(request) });
    return {
      kind: 'page',
      title: messages[request.language].split(split.year),
      crumbs: splitCrumbs(request),
      scope: split.whole ? 'association' : 'entity',
      scripts: ['split'],
      body: <SplitPage split={split} mayWrite={request.may(setCost)} entity={request.actor.entity} />,
    };
  },
};

export type SplitShown = z.output<typeof showAllocation.output>;

export function SplitPage({
  split,
  mayWrite,
  entity,
}: {
  split: SplitShown;
  mayWrite: boolean;
  entity: PageRequest['actor']['entity'];
}) {
  const { association, language } = useFrame();
  const m = messages[language];
  const base = `${splitsHref(association?.id)}/${split.number}`;
  const { result } = split;
  const isDraft = split.state === 'draft';
  return (
    <SplitFrame split={split} part="table" whole={split.whole} actions={<Actions split={split} mayWrite={mayWrite} />}>
      {split.state === 'corrected' && split.correctedBy !== null && (
        <Notice tone="warning">
          <p>
            {m.correctedBy(split.correctedBy)}{' '}
            <a href={`${splitsHref(association?.id)}/${split.correctedBy}`}>{m.nextCorrected(split.correctedBy)}</a>
          </p>
        </Notice>
      )}
      {split.unitsChanged.length > 0 && (
        <Notice tone="warning" title={m.unitsChanged}>
          <p>{m.unitsChangedIntro}</p>
          <ul>
            {split.unitsChanged.map(({ entity: code, name, title, counted, now, why }) => (
              <li key={`${code} ${title.it}`}>
                {m.unitsChangedLine(name, title[language], counted, now)} ({why})
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {isDraft && (split.without.length > 0 || split.joining.length > 0) && (
        <Notice tone="warning">
          <p>{m.hypothetical}</p>
        </Notice>
      )}
      {split.refused.length > 0 && <Refusals split={split} />}
      {!result && split.refused.length === 0 && (
        <EmptyState title={m.noCosts}>
          {mayWrite && (
            <>
              <p>{m.noCostsRemedy}</p>
              <p>
                <a class="btn btn-primary" href={`${base}/spese/nuova`}>
                  {m.firstCost}
                </a>{' '}
                <a class="btn btn-outline-primary" href={`${base}/spese/importa`}>
                  {m.importCosts}
                </a>
              </p>
            </>
          )}
        </EmptyState>
      )}
      {result && !split.whole && (
        <Notice>
          <p>
            {result.shares.some((share) => share.entity === entity) ? (
              <a href={`${base}/enti/${entity}`}>{m.ownStatement}</a>
            ) : (
              m.noOwnShare
            )}
          </p>
        </Notice>
      )}
      {result && (
        <>
          <SplitTable split={{ ...split, result }} />
          <div id="spiegazione" class="why-place" aria-live="polite" />
          {split.whole && <SplitCloses result={result} />}
          <p class="small muted">
            {m.sums(
              amountText(result.gross, language),
              amountText(result.contributions, language),
              amountText(result.net, language),
            )}{' '}
            <Figures split={split} />
          </p>
          {result.surplus.length > 0 && (
            <Notice title={m.surplus}>
              {result.surplus.map(({ cost, amount }) => (
                <p key={cost}>{m.surplusOf(cost, amountText(amount, language))}</p>
              ))}
            </Notice>
          )}
        </>
      )}
      {split.adopted && split.adoptedBy && (
        <p class="small muted">{m.adoptedBy(split.adoptedBy, dayOfInstant(split.adopted, language))}</p>
      )}
    </SplitFrame>
  );
}

function Actions({ split, mayWrite }: { split: SplitShown; mayWrite: boolean }) {
  const { association, language } = useFrame();
  const m = messages[language];
  const base = `${splitsHref(association?.id)}/${split.number}`;
  const titles = {
    pdf: m.downloadPdf,
    ods: m.downloadOds,
    xlsx: m.downloadXlsx,
    csv: m.downloadCsv,
    'machine-csv': m.downloadMachineCsv,
    'focus-csv': m.downloadFocusCsv,
    'focus-jsonl': m.downloadFocusJsonl,
  };
  const adoptable = split.result && split.without.length === 0 && split.joining.length === 0;
  return (
    <>
      {split.result && (
        <Downloads
          href={`${base}/file`}
          formats={allocationFormats.map((format) => ({ format, title: titles[format] }))}
        />
      )}
      {mayWrite && split.state === 'draft' && split.costs.length > 0 && (
        <a class="btn btn-outline-primary btn-xs" href={`${base}/spese/nuova`}>
          <Icon name="plus" size="small" /> {m.addCost}
        </a>
      )}
      {mayWrite && split.state === 'draft' && adoptable && (
        <a class="btn btn-primary btn-xs" href={`${base}/adozione`}>
          {m.adopt}…
        </a>
      )}
      {mayWrite && split.state === 'adopted' && (
        <a class="btn btn-outline-primary btn-xs" href={`${base}/correzione`}>
          {m.correct}…
        </a>
      )}
    </>
  );
}

/** The day of the figures that the keys count; those of another day or not yet final are said one by one. */
function Figures({ split }: { split: SplitShown }) {
  const { language } = useFrame();
  const m = messages[language];
  const unlike = split.figures.filter(({ on, provisional }) => on !== split.figuresOn || provisional);
  const total = split.result?.shares.length ?? 0;
  return (
    <>
      {m.figuresOn(showDay(split.figuresOn, language))}
      {unlike.map(({ register, title, on, provisional, entities }) => (
        <span key={`${register} ${on} ${provisional}`} class="split-figure">
          {'; '}
          {m.figureUnlike(title[language], showDay(on as never, language), provisional)}
          {entities < total && ` (${m.some(entities)})`}
        </span>
      ))}
      .
    </>
  );
}

/** Why a draft cannot be computed yet, each with its article and remedy, and where figures are entered. */
function Refusals({ split }: { split: SplitShown }) {
  const { association, language } = useFrame();
  const m = messages[language];
  return (
    <Notice tone="warning" {...(split.state === 'draft' ? { title: m.cannotCompute } : {})}>
      {split.refused.map(({ code, says, remedy, clause, article }) => (
        <div key={code + says.it}>
          <p>
            {says[language]}{' '}
            {article && (
              <>
                (<a href={`/${association?.id}/convenzione/${clause}`}>{article}</a>)
              </>
            )}
          </p>
          {remedy && <p>{remedy[language]}</p>}
          {code === 'cost-sharing/missing-figure' && (
            <p>
              <a href={`/${association?.id}/enti/dati?al=${split.figuresOn}`}>{m.toFigures}</a>
            </p>
          )}
        </div>
      ))}
    </Notice>
  );
}
