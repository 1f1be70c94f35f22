import { addDays, dayAt, dayOfTime, localTimeAt } from '../../../kernel/day.ts';
import type { Language } from '../../../kernel/text.ts';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { messages } from '../messages.ts';
import { momentText } from '../vocabulary.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How long there is still, or for how long it is late, in the largest unit that says it: *fra 5 h*, *scaduta da 3 giorni*. */
export function remainingText(due: number, now: number, language: Language): string {
  const m = messages[language];
  const said = spanText(Math.abs(due - now) / minute, language);
  return due < now ? m.lateBy(said) : m.inTime(said);
}

/** How long so many minutes are, in the largest unit that says it: *40 min*, *5 ore*, *3 giorni*. */
export function spanText(minutes: number, language: Language): string {
  const m = messages[language];
  const span = minutes * minute;
  if (span < hour) return m.minutesLong(Math.round(minutes));
  return span < 2 * day ? m.hoursLong(Math.round(span / hour)) : m.daysLong(Math.round(span / day));
}

/**
 * When something is due, as the time that is left; the moment itself when pointed at. On live pages assets/client/times.ts says
 * the same words again as time goes by.
 */
export function Due({ at, now }: { at: string; now: number }) {
  const language = useLanguage();
  const due = Date.parse(at);
  const tone = due < now ? 'bad' : due - now < 4 * hour ? 'attention' : 'neutral';
  return (
    <time dateTime={at} title={momentText(at, language)} data-due>
      <StatusChip tone={tone}>{remainingText(due, now, language)}</StatusChip>
    </time>
  );
}

/** A moment as near as it is: *oggi, 09:45*, *ieri, 12:10*, else the whole of it. */
export function Moment({ at, now }: { at: string; now: number }) {
  const language = useLanguage();
  const m = messages[language];
  const local = localTimeAt(Date.parse(at));
  const on = dayOfTime(local);
  const today = dayAt(now);
  const time = local.slice(11, 16);
  const shown = on === today ? m.today(time) : on === addDays(today, -1) ? m.yesterday(time) : momentText(at, language);
  return (
    <time dateTime={at} data-moment={on === today || on === addDays(today, -1) ? '' : undefined}>
      {shown}
    </time>
  );
}
