import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { loadExample } from '../../app/examples.ts';
import { modules } from '../../app/modules.ts';
import type { AnyAction } from '../../platform/action.ts';
import { apiActions } from '../../platform/api/api-actions.ts';
import type { Capability, Role } from '../../platform/role.ts';
import { noBrowser, openBrowser } from '../browser.ts';
import { startTestServer, testPassword } from '../server.ts';

/** Section 5.2 of the requirements, three of its columns written out again: technician, referent, mayor. */
const given = {
  agreement: 'r r ra',
  membership: '- r ra',
  bodies: '- r rwa',
  meetings: '- r rv',
  planning: 'r rw ra',
  'cost-sharing': '- r ra',
  budget: '- r ra',
  staffing: 'rw rw r',
  inventory: 'rw rw r',
  network: 'r r -',
  'service-catalogue': 'r ra ra',
  'service-desk': 'rwx rw r',
  contracts: 'r r r',
  procurement: '- rw r',
  projects: 'r rw ra',
  continuity: 'r rw r',
  security: 'rw rw r',
  privacy: '- r ra',
  identity: 'r rw rw',
  websites: 'r rw r',
  training: 'rw rw r',
  practices: '- rw r',
  publication: '- rw ra',
  citizen: 'r rw r',
  reporting: 'r r r',
} as const satisfies Record<Capability, string>;

type Person = { readonly role: Role; readonly column: 0 | 1 | 2; readonly entity: string; readonly entityName: string };
const people: Readonly<Record<string, Person>> = {
  'a technician': { role: 'L1', column: 0, entity: 'ucvv', entityName: 'Unione di Comuni Valdarno e Valdisieve' },
  'a referent of Pelago': { role: 'REF', column: 1, entity: 'c_g420', entityName: 'Pelago' },
  'a mayor of Rufina': { role: 'MAY', column: 2, entity: 'c_h635', entityName: 'Rufina' },
};

/** What section 5 says of an action: done, refused to those who may see such things, or not there at all. */
function expected({ permission }: AnyAction, { role, column }: Person): 'allowed' | 'forbidden' | 'unseen' {
  if (permission === 'public' || permission === 'signed-in') return 'allowed';
  if (permission === 'console') return 'unseen';
  if (permission.roles && !permission.roles.includes(role)) return 'unseen';
  const letters = given[permission.capability].split(' ')[column]!;
  if (letters.includes(permission.letter) || letters.includes(permission.or ?? ' ')) return 'allowed';
  return letters.includes('r') ? 'forbidden' : 'unseen';
}

describe.skipIf(noBrowser)(`signed in through the browser ${noBrowser}`, async () => {
  const association = 'valdarno-valdisieve';
  const server = await startTestServer({ associations: [] });
  await loadExample({ perform: server.perform, modules, now: server.clock().instant }, association);
  const { context } = await openBrowser({ url: server.url });

  async function signIn(person: Person): Promise<Page> {
    await context.clearCookies();
    const { role, entity, entityName } = person;
    const email = await server.registered({ role, association, entity, entityName });
    const page = await context.newPage();
    await page.goto(`${server.url}/accedi?torna=/${association}`);
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(testPassword);
    await page.keyboard.press('Enter');
    await page.locator('.acting-post').getByText(`— ${entityName}`).first().waitFor({ state: 'attached' });
    return page;
  }

  /** Every action of an association asked for by the page itself, as a program in it would. */
  async function answers(page: Page): Promise<Record<string, string>> {
    const asked = apiActions(modules)
      .filter(({ action }) => action.scope !== 'installation')
      .map(({ action, url }) => ({
        name: action.name,
        method: action.http.method,
        path: url.replace(':association', association).replace(/:[a-zA-Z]+/g, '00000000-0000-4000-8000-000000000000'),
      }));
    return page.evaluate(async (calls) => {
      const found: Record<string, string> = {};
      for (const { name, method, path } of calls) {
        const headers = { 'content-type': 'application/json' };
        const body = method === 'GET' || method === 'DELETE' ? {} : { headers, body: '{"":0}' };
        const answer = await fetch(path, { method, ...body });
        const { type = '' } = answer.ok ? {} : ((await answer.json()) as { type?: string });
        if (type.endsWith(':platform/forbidden')) found[name] = 'forbidden';
        else if (type.endsWith(':platform/missing')) found[name] = 'unseen';
        else found[name] = answer.status >= 500 ? `fault ${answer.status}` : 'allowed';
      }
      return found;
    }, asked);
  }

  const menus: Record<string, readonly string[]> = {
    'a technician': ['Oggi', 'Convenzione', 'Enti', 'Assistenza', 'Servizi'],
    'a referent of Pelago': [
      'Oggi',
      'Convenzione',
      'Enti',
      'Organi e sedute',
      'Riparto e bilancio',
      'Assistenza',
      'Sicurezza e dati',
      'Servizi',
    ],
    'a mayor of Rufina': [
      'Oggi',
      'Convenzione',
      'Enti',
      'Organi e sedute',
      'Riparto e bilancio',
      'Assistenza',
      'Sicurezza e dati',
      'Servizi',
    ],
  };

  for (const [name, person] of Object.entries(people)) {
    it(`[VV-2.3.c] [ISO-1] ${name} may do exactly what section 5 gives`, async () => {
      const page = await signIn(person);
      const actions = apiActions(modules).filter(({ action }) => action.scope !== 'installation');
      const wanted = Object.fromEntries(actions.map(({ action }) => [action.name, expected(action, person)]));
      expect(Object.keys(wanted).length).toBeGreaterThan(100);
      expect(await answers(page)).toEqual(wanted);
      await page.close();
    }, 120_000);

    it(`${name} finds in the menu what is there for the post, and no more`, async () => {
      const page = await signIn(person);
      const links = await page.locator('.main-nav > li > a').allTextContents();
      expect(links).toEqual(menus[name]);
      await page.close();
    });
  }
});
