/** Whether a word becomes the other by one slip of the fingers: a letter changed, left out, added, or two next to each other swapped. */
export function isOneSlip(one: string, other: string): boolean {
  const [a, b] = [[...one], [...other]];
  const same = (letters: readonly string[], others: readonly string[]) => letters.join('') === others.join('');
  const from = a.findIndex((letter, place) => letter !== b[place]);
  if (from === -1) return b.length === a.length + 1;
  const [restA, restB] = [a.slice(from), b.slice(from)];
  return (
    same(restA.slice(1), restB) ||
    same(restA, restB.slice(1)) ||
    same(restA.slice(1), restB.slice(1)) ||
    (restA[0] === restB[1] && restA[1] === restB[0] && same(restA.slice(2), restB.slice(2)))
  );
}
