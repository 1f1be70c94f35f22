import { z } from 'zod';
import { dayAt } from '../../../kernel/day.ts';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { moneyInput } from '../../../platform/shape.ts';
import { refuseUnprovenNotice } from '../convocation-block.ts';
import { refusals } from '../doors-refusals.ts';
import { electorateOf, frozenText } from '../electorate.ts';
import { bodyAt, regulationOf } from '../regulation.ts';
import { desertedCallOf } from '../storage/deserted-calls.ts';
import { meetingNumbered, updateMeeting } from '../storage/meetings.ts';
import { meetingToChange } from './known-meeting.ts';
import { headWithBody } from './meeting-view.ts';
import { mayLead } from './permission.ts';
import { meetingHead, meetingNumber } from './shapes.ts';

export const openSitting = defineAction({
  name: 'meetings/open-sitting',
  title: text('aprire una seduta', 'open a sitting'),
  about: text(
    'In prima o seconda convocazione. Fissa i seggi, i dati degli enti e il peso di ogni voto, con la spiegazione: da qui non cambiano.',
    'At first or second call. Freezes seats, figures of entities and the weight of every vote, with the explanation: from here they do not change.',
  ),
  permission: mayLead,
  http: { method: 'POST', path: '/meetings/:meeting/opening' },
  input: z.object({
    meeting: meetingNumber,
    call: z.int().min(1).max(2).default(1).meta({ format: 'int32' }),
    /** Who presides and who takes the minutes; as the body says, where left out. */
    chair: z.string().trim().max(300).optional(),
    secretary: z.string().trim().max(300).optional(),
    /** Where the agreement measures direct costs on the total spending. */
    totalSpending: moneyInput.optional(),
  }),
  example: { meeting: 1, call: 1 },
  output: meetingHead,
  async run(context) {
    const { tx, association, actor, now, input, tell } = context;
    const { call } = input;
    const meeting = await meetingToChange(tx, association, input.meeting, ['convened']);
    const planned = call === 1 ? meeting.firstCall : meeting.secondCall;
    if (!planned) throw new Refused(refusals.noSecondCall());
    if (call === 1 && (await desertedCallOf(tx, association, meeting.number)))
      throw new Refused(refusals.firstCallDeserted());
    const day = dayAt(planned.getTime());
    if (day !== now.today) throw new Refused(refusals.notToday(day));
    const regulation = await regulationOf(tx, association, meeting.body, day);
    await refuseUnprovenNotice(tx, association, meeting, regulation);
    const body = await bodyAt(tx, association, meeting.body, day, meeting.number);
    const electorate = await electorateOf(tx, association, {
      regulation,
      body,
      call,
      totalSpending: input.totalSpending,
    });
    const frozen = frozenText(electorate);
    const opened = await updateMeeting(tx, association, meeting.number, ['convened'], {
      state: 'open',
      opened: now.instant,
      opened_by: actor.name,
      call,
      chair: input.chair || body.chair?.name || '',
      secretary: input.secretary || body.secretary?.name || actor.name,
      frozen: frozen.text,
      frozen_sha256: frozen.sha256,
    });
    if (!opened) throw new Refused(refusals.notInState(meeting.state, ['convened']));
    tell({ after: { meeting: meeting.number, call, sha256: frozen.sha256 } });
    return headWithBody(context, (await meetingNumbered(tx, association, meeting.number))!, day);
  },
});
