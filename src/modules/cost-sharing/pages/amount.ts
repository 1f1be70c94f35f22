import { type Cents, parseMoney, showMoney } from '../../../kernel/money.ts';
import type { Language } from '../../../kernel/text.ts';

/** A decimal text as an amount: `70.815,93 €`. */
export function amountText(decimal: string, language: Language): string {
  return showMoney(centsOf(decimal), language).replaceAll(' ', '\u00a0');
}

/** The same for a column of amounts, whose caption says that they are in euro: `70.815,93`. */
export function bareAmount(decimal: string, language: Language): string {
  return showMoney(centsOf(decimal), language).replace(/[\s€]/g, '');
}

/** A difference with its sign: `+1.200,00`, `−35,10`. */
export function signedAmount(decimal: string, language: Language): string {
  const cents = centsOf(decimal);
  const bare = bareAmount(decimal.replace('-', ''), language);
  return cents > 0n ? `+${bare}` : cents < 0n ? `\u2212${bare}` : bare;
}

export function percentText(percent: string, language: Language): string {
  return language === 'it' ? percent.replace('.', ',') : percent;
}

export function centsOf(decimal: string): Cents {
  return parseMoney(decimal)!;
}
