import { type Day, dayAt } from '../../../kernel/day.ts';
import { Refused } from '../../../kernel/result.ts';
import type { ActionContext, Tx } from '../../../platform/action.ts';
import { refusals } from '../doors-refusals.ts';
import type { MeetingState } from '../rules/index.ts';
import { type MeetingFilter, meetingNumbered, type StoredMeeting } from '../storage/meetings.ts';
import { minutesState } from '../storage/minutes.ts';
import { seesConvened, seesDrafts } from './permission.ts';

type Reader = Pick<ActionContext<unknown>, 'tx' | 'association' | 'actor' | 'reach'>;

/**
 * The meeting as far as the reader may know of it: drafts for who prepares them, the rest for the association, what is published
 * for everybody. Refuses `meetings/unknown-meeting`.
 */
export async function readMeeting(reader: Reader, number: number): Promise<StoredMeeting> {
  const { tx, association } = reader;
  const meeting = await meetingNumbered(tx, association, number);
  const everybodySees = !seesDrafts(reader.actor) && !seesConvened(reader);
  // Asked of every number, so that what is not shown takes no longer than what is not there.
  const isPublished = everybodySees && (await minutesState(tx, association, number)) === 'published';
  if (!meeting || !(everybodySees ? isPublished : seesDrafts(reader.actor) || meeting.state !== 'draft'))
    throw new Refused(refusals.unknownMeeting());
  return meeting;
}

/** The same as a filter of lists, so that counts agree with what can be opened. */
export function seenStates(reader: Omit<Reader, 'tx'>): Pick<MeetingFilter, 'states' | 'published'> {
  if (seesDrafts(reader.actor)) return {};
  if (seesConvened(reader)) return { states: ['convened', 'open', 'closed', 'minuted', 'cancelled'] };
  return { states: ['minuted'], published: true };
}

/** The meeting, locked, in one of the states given. Refuses `meetings/unknown-meeting` and `meetings/not-in-state`. */
export async function meetingToChange(
  tx: Tx,
  association: string,
  number: number,
  states: readonly MeetingState[],
): Promise<StoredMeeting> {
  const meeting = await meetingNumbered(tx, association, number, { lock: true });
  if (!meeting) throw new Refused(refusals.unknownMeeting());
  if (!states.includes(meeting.state)) throw new Refused(refusals.notInState(meeting.state, states));
  return meeting;
}

/** The day of a meeting: of its opening, else of its first call, else today. */
export function dayOfMeeting(meeting: Pick<StoredMeeting, 'opened' | 'firstCall'>, today: Day): Day {
  const at = meeting.opened ?? meeting.firstCall;
  return at ? dayAt(at.getTime()) : today;
}
