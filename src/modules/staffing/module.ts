import { text } from '../../kernel/text.ts';
import type { Module } from '../../platform/page.ts';
import { listChangeNotices, tellChange } from './actions/change-notices.ts';
import {
  listCoverage,
  planAbsence,
  planPresence,
  planWeek,
  removePlanDays,
  setCoverage,
  showRoster,
  whoIsOnSite,
} from './actions/plan.ts';
import { confirmBeyondQuota, showQuotas } from './actions/quotas.ts';
import { showHoursByLine } from './actions/show-hours-by-line.ts';
import { showReferents } from './actions/show-referents.ts';
import { showShortfalls } from './actions/show-shortfalls.ts';
import {
  listMissedMedia,
  moveStock,
  recordMediaChange,
  recordRoomEntry,
  recordRoomLeaving,
  showSiteTasks,
} from './actions/site-tasks.ts';
import { addSite, changeSite, listSites, staffSite, unstaffSite } from './actions/sites.ts';
import { addStaff, agreeMinimum, endStaffing, listChoices, listStaff, showStaff } from './actions/staff.ts';
import { closeMonth, correctTime, listTime, recordTime, reopenMonth, showTime, withdrawTime } from './actions/time.ts';

/** Who works for the service and where; hours against minimums and quotas; referents and what they do on site. */
export const staffingModule: Module = {
  name: 'staffing',
  title: text('Persone e sedi', 'People and sites'),
  actions: [
    whoIsOnSite,
    listSites,
    addSite,
    changeSite,
    staffSite,
    unstaffSite,
    listStaff,
    showStaff,
    addStaff,
    endStaffing,
    agreeMinimum,
    listChoices,
    showRoster,
    planWeek,
    planPresence,
    planAbsence,
    removePlanDays,
    setCoverage,
    listCoverage,
    listTime,
    showTime,
    recordTime,
    correctTime,
    withdrawTime,
    closeMonth,
    reopenMonth,
    showShortfalls,
    showQuotas,
    confirmBeyondQuota,
    showHoursByLine,
    showReferents,
    showSiteTasks,
    listMissedMedia,
    recordMediaChange,
    recordRoomEntry,
    recordRoomLeaving,
    moveStock,
    tellChange,
    listChangeNotices,
  ],
  pages: [],
};

export { refuseBeyondQuota } from './refuse-beyond-quota.ts';
