import { createHash } from 'node:crypto';
import type { Call, Now, Tx } from '../../../platform/action.ts';
import { placeOf } from '../rules/place.ts';
import { type FailureKind, forgottenAfter, kindsFor, oneMore, secondsToWait } from '../rules/slow-down.ts';
import { isKnownDevice } from '../storage/devices.ts';
import { failuresUnder, forgetFailures, forgetFailuresBefore, isAlone, storeFailures } from '../storage/failures.ts';

/** Days after which a browser that was not used is a stranger again. */
const knownForDays = 400;

export type Tries = {
  /** Seconds to wait before this try may be made; 0 when it may be made now. */
  readonly wait: number;
  /** Counts a failure. */
  readonly failed: () => Promise<void>;
  /** Forgets the failures of this account from here. */
  readonly passed: () => Promise<void>;
};

/**
 * Whether a try may be made now, and how to say how it ended; all of it in the database, so that it holds for however many
 * web processes. Tries for one account from strangers go one at a time, and so do those from one known browser.
 *
 * @param account what is guessed: an address as typed (known or not, the answer is the same), or a person's codes
 * @param person whom it belongs to, where it belongs to somebody
 * @param together lets tries go side by side: programs ask several things at once, with the right password
 */
export async function triesFor(
  tx: Tx,
  at: {
    readonly account: string;
    readonly person: string | null;
    readonly call: Call;
    readonly now: Now;
    readonly together?: true;
  },
): Promise<Tries> {
  const { person, call, now } = at;
  const { device } = call;
  const since = new Date(now.instant.getTime() - knownForDays * 24 * 60 * 60 * 1000);
  const known = Boolean(device && person && (await isKnownDevice(tx, { device, person, since })));
  const keys = kindsFor(known).map((kind) => ({ kind, key: keyOf(kind, at) }));
  const alone = at.together || (await isAlone(tx, known ? keyOf('known-browser', at) : keyOf('account', at)));
  const stored = await failuresUnder(
    tx,
    keys.map(({ key }) => key),
  );
  const waits = keys.map(({ kind, key }) => secondsToWait(kind, stored.get(key), now.instant));
  return {
    wait: Math.max(alone ? 0 : 1, ...waits),
    failed: async () => {
      await forgetFailuresBefore(tx, new Date(now.instant.getTime() - forgottenAfter));
      for (const { key } of keys.toSorted((a, b) => (a.key < b.key ? -1 : 1))) {
        await storeFailures(tx, key, oneMore(stored.get(key), now.instant));
      }
    },
    passed: () =>
      forgetFailures(
        tx,
        keys.filter(({ kind }) => kind === 'account-and-place' || kind === 'known-browser').map(({ key }) => key),
      ),
  };

  function keyOf(kind: FailureKind, { account: named }: { readonly account: string }): string {
    const parts: Readonly<Record<FailureKind, readonly string[]>> = {
      'account-and-place': [named.toLowerCase(), placeOf(call.origin)],
      account: [named.toLowerCase()],
      place: [placeOf(call.origin)],
      'known-browser': [named.toLowerCase(), device ?? ''],
    };
    return createHash('sha256')
      .update(JSON.stringify([kind, ...parts[kind]]))
      .digest('hex');
  }
}
