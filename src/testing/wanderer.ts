/** A browser's cookies and redirects, without a browser: enough to go round by way of other sites. */
export function wanderer() {
  const jars = new Map<string, Map<string, string>>();

  async function visit(address: string, init: RequestInit = {}): Promise<Response> {
    const { origin } = new URL(address);
    const jar = jars.get(origin) ?? new Map<string, string>();
    jars.set(origin, jar);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = new Headers(init.headers);
    if (cookie && !headers.has('cookie')) headers.set('cookie', cookie);
    const response = await fetch(address, { redirect: 'manual', ...init, headers });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name!);
      else jar.set(name!, value!);
    }
    return response;
  }

  return {
    visit,
    /** Follows redirects until a page answers, or one of the addresses comes up, which is not visited. */
    async follow(address: string, until?: (address: string) => boolean) {
      let here = address;
      for (let hops = 0; hops < 20; hops++) {
        const response = await visit(here);
        const next = response.headers.get('location');
        if (!next) return { address: here, response, stopped: false };
        here = new URL(next, here).href;
        if (until?.(here)) return { address: here, response, stopped: true };
      }
      throw new Error(`too many redirects from ${address}`);
    },
    cookie: (origin: string, name: string) => jars.get(new URL(origin).origin)?.get(name),
    /** Puts a cookie where a site would have. */
    put: (origin: string, name: string, value: string) => {
      const jar = jars.get(new URL(origin).origin) ?? new Map<string, string>();
      jars.set(new URL(origin).origin, jar.set(name, value));
    },
    forget: (origin: string) => jars.delete(new URL(origin).origin),
  };
}
