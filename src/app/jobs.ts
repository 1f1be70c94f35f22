import type { Job } from '../platform/jobs/job.ts';
import { reactionJob } from '../platform/jobs/reaction.ts';
import { deliverMail } from '../platform/mail/deliver.ts';
import { forgetMail } from '../platform/mail/forget-mail.ts';
import { modules } from './modules.ts';
import { reactions } from './reactions.ts';

/** Every job of the program: the platform's and the modules'. */
export const jobs: readonly Job[] = [
  reactionJob(reactions),
  deliverMail,
  forgetMail,
  ...modules.flatMap((module) => module.jobs ?? []),
];
