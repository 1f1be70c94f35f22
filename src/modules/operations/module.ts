import { text } from '../../kernel/text.ts';
import type { Job } from '../../platform/jobs/job.ts';
import type { Module } from '../../platform/page.ts';
import { listJobs, retryPending } from './actions/list-jobs.ts';
import { listMail } from './actions/list-mail.ts';
import { runJobNow } from './actions/run-job.ts';
import { sendMailAgain, sendTrialMail } from './actions/send-mail-again.ts';
import { removeMailServer, setMailServer } from './actions/set-mail-server.ts';
import { jobPages, jobsPath } from './pages/jobs.page.tsx';
import { mailPages } from './pages/mail.page.tsx';

/**
 * How the installation itself goes: outgoing mail, jobs.
 *
 * @param jobs every job of the program
 */
export function operationsModule(jobs: () => readonly Job[]): Module {
  const list = listJobs(jobs);
  const run = runJobNow(jobs);
  return {
    name: 'operations',
    title: text('Funzionamento', 'Operations'),
    actions: [listMail, setMailServer, removeMailServer, sendTrialMail, sendMailAgain, list, run, retryPending],
    pages: [...mailPages, ...jobPages({ list, run })],
    installationPages: [{ title: text('Lavori', 'Jobs'), path: jobsPath, needs: list }],
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
