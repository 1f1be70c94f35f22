import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { refusals } from '../doors-refusals.ts';
import { liveMarkOf } from '../storage/meetings.ts';
import { mayRead, seesConvened } from './permission.ts';
import { meetingNumber } from './shapes.ts';

export const followSitting = defineAction({
  name: 'meetings/follow-sitting',
  title: text('sapere se in una seduta è cambiato qualcosa', 'know whether anything has changed in a sitting'),
  about: text(
    'Due segni che cambiano con ciò che fa il segretario e con ogni voto: per chi segue dal vivo.',
    'Two marks that change with whatever the secretary does and with every vote: for who follows live.',
  ),
  reads: true,
  permission: mayRead,
  http: { method: 'GET', path: '/meetings/:meeting/mark' },
  input: z.object({ meeting: meetingNumber }),
  example: { meeting: 1 },
  output: z.object({ version: z.int(), votes: z.string().max(100), open: z.boolean() }),
  async run(context) {
    const mark = await liveMarkOf(context.tx, context.association, context.input.meeting);
    if (!mark || mark.state === 'draft' || !seesConvened(context)) throw new Refused(refusals.unknownMeeting());
    return { version: mark.version, votes: mark.votes, open: mark.state === 'convened' || mark.state === 'open' };
  },
});
