import type { Job } from '../platform/jobs/job.ts';
import { modules } from './modules.ts';
import { platformJobs } from './platform-jobs.ts';

/** Every job of the program: the platform's and the modules'. */
export const jobs: readonly Job[] = [...platformJobs, ...modules.flatMap((module) => module.jobs ?? [])];
