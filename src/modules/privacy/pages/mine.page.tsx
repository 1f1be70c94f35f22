import type { z } from 'zod';
import { filePage } from '../../../platform/file-answer.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { DayText } from '../../../platform/pages/day-text.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { Form } from '../../../platform/pages/form.tsx';
import { useFrame } from '../../../platform/pages/frame.ts';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import type { Tab } from '../../../platform/pages/tabs.tsx';
import { TraceView } from '../../../platform/pages/trace-view.tsx';
import { confirmReading } from '../actions/confirm-reading.ts';
import { readInstructions } from '../actions/read-instructions.ts';
import { showMyAccesses } from '../actions/show-my-accesses.ts';
import { messages } from '../messages.ts';
import { AuthorisationState } from './authorisations.page.tsx';
import { DataTabs, dataAddress, dataCrumbs, dataTabs, momentWords, saying } from './data-frame.tsx';
import { WhyNot } from './data-set.page.tsx';

type Mine = z.output<typeof showMyAccesses.output>;

/** What the person may do today with the data of entities, and why. */
export const minePage: PageRoute = {
  method: 'GET',
  path: '/:association/sicurezza/dati/miei',
  answer: async (request): Promise<PageReply> => {
    const mine = await request.perform(showMyAccesses, {});
    return {
      kind: 'page',
      title: messages[request.language].tabMine,
      crumbs: dataCrumbs(request),
      body: <MinePage mine={mine} tabs={dataTabs(request, 'mine')} base={dataAddress(request)} />,
    };
  },
};

export const instructionsFile: PageRoute = {
  method: 'GET',
  path: '/:association/sicurezza/dati/miei/istruzioni/:autorizzazione',
  answer: async (request) =>
    filePage(await request.perform(readInstructions, { authorisation: request.params.autorizzazione! })),
};

export const readingForm: PageRoute = {
  method: 'POST',
  path: '/:association/sicurezza/dati/miei/istruzioni/:autorizzazione',
  answer: async (request: PageRequest): Promise<PageReply> => {
    await request.perform(confirmReading, { authorisation: request.params.autorizzazione! });
    return { kind: 'redirect', to: dataAddress(request, 'miei'), notice: saying('readingConfirmed') };
  },
};

export function MinePage({ mine, tabs, base }: { mine: Mine; tabs: readonly Tab[]; base: string }) {
  const { language } = useFrame();
  const m = messages[language];
  return (
    <>
      <h1>{m.tabMine}</h1>
      <p class="lead">{m.mineLead}</p>
      <DataTabs tabs={tabs} />
      {mine.authorisations.length > 0 && (
        <section aria-labelledby="istruzioni">
          <h2 id="istruzioni">{m.instructions}</h2>
          {mine.authorisations.map((one) => (
            <div class="panel" key={one.id}>
              <p>
                <AuthorisationState of={one} /> {m.authorisedBy} {one.authorisedBy}, <DayText day={one.on} /> (
                {one.entityName ?? m.wholeService})
              </p>
              <p>
                <a href={`${base}/miei/istruzioni/${one.id}`} hx-boost="false" download>
                  {m.readInstructions}
                </a>
              </p>
              {one.read === null && one.revoked === null && (
                <Form action={`${base}/miei/istruzioni/${one.id}`}>
                  <button type="submit" class="btn btn-primary">
                    {m.confirmReading}
                  </button>
                </Form>
              )}
            </div>
          ))}
        </section>
      )}
      {mine.dataSets.length === 0 && <EmptyState title={m.mineNone} />}
      {mine.dataSets.map((dataSet) => (
        <section class="panel" key={dataSet.id} aria-labelledby={`i-${dataSet.id}`}>
          <h2 id={`i-${dataSet.id}`}>
            {dataSet.name} — {dataSet.entityName}
          </h2>
          <ul class="plain-list">
            {dataSet.rights.map(({ right, allowed, trace, refusals }) => (
              <li key={right}>
                {m[right]}: <StatusChip tone={allowed ? 'good' : 'neutral'}>{allowed ? m.yes : m.no}</StatusChip>
                <details>
                  <summary>{allowed ? m.why : m.whyNot}</summary>
                  {trace ? <TraceView trace={trace} open={2} /> : <WhyNot refusals={refusals} />}
                </details>
              </li>
            ))}
          </ul>
          {dataSet.rights.some(({ allowed }) => allowed) && (
            <p>
              <a class="btn btn-outline-primary btn-xs" href={`${base}/${dataSet.id}/documenti`}>
                {m.openContent}
                <span class="visually-hidden"> {dataSet.name}</span>
              </a>
            </p>
          )}
        </section>
      ))}
      {mine.recent.length > 0 && (
        <section aria-labelledby="ultimi">
          <h2 id="ultimi">{m.recent}</h2>
          <ul class="plain-list">
            {mine.recent.map(({ at, dataSet, right, purpose }, place) => (
              <li key={place}>
                <time dateTime={at}>{momentWords(at, language)}</time>: {m[right].toLowerCase()} {dataSet}, {purpose}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
