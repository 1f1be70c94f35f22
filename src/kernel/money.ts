import type { Fraction } from './fraction.ts';
import { roundHalfUp } from './fraction.ts';
import type { Language } from './text.ts';

/** Integer euro cents, exact. */
export type Cents = bigint & { readonly __brand: 'Cents' };

export function cents(value: bigint | number): Cents {
  return BigInt(value) as Cents;
}

const decimalMoney = /^(-?)([0-9]+)\.([0-9]{2})$/;

/** `"70815.93"` (two decimals, a point) to cents; undefined when it is not money. */
export function parseMoney(decimal: string): Cents | undefined {
  const match = decimalMoney.exec(decimal);
  if (!match) return undefined;
  const magnitude = BigInt(match[2]! + match[3]!);
  return (match[1] ? -magnitude : magnitude) as Cents;
}

/** Cents to `"70815.93"`. */
export function formatMoney(amount: Cents): string {
  const negative = amount < 0n;
  const digits = (negative ? -amount : amount).toString().padStart(3, '0');
  return `${negative ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Cents as people read them: `70.815,93 €` in Italian, `€70,815.93` in English. */
export function showMoney(amount: Cents, language: Language = 'it'): string {
  const [whole, decimals] = formatMoney(amount).replace('-', '').split('.') as [string, string];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, language === 'it' ? '.' : ',');
  const sign = amount < 0n ? '-' : '';
  return language === 'it' ? `${sign}${grouped},${decimals} €` : `${sign}€${grouped}.${decimals}`;
}

/** Money as an Italian person types it (`1.234,56`, `1234,5`, `1234`) or with a point (`1234.56`); undefined otherwise. */
export function readMoney(typed: string): Cents | undefined {
  const bare = typed.replace(/[\s€]/g, '');
  const italian = /^(-?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,2}))?$/.exec(bare);
  const pointed = /^(-?)(\d+)\.(\d{1,2})$/.exec(bare);
  const match = italian ?? pointed;
  if (!match) return undefined;
  const magnitude = BigInt(match[2]!.replaceAll('.', '') + (match[3] ?? '').padEnd(2, '0'));
  return (match[1] ? -magnitude : magnitude) as Cents;
}

/** An amount times an exact fraction, rounded half-up to the cent (away from zero for negatives). */
export function timesHalfUp(amount: Cents, by: Fraction): Cents {
  return roundHalfUp({ num: amount * by.num, den: by.den }) as Cents;
}

export function sumCents(amounts: Iterable<Cents>): Cents {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return total as Cents;
}
