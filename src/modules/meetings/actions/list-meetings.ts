import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { offsetCursor } from '../../../platform/shape.ts';
import { documentOn } from '../../agreement/index.ts';
import { withReadings } from '../../agreement/rules/index.ts';
import { bodiesNamed } from '../body-names.ts';
import { remoteIn } from '../regulation.ts';
import { meetingStates } from '../rules/index.ts';
import { countMeetings, meetingsLike } from '../storage/meetings.ts';
import { seenStates } from './known-meeting.ts';
import { meetingHeadOf } from './meeting-view.ts';
import { mayRead } from './permission.ts';
import { bodyName, dayShape, meetingHead, textShape } from './shapes.ts';

export const listMeetings = defineAction({
  name: 'meetings/list-meetings',
  title: text('elencare le sedute', 'list sittings'),
  about: text(
    'La più recente per prima. Le bozze le vede chi le prepara; chi è fuori dall’associazione vede le sedute con il verbale pubblicato.',
    'The latest first. Drafts are seen by who prepares them; the public sees sittings whose minutes are published.',
  ),
  reads: true,
  permission: mayRead,
  http: { method: 'GET', path: '/meetings' },
  input: z.object({
    body: bodyName.optional(),
    state: z.enum(meetingStates).optional(),
    from: dayShape.optional(),
    to: dayShape.optional(),
    cursor: offsetCursor.optional(),
    limit: z.int().min(1).max(500).default(50).meta({ format: 'int32' }),
  }),
  example: { body: 'assembly', from: '2027-01-01' },
  output: z.object({
    count: z.int().min(0),
    items: z.array(meetingHead).max(500),
    next: z.string().nullable(),
    bodies: z.array(z.object({ id: z.string().max(64), name: textShape })),
    /** How many sittings anybody may read: those whose minutes are published. */
    published: z.int().min(0),
    /** Whether the agreement of today lets somebody take part from elsewhere. */
    remoteAllowed: z.boolean(),
  }),
  async run(context) {
    const { tx, association, now, input } = context;
    const { body, state, from, to, limit } = input;
    const seen = seenStates(context);
    const states = state === undefined ? seen.states : (seen.states ?? meetingStates).filter((one) => one === state);
    const bodies = await bodiesNamed(tx, association, now.today);
    const shownBodies = [...bodies.values()].map(({ id, name }) => ({ id, name }));
    const stored = await documentOn(tx, association, now.today);
    const remoteAllowed = stored !== undefined && remoteIn(withReadings(stored.document).agreement).remote;
    const published = await countMeetings(tx, association, { states: ['minuted'], published: true });
    if (states?.length === 0) return { count: 0, items: [], next: null, bodies: shownBodies, published, remoteAllowed };
    const filter = { body, states, published: seen.published, from, to };
    const offset = Number(input.cursor ?? 0);
    const rows = await meetingsLike(tx, association, { ...filter, newestFirst: true, limit: limit + 1, offset });
    return {
      count: await countMeetings(tx, association, filter),
      items: rows.slice(0, limit).map((meeting) => meetingHeadOf(meeting, bodies)),
      next: rows.length > limit ? String(offset + limit) : null,
      bodies: shownBodies,
      published,
      remoteAllowed,
    };
  },
});
