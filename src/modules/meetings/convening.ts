import { type Day, dayAt, showDay } from '../../kernel/day.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type Text, text } from '../../kernel/text.ts';
import type { Tx } from '../../platform/action.ts';
import { bodyOn } from '../bodies/index.ts';
import { membersBetween } from '../membership/index.ts';
import { refusals } from './doors-refusals.ts';
import { noticeTermOf } from './notice-term.ts';
import { regulationOf } from './regulation.ts';
import { agendaOf } from './storage/agenda.ts';
import { type StoredMeeting, updateMeeting } from './storage/meetings.ts';

/** What a notice must say and does not yet: place, day and time, items, the reason of an urgency. */
export async function missingInNotice(tx: Tx, association: string, meeting: StoredMeeting): Promise<Text[]> {
  const items = await agendaOf(tx, association, meeting.number);
  return [
    ...(meeting.place === '' ? [text('il luogo', 'the place')] : []),
    ...(meeting.firstCall === null ? [text('il giorno e l’ora', 'the day and the time')] : []),
    ...(items.length === 0 ? [text('l’ordine del giorno', 'the agenda')] : []),
    ...(meeting.kind === 'urgent' && meeting.reason === ''
      ? [text('il motivo dell’urgenza', 'the reason of the urgency')]
      : []),
  ];
}

/**
 * The one step from draft to convened, whoever sends the notice. How each entity was told is recorded beside it
 * (`recordNotices`). The term is the agreement's; a late notice passes only with the chair's reason, or where the
 * agreement only warns.
 *
 * Refuses `meetings/late-notice`, `meetings/not-in-state`, and what `noticeOf` refuses.
 *
 * @param sent when the notice left, or will
 * @returns the entities to be told: those of the body's seats, or all where seats have none
 */
export async function convene(
  tx: Tx,
  association: string,
  meeting: StoredMeeting,
  how: { readonly by: string; readonly sent: Date; readonly lateReason: string; readonly today: Day },
): Promise<Result<{ readonly entities: readonly { readonly code: string; readonly name: string }[] }>> {
  const day = meeting.firstCall ? dayAt(meeting.firstCall.getTime()) : how.today;
  const regulation = await regulationOf(tx, association, meeting.body, day);
  const term = noticeTermOf(meeting, regulation, how.sent);
  if (term && !term.ok) return term;
  const late = term?.value.sent?.regular === false;
  if (late && how.lateReason === '' && regulation.notice!.terms.late === 'block')
    return refuse(refusals.lateNotice(sendByText(term!.value.sendBy), regulation.notice!.source));
  const changed = await updateMeeting(tx, association, meeting.number, ['draft'], {
    state: 'convened',
    convened: how.sent,
    convened_by: how.by,
    late_reason: late && how.lateReason !== '' ? how.lateReason : null,
    late_by: late && how.lateReason !== '' ? how.by : null,
  });
  if (!changed) return refuse(refusals.notInState(meeting.state, ['draft']));
  return ok({ entities: await entitiesToTell(tx, association, meeting.body, day) });
}

/** The entities that a sitting of a body concerns. */
export async function entitiesToTell(tx: Tx, association: string, body: string, on: Day) {
  const members = await membersBetween(tx, { association, from: on, to: on });
  const seats = (await bodyOn(tx, association, body, on))?.seats ?? [];
  const seated = new Set(seats.flatMap(({ entity }) => (entity ? [entity.code as string] : [])));
  return members
    .filter(({ code, relation }) => (seated.size > 0 ? seated.has(code) : relation !== 'partner'))
    .map(({ code, name }) => ({ code: code as string, name }));
}

function sendByText(sendBy: string): string {
  const [day, time] = sendBy.split('T') as [Day, string | undefined];
  return time ? `${showDay(day)}, ${time}` : showDay(day);
}
