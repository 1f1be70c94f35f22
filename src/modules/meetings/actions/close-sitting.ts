import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { refusals } from '../doors-refusals.ts';
import { ballotsOf } from '../storage/ballots.ts';
import { meetingNumbered, updateMeeting } from '../storage/meetings.ts';
import { dayOfMeeting, meetingToChange } from './known-meeting.ts';
import { headWithBody } from './meeting-view.ts';
import { mayLead } from './permission.ts';
import { meetingHead, meetingNumber } from './shapes.ts';

export const closeSitting = defineAction({
  name: 'meetings/close-sitting',
  title: text('chiudere una seduta', 'close a sitting'),
  about: text('Quando nessuna votazione è in sospeso.', 'When no ballot is unfinished.'),
  permission: mayLead,
  http: { method: 'POST', path: '/meetings/:meeting/closing' },
  input: z.object({ meeting: meetingNumber }),
  example: { meeting: 1 },
  output: meetingHead,
  async run(context) {
    const { tx, association, now, input, tell } = context;
    const meeting = await meetingToChange(tx, association, input.meeting, ['open']);
    const unfinished = (await ballotsOf(tx, association, meeting.number)).some(
      ({ state }) => state === 'started' || state === 'stopped',
    );
    if (unfinished) throw new Refused(refusals.stillRunning());
    await updateMeeting(tx, association, meeting.number, ['open'], { state: 'closed', closed: now.instant });
    tell({ after: { meeting: meeting.number, state: 'closed' } });
    const after = (await meetingNumbered(tx, association, meeting.number))!;
    return headWithBody(context, after, dayOfMeeting(after, now.today));
  },
});
