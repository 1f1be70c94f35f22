/**
 * Where a try comes from, as it is counted: an IPv4 address, or the /64 network of an IPv6 one, which a single subscriber has
 * whole. Unknown places are one place.
 *
 * @param origin the caller's address, `203.0.113.7`, `2001:db8::1` or `::ffff:203.0.113.7`
 */
export function placeOf(origin: string | undefined): string {
  if (!origin) return 'unknown';
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(origin)?.[1];
  if (mapped || !origin.includes(':')) return mapped ?? origin;
  const [bare] = origin.split('%') as [string];
  const [head = '', tail = ''] = bare.split('::') as [string, string?];
  const left = head ? head.split(':') : [];
  const right = bare.includes('::') && tail ? tail.split(':') : [];
  const middle = bare.includes('::') ? Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0') : [];
  const groups = [...left, ...middle, ...right].slice(0, 4);
  return `${groups.map((group) => group.toLowerCase().replace(/^0+(?=.)/, '')).join(':')}::/64`;
}
