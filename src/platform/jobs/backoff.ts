/**
 * How long to wait before the next try, in milliseconds: `first` after the first failure, then twice as long each time, no
 * longer than `longest`.
 *
 * @param tries failures so far, at least 1
 */
export function pauseAfter(tries: number, { first, longest }: { first: number; longest: number }): number {
  return Math.min(longest, first * 2 ** Math.min(tries - 1, 30));
}
