import { z } from 'zod';
import { instantOf } from '../../../kernel/day.ts';
import { orRefuse, Refused } from '../../../kernel/result.ts';
import { type Text, text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { convene, missingInNotice } from '../convening.ts';
import { madeNotice, nameOfBody } from '../convocation-notice.ts';
import { refusals } from '../doors-refusals.ts';
import { meetingNumbered, recordNotices } from '../storage/meetings.ts';
import { dayOfMeeting, meetingToChange } from './known-meeting.ts';
import { headWithBody } from './meeting-view.ts';
import { mayLead } from './permission.ts';
import { localTimeShape, meetingHead, meetingNumber, sentence } from './shapes.ts';

const way = z.enum(['pec', 'email', 'hand', 'protocol']);
const toldEntity = z.object({
  entity: z.string().max(64),
  sent: localTimeShape.optional(),
  delivered: localTimeShape.optional(),
  proof: z.string().trim().max(1000).default(''),
});

export const conveneMeeting = defineAction({
  name: 'meetings/convene-meeting',
  title: text('convocare una seduta', 'convene a sitting'),
  about: text(
    'Fissa l’avviso, ne fa un PDF e registra come e quando gli enti sono stati avvisati, a mano. Un avviso tardivo è rifiutato se non c’è il motivo per cui chi presiede lo conferma.',
    'Fixes the notice, makes a PDF of it and records by hand how and when entities were told. A late notice is refused without the reason why the chair confirms it.',
  ),
  permission: mayLead,
  http: { method: 'POST', path: '/meetings/:meeting/convocation' },
  input: z.object({
    meeting: meetingNumber,
    /** When it was sent; now, where left out. */
    sent: localTimeShape.optional(),
    way,
    /** Entities told otherwise than the rest; all entities of the body at `sent` where left out. */
    told: z.array(toldEntity).max(1000).default([]),
    /** Why the chair confirms a late notice. */
    lateReason: sentence.default(''),
  }),
  example: { meeting: 1, sent: '2027-04-15T10:00', way: 'pec' },
  output: meetingHead,
  async run(context) {
    const { tx, association, actor, now, input, tell } = context;
    const meeting = await meetingToChange(tx, association, input.meeting, ['draft']);
    const sent = input.sent ? new Date(instantOf(input.sent)) : now.instant;
    const missing: Text[] = await missingInNotice(tx, association, meeting);
    if (missing.length > 0) throw new Refused(refusals.incompleteNotice(missing));
    const { entities } = orRefuse(
      await convene(tx, association, meeting, { by: actor.name, sent, lateReason: input.lateReason, today: now.today }),
    );
    await madeNotice(context, meeting, await nameOfBody(context, meeting));
    const otherwise = new Map(input.told.map((told) => [told.entity, told]));
    await recordNotices(
      tx,
      association,
      meeting.number,
      entities.map(({ code }) => {
        const told = otherwise.get(code);
        return {
          entity: code,
          way: input.way,
          sent: told?.sent ? new Date(instantOf(told.sent)) : sent,
          delivered: told?.delivered ? new Date(instantOf(told.delivered)) : null,
          address: '',
          proof: told?.proof ?? '',
        };
      }),
      { name: actor.name, at: now.instant },
    );
    tell({ after: { meeting: meeting.number, entities: entities.length, late: input.lateReason !== '' } });
    const after = (await meetingNumbered(tx, association, meeting.number))!;
    return headWithBody(context, after, dayOfMeeting(after, now.today));
  },
});
