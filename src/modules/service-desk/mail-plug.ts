import { readAttachment } from './actions/attachments.ts';
import { dropLetter, letInLetter, listLetters, readLetterFile, showLetter, takeInLetter } from './actions/letters.ts';
import { removeMailbox, setMailbox, showMailbox } from './actions/mailbox.ts';
import { fetchDeskLetters } from './mail/fetch-letters.ts';
import { recountDueTimes } from './mail/recount.ts';
import { attachmentFile } from './pages/files.tsx';
import { mailRoutes } from './pages/mail.page.tsx';

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
];

export const mailPages = [attachmentFile, ...mailRoutes];

export const mailJobs = [fetchDeskLetters, recountDueTimes];
