import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt, decodeProtectedHeader, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { inContext } from '../../platform/database/context.ts';
import { consoleIn } from '../../testing/actor.ts';
import { startOpenIdProvider } from '../../testing/openid-provider.ts';
import { startTestServer } from '../../testing/server.ts';
import { wanderer } from '../../testing/wanderer.ts';
import { setUpCie } from './actions/set-up-cie.ts';
import { type CieKeys, publicPart } from './protocol/cie-keys.ts';

const dataFolder = mkdtempSync(join(tmpdir(), 'comunanza-cie-'));
process.env.COMUNANZA_DATA = dataFolder;
const server = await startTestServer();
const callOfServer = { site: server.url };
const entityId = `${server.url}/accedi/cie`;
const fiscal = 'https://attributes.eid.gov.it/fiscal_number';

async function newKey(kid: string) {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { privateKey, jwk: { ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid } as JWK };
}
const anchorKey = await newKey('anchor');
const providerFederationKey = await newKey('provider-federation');
const providerKey = await newKey('provider');
const strange = await newKey('anchor');

const settings = {
  provider: 'http://127.0.0.1:9',
  trustAnchor: 'http://127.0.0.1:9',
  anchorKeys: { keys: [publicPart(anchorKey.jwk)] as { kty: string; kid: string }[] },
  organization: 'Unione di Comuni Valdarno e Valdisieve',
  homepage: 'https://www.ucvv.example',
  policy: 'https://www.ucvv.example/privacy',
  contact: 'pec@ucvv.example',
  level: 2 as const,
  offered: true,
};
const configure = (more: object = {}) =>
  server.perform(setUpCie, { ...settings, ...ends, ...more }, consoleIn(null), callOfServer);
let ends = {};
await configure(); // makes the keys, which the provider must know

const keys = JSON.parse(readFileSync(join(dataFolder, 'federation', 'cie-keys.json'), 'utf8')) as CieKeys;
const cie = await startOpenIdProvider(
  () => [
    {
      client_id: entityId,
      redirect_uris: [`${server.url}/accedi/cie/ritorno`],
      token_endpoint_auth_method: 'private_key_jwt',
      jwks: { keys: [publicPart(keys.signing), publicPart(keys.encryption)] },
      require_signed_request_object: true,
      request_object_signing_alg: 'RS256',
      userinfo_signed_response_alg: 'RS256',
      userinfo_encrypted_response_alg: 'RSA-OAEP-256',
      userinfo_encrypted_response_enc: 'A256CBC-HS512',
    },
  ],
  {
    jwks: { keys: [providerKey.jwk as never] },
    conformIdTokenClaims: true,
    enabledJWA: { userinfoEncryptionAlgValues: ['RSA-OAEP-256'] },
    features: {
      requestObjects: { enabled: true, requireSignedRequestObject: true },
      jwtUserinfo: { enabled: true },
      encryption: { enabled: true },
      claimsParameter: { enabled: true },
    },
  },
);
const anchor = `${cie.issuer}/federazione`;
ends = { provider: cie.issuer, trustAnchor: anchor };

type Signer = typeof anchorKey;
const statement = ({ privateKey, jwk }: Signer, iss: string, sub: string, claims: object, lasts = 3600) =>
  new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'RS256', kid: jwk.kid!, typ: 'entity-statement+jwt' })
    .setIssuer(iss)
    .setSubject(sub)
    .setIssuedAt()
    .setExpirationTime(Math.floor(Date.now() / 1000) + lasts)
    .sign(privateKey);

/** What the federation says; each part may be made wrong. */
async function federate(wrong: { anchorSigner?: Signer; aboutSigner?: Signer; about?: object; lasts?: number } = {}) {
  const metadata = await (await fetch(`${cie.issuer}/.well-known/openid-configuration`)).json();
  cie.pages.set('/federazione/.well-known/openid-federation', () =>
    statement(wrong.anchorSigner ?? anchorKey, anchor, anchor, {
      jwks: { keys: [publicPart(anchorKey.jwk)] },
      metadata: { federation_entity: { federation_fetch_endpoint: `${anchor}/fetch` } },
    }),
  );
  cie.pages.set('/federazione/fetch', () =>
    statement(
      wrong.aboutSigner ?? anchorKey,
      anchor,
      cie.issuer,
      {
        jwks: { keys: [publicPart(providerFederationKey.jwk)] },
        metadata_policy: {
          openid_provider: { token_endpoint_auth_methods_supported: { superset_of: ['private_key_jwt'] } },
        },
        ...wrong.about,
      },
      wrong.lasts,
    ),
  );
  cie.pages.set('/.well-known/openid-federation', () =>
    statement(providerFederationKey, cie.issuer, cie.issuer, {
      jwks: { keys: [publicPart(providerFederationKey.jwk)] },
      authority_hints: [anchor],
      metadata: { openid_provider: metadata },
    }),
  );
}
await federate();
await configure();

const rita = { sub: 'a1', given_name: 'Rita', family_name: 'Bianchi', [fiscal]: 'TINIT-BNCRTI80A41G825R' };
const level = (one: 1 | 2 | 3) => `https://www.spid.gov.it/SpidL${one}`;

beforeEach(() => {
  cie.tamper = undefined;
  cie.seated = { who: rita, acr: level(3) };
});

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

async function lastEntry() {
  const [entry] = await rowsOf<{ outcome: string; change: string }>(
    `select outcome, change from platform.audit_entries where action = 'federation/enter-with-cie' order by id desc limit 1`,
  );
  return { outcome: entry?.outcome, after: JSON.parse(entry?.change ?? '{"after":null}').after };
}

async function enter(browser = wanderer()) {
  const { address, response } = await browser.follow(`${server.url}/accedi/cie?torna=%2Flecco`);
  return { browser, address, status: response.status, page: await response.text() };
}

async function refusedWith(code: string) {
  const entered = await enter();
  expect(entered.browser.cookie(server.url, 'sessione')).toBeUndefined();
  expect(await lastEntry()).toMatchObject({ outcome: 'failed', after: { reason: `federation/${code}` } });
  expect(entered.page).toContain('Accesso non riuscito');
  expect(server.faults).toEqual([]);
}

describe('a citizen with CIE', () => {
  test('[AT-S7] comes in by a signed question and an encrypted answer, with the account of the fiscal code', async () => {
    const entered = await enter();
    expect(entered.page).not.toContain('Accesso non riuscito');
    expect(new URL(entered.address).pathname).toBe('/lecco');
    expect(entered.browser.cookie(server.url, 'sessione')).toBeDefined();
    expect(await lastEntry()).toMatchObject({
      outcome: 'done',
      after: { method: 'cie', level: 3, provider: cie.issuer },
    });
    expect(await rowsOf(`select name, email, fiscal_code from identity.people where fiscal_code is not null`)).toEqual([
      { name: 'Rita Bianchi', email: null, fiscal_code: 'BNCRTI80A41G825R' },
    ]);
    await enter();
    expect(await rowsOf(`select 1 from identity.people where fiscal_code is not null`)).toHaveLength(1);
  });

  test('[AT-S7] is asked for at the level set, in a question signed by this service', async () => {
    const { address } = await wanderer().follow(`${server.url}/accedi/cie`, (one) => one.startsWith(cie.issuer));
    const { searchParams } = new URL(address);
    const question = searchParams.get('request')!;
    expect(decodeProtectedHeader(question)).toMatchObject({ alg: 'RS256', kid: keys.signing.kid });
    expect(decodeJwt(question)).toMatchObject({
      iss: entityId,
      client_id: entityId,
      aud: cie.issuer,
      acr_values: level(2),
      code_challenge_method: 'S256',
      prompt: 'consent login',
      scope: 'openid profile',
    });
    expect(searchParams.get('scope')).toBe('openid profile');
    expect(searchParams.get('code_challenge')).toBe(decodeJwt(question).code_challenge);
  });

  test('[AT-S7] is refused below the level asked', async () => {
    cie.seated = { who: rita, acr: level(1) };
    await refusedWith('too-weak');
    cie.seated = { who: rita };
    await refusedWith('too-weak');
  });

  test('[AT-S7] is refused without a right fiscal code', async () => {
    const { [fiscal]: _, ...without } = rita;
    cie.seated = { who: without, acr: level(3) };
    await refusedWith('no-fiscal-code');
    cie.seated = { who: { ...rita, [fiscal]: 'TINIT-BNCRTI80A41G825Z' }, acr: level(3) };
    await refusedWith('no-fiscal-code');
  });

  test('[AT-S7] who says no there is told how to go on', async () => {
    cie.seated = { refuses: 'no' };
    await refusedWith('declined');
  });
});

describe('an answer of CIE that is not what it should be is refused', () => {
  /** Changes claims of the ID token, signed again by whom is said. */
  function withToken(wrong: object, signer: Signer = providerKey) {
    cie.tamper = async (path, body) => {
      if (path !== '/token') return body;
      const answer = JSON.parse(body) as { id_token: string };
      const token = new SignJWT({ ...decodeJwt(answer.id_token), ...wrong });
      const id_token = await token.setProtectedHeader({ alg: 'RS256', kid: 'provider' }).sign(signer.privateKey);
      return JSON.stringify({ ...answer, id_token });
    };
  }

  test.each([
    ['for another service', { aud: 'https://altro.example' }, 'wrong-audience'],
    ['of another issuer', { iss: 'https://altro.example' }, 'wrong-issuer'],
    ['out of time', { iat: 1_700_000_000, exp: 1_700_000_300 }, 'wrong-time'],
    ['with the nonce of another sign-in', { nonce: 'x'.repeat(32) }, 'unsolicited'],
    ['at a lower level', { acr: level(1) }, 'too-weak'],
  ])('[AT-S7] %s', async (_, wrong, code) => {
    withToken(wrong);
    await refusedWith(code);
  });

  test('[AT-S7] signed by somebody else', async () => {
    withToken({}, strange);
    await refusedWith('wrong-signature');
  });

  test('[AT-S7] that comes twice, in another browser, or without saying who gives it', async () => {
    const browser = wanderer();
    const atReturn = (one: string) => one.startsWith(`${entityId}/ritorno`);
    const { address } = await browser.follow(`${server.url}/accedi/cie`, atReturn);
    expect((await wanderer().visit(address)).status).toBe(403);
    expect(await lastEntry()).toMatchObject({ outcome: 'failed', after: { reason: 'federation/other-browser' } });
    const again = await browser.follow(`${server.url}/accedi/cie`, atReturn);
    const nameless = new URL(again.address);
    nameless.searchParams.delete('iss');
    expect((await browser.visit(nameless.href)).status).toBe(403);
    const third = await browser.follow(`${server.url}/accedi/cie`, atReturn);
    expect((await browser.visit(third.address)).status).toBe(303);
    expect((await browser.visit(third.address)).status).toBe(403);
    expect(await lastEntry()).toMatchObject({ outcome: 'failed', after: { reason: 'federation/stale' } });
  });
});

describe('the federation', () => {
  test('[AT-S7] this service describes itself, signed with its own key', async () => {
    const answer = await fetch(`${entityId}/.well-known/openid-federation`);
    expect(answer.headers.get('content-type')).toContain('application/entity-statement+jwt');
    const said = await answer.text();
    expect(decodeProtectedHeader(said)).toMatchObject({
      alg: 'RS256',
      typ: 'entity-statement+jwt',
      kid: keys.federation.kid,
    });
    const claims = decodeJwt(said) as Record<string, never>;
    expect(claims).toMatchObject({
      iss: entityId,
      sub: entityId,
      authority_hints: [anchor],
      metadata: {
        federation_entity: { organization_name: settings.organization, contacts: [settings.contact] },
        openid_relying_party: {
          client_id: entityId,
          redirect_uris: [`${entityId}/ritorno`],
          token_endpoint_auth_method: 'private_key_jwt',
          client_registration_types: ['automatic'],
        },
      },
    });
    expect(said.length).toBeGreaterThan(500);
    expect(JSON.stringify(claims)).not.toContain('"d"');
    expect(statSync(join(dataFolder, 'federation', 'cie-keys.json')).mode & 0o777).toBe(0o600);
  });

  test.each([
    ['signed by another anchor', { anchorSigner: strange }],
    ['whose word on the provider is of somebody else', { aboutSigner: strange }],
    ['that is over', { lasts: -3600 }],
    ['that knows other keys of the provider', { about: { jwks: { keys: [publicPart(strange.jwk)] } } }],
    [
      'whose policy the provider does not meet',
      { about: { metadata_policy: { openid_provider: { issuer: { one_of: ['https://altro.example'] } } } } },
    ],
    [
      'whose policy is not understood',
      { about: { metadata_policy: { openid_provider: { issuer: { resembles: 'x' } } } } },
    ],
  ])('[AT-S7] a federation %s is not believed', async (_, wrong) => {
    await federate(wrong);
    await configure({ trustAnchor: anchor, provider: `${cie.issuer}/` }); // the memory of before is of another service
    const other = {
      ...settings,
      ...ends,
      anchorKeys: { keys: [publicPart(anchorKey.jwk), publicPart(providerKey.jwk)] },
    };
    await configure({
      ...other,
      anchorKeys: { keys: [...other.anchorKeys.keys, { ...publicPart(anchorKey.jwk), kid: `k${Math.random()}` }] },
    });
    const entered = await enter();
    expect(entered.status).toBe(503);
    expect(entered.page).toContain('La federazione non conferma');
    expect(entered.browser.cookie(server.url, 'sessione')).toBeUndefined();
    await federate();
    await configure();
    expect(server.faults).toEqual([]);
  });
});

test('the button is there when CIE is set up and offered', async () => {
  expect(await (await fetch(`${server.url}/accedi`)).text()).toContain('Entra con CIE');
  await configure({ offered: false });
  expect(await (await fetch(`${server.url}/accedi`)).text()).not.toContain('Entra con CIE');
  expect((await fetch(`${server.url}/accedi/cie`, { redirect: 'manual' })).headers.get('location')).toBe('/accedi');
  await configure();
});
