import { text } from '../../kernel/text.ts';
import type { NavigationEntry } from '../../platform/page.ts';
import { readAttachment } from './actions/attachments.ts';
import { closeSolved, setDeskRules, showDeskRules, warnOfTicket } from './actions/by-the-clock.ts';
import { dropLetter, letInLetter, listLetters, readLetterFile, showLetter, takeInLetter } from './actions/letters.ts';
import { removeMailbox, setMailbox, showMailbox } from './actions/mailbox.ts';
import { chooseNotices, showNoticeChoices } from './actions/notice-choices.ts';
import { listReadyAnswers, removeReady, storeReady } from './actions/ready-answers.ts';
import { closeSolvedRequests, warnOfRequests } from './mail/by-the-clock.ts';
import { sendDigests } from './mail/digest.ts';
import { fetchDeskLetters } from './mail/fetch-letters.ts';
import { recountDueTimes } from './mail/recount.ts';
import { tellOfRequests } from './mail/tell.ts';
import { attachmentFile } from './pages/files.tsx';
import { mailRoutes } from './pages/mail.page.tsx';
import { ownDeskRoutes } from './pages/own-desk.page.tsx';

/** Attachments, the mailbox, notices and what the desk does by the clock, for its plug. */
export const mailActions = [
  readAttachment,
  showMailbox,
  setMailbox,
  removeMailbox,
  listLetters,
  showLetter,
  readLetterFile,
  takeInLetter,
  letInLetter,
  dropLetter,
  showNoticeChoices,
  chooseNotices,
  showDeskRules,
  setDeskRules,
  closeSolved,
  warnOfTicket,
  listReadyAnswers,
  storeReady,
  removeReady,
];

export const mailPages = [attachmentFile, ...mailRoutes, ...ownDeskRoutes];

export const mailJobs = [
  fetchDeskLetters,
  recountDueTimes,
  tellOfRequests,
  sendDigests,
  closeSolvedRequests,
  warnOfRequests,
];

export const mailNavigation = [
  {
    place: 'assistenza',
    title: text('I miei avvisi', 'My notices'),
    path: '/assistenza/avvisi',
    needs: chooseNotices,
    order: 90,
  },
  { place: 'assistenza', title: text('Posta', 'Mail'), path: '/assistenza/posta', needs: showMailbox },
] as const satisfies readonly NavigationEntry[];
