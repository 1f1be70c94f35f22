import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { meetingNumbered, updateMeeting } from '../storage/meetings.ts';
import { dayOfMeeting, meetingToChange } from './known-meeting.ts';
import { headWithBody } from './meeting-view.ts';
import { mayLead } from './permission.ts';
import { meetingHead, meetingNumber, reasonText } from './shapes.ts';

export const cancelMeeting = defineAction({
  name: 'meetings/cancel-meeting',
  title: text('annullare una seduta', 'cancel a sitting'),
  about: text(
    'Con il motivo. Una seduta aperta non si annulla.',
    'With the reason. A sitting that was opened is not cancelled.',
  ),
  permission: mayLead,
  http: { method: 'POST', path: '/meetings/:meeting/cancellation' },
  input: z.object({ meeting: meetingNumber, reason: reasonText }),
  example: { meeting: 1, reason: 'Rinviata a data da destinarsi.' },
  output: meetingHead,
  async run(context) {
    const { tx, association, now, input, tell } = context;
    const before = await meetingToChange(tx, association, input.meeting, ['draft', 'convened']);
    await updateMeeting(tx, association, input.meeting, ['draft', 'convened'], {
      state: 'cancelled',
      cancelled: now.instant,
      cancelled_reason: input.reason,
    });
    tell({
      before: { meeting: input.meeting, state: before.state },
      after: { state: 'cancelled', reason: input.reason },
    });
    const after = (await meetingNumbered(tx, association, input.meeting))!;
    return headWithBody(context, after, dayOfMeeting(after, now.today));
  },
});
