import { text } from '../../kernel/text.ts';
import { dataPlace } from '../../platform/database/start.ts';
import { defineJob } from '../../platform/jobs/job.ts';
import { keepDailyHeads } from './sign-heads.ts';
import { signingKey } from './signing-key.ts';

/**
 * Signs the head of each chain once a day, looking every hour whether it is time. Whoever verifies sees that a day has no
 * signature.
 */
export const signHeads = defineJob({
  name: 'audit/sign-heads',
  title: text('firmare ogni giorno la testa del registro', 'sign the head of the trail every day'),
  every: '7 * * * *',
  run: ({ database, now }) => keepDailyHeads(database, signingKey(dataPlace().dataFolder), now),
});
