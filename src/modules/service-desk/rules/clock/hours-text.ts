import type { MinuteRange } from './work-calendar.ts';

const range = /^([0-9]{1,2})(?:[:.]([0-9]{2}))?\s*[-–]\s*([0-9]{1,2})(?:[:.]([0-9]{2}))?$/;

/** Hours as typed, `8-13, 14:30-17`, in order; none for an empty text; undefined for what is no hours of a day. */
export function readHours(typed: string): readonly MinuteRange[] | undefined {
  const parts = typed
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const hours: MinuteRange[] = [];
  for (const part of parts) {
    const [, fromHour, fromMinute, untilHour, untilMinute] = range.exec(part) ?? [];
    const from = minuteOf(fromHour, fromMinute);
    const until = minuteOf(untilHour, untilMinute);
    if (from === undefined || until === undefined || from >= until) return undefined;
    hours.push({ from, until });
  }
  hours.sort((a, b) => a.from - b.from);
  return hours.every(({ from }, i) => i === 0 || hours[i - 1]!.until <= from) ? hours : undefined;
}

/** `08:00-13:00, 14:30-17:00`; empty when there are none. */
export function writeHours(hours: readonly MinuteRange[]): string {
  return hours.map(({ from, until }) => `${clockTime(from)}-${clockTime(until)}`).join(', ');
}

function minuteOf(hour: string | undefined, minute = '00'): number | undefined {
  if (hour === undefined || Number(minute) > 59) return undefined;
  const minutes = Number(hour) * 60 + Number(minute);
  return minutes <= 1440 ? minutes : undefined;
}

const clockTime = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
