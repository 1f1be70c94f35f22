import ipaddr from 'ipaddr.js';

/** A network: its address and how many bits of it count. */
export type Network = readonly [ipaddr.IPv4 | ipaddr.IPv6, number];

/** What a setting says: the networks it names, and the words of it that are none. */
export type NetworksRead = { readonly networks: readonly Network[]; readonly wrong: readonly string[] };

/** Where machines of a data centre give away their credentials: never called, whatever is set. */
const never = '169.254.0.0/16 fe80::/10';

/** Networks as people write them: `10.20.0.0/16, fd00::/8`, with commas or spaces between. */
export function readNetworks(written: string | undefined): NetworksRead {
  const words = (written ?? '').split(/[\s,;]+/).filter(Boolean);
  return {
    networks: words.flatMap((word) => (isNetwork(word) ? [ipaddr.parseCIDR(word)] : [])),
    wrong: words.filter((word) => !isNetwork(word)),
  };
}

/**
 * Networks that nothing of the installation calls, whoever wrote the address: `COMUNANZA_FORBIDDEN_NETWORKS`, besides the link-local
 * ones.
 */
export function forbiddenNetworks(written = process.env.COMUNANZA_FORBIDDEN_NETWORKS): readonly Network[] {
  return [...readNetworks(never).networks, ...readNetworks(written).networks];
}

/** Whether an address lies in one of the networks; an IPv4 address written as IPv6 is the IPv4 address. */
export function isIn(address: string, networks: readonly Network[]): boolean {
  const parsed = ipaddr.process(address);
  return networks.some(([network, bits]) => network.kind() === parsed.kind() && parsed.match(network as never, bits));
}

function isNetwork(word: string): boolean {
  return ipaddr.isValidCIDR(word);
}
