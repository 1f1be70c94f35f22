import { lookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { forbiddenNetworks, isIn, type Network } from './networks.ts';

/** A machine by its number. */
export type Machine = { readonly address: string; readonly family: 4 | 6 };

/** How names become numbers; the system's way, but for tests. */
export type Names = (host: string) => Promise<readonly { readonly address: string; readonly family: number }[]>;

/** The machine lies in a network that must not be called; `code` is as those of the system's own errors. */
export class NotAllowed extends Error {
  readonly code = 'ENOTALLOWED';
  constructor(host: string) {
    super(`${host}: in a forbidden network (COMUNANZA_FORBIDDEN_NETWORKS)`);
    this.name = 'NotAllowed';
  }
}

const systemNames: Names = (host) => lookup(host, { all: true });

/** Every machine of a name, or the number itself. Throws the system's error where there is none. */
export async function machinesOf(host: string, names: Names = systemNames): Promise<readonly Machine[]> {
  const bare = host.replace(/^\[|\]$/g, '');
  const found = ipaddr.isValid(bare)
    ? [{ address: bare, family: ipaddr.parse(bare).kind() === 'ipv6' ? 6 : 4 }]
    : await names(bare);
  return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
}

/**
 * The machine to connect to, looked up now: whoever connects to this number cannot be led elsewhere by what the name says a moment
 * later. Throws `NotAllowed` when any machine of the name lies in a forbidden network.
 */
export async function resolved(
  host: string,
  { names, forbidden = forbiddenNetworks() }: { readonly names?: Names; readonly forbidden?: readonly Network[] } = {},
): Promise<Machine> {
  const machines = await machinesOf(host, names);
  const [first] = machines;
  if (!first) throw Object.assign(new Error(`${host}: no address`), { code: 'ENOTFOUND' });
  if (machines.some(({ address }) => isIn(address, forbidden))) throw new NotAllowed(host);
  return first;
}

/** Connects to that machine and to no other, whatever the name is asked again. */
export function only(machine: Machine): LookupFunction {
  return (_host, options, found) =>
    options.all
      ? (found as unknown as (error: null, all: Machine[]) => void)(null, [machine])
      : found(null, machine.address, machine.family);
}
