import { z } from 'zod';
import { toShortestDecimal } from '../../../kernel/fraction.ts';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { traceShape } from '../../../platform/shape.ts';
import { refusals } from '../doors-refusals.ts';
import { electorateFor, weightOf, weightTraces } from '../electorate.ts';
import { readMeeting } from './known-meeting.ts';
import { mayRead } from './permission.ts';
import { meetingNumber, seatName, textShape } from './shapes.ts';

/**
 * Refuses `meetings/unknown-meeting`, `meetings/no-weights` before the opening and where heads are counted, and
 * `meetings/unknown-seat`.
 */
export const explainWeight = defineAction({
  name: 'meetings/explain-weight',
  title: text('vedere perché un voto pesa così', 'see why a vote weighs what it does'),
  about: text(
    'Il peso di un seggio come è stato fissato all’apertura della seduta, passo per passo: articolo, dati dell’ente, conti.',
    'The weight of a seat as it was frozen at the opening of the sitting, step by step: article, figures of the entity, arithmetic.',
  ),
  reads: true,
  permission: mayRead,
  http: { method: 'GET', path: '/meetings/:meeting/weights/:seat' },
  input: z.object({ meeting: meetingNumber, seat: seatName }),
  example: { meeting: 1, seat: 'ente.c_e507' },
  output: z.object({ seat: seatName, title: textShape, weight: z.string(), explanation: traceShape }),
  async run(context) {
    const { tx, association, input } = context;
    const meeting = await readMeeting(context, input.meeting);
    const electorate = await electorateFor(tx, association, meeting);
    const seat = electorate.seats.find((one) => one.seat === input.seat);
    if (!seat) throw new Refused(refusals.unknownSeat(input.seat));
    const explanation = weightTraces(electorate)[seat.seat];
    if (!explanation) throw new Refused(refusals.weightsMissing());
    return { seat: seat.seat, title: seat.title, weight: toShortestDecimal(weightOf(seat)), explanation };
  },
});
