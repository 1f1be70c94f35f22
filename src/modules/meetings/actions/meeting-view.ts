import { type Text, text } from '../../../kernel/text.ts';
import type { Tx } from '../../../platform/action.ts';
import { type Body, bodiesNamed } from '../body-names.ts';
import { matterNamed } from '../matters/index.ts';
import type { AgendaItem } from '../storage/agenda.ts';
import type { StoredMeeting } from '../storage/meetings.ts';
import { shownTime } from './shapes.ts';

export function meetingHeadOf(meeting: StoredMeeting, bodies: ReadonlyMap<string, Body>) {
  return {
    number: meeting.number,
    body: meeting.body,
    bodyName: bodies.get(meeting.body)?.name ?? text(meeting.body, meeting.body),
    advises: bodies.get(meeting.body)?.nature === 'advises',
    kind: meeting.kind,
    title: meeting.title,
    state: meeting.state,
    place: meeting.place,
    remote: meeting.remote,
    firstCall: shownTime(meeting.firstCall),
    secondCall: shownTime(meeting.secondCall),
  };
}

export async function headWithBody(
  { tx, association }: { readonly tx: Tx; readonly association: string },
  meeting: StoredMeeting,
  today: Parameters<typeof bodiesNamed>[2],
) {
  return meetingHeadOf(meeting, await bodiesNamed(tx, association, today));
}

export function itemViewOf(item: AgendaItem) {
  return { ...item, matterTitle: matterNamed(item.matter)?.title ?? null };
}

/** What the subjects of items or decisions are called, in their order; null where one has none. Null as context: nobody says. */
export async function subjectTitles(
  context: { readonly tx: Tx; readonly association: string } | null,
  of: readonly { readonly matter: string; readonly subject: string }[],
): Promise<(Text | null)[]> {
  const titles = new Map<string, Text>();
  for (const id of context ? new Set(of.filter(({ subject }) => subject !== '').map(({ matter }) => matter)) : []) {
    for (const { subject, title } of (await matterNamed(id)?.subjects?.(context!)) ?? [])
      titles.set(`${id} ${subject}`, title);
  }
  return of.map(({ matter, subject }) => titles.get(`${matter} ${subject}`) ?? null);
}

/** Items of an agenda, each with what its subject is called. */
export async function itemsWithSubjects(context: Parameters<typeof subjectTitles>[0], items: readonly AgendaItem[]) {
  const titles = await subjectTitles(context, items);
  return items.map((item, place) => ({ ...itemViewOf(item), subjectTitle: titles[place]! }));
}
