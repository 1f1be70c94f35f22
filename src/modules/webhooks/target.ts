import ipaddr from 'ipaddr.js';
import { forbiddenNetworks, isIn, type Network, readNetworks } from '../../platform/outgoing/networks.ts';
import { type Machine, machinesOf, type Names } from '../../platform/outgoing/resolve.ts';

export type TargetProblem = 'malformed' | 'not-https' | 'not-public' | 'forbidden' | 'unknown-host';

/**
 * Networks of the operator's own that may be called beside the public ones: `COMUNANZA_WEBHOOK_NETWORKS`, as
 * `10.20.0.0/16, fd00::/8`. The start refuses what cannot be read.
 */
export function allowedNetworks(
  written: string | undefined = process.env.COMUNANZA_WEBHOOK_NETWORKS,
): readonly Network[] {
  return readNetworks(written).networks;
}

/** The same networks as they were written, for people. */
export function allowedInWords(written = process.env.COMUNANZA_WEBHOOK_NETWORKS): string {
  return allowedNetworks(written)
    .map(([network, bits]) => `${network}/${bits}`)
    .join(', ');
}

/** Whether an address is one on the Internet, or in a network of the operator's own; never one in a forbidden network. */
export function mayBeCalled(address: string, networks: readonly Network[] = allowedNetworks()): boolean {
  if (!ipaddr.isValid(address) || isIn(address, forbiddenNetworks())) return false;
  return isIn(address, networks) || ipaddr.process(address).range() === 'unicast';
}

/**
 * The machine that an address leads to, looked up now: the connection then goes to this very one, whatever the name says a
 * moment later. Every machine of the name has to be one that may be called. In clear only to this very machine.
 *
 * @param names how a name becomes numbers; the system's way where left out
 */
export async function targetOf(
  url: URL,
  networks: readonly Network[] = allowedNetworks(),
  names?: Names,
): Promise<Machine | TargetProblem> {
  if (!/^https?:$/.test(url.protocol) || url.username || url.password) return 'malformed';
  const found = await machinesOf(url.hostname, names).catch(() => []);
  const [first] = found;
  if (!first) return 'unknown-host';
  if (found.some(({ address }) => isIn(address, forbiddenNetworks()))) return 'forbidden';
  if (!found.every(({ address }) => mayBeCalled(address, networks))) return 'not-public';
  if (url.protocol === 'http:' && !found.every(({ address }) => ipaddr.process(address).range() === 'loopback'))
    return 'not-https';
  return first;
}
