import { type Fraction, reduce, toShortestDecimal } from '../../../kernel/fraction.ts';
import { count, ratio, type Value } from '../../../kernel/trace.ts';

/** A number of votes in an explanation: whole numbers and halves as people write them, other parts as fractions. */
export function shownVotes(votes: Fraction): Value {
  const { den } = reduce(votes);
  return den <= 2n ? count(Number(toShortestDecimal(votes))) : ratio(votes);
}
