import type { Job } from '../platform/jobs/job.ts';
import { reactionJob } from '../platform/jobs/reaction.ts';
import { deliverMail } from '../platform/mail/deliver.ts';
import { forgetMail } from '../platform/mail/forget-mail.ts';
import { reactions } from './reactions.ts';

/** The jobs that belong to no module. */
export const platformJobs: readonly Job[] = [reactionJob(reactions), deliverMail, forgetMail];
