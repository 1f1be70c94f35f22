import { showNumber } from '../../../kernel/explain.ts';
import { type Fraction, reduce, toShortestDecimal } from '../../../kernel/fraction.ts';
import { enumerate, type Language, type Text } from '../../../kernel/text.ts';
import { registerTitle } from '../../membership/rules/index.ts';
import type { Counted } from './sharing-key.ts';

/** Whether a text names what a key may count: `workstations`, `population`, `equal`, `weights`, `units:mailboxes`. */
export function isDriver(key: string): boolean {
  return Object.hasOwn(names, key) || (key.startsWith('units:') && key.length > 'units:'.length);
}

/** What a key counts, as a sentence names the figure. */
export function countedName(counted: Counted): Text {
  if (typeof counted === 'object') {
    if ('having' in counted) return unitName(counted.having);
    if ('sum' in counted) {
      const names = counted.sum.map(({ driver }) => countedName(driver));
      return {
        it: `somma pesata di ${enumerate(
          names.map(({ it }) => it),
          'it',
        )}`,
        en: `weighted sum of ${enumerate(
          names.map(({ en }) => en),
          'en',
        )}`,
      };
    }
    const of = countedName(counted.bands.of);
    return { it: `punti per fascia di ${of.it}`, en: `points by band of ${of.en}` };
  }
  return names[counted] ?? unitName(counted.slice('units:'.length));
}

const names: Readonly<Record<string, Text>> = {
  workstations: { it: 'personal computer in uso', en: 'personal computers in use' },
  population: { it: 'abitanti', en: 'inhabitants' },
  equal: { it: 'parti uguali', en: 'equal parts' },
  weights: { it: 'pesi indicati', en: 'given weights' },
};

function unitName(unit: string): Text {
  return registerTitle(`units:${unit}`);
}

/** `metà per PC`, `in parti uguali`: a term of a key with its fraction, as it begins a phrase. */
export function termPhrase(counted: Counted, weight: Fraction): Text {
  const by = phrases(counted);
  return { it: `${partOfWhole(weight, 'it')}${by.it}`, en: `${partOfWhole(weight, 'en')}${by.en}` };
}

function phrases(counted: Counted): Text {
  if (typeof counted === 'object') {
    if ('having' in counted) {
      const { it, en } = unitName(counted.having);
      return { it: `in parti uguali fra chi ha ${it}`, en: `in equal parts among who has ${en}` };
    }
    const name = countedName(counted);
    return { it: `per ${name.it}`, en: `by ${name.en}` };
  }
  switch (counted) {
    case 'workstations':
      return { it: 'per PC', en: 'by PCs' };
    case 'population':
      return { it: 'per abitanti', en: 'by inhabitants' };
    case 'equal':
      return { it: 'in parti uguali', en: 'in equal parts' };
    case 'weights':
      return { it: 'per pesi indicati', en: 'by given weights' };
    default: {
      const { it, en } = unitName(counted.slice('units:'.length));
      return { it: `per ${it}`, en: `by ${en}` };
    }
  }
}

const fractionWords: Readonly<Record<string, Text>> = {
  '1/1': { it: '', en: '' },
  '1/2': { it: 'metà ', en: 'half ' },
  '1/3': { it: 'un terzo ', en: 'a third ' },
  '2/3': { it: 'due terzi ', en: 'two thirds ' },
  '1/4': { it: 'un quarto ', en: 'a quarter ' },
  '3/4': { it: 'tre quarti ', en: 'three quarters ' },
  '1/5': { it: 'un quinto ', en: 'a fifth ' },
};

function partOfWhole(weight: Fraction, language: Language): string {
  const { num, den } = reduce(weight);
  const words = fractionWords[`${num}/${den}`];
  if (words) return words[language];
  const percent = toShortestDecimal({ num: num * 100n, den }, 4);
  const exact = (num * 100n * 10000n) % den === 0n;
  return exact ? `${language === 'it' ? percent.replace('.', ',') : percent}% ` : `${num}/${den} `;
}

/** A count as people write it: whole, or with at most two decimals. */
export function showCount(count: Fraction, language: Language): string {
  const { num, den } = count.den === 1n ? count : reduce(count);
  return den === 1n ? showNumber(num, language) : showDecimal(toShortestDecimal({ num, den }, 2), language);
}

function showDecimal(decimal: string, language: Language): string {
  const [wholePart, decimals] = decimal.split('.') as [string, string?];
  const grouped = showNumber(BigInt(wholePart), language);
  return decimals ? `${grouped}${language === 'it' ? ',' : '.'}${decimals}` : grouped;
}
