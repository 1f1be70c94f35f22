import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { guestsOf, insertGuest } from '../storage/attendance.ts';
import { meetingChanged } from '../storage/meetings.ts';
import { meetingToChange } from './known-meeting.ts';
import { mayLead } from './permission.ts';
import { meetingNumber } from './shapes.ts';

export const addGuest = defineAction({
  name: 'meetings/add-guest',
  title: text('registrare un invitato', 'record a guest'),
  about: text(
    'Partecipa senza voto e non conta per il numero legale.',
    'Takes part without a vote and outside the quorum.',
  ),
  permission: mayLead,
  http: { method: 'POST', path: '/meetings/:meeting/guests' },
  input: z.object({
    meeting: meetingNumber,
    name: z.string().trim().min(1).max(200),
    quality: z.string().trim().max(300).default(''),
    /** The member who proposed the invitation. */
    proposedBy: z.string().trim().max(200).default(''),
  }),
  example: { meeting: 1, name: 'Anna Riva', quality: 'esperta di reti', proposedBy: 'il Sindaco di Lecco' },
  output: z.object({
    guests: z.array(z.object({ number: z.int(), name: z.string(), quality: z.string(), proposedBy: z.string() })),
  }),
  async run({ tx, association, input, tell }) {
    const { meeting: number, ...guest } = input;
    const meeting = await meetingToChange(tx, association, number, ['draft', 'convened', 'open']);
    await insertGuest(tx, association, meeting.number, guest);
    await meetingChanged(tx, association, meeting.number);
    tell({ after: { meeting: meeting.number, guest: guest.name } });
    return { guests: await guestsOf(tx, association, meeting.number) };
  },
});
