import { z } from 'zod';
import { dayAt } from '../../../kernel/day.ts';
import { Refused } from '../../../kernel/result.ts';
import { enumerate, text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { convocationRefusals } from '../convocation-refusals.ts';
import { blockedBy, noticeStandings } from '../convocation-standing.ts';
import { bodyAt, regulationOf } from '../regulation.ts';
import { insertLateNotices, messagesOf } from '../storage/convocations.ts';
import { updateMeeting } from '../storage/meetings.ts';
import { meetingToChange } from './known-meeting.ts';
import { meetingNumber, reasonText } from './shapes.ts';

/** Refuses `meetings/nothing-late`, `meetings/chair-unnamed`. */
export const confirmLateNotices = defineAction({
  name: 'meetings/confirm-late-notices',
  title: text('confermare la seduta nonostante l’avviso', 'confirm the sitting in spite of the notice'),
  about: text(
    'Chi presiede lascia aprire la seduta benché alcuni enti siano stati avvisati tardi, o senza prova. Il motivo e i nomi degli enti vanno nel verbale.',
    'The chair lets the sitting open although some entities were told late, or without proof. The reason and the names of the entities go into the minutes.',
  ),
  permission: { capability: 'meetings', letter: 'w', or: 'v', roles: ['PRE', 'SEC', 'RES'] },
  http: { method: 'POST', path: '/meetings/:meeting/convocation/confirmation' },
  input: z.object({
    meeting: meetingNumber,
    reason: reasonText,
    /** Who presides and confirms; as the body says, or who acts where that is the presidency, where left out. */
    chair: z.string().trim().max(300).default(''),
  }),
  example: { meeting: 1, reason: 'Tutti gli enti hanno confermato la presenza.' },
  output: z.object({ entities: z.array(z.string()), reason: z.string(), chair: z.string() }),
  async run({ tx, association, actor, now, input, tell }) {
    const meeting = await meetingToChange(tx, association, input.meeting, ['convened']);
    const day = meeting.firstCall ? dayAt(meeting.firstCall.getTime()) : now.today;
    const regulation = await regulationOf(tx, association, meeting.body, day);
    const standings = await noticeStandings(tx, association, meeting, regulation);
    const sent = meeting.lateReason === null && (await messagesOf(tx, association, meeting.number)).length > 0;
    const { late, unproven } = sent ? blockedBy(standings, regulation) : { late: [], unproven: [] };
    const concerned = [...late, ...unproven];
    if (concerned.length === 0) throw new Refused(convocationRefusals.nothingLate());
    const body = await bodyAt(tx, association, meeting.body, day, meeting.number);
    const chair = input.chair || (actor.role === 'PRE' ? actor.name : (body.chair?.name ?? ''));
    if (chair === '') throw new Refused(convocationRefusals.chairUnnamed());
    const { reason } = input;
    await insertLateNotices(
      tx,
      association,
      meeting.number,
      concerned.map(({ entity }) => ({ entity, reason, chair, at: now.instant })),
      actor.name,
    );
    const names = enumerate(
      concerned.map(({ name }) => name),
      'it',
    );
    await updateMeeting(tx, association, meeting.number, ['convened'], {
      late_reason: `${reason} (confermato da ${chair} per ${names})`,
      late_by: actor.name,
    });
    const entities = concerned.map(({ entity }) => entity);
    tell({ after: { meeting: meeting.number, entities, reason, chair } });
    return { entities, reason, chair };
  },
});
