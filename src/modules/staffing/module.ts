import { text } from '../../kernel/text.ts';
import type { Module } from '../../platform/page.ts';
import { askForNotice, listChangeNotices, tellChange } from './actions/change-notices.ts';
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
import { readProblemWay } from './actions/read-problem-way.ts';
import { claimReimbursement, decideClaim, listClaims, payClaim } from './actions/reimbursement-claims.ts';
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
import { approveStaffPlan, draftStaffPlan, showStaffPlan } from './actions/staff-plan.ts';
import { answerStaffRequest, askStaff, listStaffRequests, withdrawStaffRequest } from './actions/staff-requests.ts';
import { closeMonth, correctTime, listTime, recordTime, reopenMonth, showTime, withdrawTime } from './actions/time.ts';
import { askForNoticeRoute, changeNoticesPage, noticePart, tellChangeRoutes } from './pages/change-notices.page.tsx';
import { claimRoutes, claimsPage, decideClaimRoutes, payClaimRoutes } from './pages/claims.page.tsx';
import {
  confirmRoutes,
  linesPage,
  quotaFragment,
  quotasPage,
  shortfallFragment,
  shortfallsPage,
} from './pages/hours.page.tsx';
import { ownProblemWayPart, problemWayPart } from './pages/problem-way.part.tsx';
import { referentFragment, referentsPage } from './pages/referents.page.tsx';
import { absenceRoutes, coverageRoutes, presenceRoutes, rosterPage, rosterRemoval } from './pages/roster.page.tsx';
import { staffSearch } from './pages/search.ts';
import {
  leavingRoute,
  mediaRoutes,
  entryRoutes as roomRoutes,
  siteTasksPage,
  stockRoutes,
} from './pages/site-tasks.page.tsx';
import { addSiteRoutes, changeSiteRoutes, sitesPage, staffSiteRoutes, unstaffSiteRoutes } from './pages/sites.page.tsx';
import {
  addStaffRoutes,
  endStaffRoutes,
  minimumRoutes,
  personPage,
  staffPage,
  weekRoutes,
} from './pages/staff.page.tsx';
import { approvePlanRoutes, draftPlanRoutes, staffPlanPage } from './pages/staff-plan.page.tsx';
import {
  answerRequestRoutes,
  askStaffRoutes,
  staffRequestPage,
  staffRequestsPage,
  withdrawRequestRoutes,
} from './pages/staff-requests.page.tsx';
import {
  closingRoute,
  entryRoutes,
  recordTimeRoutes,
  reopeningRoutes,
  timeExport,
  timePage,
} from './pages/time.page.tsx';
import { todayPage } from './pages/today.page.tsx';
import { staffingPanel } from './pages/today.panel.tsx';
import { tellMissedTasks } from './tell-missed.ts';

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
    askForNotice,
    readProblemWay,
    showStaffPlan,
    draftStaffPlan,
    approveStaffPlan,
    listStaffRequests,
    askStaff,
    answerStaffRequest,
    withdrawStaffRequest,
    listClaims,
    claimReimbursement,
    decideClaim,
    payClaim,
  ],
  pages: [
    todayPage,
    rosterPage,
    rosterRemoval,
    ...absenceRoutes,
    ...presenceRoutes,
    ...coverageRoutes,
    staffPage,
    ...addStaffRoutes,
    personPage,
    ...weekRoutes,
    ...minimumRoutes,
    ...endStaffRoutes,
    sitesPage,
    ...addSiteRoutes,
    ...changeSiteRoutes,
    ...staffSiteRoutes,
    ...unstaffSiteRoutes,
    siteTasksPage,
    leavingRoute,
    ...mediaRoutes,
    ...roomRoutes,
    ...stockRoutes,
    timePage,
    timeExport,
    ...recordTimeRoutes,
    closingRoute,
    ...reopeningRoutes,
    ...entryRoutes,
    shortfallsPage,
    shortfallFragment,
    quotasPage,
    quotaFragment,
    ...confirmRoutes,
    linesPage,
    referentsPage,
    referentFragment,
    changeNoticesPage,
    askForNoticeRoute,
    ...tellChangeRoutes,
    staffPlanPage,
    ...draftPlanRoutes,
    ...approvePlanRoutes,
    staffRequestsPage,
    ...askStaffRoutes,
    staffRequestPage,
    ...answerRequestRoutes,
    ...withdrawRequestRoutes,
    claimsPage,
    ...claimRoutes,
    ...decideClaimRoutes,
    ...payClaimRoutes,
  ],
  navigation: [
    {
      place: 'assistenza',
      title: text('Persone e sedi', 'People and sites'),
      path: '/assistenza/persone',
      needs: whoIsOnSite,
    },
  ],
  jobs: [tellMissedTasks],
  today: [staffingPanel],
  pageParts: [noticePart, ownProblemWayPart, problemWayPart],
  search: [staffSearch],
};

export { refuseBeyondQuota } from './refuse-beyond-quota.ts';
export { warnOfAbsence } from './warn-of-absence.ts';
