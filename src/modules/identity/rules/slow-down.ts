/** What failures have in common: one of these is counted for each failed try. */
export type FailureKind = 'account-and-place' | 'account' | 'place' | 'known-browser';

export type Failures = { readonly count: number; readonly last: Date };

type Pace = {
  /** Failures that cost nothing. */
  readonly free: number;
  /** Seconds to wait after the first failure beyond them, doubled at each further one. */
  readonly first: number;
  /** Seconds to wait at most. */
  readonly longest: number;
};

const paces: Readonly<Record<FailureKind, Pace>> = {
  'account-and-place': { free: 5, first: 30, longest: 900 },
  account: { free: 50, first: 15, longest: 900 },
  place: { free: 200, first: 5, longest: 300 },
  'known-browser': { free: 10, first: 15, longest: 300 },
};

/** Milliseconds without a failure after which those before are forgotten. */
export const forgottenAfter = 60 * 60 * 1000;

/**
 * Seconds until somebody may try again, 0 when at once. Nobody is ever locked out: whoever guesses is slowed down, more and more,
 * and only where the guesses come from. A try made too early is not counted.
 * Source: OWASP Authentication Cheat Sheet, "Login throttling" and "device cookies".
 */
export function secondsToWait(kind: FailureKind, failures: Failures | undefined, now: Date): number {
  if (!failures) return 0;
  const since = now.getTime() - failures.last.getTime();
  const { free, first, longest } = paces[kind];
  const beyond = failures.count - free;
  if (beyond < 0 || since >= forgottenAfter) return 0;
  const pause = Math.min(longest, first * 2 ** Math.min(beyond, 20));
  return Math.max(0, Math.ceil(pause - since / 1000));
}

/** The failures after one more. */
export function oneMore(failures: Failures | undefined, now: Date): Failures {
  const forgotten = !failures || now.getTime() - failures.last.getTime() >= forgottenAfter;
  return { count: forgotten ? 1 : failures.count + 1, last: now };
}

/**
 * What a try is counted under. From a browser from which this very person has entered before, only that browser's own failures
 * count: what is tried elsewhere, from however many addresses, never stands in the way. Everybody else shares the counts of the
 * account and of the place.
 */
export function kindsFor(knownBrowser: boolean): readonly FailureKind[] {
  return knownBrowser ? ['known-browser'] : ['account-and-place', 'account', 'place'];
}
