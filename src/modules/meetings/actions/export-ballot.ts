import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { refusals } from '../doors-refusals.ts';
import { type BallotDocument, flawsOf } from '../sealed-ballot/verify.ts';
import { ballotNumbered } from '../storage/ballots.ts';
import { readMeeting } from './known-meeting.ts';
import { mayRead } from './permission.ts';
import { ballotNumber, meetingNumber, textShape } from './shapes.ts';

export const exportBallot = defineAction({
  name: 'meetings/export-ballot',
  title: text(
    'scaricare le schede cifrate di una votazione segreta',
    'download the encrypted papers of a secret ballot',
  ),
  about: text(
    'Le schede come sono state deposte, i totali e le prove: con queste chiunque ricontrolla il totale, e nessuno legge una scheda. Il formato è descritto fra le decisioni di progetto.',
    'The papers as they were cast, the totals and the proofs: with these anybody checks the total, and nobody reads a paper. The format is described among the decision records.',
  ),
  reads: true,
  permission: mayRead,
  http: { method: 'GET', path: '/meetings/:meeting/ballots/:ballot/papers' },
  input: z.object({ meeting: meetingNumber, ballot: ballotNumber }),
  example: { meeting: 1, ballot: 2 },
  output: z.object({
    /** The document as JSON text. */
    document: z.string(),
    /** What is wrong with the totals; empty where they hold. Each paper is checked by `verify-ballot`. */
    flaws: z.array(textShape),
  }),
  async run(context) {
    const { tx, association, input } = context;
    const meeting = await readMeeting(context, input.meeting);
    const ballot = await ballotNumbered(tx, { association, meeting: meeting.number, ballot: input.ballot });
    if (ballot?.way !== 'secret' || ballot.state !== 'published' || !ballot.tally)
      throw new Refused(refusals.unknownBallot());
    const document = JSON.parse(ballot.tally) as BallotDocument;
    return { document: ballot.tally, flaws: flawsOf(document, { papers: false }) };
  },
});
