import type { Day } from './day.ts';
import type { Fraction } from './fraction.ts';
import type { Cents } from './money.ts';
import type { Source } from './source.ts';
import type { Text } from './text.ts';

/** A value as an explanation shows it. */
export type Value =
  | { readonly kind: 'money'; readonly cents: Cents }
  | { readonly kind: 'number'; readonly number: number | bigint; readonly unit?: Text }
  | { readonly kind: 'fraction'; readonly fraction: Fraction }
  /** An exact part of a whole, shown as a percentage with `decimals` decimals. */
  | { readonly kind: 'percent'; readonly fraction: Fraction; readonly decimals?: number }
  | { readonly kind: 'day'; readonly day: Day }
  /** Local time in Europe/Rome, `2027-10-28T17:00`. */
  | { readonly kind: 'time'; readonly time: string }
  | { readonly kind: 'truth'; readonly truth: boolean }
  | { readonly kind: 'words'; readonly words: string | Text };

/** Why a value is what it is. */
export type Why =
  /** A clause or a law, with article, version and act. */
  | { readonly kind: 'source'; readonly source: Source }
  /** A register says so, for that date; `evidence` names the source of the figure. */
  | { readonly kind: 'fact'; readonly register: string; readonly on: string; readonly evidence?: string }
  /** The person who acts says so. */
  | { readonly kind: 'given'; readonly when: string }
  /** Arithmetic on the values below; never a leaf. */
  | { readonly kind: 'step'; readonly how: Text }
  /** An ambiguous clause, read this way. */
  | { readonly kind: 'reading'; readonly key: string; readonly chosen: string; readonly source?: Source }
  | { readonly kind: 'assumed'; readonly because: Text };

/**
 * An explanation: what, its value, why, and the explanations of the values it was computed from.
 * Plain data: stored with the decision, shown as nested details, printed by the command line, returned by the API.
 */
export type Trace = {
  readonly what: Text;
  readonly value: Value;
  readonly why: Why;
  readonly from: readonly Trace[];
};

/** A value with the explanation that goes with it. */
export type Traced<T> = { readonly value: T; readonly trace: Trace };

export const money = (cents: Cents): Value => ({ kind: 'money', cents });
export const count = (number: number | bigint, unit?: Text): Value => ({ kind: 'number', number, unit });
export const ratio = (fraction: Fraction): Value => ({ kind: 'fraction', fraction });
export const percent = (fraction: Fraction, decimals = 2): Value => ({ kind: 'percent', fraction, decimals });
export const onDay = (day: Day): Value => ({ kind: 'day', day });
export const atTime = (time: string): Value => ({ kind: 'time', time });
export const truth = (value: boolean): Value => ({ kind: 'truth', truth: value });
export const words = (value: string | Text): Value => ({ kind: 'words', words: value });

/** A computed value: says how, and from what. */
export function step(what: Text, value: Value, how: Text, from: readonly Trace[]): Trace {
  return { what, value, why: { kind: 'step', how }, from };
}

/** A value that a clause or a law states. */
export function stated(what: Text, value: Value, source: Source): Trace {
  return { what, value, why: { kind: 'source', source }, from: [] };
}

/** A figure that a register holds for a date. */
export function fact(what: Text, value: Value, register: string, on: string, evidence?: string): Trace {
  return {
    what,
    value,
    why: evidence ? { kind: 'fact', register, on, evidence } : { kind: 'fact', register, on },
    from: [],
  };
}

/** A value given by whoever asks. */
export function given(what: Text, value: Value, when = ''): Trace {
  return { what, value, why: { kind: 'given', when }, from: [] };
}

/** An ambiguous clause read one way. */
export function reading(what: Text, value: Value, key: string, chosen: string, source?: Source): Trace {
  return {
    what,
    value,
    why: source ? { kind: 'reading', key, chosen, source } : { kind: 'reading', key, chosen },
    from: [],
  };
}
