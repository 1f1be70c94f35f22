import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { refusals } from '../doors-refusals.ts';
import { ballotsOf, updateBallot } from '../storage/ballots.ts';
import { meetingNumbered, updateMeeting } from '../storage/meetings.ts';
import { dayOfMeeting, meetingToChange } from './known-meeting.ts';
import { headWithBody } from './meeting-view.ts';
import { mayLead } from './permission.ts';
import { meetingHead, meetingNumber } from './shapes.ts';

/** Why a ballot prepared and never started is void: the minutes are in Italian. */
const withdrawnAtClosing = 'La seduta si è chiusa prima che fosse aperta.';

export const closeSitting = defineAction({
  name: 'meetings/close-sitting',
  title: text('chiudere una seduta', 'close a sitting'),
  about: text(
    'Quando nessuna votazione è in sospeso. Quelle preparate e mai aperte sono ritirate, e il verbale lo dice.',
    'When no ballot is unfinished. Those prepared and never started are withdrawn, and the minutes say so.',
  ),
  permission: mayLead,
  http: { method: 'POST', path: '/meetings/:meeting/closing' },
  input: z.object({ meeting: meetingNumber }),
  example: { meeting: 1 },
  output: meetingHead,
  async run(context) {
    const { tx, association, now, input, tell } = context;
    const meeting = await meetingToChange(tx, association, input.meeting, ['open']);
    const ballots = await ballotsOf(tx, association, meeting.number);
    const unfinished = ballots.some(({ state }) => state === 'started' || state === 'stopped');
    if (unfinished) throw new Refused(refusals.stillRunning());
    const withdrawn = ballots.filter(({ state }) => state === 'created').map(({ number }) => number);
    for (const ballot of withdrawn) {
      const place = { association, meeting: meeting.number, ballot };
      await updateBallot(tx, place, { state: 'void', voided: now.instant, void_reason: withdrawnAtClosing });
    }
    await updateMeeting(tx, association, meeting.number, ['open'], { state: 'closed', closed: now.instant });
    tell({ after: { meeting: meeting.number, state: 'closed', withdrawn } });
    const after = (await meetingNumbered(tx, association, meeting.number))!;
    return headWithBody(context, after, dayOfMeeting(after, now.today));
  },
});
