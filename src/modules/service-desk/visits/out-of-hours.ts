import { type Day, dayAt, instantOfMinute, isSunday } from '../../../kernel/day.ts';
import { type Text, text } from '../../../kernel/text.ts';
import { hoursOn, type WorkCalendar } from '../rules/clock/index.ts';

/** From when to when, in one day of the clocks of Rome. */
export type Stretch = { readonly starts: Date; readonly ends: Date };

/**
 * Why nobody of the office is expected at work then, by the calendar of requests; undefined where it is open, or where no hours were
 * ever set and the day is neither a Sunday nor a holiday.
 * Source: clause on closeness to users (Valdarno e Valdisieve, art. 7 c. 7); Asti, beneficiaries, 3rd point (AT-U3).
 */
export function outOfHours(calendar: WorkCalendar, { starts, ends }: Stretch): Text | undefined {
  const on = dayAt(starts.getTime());
  const { hours, because } = hoursOn(calendar, on);
  if (because.kind === 'national') return text('è un giorno festivo', 'it is a public holiday');
  if (because.kind === 'yearly') return text(`è festa: ${because.name}`, `it is a holiday: ${because.name}`);
  if (isSunday(on) && hours.length === 0) return text('è domenica', 'it is a Sunday');
  if (because.kind === 'before') return undefined;
  if (hours.length === 0)
    return because.kind === 'exception'
      ? text(`l’ufficio è chiuso: ${because.name}`, `the office is closed: ${because.name}`)
      : text('in questo giorno della settimana l’ufficio è chiuso', 'the office is closed on this day of the week');
  const covered = hours.some(
    ({ from, until }) => instantOfMinute(on, from) <= starts.getTime() && ends.getTime() <= instantOfMinute(on, until),
  );
  if (covered) return undefined;
  const open = hours.map(({ from, until }) => `${clock(from)}–${clock(until)}`).join(', ');
  return text(`è fuori orario: quel giorno si lavora ${open}`, `it is out of hours: that day’s are ${open}`);
}

export const dayOfVisit = ({ starts }: Stretch): Day => dayAt(starts.getTime());

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
