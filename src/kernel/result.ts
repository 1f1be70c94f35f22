import type { Source } from './source.ts';
import type { Text } from './text.ts';

/**
 * How a refusal is met: `rule` (422, a rule of the agreement says no), `conflict` (409, the state of things says no),
 * `forbidden` (403, the person may not), `missing` (404, nothing there that the person may see).
 */
export type RefusalKind = 'rule' | 'conflict' | 'forbidden' | 'missing';

/** A no that explains itself: one sentence, the clause it comes from, and what to do about it. */
export type Refusal = {
  /** Stable: `module/fact-in-kebab-case`. */
  readonly code: string;
  readonly kind: RefusalKind;
  readonly says: Text;
  readonly remedy?: Text;
  readonly source?: Source;
  /** The page on which it is mended, below the association's address: `/enti/dati`. */
  readonly at?: { readonly title: Text; readonly path: string };
};

/** What a rule returns: a value, or every reason for which there is none. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function refuse(...refusals: readonly Refusal[]): Result<never> {
  return { ok: false, refusals };
}

/** A refusal on its way out of an action: thrown, so that the transaction rolls back. */
export class Refused extends Error {
  readonly refusals: readonly Refusal[];
  constructor(...refusals: readonly Refusal[]) {
    super(refusals.map((refusal) => refusal.says.it).join(' '));
    this.name = 'Refused';
    this.refusals = refusals;
  }
}

/** The value, or the refusal thrown. For actions; rules pass results on. */
export function orRefuse<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Refused(...result.refusals);
}
