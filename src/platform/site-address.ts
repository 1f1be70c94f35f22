import type { Call } from './action.ts';

/**
 * The address of this site, for links in letters: `COMUNANZA_ADDRESS`, else the one that the caller used, only if it is this very
 * machine. A caller can write any name into a request, and a letter must not carry it to somebody else: so another name
 * is never believed. Undefined where the address is not known.
 */
export function siteAddress(call: Pick<Call, 'site'> = {}): string | undefined {
  const given = process.env.COMUNANZA_ADDRESS;
  if (given && URL.canParse(given)) return new URL(given).origin;
  if (!call.site || !URL.canParse(call.site)) return undefined;
  const { hostname, origin } = new URL(call.site);
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]' ? origin : undefined;
}
