/** A stretch of a day, in minutes of the day. */
export type Stretch = { readonly from: number; readonly until: number };

const written = /^([0-9]{1,2})(?:[:.]([0-9]{2}))?\s*[-–]\s*([0-9]{1,2})(?:[:.]([0-9]{2}))?$/;

/** Hours as typed, `8-13, 14:30-17`, in order; none for an empty text; undefined for what is no hours of a day. */
export function readStretches(typed: string): readonly Stretch[] | undefined {
  const parts = typed.split(/[,;]/).map((part) => part.trim());
  const found: Stretch[] = [];
  for (const part of parts.filter((one) => one !== '')) {
    const [, fromHour, fromMinute = '00', untilHour, untilMinute = '00'] = written.exec(part) ?? [];
    if (fromHour === undefined || untilHour === undefined) return undefined;
    if (Number(fromMinute) > 59 || Number(untilMinute) > 59) return undefined;
    const [from, until] = [Number(fromHour) * 60 + Number(fromMinute), Number(untilHour) * 60 + Number(untilMinute)];
    if (from >= until || until > 1440) return undefined;
    found.push({ from, until });
  }
  found.sort((a, b) => a.from - b.from);
  return found.every(({ from }, i) => i === 0 || found[i - 1]!.until <= from) ? found : undefined;
}

/** `08:00-13:00, 14:30-17:00`; empty when there are none. */
export function writeStretches(stretches: readonly Stretch[]): string {
  return stretches.map(({ from, until }) => `${clock(from)}-${clock(until)}`).join(', ');
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
