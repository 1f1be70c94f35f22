import { type Day, parseDay } from '../../../../kernel/day.ts';

/** A date as files write it (`2022-12-31`, `31/12/2022`, `31-12-2022`, `31.12.2022`); undefined where there is no such day. */
export function readWrittenDay(written: string): Day | undefined {
  const bare = written.trim().replace(/[T ]00:00(?::00(?:\.0+)?)?Z?$/, '');
  const italian = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(bare);
  if (!italian) return parseDay(bare);
  const [, day, month, year] = italian;
  return parseDay(`${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`);
}
