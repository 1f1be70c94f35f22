/** The words most like the one typed, best first, three at most; none when nothing is close. */
export function nearest(typed: string, words: readonly string[]): string[] {
  const limit = Math.max(2, Math.ceil(typed.length / 3));
  return words
    .map((word) => ({ word, far: word.startsWith(typed) && typed.length > 2 ? 0 : distance(typed, word) }))
    .filter(({ far }) => far <= limit)
    .sort((a, b) => a.far - b.far || (a.word < b.word ? -1 : 1))
    .slice(0, 3)
    .map(({ word }) => word);
}

/** How many letters to add, drop or change (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length]!;
}
