/**
 * The same address with some of its query changed: a text sets, undefined takes away.
 * `addressWith('/riparto?anno=2026&cursor=x', { anno: '2027', cursor: undefined })` is `/riparto?anno=2027`.
 */
export function addressWith(url: string, changes: Readonly<Record<string, string | undefined>>): string {
  const address = new URL(url, 'http://x');
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) address.searchParams.delete(name);
    else address.searchParams.set(name, value);
  }
  return `${address.pathname}${address.search}`;
}
