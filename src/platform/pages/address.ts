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

/** Switches the language and comes back to this address. */
export function addressOfLanguage(language: string, url: string): string {
  return `/lingua/${language}?torna=${encodeURIComponent(url)}`;
}

/** Leads whoever holds a post in one association to that association, anybody else to the choice (`site/own-today.page.ts`). */
export const ownTodayPath = '/oggi';

/** Where to go back to, only when it is an address of this site; the home otherwise. */
export function wayBack(asked: unknown): string {
  if (typeof asked !== 'string' || !asked.startsWith('/') || /^\/[/\\]/.test(asked) || asked.length > 2000) return '/';
  try {
    const address = new URL(asked, 'http://here.invalid');
    // `/.//elsewhere` stays here until it is written out: then its path begins with the name of another site
    const here = address.host === 'here.invalid' && !address.pathname.startsWith('//');
    return here ? `${address.pathname}${address.search}${address.hash}` : '/';
  } catch {
    return '/';
  }
}
