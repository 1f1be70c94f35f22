import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, importPKCS8, SignJWT } from 'jose';
import { sql } from 'kysely';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { inContext } from '../../platform/database/context.ts';
import { consoleIn } from '../../testing/actor.ts';
import { startOpenIdProvider } from '../../testing/openid-provider.ts';
import { startTestServer } from '../../testing/server.ts';
import { wanderer } from '../../testing/wanderer.ts';
import { saveOidcProvider } from './actions/save-oidc-provider.ts';
import { unlinkAccount } from './actions/unlink-account.ts';

process.env.COMUNANZA_DATA = mkdtempSync(join(tmpdir(), 'comunanza-oidc-'));
const server = await startTestServer({ associations: ['lecco', 'asti'] });
const back = `${server.url}/accedi/oidc/comune/ritorno`;
const idp = await startOpenIdProvider(() => [
  {
    client_id: 'comunanza',
    client_secret: 'un segreto lungo quanto serve',
    redirect_uris: [back],
    post_logout_redirect_uris: [`${server.url}/`],
    backchannel_logout_uri: `${server.url}/accedi/oidc/comune/uscita`,
    backchannel_logout_session_required: true,
  },
  { client_id: 'un-altro', client_secret: 'un altro segreto ancora', redirect_uris: ['https://altro.example/'] },
]);
const base = {
  id: 'comune',
  name: 'Comune di Lecco',
  issuer: idp.issuer,
  clientId: 'comunanza',
  clientSecret: 'un segreto lungo quanto serve',
};
const configure = (more: object = {}) => server.perform(saveOidcProvider, { ...base, ...more }, consoleIn(null));
await configure();

beforeEach(() => {
  idp.tamper = undefined;
});

type Trail = { action: string; outcome: string; person: string | null; association: string; change: string | null };

/** What the tables hold, whoever it belongs to. */
async function rowsOf<Row>(query: string): Promise<Row[]> {
  const whole = {
    association: null,
    actor: { person: null },
    entities: 'all',
    installation: true,
    reads: true,
  } as const;
  return inContext(server.database, whole, async (tx) => (await sql.raw<Row>(query).execute(tx)).rows);
}

function trail(): Promise<Trail[]> {
  return rowsOf(`select action, outcome, person, association, change from platform.audit_entries
    where action = 'federation/enter-with-oidc' order by id desc limit 5`);
}

/** From the button to wherever it ends. */
async function enter(browser = wanderer(), path = '/accedi/oidc/comune?torna=%2Flecco') {
  const { address, response } = await browser.follow(`${server.url}${path}`);
  return { browser, address, status: response.status, page: await response.text() };
}

async function refusedWith(code: string, entered: Awaited<ReturnType<typeof enter>>) {
  expect(entered.browser.cookie(server.url, 'sessione')).toBeUndefined();
  const [last] = await trail();
  expect(last?.outcome).toBe('failed');
  expect(JSON.parse(last!.change!).after.reason).toBe(`federation/${code}`);
  expect(entered.page).toContain('Accesso non riuscito');
  expect(entered.page).toContain('Che cosa fare');
}

let people = 0;
async function person(more: Record<string, unknown> = {}) {
  const email = await server.registered({ role: 'EMP', association: 'lecco', entity: 'c_e507' });
  people += 1;
  return { sub: `s${people}`, email, email_verified: true, ...more };
}

describe('staff who come with their entity’s provider', () => {
  test('[CAL-9.3] enter with a verified address, go where they were going, and are linked from then on', async () => {
    const who = await person();
    idp.seated = { who, amr: ['pwd', 'otp'] };
    const first = await enter();
    expect(new URL(first.address).pathname).toBe('/lecco');
    expect(first.status).toBe(200);
    expect(first.browser.cookie(server.url, 'sessione')).toBeDefined();
    const [entry] = await trail();
    expect(entry).toMatchObject({ outcome: 'done', association: 'lecco' });
    expect(JSON.parse(entry!.change!).after).toMatchObject({
      method: 'oidc',
      provider: 'comune',
      level: 2,
      linked: true,
    });
    const rows = await rowsOf(`select method, level from identity.sessions`);
    expect(rows).toContainEqual({ method: 'oidc', level: 2 });

    idp.seated = { who: { ...who, email: 'cambiato@altrove.example', email_verified: false } };
    const second = await enter();
    expect(second.browser.cookie(server.url, 'sessione')).toBeDefined();
    const [again] = await trail();
    expect(again?.person).toBe(entry?.person);
    expect(JSON.parse(again!.change!).after).not.toHaveProperty('linked');
  });

  test('[CAL-9.3] never take over an account by an address that nobody verified', async () => {
    const who = await person({ email_verified: false });
    idp.seated = { who };
    await refusedWith('unverified-email', await enter());
    idp.seated = { who: { sub: who.sub, email: who.email } };
    await refusedWith('unverified-email', await enter());
  });

  test('[CAL-9.3] never take over the account of somebody who had the same address before', async () => {
    const who = await person();
    idp.seated = { who };
    expect((await enter()).browser.cookie(server.url, 'sessione')).toBeDefined();
    idp.seated = { who: { ...who, sub: 'successor' } };
    await refusedWith('other-subject', await enter());
    await server.perform(unlinkAccount, { id: 'comune', email: who.email }, consoleIn(null));
    expect((await enter()).browser.cookie(server.url, 'sessione')).toBeDefined();
  });

  test('[CAL-9.3] get no account by coming: who is not registered is told so', async () => {
    idp.seated = { who: { sub: 'x9', email: 'nessuno@prova.example', email_verified: true } };
    const entered = await enter();
    await refusedWith('not-registered', entered);
    expect(entered.page).toContain('che qui però non ha un accesso');
    const rows = await rowsOf(`select 1 from identity.people where email = 'nessuno@prova.example'`);
    expect(rows).toEqual([]);
  });

  test('[CAL-9.3] of a trusted organisation enter without a word on the address, within its domains only', async () => {
    await configure({ emailTrusted: true, domains: ['prova.example'], emailClaim: 'upn', subjectClaim: 'oid' });
    const who = await person();
    idp.seated = { who: { sub: `p-${who.sub}`, oid: `o-${who.sub}`, upn: who.email.toUpperCase() } };
    expect((await enter()).browser.cookie(server.url, 'sessione')).toBeDefined();
    const rows = await rowsOf(`select 1 from federation.links where subject = 'o-${who.sub}'`);
    expect(rows).toHaveLength(1);
    idp.seated = { who: { sub: 'z', oid: 'z', upn: 'rita@altrove.example' } };
    await refusedWith('foreign-domain', await enter());
    await configure();
  });

  test('[CAL-9.3] of one association enter only when all their posts are there', async () => {
    const unknown = await configure({ offeredTo: 'nessuna' }).catch((error) => error.problems);
    expect(unknown).toMatchObject([{ path: 'offeredTo' }]);
    await configure({ offeredTo: 'lecco' });
    const email = await server.registered({ role: 'EMP', association: 'lecco' }, { role: 'EMP', association: 'asti' });
    idp.seated = { who: { sub: 'two', email, email_verified: true } };
    await refusedWith('not-of-association', await enter());
    idp.seated = { who: await person() };
    expect((await enter()).browser.cookie(server.url, 'sessione')).toBeDefined();
    await configure();
  });

  test('[CAL-9.3] are as strongly signed in as the provider’s acr says', async () => {
    await configure({ levels: { gold: 3, silver: 2 } });
    idp.seated = { who: await person(), acr: 'gold', amr: ['pwd'] };
    await enter();
    expect(JSON.parse((await trail())[0]!.change!).after.level).toBe(3);
    idp.seated = { who: await person(), amr: ['pwd'] };
    await enter();
    expect(JSON.parse((await trail())[0]!.change!).after.level).toBe(1);
    await configure();
  });

  test('whoever says no at the provider is told how to go on', async () => {
    idp.seated = { refuses: 'non ora' };
    await refusedWith('declined', await enter());
  });
});

describe('an answer that is not what it should be', () => {
  /** Goes up to the return address, which is not visited yet. */
  async function upToReturn(browser = wanderer()) {
    idp.seated = { who: await person() };
    const { address } = await browser.follow(`${server.url}/accedi/oidc/comune`, (one) => one.startsWith(back));
    return { browser, address };
  }

  async function arrive(browser: ReturnType<typeof wanderer>, address: string) {
    const response = await browser.visit(address);
    return { browser, address, status: response.status, page: await response.text() };
  }

  test('[CAL-9.3] counts once, and in the browser where it began', async () => {
    const { browser, address } = await upToReturn();
    const other = wanderer();
    await refusedWith('other-browser', await arrive(other, address));
    const again = await upToReturn();
    expect((await again.browser.visit(again.address)).status).toBe(303);
    again.browser.forget(server.url);
    const replayed = await arrive(again.browser, again.address);
    expect(replayed.status).toBe(403);
    await refusedWith('stale', replayed);
    await refusedWith('stale', await arrive(browser, address));
  });

  test('[CAL-9.3] is refused without its state, with another, and with another provider’s name', async () => {
    const { browser, address } = await upToReturn();
    const changed = new URL(address);
    changed.searchParams.set('state', 'x'.repeat(43));
    await refusedWith('stale', await arrive(browser, changed.href));
    changed.searchParams.delete('state');
    await refusedWith('stale', await arrive(browser, changed.href));
    const otherIssuer = new URL(address);
    otherIssuer.searchParams.set('iss', 'https://altro.example');
    await refusedWith('unsolicited', await arrive(browser, otherIssuer.href));
  });

  test('[CAL-9.3] is refused when its code verifier is not the one of the question', async () => {
    const mine = await upToReturn();
    const other = await upToReturn();
    const mixed = new URL(mine.address);
    mixed.searchParams.set('code', new URL(other.address).searchParams.get('code')!);
    await refusedWith('stale', await arrive(mine.browser, mixed.href));
  });

  const strange = generateKeyPairSync('rsa', { modulusLength: 2048 });

  /** Replaces the ID token that the provider gives. */
  async function withToken(change: (token: string) => string | Promise<string>) {
    const { browser, address } = await upToReturn();
    idp.tamper = async (path, body) => {
      if (path !== '/token') return body;
      const answer = JSON.parse(body) as { id_token: string };
      return JSON.stringify({ ...answer, id_token: await change(answer.id_token) });
    };
    return arrive(browser, address);
  }

  const claimsOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString());
  const headerOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[0]!, 'base64url').toString());

  test('[CAL-9.3] is refused when another key signed its ID token, or none did', async () => {
    const key = await importPKCS8(strange.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string, 'RS256');
    const resigned = (token: string) => new SignJWT(claimsOf(token)).setProtectedHeader(headerOf(token)).sign(key);
    await refusedWith('wrong-signature', await withToken(resigned));
    await refusedWith(
      'wrong-signature',
      await withToken((token) => {
        const [header, , signature] = token.split('.');
        const claims = Buffer.from(JSON.stringify({ ...claimsOf(token), email: 'altra@prova.example' })).toString(
          'base64url',
        );
        return `${header}.${claims}.${signature}`;
      }),
    );
    const unsigned = await withToken((token) => {
      const header = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
      return `${header}.${token.split('.')[1]}.`;
    });
    expect(unsigned.browser.cookie(server.url, 'sessione')).toBeUndefined();
    expect((await trail())[0]?.outcome).toBe('failed');
  });

  describe('with a good signature', async () => {
    const ours = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const jwk = { ...(await exportJWK(ours.privateKey)), kid: 'known', use: 'sig', alg: 'RS256' };
    const signing = await startOpenIdProvider(
      () => [
        {
          client_id: 'comunanza',
          client_secret: base.clientSecret,
          redirect_uris: [`${server.url}/accedi/oidc/ente/ritorno`],
        },
      ],
      { jwks: { keys: [jwk] } },
    );
    await configure({ id: 'ente', issuer: signing.issuer });

    test.each([
      ['for somebody else', { aud: 'un-altro' }, 'wrong-audience'],
      ['of another issuer', { iss: 'https://altro.example' }, 'wrong-issuer'],
      ['out of time', { exp: 1_700_000_000, iat: 1_699_999_000 }, 'wrong-time'],
      ['with the nonce of another sign-in', { nonce: 'di-prima' }, 'unsolicited'],
    ])('[CAL-9.3] is refused when its ID token is %s', async (_, wrong, code) => {
      const who = await person();
      signing.seated = { who };
      signing.tamper = async (path, body) => {
        if (path !== '/token') return body;
        const answer = JSON.parse(body) as { id_token: string };
        const token = new SignJWT({ ...claimsOf(answer.id_token), ...wrong });
        return JSON.stringify({
          ...answer,
          id_token: await token.setProtectedHeader({ alg: 'RS256', kid: 'known' }).sign(ours.privateKey),
        });
      };
      await refusedWith(code, await enter(wanderer(), '/accedi/oidc/ente'));
      signing.tamper = undefined;
      expect((await enter(wanderer(), '/accedi/oidc/ente')).browser.cookie(server.url, 'sessione')).toBeDefined();
    });
  });

  test('a provider that does not answer is said so, and nothing breaks', async () => {
    await configure({ id: 'spento', issuer: 'http://127.0.0.1:9' });
    const entered = await enter(wanderer(), '/accedi/oidc/spento');
    expect(entered.status).toBe(503);
    expect(entered.page).toContain('non risponde');
    expect((await enter(wanderer(), '/accedi/oidc/nessuno')).status).toBe(404);
    expect(server.faults).toEqual([]);
  });
});

describe('a provider in a network that must not be called', () => {
  test('is not asked, and whoever signs in learns who can mend it', async () => {
    vi.stubEnv('COMUNANZA_FORBIDDEN_NETWORKS', '127.0.0.0/8');
    await configure({ id: 'vietato', issuer: idp.issuer.replace('127.0.0.1', 'localhost') });
    const entered = await enter(wanderer(), '/accedi/oidc/vietato');
    expect(entered.status).toBe(503);
    expect(entered.page).toContain('di una rete che qui non si può chiamare');
    expect(entered.page).toContain('COMUNANZA_FORBIDDEN_NETWORKS');
    vi.stubEnv('COMUNANZA_FORBIDDEN_NETWORKS', '');
    expect(server.faults).toEqual([]);
  });
});

describe('leaving', () => {
  test('[CAL-9.3] offers to sign out at the provider too, which then ends there', async () => {
    idp.seated = { who: await person() };
    const { browser } = await enter();
    const page = await (await browser.visit(`${server.url}/profilo`)).text();
    const token = /name="_csrf" value="([^"]+)"/.exec(page)![1]!;
    const left = await browser.visit(`${server.url}/esci`, {
      method: 'POST',
      body: new URLSearchParams({ _csrf: token }),
    });
    const farewell = new URL(left.headers.get('location')!, server.url).href;
    expect(farewell).toContain('/accedi/uscita?da=');
    const said = await (await browser.visit(farewell)).text();
    expect(said).toContain('Esci anche da Comune di Lecco');
    const to = /href="(http[^"]+session\/end[^"]+)"/.exec(said)![1]!.replaceAll('&amp;', '&');
    expect(to.startsWith(idp.issuer)).toBe(true);
    expect((await browser.visit(to)).status).toBe(200);
    expect(browser.cookie(server.url, 'sessione')).toBeUndefined();
    expect((await browser.visit(`${server.url}/accedi/uscita?da=falso`)).headers.get('location')).toBe('/');
  });

  test('[CAL-9.3] the provider’s word ends the session here, when it signed it', async () => {
    const who = await person();
    idp.seated = { who };
    const { browser } = await enter();
    const inside = async () => (await browser.visit(`${server.url}/profilo`)).status;
    expect(await inside()).toBe(200);
    const told: string[] = [];
    idp.provider.on('backchannel.success', () => told.push('success'));
    idp.provider.on('backchannel.error', (_context, error) => told.push(String(error)));
    const client = (await idp.provider.Client.find('comunanza'))!;
    const [session] = await rowsOf<{ provider_session: string }>(
      `select provider_session from federation.sessions where subject = '${who.sub}'`,
    );
    const address = `${server.url}/accedi/oidc/comune/uscita`;
    const forged = await fetch(address, { method: 'POST', body: new URLSearchParams({ logout_token: 'a.b.c' }) });
    expect(forged.status).toBe(403);
    expect(await inside()).toBe(200);
    await (client as unknown as { backchannelLogout(sub: string, sid: string): Promise<void> }).backchannelLogout(
      who.sub,
      session!.provider_session,
    );
    expect(await inside()).toBe(303);
    expect(server.faults).toEqual([]);
  });
});

describe('the way back', () => {
  test('[CAL-9.3] is never another site', async () => {
    for (const torna of [
      'https://altrove.example/',
      '//altrove.example',
      '/\\altrove.example',
      'javascript:alert(1)',
    ]) {
      idp.seated = { who: await person() };
      const { address } = await enter(wanderer(), `/accedi/oidc/comune?torna=${encodeURIComponent(torna)}`);
      expect(new URL(address).origin).toBe(server.url);
    }
  });
});

test('[CAL-9.3] a client’s secret is not in the database as it is, nor in the trail', async () => {
  const rows = await rowsOf(`select * from federation.oidc_providers`);
  expect(rows.length).toBeGreaterThan(0);
  expect(JSON.stringify(rows)).not.toContain('un segreto');
  const entries = await rowsOf(`select change from platform.audit_entries`);
  expect(JSON.stringify(entries)).not.toContain('un segreto');
});

test('the button is there when the provider is offered, and not otherwise', async () => {
  const shown = await (await fetch(`${server.url}/accedi?torna=%2Flecco`)).text();
  expect(shown).toContain('Entra con Comune di Lecco');
  expect(shown).toContain('/accedi/oidc/comune?torna=%2Flecco');
  expect(shown).not.toContain('Entra con SPID');
  await configure({ offered: false });
  expect(await (await fetch(`${server.url}/accedi`)).text()).not.toContain('/accedi/oidc/comune');
  await configure();
});
