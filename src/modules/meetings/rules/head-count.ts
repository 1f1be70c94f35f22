import { ceil, type Fraction, floor, fraction, multiply, parseFraction } from '../../../kernel/fraction.ts';
import { type Text, text } from '../../../kernel/text.ts';
import type { HeadCount } from '../../agreement/rules/index.ts';

/**
 * How many are needed out of `of`, as a whole number: the next whole number after a fraction (`moreThan`), or a fraction
 * rounded up or down, plus some, never under a minimum.
 *
 * @param of a number of heads, or of votes (then it may have halves)
 * Source: clause kinds `quorum`, `majority`, `poll`, `request`; convention C-7 (up, where the text is silent).
 */
export function neededOf(count: HeadCount, of: number | Fraction): bigint {
  const whole = typeof of === 'number' ? fraction(of) : of;
  if ('moreThan' in count) return floor(multiply(whole, parseFraction(count.moreThan)!)) + 1n;
  const exact = multiply(whole, parseFraction(count.atLeast)!);
  const rounded = (count.round === 'down' ? floor(exact) : ceil(exact)) + BigInt(count.plus);
  const minimum = BigInt(count.minimum);
  return rounded < minimum ? minimum : rounded;
}

/** The threshold in words: "almeno 2/3, arrotondato per eccesso". */
export function thresholdInWords(count: HeadCount): Text {
  if ('moreThan' in count) return text(`più di ${count.moreThan}`, `more than ${count.moreThan}`);
  const up = count.round !== 'down';
  return text(
    `almeno ${count.atLeast}, arrotondato per ${up ? 'eccesso' : 'difetto'}${count.plus > 0 ? `, più ${count.plus}` : ''}${count.minimum > 0 ? `, mai meno di ${count.minimum}` : ''}`,
    `at least ${count.atLeast}, rounded ${up ? 'up' : 'down'}${count.plus > 0 ? `, plus ${count.plus}` : ''}${count.minimum > 0 ? `, never under ${count.minimum}` : ''}`,
  );
}
