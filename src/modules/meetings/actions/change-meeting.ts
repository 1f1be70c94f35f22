import { z } from 'zod';
import { dayOfTime } from '../../../kernel/day.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { meetingColumns } from '../meeting-input.ts';
import { regulationOf } from '../regulation.ts';
import { meetingNumbered, updateMeeting } from '../storage/meetings.ts';
import { meetingToChange } from './known-meeting.ts';
import { headWithBody } from './meeting-view.ts';
import { mayLead } from './permission.ts';
import { meetingFields, meetingHead, meetingNumber, shownTime } from './shapes.ts';

export const changeMeeting = defineAction({
  name: 'meetings/change-meeting',
  title: text('cambiare una seduta in preparazione', 'change a sitting in preparation'),
  permission: mayLead,
  http: { method: 'PUT', path: '/meetings/:meeting' },
  input: z.object({ meeting: meetingNumber, ...meetingFields }),
  example: { meeting: 1, body: 'assembly', kind: 'ordinary', place: 'Villa Locatelli', firstCall: '2027-04-26T17:00' },
  output: meetingHead,
  async run(context) {
    const { tx, association, now, input, tell } = context;
    const before = await meetingToChange(tx, association, input.meeting, ['draft']);
    const day = input.firstCall ? dayOfTime(input.firstCall) : now.today;
    const columns = meetingColumns(input, await regulationOf(tx, association, input.body, day));
    await updateMeeting(tx, association, input.meeting, ['draft'], columns);
    const after = (await meetingNumbered(tx, association, input.meeting))!;
    const told = ({ kind, place, firstCall }: typeof after) => ({ kind, place, firstCall: shownTime(firstCall) });
    tell({ before: told(before), after: { meeting: input.meeting, ...told(after) } });
    return headWithBody(context, after, day);
  },
});
