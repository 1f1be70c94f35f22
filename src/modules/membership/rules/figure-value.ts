import { cents, formatMoney, readMoney, showMoney } from '../../../kernel/money.ts';
import { type Language, type Text, text } from '../../../kernel/text.ts';
import { isMoneyRegister } from './register.ts';

/** The largest count that a program reads back exactly. */
const largest = 9_007_199_254_740_991n;

export type FigureReading = { readonly ok: true; readonly value: bigint } | { readonly ok: false; readonly says: Text };

/**
 * A figure as it was typed: whole numbers with or without the points of thousands (`1.838`), amounts with decimals for money
 * registers. Refuses what is negative, not a number, with decimals where things are counted, or too large.
 */
export function readFigure(register: string, typed: string): FigureReading {
  const bare = typed.trim();
  if (isMoneyRegister(register)) {
    const amount = readMoney(bare);
    if (amount === undefined)
      return wrong('Serve un importo, come 1.234,56', 'It must be an amount, such as 1234.56', bare);
    if (amount < 0n) return wrong('Un costo non può essere negativo', 'A cost cannot be negative', bare);
    return inRange(amount, bare);
  }
  if (/^-/.test(bare)) return wrong('Una quantità non può essere negativa', 'A quantity cannot be negative', bare);
  const spaceless = bare.replace(/[\s\u00a0\u202f']/g, '');
  const whole = /^(\d{1,3}(?:\.\d{3})+|\d+)(?:[.,]0+)?$/.exec(spaceless);
  if (!whole) {
    return /^\d+[.,]\d+$/.test(spaceless)
      ? wrong('Serve un numero intero', 'It must be a whole number', bare)
      : wrong('Serve un numero intero, come 1838', 'It must be a whole number, such as 1838', bare);
  }
  return inRange(BigInt(whole[1]!.replaceAll('.', '')), bare);
}

function inRange(value: bigint, typed: string): FigureReading {
  return value > largest ? wrong('Il numero è troppo grande', 'The number is too large', typed) : { ok: true, value };
}

function wrong(it: string, en: string, typed: string): FigureReading {
  const shown = typed.length > 40 ? `${typed.slice(0, 40)}…` : typed;
  return {
    ok: false,
    says: typed === '' ? text(`${it}.`, `${en}.`) : text(`${it}: si legge «${shown}».`, `${en}: it reads “${shown}”.`),
  };
}

/** A figure for programs: a number, or an amount such as `"36000.00"`. */
export function figureOutput(register: string, value: bigint): number | string {
  return isMoneyRegister(register) ? formatMoney(cents(value)) : Number(value);
}

/** A figure for people: `20.356`, `36.000,00 €`. */
export function showFigure(register: string, value: bigint, language: Language): string {
  if (isMoneyRegister(register)) return showMoney(cents(value), language);
  return String(value).replace(/\B(?=(\d{3})+$)/g, language === 'it' ? '.' : ',');
}
