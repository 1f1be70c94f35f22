import { text } from '../../kernel/text.ts';
import type { Module } from '../../platform/page.ts';
import { addMunicipalities } from './actions/add-municipalities.ts';
import { chooseAgreement } from './actions/choose-agreement.ts';
import { findMunicipalities } from './actions/find-municipalities.ts';
import { listAgreements } from './actions/list-agreements.ts';
import { recordFigures } from './actions/record-figures.ts';
import { setLead } from './actions/set-lead.ts';
import { showChoice } from './actions/show-choice.ts';
import { showProgress } from './actions/show-progress.ts';
import { startAssociation } from './actions/start-association.ts';
import { writeCosts } from './actions/write-costs.ts';
import { chooseAgreementForm, chooseAgreementPage } from './pages/choose-agreement.page.tsx';
import { costsForm, costsPage } from './pages/costs.page.tsx';
import { figuresForm, figuresPage } from './pages/figures.page.tsx';
import { leadForm, leadPage } from './pages/lead.page.tsx';
import { municipalitiesForm, municipalitiesPage } from './pages/municipalities.page.tsx';
import { nameForm, namePage } from './pages/name.page.tsx';
import { overviewPage, setUpPanel } from './pages/overview.page.tsx';
import { shareExplained, splitPage } from './pages/split.page.tsx';

/** From "choose an agreement" to the first cost split. */
export const setUpModule: Module = {
  name: 'setup',
  title: text('Avvio', 'Set-up'),
  actions: [
    listAgreements,
    chooseAgreement,
    showChoice,
    startAssociation,
    findMunicipalities,
    showProgress,
    addMunicipalities,
    setLead,
    recordFigures,
    writeCosts,
  ],
  pages: [
    chooseAgreementPage,
    chooseAgreementForm,
    namePage,
    nameForm,
    overviewPage,
    municipalitiesPage,
    municipalitiesForm,
    leadPage,
    leadForm,
    figuresPage,
    figuresForm,
    costsPage,
    costsForm,
    splitPage,
    shareExplained,
  ],
  today: [setUpPanel],
};
