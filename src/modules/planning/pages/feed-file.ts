import ical, { ICalAlarmType, ICalEventTransparency } from 'ical-generator';
import { addDays, type Day, instantOf } from '../../../kernel/day.ts';
import type { PageRequest, PageRoute } from '../../../platform/page.ts';
import { listMeetings } from '../../meetings/index.ts';
import { readFeed } from '../actions/feeds.ts';
import { messages } from '../messages.ts';
import { midnight } from './calendar-file.ts';

type Entry = {
  readonly id: string;
  readonly on: Day;
  /** When it begins; null for a whole day. */
  readonly at: Date | null;
  readonly summary: string;
  readonly description?: string;
  readonly done?: boolean;
};

/** A calendar by its secret address, as calendar programs read it: without a session. */
export const feedFile: PageRoute = {
  method: 'GET',
  path: '/:association/calendari/:chiave/calendario.ics',
  open: true,
  answer: async (request) => {
    const feed = await request.perform(readFeed, { token: request.params.chiave! });
    const m = messages[feed.language];
    const entries = feed.items.map(({ id, on, at, title, who, article, hard, state }): Entry => {
      const done = state === 'done' || state === 'late';
      const words = [
        article && `${m.clause}: ${article}`,
        who && `${m.who}: ${who[feed.language]}`,
        hard !== null && (hard ? m.hard : m.soft),
        state && `${m.state}: ${m[state]}`,
      ];
      return {
        id,
        on: on as Day,
        at: at === null ? null : new Date(at),
        summary: `${done ? '✓ ' : ''}${title[feed.language]}`,
        description: words.filter(Boolean).join('\n'),
        done,
      };
    });
    return fileOf(request, m.feedName(feed.of), entries, feed.language);
  },
};

/** Sittings for anybody: those that the public may see in the register of sittings. */
export const sittingsFile: PageRoute = {
  method: 'GET',
  path: '/:association/calendari/sedute.ics',
  open: true,
  answer: async (request) => {
    const { items } = await request.perform(listMeetings, { limit: 500 });
    const entries = items.flatMap(({ number, title, firstCall }): Entry[] => {
      if (firstCall === null) return [];
      const at = new Date(instantOf(firstCall));
      return [{ id: `seduta-${number}`, on: firstCall.slice(0, 10) as Day, at, summary: title }];
    });
    const m = messages[request.language];
    return fileOf(request, `${request.association!.shortName}, ${m.sittings}`, entries, request.language);
  },
};

function fileOf(request: PageRequest, name: string, entries: readonly Entry[], language: string) {
  const { id } = request.association!;
  const file = ical({
    name,
    prodId: { company: 'Comunanza', product: 'Comunanza', language: language.toUpperCase() },
    ttl: 60 * 60 * 6,
  });
  for (const entry of entries) {
    const event = file.createEvent({
      id: `${id}-${entry.id}`.replaceAll(/[^a-zA-Z0-9_.:-]/g, '-'),
      stamp: request.now.instant,
      start: entry.at ?? midnight(entry.on),
      end: entry.at ? new Date(entry.at.getTime() + 2 * 60 * 60 * 1000) : midnight(addDays(entry.on, 1)),
      allDay: entry.at === null,
      summary: entry.summary,
      ...(entry.description ? { description: entry.description } : {}),
      transparency: entry.at ? ICalEventTransparency.OPAQUE : ICalEventTransparency.TRANSPARENT,
    });
    if (entry.at === null && !entry.done)
      event.createAlarm({ type: ICalAlarmType.display, triggerBefore: 7 * 24 * 60 * 60, description: entry.summary });
  }
  return {
    kind: 'file' as const,
    name: 'calendario.ics',
    type: 'text/calendar; charset=utf-8',
    content: file.toString(),
  };
}
