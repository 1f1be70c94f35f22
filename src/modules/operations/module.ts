import { text } from '../../kernel/text.ts';
import type { Job } from '../../platform/jobs/job.ts';
import type { Module } from '../../platform/page.ts';
import { listJobs, retryPending } from './actions/list-jobs.ts';
import { listMail } from './actions/list-mail.ts';
import { sendMailAgain, sendTrialMail } from './actions/send-mail-again.ts';
import { removeMailServer, setMailServer } from './actions/set-mail-server.ts';
import { mailPages } from './pages/mail.page.tsx';

/**
 * How the installation itself goes: outgoing mail, jobs.
 *
 * @param jobs every job of the program
 */
export function operationsModule(jobs: () => readonly Job[]): Module {
  return {
    name: 'operations',
    title: text('Funzionamento', 'Operations'),
    actions: [listMail, setMailServer, removeMailServer, sendTrialMail, sendMailAgain, listJobs(jobs), retryPending],
    pages: mailPages,
    navigation: [
      {
        place: 'sicurezza',
        title: text('Posta in uscita', 'Outgoing mail'),
        path: '/sicurezza/posta',
        needs: listMail,
      },
    ],
  };
}

export { mailCommand } from './mail-command.ts';
