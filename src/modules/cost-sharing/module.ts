import type { Module } from '../../platform/page.ts';
import { adoptAllocation } from './actions/adopt-allocation.ts';
import { changeAllocation } from './actions/change-allocation.ts';
import { compareScenario } from './actions/compare-scenario.ts';
import { correctAllocation } from './actions/correct-allocation.ts';
import { discardAllocation } from './actions/discard-allocation.ts';
import { explainAmount } from './actions/explain-amount.ts';
import { exportAllocation } from './actions/export-allocation.ts';
import { exportStatement } from './actions/export-statement.ts';
import { listAllocations } from './actions/list-allocations.ts';
import { readCostsFile } from './actions/read-costs.ts';
import { recomputeAllocation } from './actions/recompute-allocation.ts';
import { removeCost } from './actions/remove-cost.ts';
import { setCost } from './actions/set-cost.ts';
import { setCosts } from './actions/set-costs.ts';
import { setSecondments } from './actions/set-secondments.ts';
import { showAllocation } from './actions/show-allocation.ts';
import { showChoices } from './actions/show-choices.ts';
import { showStatement } from './actions/show-statement.ts';
import { startAllocation } from './actions/start-allocation.ts';
import { adoptionForm, adoptionPage, correctionForm, correctionPage } from './pages/adoption.page.tsx';
import { chartPage } from './pages/chart.page.tsx';
import { costForm, costPage, newCostForm, newCostPage } from './pages/cost.page.tsx';
import { costsPage } from './pages/costs.page.tsx';
import { costsImportForm, costsImportPage } from './pages/costs-import.page.tsx';
import { factsFile, splitFile, statementFile } from './pages/files.page.ts';
import { proofPage } from './pages/proof.page.tsx';
import { scenarioForm, scenarioPage } from './pages/scenario.page.tsx';
import { settingsForm, settingsPage } from './pages/settings.page.tsx';
import { splitPage } from './pages/split.page.tsx';
import { splitsPage } from './pages/splits.page.tsx';
import { staffForm, staffPage } from './pages/staff.page.tsx';
import { startSplitForm, startSplitPage } from './pages/start-split.page.tsx';
import { statementPage } from './pages/statement.page.tsx';
import { splitPanel } from './pages/today.panel.tsx';
import { whyPage } from './pages/why.page.tsx';

/** Who pays what of a year's costs, and why. */
export const costSharingModule: Module = {
  name: 'cost-sharing',
  title: { it: 'Riparto delle spese', en: 'Cost sharing' },
  actions: [
    listAllocations,
    startAllocation,
    showAllocation,
    changeAllocation,
    showChoices,
    readCostsFile,
    setCost,
    setCosts,
    removeCost,
    setSecondments,
    compareScenario,
    explainAmount,
    showStatement,
    exportStatement,
    exportAllocation,
    adoptAllocation,
    recomputeAllocation,
    correctAllocation,
    discardAllocation,
  ],
  pages: [
    splitsPage,
    startSplitPage,
    startSplitForm,
    splitPage,
    whyPage,
    costsPage,
    newCostPage,
    newCostForm,
    costsImportPage,
    costsImportForm,
    costPage,
    costForm,
    staffPage,
    staffForm,
    settingsPage,
    settingsForm,
    scenarioPage,
    scenarioForm,
    chartPage,
    adoptionPage,
    adoptionForm,
    correctionPage,
    correctionForm,
    proofPage,
    factsFile,
    splitFile,
    statementPage,
    statementFile,
  ],
  today: [splitPanel],
  navigation: [
    {
      place: 'riparto',
      title: { it: 'Riparti', en: 'Splits' },
      path: '/riparto',
      needs: listAllocations,
    },
  ],
};
