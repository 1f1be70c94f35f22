import ical, { ICalEventTransparency } from 'ical-generator';
import { addDays, type Day } from '../../../kernel/day.ts';
import type { Language } from '../../../kernel/text.ts';
import type { PageRoute } from '../../../platform/page.ts';
import { showCalendar } from '../actions/show-calendar.ts';
import { messages } from '../messages.ts';
import { type CalendarShown, yearIn } from './calendar.page.tsx';

/** The obligations of a year as iCalendar (RFC 5545), each a whole day with clause and who is in charge. */
export const calendarFile: PageRoute = {
  method: 'GET',
  path: '/:association/convenzione/calendario/calendario.ics',
  open: true,
  answer: async (request) => {
    const calendar = await request.perform(showCalendar, yearIn(request));
    const content = written(calendar, {
      association: request.association!,
      language: request.language,
      stamp: request.now.instant,
    });
    return {
      kind: 'file',
      name: `${request.association!.id}-${calendar.year}.ics`,
      type: 'text/calendar; charset=utf-8',
      content,
    };
  },
};

function written(
  { obligations, year }: CalendarShown,
  about: {
    readonly association: { readonly id: string; readonly shortName: string };
    readonly language: Language;
    readonly stamp: Date;
  },
): string {
  const { association, language, stamp } = about;
  const m = messages[language];
  const file = ical({
    name: `${association.shortName}, ${m.title(year)}`,
    prodId: { company: 'Comunanza', product: 'Comunanza', language: language.toUpperCase() },
  });
  for (const { id, due, title, who, article, hard } of obligations) {
    file.createEvent({
      id: `${association.id}-${id}`.replaceAll(/[^a-zA-Z0-9_.:-]/g, '-'),
      stamp,
      start: midnight(due),
      end: midnight(addDays(due, 1)),
      allDay: true,
      summary: title[language],
      description: `${m.clause}: ${article}\n${m.who}: ${who[language]}\n${hard ? m.hard : m.soft}`,
      transparency: ICalEventTransparency.TRANSPARENT,
    });
  }
  return file.toString();
}

/** A whole day is written from the parts of a local time. */
export function midnight(day: Day): Date {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return new Date(year, month - 1, date);
}
