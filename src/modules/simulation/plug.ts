import { text } from '../../kernel/text.ts';
import type { Module } from '../../platform/page.ts';
import { clauseToday } from './actions/clause-today.ts';
import { explainAnswer } from './actions/explain-answer.ts';
import { tryAmendment } from './actions/try-amendment.ts';
import { clausePage, explanationFragment } from './pages/clause.page.tsx';
import { trialPage } from './pages/trial.page.tsx';

/** What the agreement gives on the figures of today, and what it would give otherwise. */
export const simulationModule: Module = {
  name: 'simulation',
  title: text('Prove e risultati', 'Trials and results'),
  actions: [clauseToday, explainAnswer, tryAmendment],
  pages: [trialPage, clausePage, explanationFragment],
};
