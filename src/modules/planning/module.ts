import { text } from '../../kernel/text.ts';
import type { Module } from '../../platform/page.ts';
import { explainObligation } from './actions/explain-obligation.ts';
import { createFeed, listFeeds, readFeed, revokeFeedAction } from './actions/feeds.ts';
import { listDuties } from './actions/list-duties.ts';
import { listEventsToRecord } from './actions/list-events.ts';
import { readProof } from './actions/read-proof.ts';
import { recordEvent, undoEvent } from './actions/record-event.ts';
import { recordFulfilment } from './actions/record-fulfilment.ts';
import { remindDuties } from './actions/remind-duties.ts';
import { showCalendar } from './actions/show-calendar.ts';
import { showChain } from './actions/show-chain.ts';
import { showDuty } from './actions/show-duty.ts';
import { undoFulfilment } from './actions/undo-fulfilment.ts';
import { calendarPage, obligationFragment } from './pages/calendar.page.tsx';
import { calendarFile } from './pages/calendar-file.ts';
import { chainPage } from './pages/chain.page.tsx';
import { dutiesPage, proofPage } from './pages/duties.page.tsx';
import { eventRoutes, recordRoutes, undoRoutes } from './pages/duty-forms.page.tsx';
import { feedFile, sittingsFile } from './pages/feed-file.ts';
import { feedsRoutes } from './pages/feeds.page.tsx';
import { lateSittingsPart } from './pages/late-sittings.part.tsx';
import { deadlinesPanel } from './pages/today-panel.tsx';
import { remindDutiesDaily } from './remind-daily.ts';

/** The calendar of obligations that the agreement makes, and what was done of them. */
export const planningModule: Module = {
  name: 'planning',
  title: text('Calendario', 'Calendar'),
  actions: [
    showCalendar,
    explainObligation,
    listDuties,
    showDuty,
    recordFulfilment,
    undoFulfilment,
    readProof,
    listEventsToRecord,
    recordEvent,
    undoEvent,
    showChain,
    remindDuties,
    createFeed,
    revokeFeedAction,
    listFeeds,
    readFeed,
  ],
  pages: [
    calendarPage,
    obligationFragment,
    calendarFile,
    dutiesPage,
    proofPage,
    ...recordRoutes,
    ...undoRoutes,
    ...eventRoutes,
    chainPage,
    ...feedsRoutes,
    feedFile,
    sittingsFile,
  ],
  navigation: [
    {
      place: 'convenzione',
      title: text('Adempimenti', 'Duties'),
      path: '/convenzione/adempimenti',
      needs: listDuties,
    },
  ],
  today: [deadlinesPanel],
  pageParts: [lateSittingsPart],
  jobs: [remindDutiesDaily],
};

export { listDuties } from './actions/list-duties.ts';
export { recordFulfilment } from './actions/record-fulfilment.ts';
