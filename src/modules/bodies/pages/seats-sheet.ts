import { type Day, showDay } from '../../../kernel/day.ts';
import type { Language } from '../../../kernel/text.ts';
import type { Sheet } from '../../../platform/sheets/sheet.ts';
import { messages } from '../messages.ts';
import { vacancyTitles } from '../vocabulary.ts';
import { actText } from './bodies-frame.tsx';
import type { BodyView, SeatView } from './body.page.tsx';

/** The seats of a body as a sheet: a row a seat. */
export function seatsSheet(body: BodyView, seats: readonly SeatView[], language: Language): Sheet {
  const m = messages[language];
  const text = (key: string, header: string) => ({ key, header, kind: 'text' as const });
  const day = (key: string, header: string) => ({ key, header, kind: 'day' as const });
  return {
    name: m.seats,
    title: `${body.name[language]}, ${showDay(body.on as Day, language)}`,
    columns: [
      text('seat', m.seat),
      text('entity', m.entity),
      text('holder', m.holder),
      text('delegate', m.delegate),
      day('since', m.since),
      day('until', m.until),
      text('act', m.act),
      text('state', m.state),
    ],
    rows: seats.map((seat) => ({
      seat: seat.title[language],
      entity: seat.entity?.name,
      holder: seat.holder?.name,
      delegate: seat.delegate?.name,
      since: seat.holder?.since,
      until: seat.holder?.until,
      act: seat.holder && actText(seat.holder.act, language),
      state: seat.vacancy && vacancyTitles[seat.vacancy][language],
    })),
  };
}
