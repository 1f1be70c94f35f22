/**
 * What a measure says: waits of one caller in milliseconds, how many a second are answered when eight call, and how much processor
 * time one takes, in milliseconds, of each program: `times` says how much was used so far.
 */
export type Measured = {
  readonly p50: number;
  readonly p95: number;
  readonly rate: number;
  readonly costs: readonly number[];
};

export const callers = 8;

/**
 * Does something again and again: for some seconds one after the other, then as long with `callers` at once, each beginning again
 * when it is answered. What is done once is left out.
 *
 * @param once `turn` counts from 0, so that each can be another
 */
export async function measured(
  seconds: number,
  once: (turn: number) => Promise<void>,
  times: () => readonly number[],
): Promise<Measured> {
  let turn = 0;
  for (let warm = 0; warm < 10; warm++) await once(turn++);
  const waits: number[] = [];
  let until = performance.now() + seconds * 1000;
  for (let asked = performance.now(); asked < until; asked = performance.now()) {
    await once(turn++);
    waits.push(performance.now() - asked);
  }
  waits.sort((a, b) => a - b);
  const at = (part: number) => waits[Math.floor(waits.length * part)] ?? Number.NaN;
  let done = 0;
  const used = times();
  const begun = performance.now();
  until = begun + seconds * 1000;
  await Promise.all(
    Array.from({ length: callers }, async () => {
      while (performance.now() < until) {
        await once(turn++);
        done += 1;
      }
    }),
  );
  const rate = done / ((performance.now() - begun) / 1000);
  return { p50: at(0.5), p95: at(0.95), rate, costs: times().map((time, program) => (time - used[program]!) / done) };
}
