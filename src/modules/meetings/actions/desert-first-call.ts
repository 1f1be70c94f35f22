import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { refusals } from '../doors-refusals.ts';
import { sittingAt } from '../sitting.ts';
import { ballotsOf } from '../storage/ballots.ts';
import { insertDesertedCall } from '../storage/deserted-calls.ts';
import { meetingNumbered, updateMeeting } from '../storage/meetings.ts';
import { dayOfMeeting, meetingToChange } from './known-meeting.ts';
import { headWithBody } from './meeting-view.ts';
import { mayLead } from './permission.ts';
import { meetingHead, meetingNumber } from './shapes.ts';

/** Refuses `meetings/no-second-call`, `meetings/first-call-valid`, `meetings/ballots-unfinished`. */
export const desertFirstCall = defineAction({
  name: 'meetings/desert-first-call',
  title: text('dichiarare deserta la prima convocazione', 'declare the first call void for lack of quorum'),
  about: text(
    'Quando in prima convocazione manca il numero legale: resta scritto chi c’era, e la seduta attende la seconda, con pesi e presenze nuovi.',
    'When the first call lacks its quorum: who was there stays on record, and the sitting waits for the second call, with weights and attendance anew.',
  ),
  permission: mayLead,
  http: { method: 'POST', path: '/meetings/:meeting/desertion' },
  input: z.object({ meeting: meetingNumber }),
  example: { meeting: 1 },
  output: meetingHead,
  async run(context) {
    const { tx, association, now, input, tell } = context;
    const meeting = await meetingToChange(tx, association, input.meeting, ['open']);
    if (meeting.call !== 1 || !meeting.secondCall) throw new Refused(refusals.noSecondCall());
    const { quorum, entitled, voting } = await sittingAt(tx, association, meeting, now.instant);
    if (!quorum || quorum.met) throw new Refused(refusals.firstCallValid());
    const states = (await ballotsOf(tx, association, meeting.number)).map(({ state }) => state);
    if (states.includes('started') || states.includes('stopped')) throw new Refused(refusals.stillRunning());
    if (states.includes('published')) throw new Refused(refusals.firstCallValid());
    const { present, required } = quorum;
    const found = { entitled, required, present, seats: voting.map(({ title }) => title.it) };
    await insertDesertedCall(tx, association, meeting.number, {
      ...found,
      opened: meeting.opened!,
      closed: now.instant,
      chair: meeting.chair!,
      secretary: meeting.secretary!,
    });
    await updateMeeting(tx, association, meeting.number, ['open'], {
      state: 'convened',
      opened: null,
      opened_by: null,
      call: null,
      chair: null,
      secretary: null,
      frozen: null,
      frozen_sha256: null,
    });
    tell({ after: { meeting: meeting.number, call: 1, ...found } });
    const after = (await meetingNumbered(tx, association, meeting.number))!;
    return headWithBody(context, after, dayOfMeeting(after, now.today));
  },
});
