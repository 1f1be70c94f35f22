import { lookup } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';

/** Where a call really goes. */
export type Target = { readonly address: string; readonly family: 4 | 6 };

export type TargetProblem = 'malformed' | 'not-https' | 'not-public' | 'unknown-host';

type Range = [ipaddr.IPv4 | ipaddr.IPv6, number];

/**
 * Networks of the operator's own that may be called beside the public ones: `COMUNANZA_WEBHOOK_NETWORKS`, as
 * `10.20.0.0/16, fd00::/8`. What cannot be read is no network.
 */
export function allowedNetworks(
  written: string | undefined = process.env.COMUNANZA_WEBHOOK_NETWORKS,
): readonly Range[] {
  return (written ?? '').split(/[\s,]+/).flatMap((one) => (ipaddr.isValidCIDR(one) ? [ipaddr.parseCIDR(one)] : []));
}

/** Whether an address is one on the Internet, or in a network of the operator's own. */
export function mayBeCalled(address: string, networks: readonly Range[] = allowedNetworks()): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address); // an IPv4 address written as IPv6 is the IPv4 address
  if (networks.some((range) => range[0].kind() === parsed.kind() && parsed.match(range as never))) return true;
  return parsed.range() === 'unicast';
}

/**
 * The machine that an address leads to, looked up now: the connection then goes to this very one, whatever the name says a
 * moment later. Every machine of the name has to be one that may be called. In clear only to this very machine.
 */
export async function targetOf(
  url: URL,
  networks: readonly Range[] = allowedNetworks(),
): Promise<Target | TargetProblem> {
  if (!/^https?:$/.test(url.protocol) || url.username || url.password) return 'malformed';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const found = await addressesOf(host);
  const [first] = found;
  if (!first) return 'unknown-host';
  if (!found.every(({ address }) => mayBeCalled(address, networks))) return 'not-public';
  if (url.protocol === 'http:' && !found.every(({ address }) => ipaddr.process(address).range() === 'loopback'))
    return 'not-https';
  return { address: first.address, family: first.family === 6 ? 6 : 4 };
}

async function addressesOf(host: string): Promise<{ address: string; family: number }[]> {
  if (ipaddr.isValid(host)) return [{ address: host, family: ipaddr.parse(host).kind() === 'ipv6' ? 6 : 4 }];
  try {
    return await lookup(host, { all: true });
  } catch {
    return [];
  }
}
