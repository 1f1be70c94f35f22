import { browserName } from './browser-name.ts';
import { placeOf } from './place.ts';

/** A sign-in from a browser never used before. */
export type NewDevice = { readonly at: Date; readonly origin: string | null; readonly agent: string | null };

/** Milliseconds for which a sign-in alike is not told again: whoever empties the browser every time has one letter a day. */
export const toldFor = 24 * 60 * 60 * 1000;

/**
 * Whether the person is to be written to about a sign-in from a new browser. Alike is one from the same network address (as it is
 * counted, `placeOf`) and with the same browser on the same system as one that was told within a day; any other is always told.
 *
 * @param earlier such sign-ins of the same person before it, in their order
 * @returns `unsaid`: how many were not told since the last that was
 */
export function whatToTell(
  earlier: readonly (NewDevice & { readonly told: boolean })[],
  now: NewDevice,
): { readonly tell: boolean; readonly unsaid: number } {
  const told = earlier.filter((one) => one.told);
  const alike = told.some((one) => now.at.getTime() - one.at.getTime() < toldFor && kindOf(one) === kindOf(now));
  const last = earlier.findLastIndex((one) => one.told);
  return { tell: !alike, unsaid: last < 0 ? 0 : earlier.length - 1 - last };
}

function kindOf({ origin, agent }: NewDevice): string {
  return JSON.stringify([placeOf(origin ?? undefined), browserName(agent).en]);
}
