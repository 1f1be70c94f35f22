import { z } from 'zod';
import { instantOf } from '../../../kernel/day.ts';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { refusals } from '../doors-refusals.ts';
import { electorateFor } from '../electorate.ts';
import { bodyAt, regulationOf } from '../regulation.ts';
import { capacities, passageKinds, presentAt } from '../rules/index.ts';
import { insertPassages, passagesOf, strikePassage } from '../storage/attendance.ts';
import { ballotsOf } from '../storage/ballots.ts';
import { meetingChanged } from '../storage/meetings.ts';
import { dayOfMeeting, meetingToChange } from './known-meeting.ts';
import { mayLead } from './permission.ts';
import { localTimeShape, meetingNumber, seatName } from './shapes.ts';

const answer = z.object({ present: z.int().min(0) });

export const recordPassages = defineAction({
  name: 'meetings/record-passages',
  title: text('registrare chi entra e chi esce', 'record who arrives and leaves'),
  about: text(
    'Al minuto, un seggio o più. Entra chi occupa il seggio quel giorno: il delegato, altrimenti il titolare.',
    'To the minute, one seat or several. Who sits in the seat that day arrives: the delegate, else the holder.',
  ),
  permission: mayLead,
  http: { method: 'POST', path: '/meetings/:meeting/passages' },
  input: z.object({
    meeting: meetingNumber,
    what: z.enum(passageKinds),
    seats: z.array(seatName).min(1).max(1000),
    /** Now, where left out. */
    at: localTimeShape.optional(),
    remote: z.boolean().default(false),
    /** Which of the two, where a seat has both a holder and a delegate. */
    capacity: z.enum(capacities).optional(),
  }),
  example: { meeting: 1, what: 'arrives', seats: ['ente.c_e507'] },
  output: answer,
  async run({ tx, association, actor, now, input, tell }) {
    const meeting = await meetingToChange(tx, association, input.meeting, ['open']);
    const at = input.at ? new Date(instantOf(input.at)) : now.instant;
    const openedMinute = Math.floor(meeting.opened!.getTime() / 60_000) * 60_000;
    if (at.getTime() < openedMinute || at > now.instant) throw new Refused(refusals.passageOutside());
    const stopped = (await ballotsOf(tx, association, meeting.number)).some(
      (ballot) => ballot.stopped && ballot.state !== 'void' && at < ballot.stopped,
    );
    if (stopped) throw new Refused(refusals.passageBeforeStop());
    const day = dayOfMeeting(meeting, now.today);
    if (input.remote) {
      const { remote, remoteSource } = await regulationOf(tx, association, meeting.body, day);
      if (!remote) throw new Refused(refusals.remoteNotAllowed(remoteSource));
    }
    const body = await bodyAt(tx, association, meeting.body, day, meeting.number);
    const seatsNow = new Map(body.seats.map((seat) => [seat.seat, seat]));
    const frozen = new Map((await electorateFor(tx, association, meeting)).seats.map((seat) => [seat.seat, seat]));
    const before = presentAt(await passagesOf(tx, association, meeting.number), at);
    const passages = [...new Set(input.seats)].map((id) => {
      const seat = frozen.get(id);
      if (!seat) throw new Refused(refusals.unknownSeat(id));
      const there = before.get(id);
      const { it: title } = seat.title;
      if (input.what === 'leaves') {
        if (!there) throw new Refused(refusals.notThere(title));
        return { seat: id, what: input.what, at, ...there, person: null };
      }
      const sitting = seatsNow.get(id);
      const delegated = input.capacity ? input.capacity === 'delegate' : sitting?.delegate != null;
      const who = delegated ? sitting?.delegate : sitting?.holder;
      if (!who) throw new Refused(refusals.seatVacant(title, body.mandate.source ?? undefined));
      if (there && there.name === who.name && there.remote === input.remote)
        throw new Refused(refusals.alreadyThere(title));
      const capacity = delegated ? ('delegate' as const) : ('holder' as const);
      return { seat: id, what: input.what, at, name: who.name, person: who.person, capacity, remote: input.remote };
    });
    await insertPassages(tx, association, meeting.number, passages, { name: actor.name, at: now.instant });
    await meetingChanged(tx, association, meeting.number);
    tell({ after: { meeting: meeting.number, what: input.what, seats: passages.map(({ seat }) => seat) } });
    return { present: presentAt(await passagesOf(tx, association, meeting.number), now.instant).size };
  },
});

export const strikePassageEntry = defineAction({
  name: 'meetings/strike-passage',
  title: text(
    'annullare un’entrata o un’uscita registrata per errore',
    'strike out an arrival or a departure recorded by mistake',
  ),
  permission: mayLead,
  http: { method: 'POST', path: '/meetings/:meeting/passages/:number/strike' },
  input: z.object({ meeting: meetingNumber, number: z.int().min(1).meta({ format: 'int32' }) }),
  example: { meeting: 1, number: 4 },
  output: answer,
  async run({ tx, association, actor, now, input, tell }) {
    const meeting = await meetingToChange(tx, association, input.meeting, ['open']);
    const passages = await passagesOf(tx, association, meeting.number);
    const entry = passages.find(({ number }) => number === input.number);
    if (!entry) throw new Refused(refusals.unknownPassage());
    const counted = (await ballotsOf(tx, association, meeting.number)).some(
      (ballot) => ballot.stopped && ballot.state !== 'void' && entry.at < ballot.stopped,
    );
    if (counted) throw new Refused(refusals.passageBeforeStop());
    await strikePassage(
      tx,
      { association, meeting: meeting.number, number: input.number },
      { name: actor.name, at: now.instant },
    );
    await meetingChanged(tx, association, meeting.number);
    tell({ before: { meeting: meeting.number, seat: entry.seat, what: entry.what } });
    return { present: presentAt(await passagesOf(tx, association, meeting.number), now.instant).size };
  },
});
