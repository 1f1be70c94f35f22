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
import { recomputeAllocation } from './actions/recompute-allocation.ts';
import { removeCost } from './actions/remove-cost.ts';
import { setCost } from './actions/set-cost.ts';
import { setCosts } from './actions/set-costs.ts';
import { setSecondments } from './actions/set-secondments.ts';
import { showAllocation } from './actions/show-allocation.ts';
import { showStatement } from './actions/show-statement.ts';
import { startAllocation } from './actions/start-allocation.ts';

/** Who pays what of a year's costs, and why. */
export const costSharingModule: Module = {
  name: 'cost-sharing',
  title: { it: 'Riparto delle spese', en: 'Cost sharing' },
  actions: [
    listAllocations,
    startAllocation,
    showAllocation,
    changeAllocation,
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
  pages: [],
};
