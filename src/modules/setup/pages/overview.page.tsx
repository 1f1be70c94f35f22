import type { z } from 'zod';
import type { PageRoute, TodayPanel } from '../../../platform/page.ts';
import { useFrame } from '../../../platform/pages/frame.ts';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { type SetUpStep, showProgress } from '../actions/show-progress.ts';
import { messages } from '../messages.ts';
import { MissingFigures } from './missing-figures.tsx';
import { stepAddress } from './set-up-steps.tsx';

type Progress = z.output<typeof showProgress.output>;
const steps: readonly SetUpStep[] = ['municipalities', 'lead', 'figures', 'costs', 'split'];

/** What of the set-up is stored and what is missing; every step can be taken up from here. */
export const overviewPage: PageRoute = {
  method: 'GET',
  path: '/:association/avvio',
  answer: async (request) => {
    const progress = await request.perform(showProgress, {});
    const title = messages[request.language].setUp;
    return { kind: 'page', title, scope: 'association', body: <OverviewPage progress={progress} /> };
  },
};

/** For who sets an association up, until its first split is there. */
export const setUpPanel: TodayPanel = {
  needs: showProgress,
  order: 5,
  panel: async (request) => {
    const { next } = await request.perform(showProgress, {});
    if (next === null) return null;
    const { language, association } = request;
    const m = messages[language];
    return (
      <section class="panel" aria-labelledby="oggi-avvio">
        <h2 id="oggi-avvio">{m.panelTitle}</h2>
        <p>{m.panelNext(titleOf(next, language).toLowerCase())}</p>
        <p>
          <a href={`/${association!.id}/avvio`}>{m.resume}</a>
        </p>
      </section>
    );
  },
};

function titleOf(step: SetUpStep, language: 'it' | 'en'): string {
  const m = messages[language];
  const titles: Readonly<Record<SetUpStep, string>> = {
    municipalities: m.stepEntities,
    lead: m.stepLead,
    figures: m.stepFigures,
    costs: m.stepCosts,
    split: m.stepSplit,
  };
  return titles[step];
}

export function OverviewPage({ progress }: { progress: Progress }) {
  const { language, association } = useFrame();
  const m = messages[language];
  const { done, next, entities, lead, costs, year } = progress;
  const stored: Readonly<Record<SetUpStep, string>> = {
    municipalities: entities.length > 0 ? m.municipalitiesDone(entities.length) : '',
    lead: lead?.name ?? '',
    figures: '',
    costs: costs.length > 0 ? m.costsDone(costs.length, year) : '',
    split: '',
  };
  return (
    <>
      <h1>{m.setUp}</h1>
      <p class="lead">{m.overviewLead}</p>
      <ol class="setup-progress">
        {steps.map((step) => {
          const isDone = done.includes(step);
          const partly = step === 'figures' && !isDone && progress.figures.length > 0;
          return (
            <li key={step}>
              <a href={stepAddress(association!.id, step)}>{titleOf(step, language)}</a>
              <StatusChip tone={isDone ? 'good' : 'attention'}>
                {isDone ? m.done : partly ? m.partly : m.toDo}
              </StatusChip>
              {stored[step] && <p class="muted">{stored[step]}</p>}
              {step === 'figures' && <MissingFigures progress={progress} />}
            </li>
          );
        })}
      </ol>
      <p class="form-actions">
        <a class="btn btn-primary" href={next ? stepAddress(association!.id, next) : `/${association!.id}`}>
          {next ? m.resume : m.toHome}
        </a>
      </p>
    </>
  );
}
