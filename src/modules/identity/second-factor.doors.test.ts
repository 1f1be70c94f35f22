import { describe, expect, it } from 'vitest';
import { inContext } from '../../platform/database/context.ts';
import { consoleIn } from '../../testing/actor.ts';
import { startTestServer } from '../../testing/server.ts';
import { openSession } from './actions/open-session.ts';
import { setSecondFactorPolicy } from './actions/set-second-factor-policy.ts';
import { credentialsOf } from './storage/people.ts';

const server = await startTestServer({ secondFactor: 'required' });
const now = server.clock();
const installation = { association: null, actor: { person: null }, entities: 'all', installation: true } as const;

/** The cookie of somebody who came in with one factor, or with two. */
async function cookieOf(email: string, level: 1 | 2): Promise<string> {
  return inContext(server.database, installation, async (tx) => {
    const { id } = (await credentialsOf(tx, email))!;
    return `sessione=${await openSession(tx, { person: id, method: 'password', level, now, call: {} })}`;
  });
}

const posts = (cookie: string) =>
  fetch(`${server.url}/api/v1/associations/lecco/posts`, { headers: { cookie }, redirect: 'manual' });

describe('roles that manage others', () => {
  it('[VV-11.1.c] may do nothing of theirs with one factor alone, and are told what to do', async () => {
    const head = await server.registered({ role: 'RES', association: 'lecco' });
    const refused = await posts(await cookieOf(head, 1));
    expect(refused.status).toBe(403);
    expect(await refused.text()).toContain('secondo passaggio');
    expect((await posts(await cookieOf(head, 2))).status).toBe(200);
  });

  it('are led by pages to where it is set up, and back', async () => {
    const head = await server.registered({ role: 'RES', association: 'lecco' });
    const page = await fetch(`${server.url}/lecco/sicurezza/registro?x=1`, {
      headers: { cookie: await cookieOf(head, 1) },
      redirect: 'manual',
    });
    expect(page.status).toBe(303);
    expect(page.headers.get('location')).toBe(
      `/accesso/secondo-fattore?torna=${encodeURIComponent('/lecco/sicurezza/registro?x=1')}`,
    );
  });

  it('are not asked for it where the association only offers it; roles that manage nobody never', async () => {
    const mayor = await server.registered({ role: 'MAY', association: 'lecco', entity: 'c_a1' });
    expect((await posts(await cookieOf(mayor, 1))).status).not.toBe(403);
    const head = await server.registered({ role: 'RES', association: 'lecco' });
    const cookie = await cookieOf(head, 1);
    await server.perform(setSecondFactorPolicy, { policy: 'offered' }, consoleIn('lecco'));
    expect((await posts(cookie)).status).toBe(200);
    await server.perform(setSecondFactorPolicy, { policy: 'required' }, consoleIn('lecco'));
    expect((await posts(cookie)).status).toBe(403);
  });
});
