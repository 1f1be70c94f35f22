import { type Day, showDay } from '../../kernel/day.ts';
import { toDecimal } from '../../kernel/fraction.ts';
import { showMoney } from '../../kernel/money.ts';
import type { Language, Text } from '../../kernel/text.ts';
import type { Value } from '../../kernel/trace.ts';
import { messages } from './messages.ts';

/** A value of an explanation as people of that language write it: `70.815,93 €`, `33,33%`, *30 giugno 2027*, `17:00`. */
export function valueText(value: Value, language: Language): string {
  switch (value.kind) {
    case 'money':
      return showMoney(value.cents, language).replaceAll(' ', '\u00a0');
    case 'number':
      return value.unit
        ? `${numberText(value.number, language)} ${value.unit[language]}`
        : numberText(value.number, language);
    case 'fraction': {
      const { num, den } = value.fraction;
      return den === 1n ? numberText(num, language) : `${numberText(num, language)}/${numberText(den, language)}`;
    }
    case 'percent': {
      const { num, den } = value.fraction;
      return `${decimalText(toDecimal({ num: num * 100n, den }, value.decimals ?? 2), language)}%`;
    }
    case 'day':
      return showDay(value.day, language);
    case 'time':
      return `${showDay(value.time.slice(0, 10) as Day, language)}, ${value.time.slice(11)}`;
    case 'truth':
      return value.truth ? messages[language].yes : messages[language].no;
    case 'words':
      return typeof value.words === 'string' ? value.words : (value.words as Text)[language];
  }
}

const numberFormats = {
  it: new Intl.NumberFormat('it-IT', { useGrouping: 'always', maximumFractionDigits: 6 } as Intl.NumberFormatOptions),
  en: new Intl.NumberFormat('en-GB', { useGrouping: 'always', maximumFractionDigits: 6 } as Intl.NumberFormatOptions),
};

/** Whole and decimal numbers with the language's separators. */
export function numberText(number: number | bigint, language: Language): string {
  return numberFormats[language].format(number);
}

function decimalText(decimal: string, language: Language): string {
  return language === 'it' ? decimal.replace('.', ',') : decimal;
}
