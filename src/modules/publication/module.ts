import { text } from '../../kernel/text.ts';
import type { Module } from '../../platform/page.ts';
import { certifyPosting } from './actions/certify-posting.ts';
import { changeNotice } from './actions/change-notice.ts';
import { discardNotice } from './actions/discard-notice.ts';
import { draftNotice } from './actions/draft-notice.ts';
import { endPostings } from './actions/end-postings.ts';
import { interruptPosting } from './actions/interrupt-posting.ts';
import { listBoards } from './actions/list-boards.ts';
import { listNotices } from './actions/list-notices.ts';
import { closeBoard, openBoard } from './actions/open-board.ts';
import { postNotice } from './actions/post-notice.ts';
import { previewRates, publishRates, withdrawRates } from './actions/publish-rates.ts';
import { readBoard } from './actions/read-board.ts';
import { readDocument, readOfficeDocument } from './actions/read-document.ts';
import { readNotice } from './actions/read-notice.ts';
import { explainRate, readRates } from './actions/read-rates.ts';
import { resumePosting } from './actions/resume-posting.ts';
import { setOfficeDays } from './actions/set-office-days.ts';
import { showNotice } from './actions/show-notice.ts';
import { withdrawNotice } from './actions/withdraw-notice.ts';
import { endPostingsDaily } from './jobs.ts';
import { boardPage } from './pages/board.page.tsx';
import { boardCsv, boardFeed, boardJson, documentFile } from './pages/board-files.ts';
import { boardsForm, boardsPage } from './pages/boards.page.tsx';
import { certificateFile } from './pages/certificate.ts';
import { discardForm, noticePage, resumeForm } from './pages/notice.page.tsx';
import { changeNoticeForm, changeNoticePage, newNoticeForm, newNoticePage } from './pages/notice-form.page.tsx';
import {
  interruptForm,
  interruptPage,
  postForm,
  postPage,
  withdrawNoticeForm,
  withdrawNoticePage,
} from './pages/posting-forms.page.tsx';
import { ratesCsv, ratesForm, ratesPage, rateWhy } from './pages/rates.page.tsx';
import { previewRoutes, withdrawalRoutes } from './pages/rates-acts.page.tsx';
import { repertoryExport, repertoryPage } from './pages/repertory.page.tsx';
import { noticeSearch } from './pages/search.ts';

/** The notice board and what transparency asks to publish. */
export const publicationModule: Module = {
  name: 'publication',
  title: text('Albo e trasparenza', 'Notice board and transparency'),
  actions: [
    readBoard,
    readNotice,
    readDocument,
    listBoards,
    listNotices,
    showNotice,
    readOfficeDocument,
    draftNotice,
    changeNotice,
    discardNotice,
    postNotice,
    interruptPosting,
    resumePosting,
    withdrawNotice,
    certifyPosting,
    endPostings,
    openBoard,
    closeBoard,
    setOfficeDays,
    publishRates,
    previewRates,
    withdrawRates,
    readRates,
    explainRate,
  ],
  pages: [
    boardPage,
    boardFeed,
    boardCsv,
    boardJson,
    repertoryPage,
    repertoryExport,
    boardsPage,
    boardsForm,
    newNoticePage,
    newNoticeForm,
    noticePage,
    documentFile,
    certificateFile,
    changeNoticePage,
    changeNoticeForm,
    discardForm,
    postPage,
    postForm,
    interruptPage,
    interruptForm,
    resumeForm,
    withdrawNoticePage,
    withdrawNoticeForm,
    ratesPage,
    ratesForm,
    ...previewRoutes,
    ...withdrawalRoutes,
    ratesCsv,
    rateWhy,
  ],
  navigation: [
    { place: 'servizi', title: text('Albo', 'Notice board'), path: '/albo', needs: readBoard },
    {
      place: 'servizi',
      title: text('Tassi di assenza', 'Rates of absence'),
      path: '/trasparenza/assenze',
      needs: readRates,
    },
  ],
  search: [noticeSearch],
  jobs: [endPostingsDaily],
};

export { draftNotice } from './actions/draft-notice.ts';
export { listNotices } from './actions/list-notices.ts';
export { postNotice } from './actions/post-notice.ts';
