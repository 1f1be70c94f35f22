import type { BrowserContext } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { signIn } from '../modules/identity/index.ts';
import type { PageRoute } from '../platform/page.ts';
import { addAssociationPath } from '../platform/pages/site/home.page.tsx';
import type { Role } from '../platform/role.ts';
import { brokenPromises, noBrowser, openBrowser } from '../testing/browser.ts';
import { startTestServer } from '../testing/server.ts';
import { consoleIn } from './example-accounts.ts';
import { exampleAssociations } from './examples.ts';
import { firstLoad } from './first-load.ts';
import { modules } from './modules.ts';

/** Pages of the program, but those that set up an association, which its own tests walk. */
const pages = modules
  .flatMap((module) => module.pages)
  .filter((route) => route.method === 'GET' && !route.path.startsWith(addAssociationPath));

/** Those of `:association` that need nothing more, those whose route says an example. */
const routes = pages.filter((route) => route.example || !/:(?!association\b)/.test(route.path));

/** The others: an address of each is looked for in the links of these. */
const linked = pages.filter((route) => !routes.includes(route) && /^\/:association\/.*:|^\/fornitori/.test(route.path));

/** Whoever looks at a page: the administrator of the installation at those of the installation. */
type Looker = Role | 'installation';
const lookerOf = (route: PageRoute): Looker =>
  route.needs?.scope === 'installation' ? 'installation' : (route.seenBy ?? 'RES');

/** What is at an address, where it is a page; asked again when an idle connection has just been closed. */
async function htmlOf(url: string, cookie: string, again = true): Promise<string> {
  try {
    const answer = await fetch(url, { headers: { cookie } });
    if (answer.headers.get('content-type')?.startsWith('text/html')) return await answer.text();
    await answer.body?.cancel();
    return '';
  } catch (error) {
    if (again) return htmlOf(url, cookie, false);
    throw error;
  }
}

function isOf(route: PageRoute, path: string): boolean {
  const fixed = (pattern: PageRoute) => pattern.path.split('/').filter((part) => !part.startsWith(':')).length;
  const matches = (pattern: PageRoute) =>
    new RegExp(`^${pattern.path.replace(/:\w+/g, '[^/]+')}$`).test(path.replace(/&amp;/g, '&'));
  const best = pages.filter(matches).sort((a, b) => fixed(b) - fixed(a))[0];
  return (
    best === route && path.startsWith(route.path.startsWith('/:association/') ? `/${exampleAssociations[0]}/` : '/')
  );
}

function addressOf(route: PageRoute): string {
  const query = route.example?.['?'];
  const path = route.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(name === 'association' ? exampleAssociations[0] : (route.example?.[name] ?? '')),
  );
  return query ? `${path}?${query}` : path;
}

describe.skipIf(noBrowser)(`every page of the program, on the examples ${noBrowser}`, async () => {
  if (noBrowser) return;
  const server = await startTestServer({ associations: [] });
  const offers = await firstLoad(server.database, server.perform, () => {}, server.clock().instant);
  /** A browser for each role that looks. */
  const browsers = new Map<Looker, { readonly cookie: string; readonly context: BrowserContext }>();
  for (const role of new Set<Looker>(['RES', ...pages.map(lookerOf)])) {
    const name = role === 'installation' ? 'amministratore' : role.toLowerCase();
    const { email, password } = offers!.find((offer) => offer.email.startsWith(`${name}@`))!;
    const entered = await server.perform(signIn, { email, password }, consoleIn(null));
    const cookie = entered.outcome === 'in' ? `sessione=${entered.token}` : '';
    browsers.set(role, { cookie, context: (await openBrowser({ url: server.url, cookie })).context });
  }
  const lookers = new Map(routes.map((route) => [addressOf(route), lookerOf(route)]));
  for (const { address, route } of await linkedAddresses(linked, routes)) lookers.set(address, lookerOf(route));

  /** An address of each route, where some page shows one to whoever looks at it. */
  async function linkedAddresses(wanted: readonly PageRoute[], from: readonly PageRoute[]) {
    const found = new Map<PageRoute, string>();
    for (const round of [from, wanted]) {
      for (const route of round) {
        const address = round === from ? addressOf(route) : found.get(route);
        if (!address) continue;
        const { cookie } = browsers.get(lookerOf(route))!;
        const html = await htmlOf(`${server.url}${address}`, cookie);
        for (const [, href] of html.matchAll(/href="(\/[^"#]*)"/g)) {
          const [path] = href!.split('?') as [string];
          const fits = wanted.find((one) => !found.has(one) && lookerOf(one) === lookerOf(route) && isOf(one, path));
          if (fits) found.set(fits, href!.replace(/&amp;/g, '&'));
        }
      }
    }
    return [...found].map(([route, address]) => ({ route, address }));
  }

  test.each([
    '/',
    `/${exampleAssociations[0]}`,
    ...lookers.keys(),
    '/api',
    ...modules.map((module) => `/api/${module.name}`),
    '/api/membership/list-entities',
    '/api/meetings/create-meeting',
  ])(
    'weighs little, is accessible in light and dark, fits a phone: %s',
    async (address) => {
      const { cookie, context } = browsers.get(lookers.get(address) ?? 'RES')!;
      const answer = await fetch(`${server.url}${address}`, { headers: { cookie } });
      if (address.startsWith('/api/') && answer.status === 404) return; // a module without a door for programs
      expect(answer.status, server.faults.map((fault) => String((fault.error as Error).stack)).join('\n')).toBeLessThan(
        400,
      );
      if (!answer.headers.get('content-type')?.startsWith('text/html')) return; // a file
      expect(await brokenPromises(context, `${server.url}${address}`)).toEqual([]);
    },
    60_000,
  );
});
