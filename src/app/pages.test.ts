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

/**
 * Pages of `:association` that need nothing more, and those whose route says an example. A new association is the
 * administrator's of the installation: the set-up's own tests walk its pages.
 */
const routes = modules
  .flatMap((module) => module.pages)
  .filter((route) => !route.path.startsWith(addAssociationPath))
  .filter((route) => route.needs?.scope !== 'installation')
  .filter((route) => route.method === 'GET' && (route.example || !/:(?!association\b)/.test(route.path)));

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
  const offers = await firstLoad(server.database, server.perform, () => {});
  /** A browser for each role that looks. */
  const browsers = new Map<Role, { readonly cookie: string; readonly context: BrowserContext }>();
  for (const role of new Set<Role>(['RES', ...routes.flatMap(({ seenBy }) => seenBy ?? [])])) {
    const { email, password } = offers!.find((offer) => offer.email.startsWith(`${role.toLowerCase()}@`))!;
    const entered = await server.perform(signIn, { email, password }, consoleIn(null));
    const cookie = entered.outcome === 'in' ? `sessione=${entered.token}` : '';
    browsers.set(role, { cookie, context: (await openBrowser({ url: server.url, cookie })).context });
  }
  const lookers = new Map(routes.map((route) => [addressOf(route), route.seenBy]));

  test.each([
    '/',
    `/${exampleAssociations[0]}`,
    ...routes.map(addressOf),
    '/api',
    ...modules.map((module) => `/api/${module.name}`),
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
