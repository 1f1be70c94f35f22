import { text } from '../../kernel/text.ts';
import { inContext } from '../../platform/database/context.ts';
import { inAssociation } from '../../platform/jobs/installation-context.ts';
import { defineJob, type JobContext } from '../../platform/jobs/job.ts';
import { destroyBallotKey, keyFiles } from './sealed-ballot/keys.ts';
import { ballotNumbered } from './storage/ballots.ts';

/** A key whose ballot is not in the database yet may belong to one that is being started. */
const patience = 10 * 60_000;

/** Destroys the second halves of keys whose ballots have been declared or voided. */
export async function destroyEndedKeys({ database, clock }: Pick<JobContext, 'database' | 'clock'>): Promise<void> {
  for (const { keyName, ballot, made } of keyFiles()) {
    const [association = '', meeting, number] = ballot.split('/');
    const place = { association, meeting: Number(meeting), ballot: Number(number) };
    const stored = await inContext(database, inAssociation(association), (tx) => ballotNumbered(tx, place));
    const ended = stored?.state === 'published' || stored?.state === 'void';
    const forgotten = stored?.keyName !== keyName && clock().instant.getTime() - made.getTime() > patience;
    if (ended || forgotten) destroyBallotKey(keyName);
  }
}

export const destroyKeys = defineJob({
  name: 'meetings/destroy-ballot-keys',
  title: text(
    'distruggere le chiavi delle votazioni segrete concluse',
    'destroy the keys of secret ballots that are over',
  ),
  every: '*/10 * * * *',
  run: destroyEndedKeys,
});
