import { text } from '../../kernel/text.ts';
import type { Module } from '../../platform/page.ts';
import { changeTickets } from './actions/change-tickets.ts';
import { countViews } from './actions/count-views.ts';
import { closeTicket, rateTicket, reopenTicket, solveTicket, withdrawTicket } from './actions/endings.ts';
import { bePresent, followQueue, followTicket } from './actions/follow.ts';
import { assignTicket, changeTicket } from './actions/hand-over.ts';
import { listLevels, nameLevelHolders } from './actions/levels.ts';
import { listLinks, listMachines } from './actions/links-of-ticket.ts';
import { listAssignees } from './actions/list-assignees.ts';
import { listTickets } from './actions/list-tickets.ts';
import { lookUpCaller } from './actions/look-up-caller.ts';
import { openTicket } from './actions/open-ticket.ts';
import { listRefusalGrounds, refuseTicket } from './actions/refusal.ts';
import { linkTicket, mergeTicket, setParent, splitTicket, unmergeTicket } from './actions/relate.ts';
import { listSavedViews, removeView, saveView } from './actions/saved-views.ts';
import { setWeeklyHours } from './actions/set-weekly-hours.ts';
import { showTicket } from './actions/show-ticket.ts';
import { lookUpSupport } from './actions/support.ts';
import { commentTicket, noteTicket } from './actions/talk.ts';
import { answerTaskAction, askTask, listTasks } from './actions/tasks.ts';
import { undoTicket } from './actions/undo-ticket.ts';
import { correctWait, holdTicket, resumeTicket } from './actions/waits.ts';
import { watchTicket } from './actions/watch-ticket.ts';
import { clockActions, clockPages } from './clock-plug.ts';
import { mailActions, mailJobs, mailNavigation, mailPages } from './mail-plug.ts';
import { levelRoutes, levelsPage } from './pages/levels.page.tsx';
import { linksRoutes } from './pages/links.page.tsx';
import { newTicketRoutes } from './pages/new-ticket.page.tsx';
import { queueEvents, queueExport, queuePage, togetherForm, viewForms } from './pages/queue.page.tsx';
import { ticketSearch } from './pages/search.ts';
import { serviceTargetsPart } from './pages/service-targets.part.tsx';
import { actRoutes, ticketRoutes } from './pages/ticket.page.tsx';
import { deskPanel } from './pages/today.panel.tsx';
import { supportFragment } from './pages/unsupported.tsx';
import { whoCallsFragment } from './pages/who-calls.tsx';
import { remoteActions, remoteNavigation, remoteNowPart, remotePages, remotePart } from './remote/plug.ts';
import { visitActions, visitNavigation, visitPages, visitsPart } from './visits/plug.ts';

/** Requests for help: who asks, who works on them, and by when. */
export const serviceDeskModule: Module = {
  name: 'service-desk',
  title: text('Assistenza', 'Service desk'),
  actions: [
    openTicket,
    listTickets,
    lookUpCaller,
    countViews,
    showTicket,
    commentTicket,
    noteTicket,
    assignTicket,
    changeTicket,
    changeTickets,
    holdTicket,
    resumeTicket,
    correctWait,
    solveTicket,
    closeTicket,
    withdrawTicket,
    reopenTicket,
    refuseTicket,
    listRefusalGrounds,
    rateTicket,
    mergeTicket,
    unmergeTicket,
    splitTicket,
    setParent,
    linkTicket,
    listLinks,
    listMachines,
    askTask,
    answerTaskAction,
    listTasks,
    undoTicket,
    watchTicket,
    ...mailActions,
    listAssignees,
    lookUpSupport,
    listLevels,
    nameLevelHolders,
    listSavedViews,
    saveView,
    removeView,
    followTicket,
    followQueue,
    bePresent,
    ...clockActions,
    ...remoteActions,
    ...visitActions,
  ],
  pages: [
    queuePage,
    queueExport,
    queueEvents,
    viewForms,
    togetherForm,
    ...newTicketRoutes,
    whoCallsFragment,
    supportFragment,
    ...ticketRoutes,
    ...linksRoutes,
    levelsPage,
    ...levelRoutes,
    ...mailPages,
    ...actRoutes,
    ...clockPages,
    ...remotePages,
    ...visitPages,
  ],
  jobs: mailJobs,
  today: [deskPanel],
  pageParts: [serviceTargetsPart, remoteNowPart, visitsPart, remotePart],
  search: [ticketSearch],
  navigation: [
    { place: 'assistenza', title: text('Richieste', 'Requests'), path: '/assistenza', needs: listTickets },
    {
      place: 'assistenza',
      title: text('Orari e obiettivi', 'Hours and targets'),
      path: '/assistenza/calendario',
      needs: setWeeklyHours,
    },
    {
      place: 'assistenza',
      title: text('Livelli', 'Levels'),
      path: '/assistenza/livelli',
      needs: listLevels,
    },
    ...mailNavigation,
    ...remoteNavigation,
    ...visitNavigation,
  ],
};

export type { Happening } from './rules/index.ts';
export { storeLetter } from './storage/letters.ts';
export { type Happened, takeInTickets } from './take-in-tickets.ts';
