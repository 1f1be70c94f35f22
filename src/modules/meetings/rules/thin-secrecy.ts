/** Why the totals of a secret ballot tell how somebody voted: too few papers, or one that weighs as much as all the others. */
export type ThinSecrecy = 'few' | 'heavy';

/** Below this number of papers totals and the list of who voted are as good as names. */
const enoughPapers = 3;

/**
 * Whether the totals of a secret ballot would tell a vote, whatever is voted; null where they leave it open, and where there is
 * no paper at all. Totals of a unanimous ballot always do: that is nobody's to foresee.
 *
 * @param weights of the papers, as decimal numbers; null where heads are counted
 */
export function thinSecrecy(weights: readonly (string | null)[]): ThinSecrecy | null {
  if (weights.length === 0) return null;
  if (weights.length < enoughPapers) return 'few';
  const known = weights.map((weight) => Number(weight ?? 1));
  const heaviest = Math.max(...known);
  const all = known.reduce((sum, weight) => sum + weight, 0);
  return heaviest >= all - heaviest ? 'heavy' : null;
}
