import { formatMoney } from '../kernel/money.ts';
import type { Value } from '../kernel/trace.ts';

/**
 * A value as JSON for programs: whole amounts of money as `"70815.93"` where they are a trace's value, exact fractions as
 * `"1/3"`, other big whole numbers as numbers where they are exact, as texts where not; dates as ISO texts.
 */
export function toWire(value: unknown, indent?: number): string {
  return JSON.stringify(value, replace, indent) ?? 'null';
}

function replace(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return plain(value);
  if (value && typeof value === 'object' && 'kind' in value) return shown(value as Value);
  return value;
}

function plain(value: bigint): number | string {
  return value <= 9007199254740991n && value >= -9007199254740991n ? Number(value) : String(value);
}

function shown(value: Value): unknown {
  if (value.kind === 'money' && typeof value.cents === 'bigint') {
    return { kind: 'money', amount: formatMoney(value.cents) };
  }
  if ((value.kind === 'fraction' || value.kind === 'percent') && value.fraction) {
    return { ...value, fraction: `${value.fraction.num}/${value.fraction.den}` };
  }
  return value;
}
