import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { inContext } from '../../platform/database/context.ts';
import { consoleIn } from '../../testing/actor.ts';
import { noBrowser, openBrowser } from '../../testing/browser.ts';
import { startTestServer } from '../../testing/server.ts';
import { person, type Says, someKeys, startSpidProvider } from '../../testing/spid-provider.ts';
import { wanderer } from '../../testing/wanderer.ts';
import { addSpidProvider } from './actions/add-spid-provider.ts';
import { setUpSpid } from './actions/set-up-spid.ts';

const dataFolder = mkdtempSync(join(tmpdir(), 'comunanza-spid-'));
process.env.COMUNANZA_DATA = dataFolder;
const server = await startTestServer();
const callOfServer = { site: server.url };
const idp = await startSpidProvider(() => server.clock().instant);
const other = await startSpidProvider(() => server.clock().instant, 'Un’altra identità');
const service = { address: `${server.url}/accedi/spid/risposta`, entityId: 'https://servizi.ucvv.example' };
idp.know(service);
const settings = {
  entityId: service.entityId,
  organization: 'Unione di Comuni Valdarno e Valdisieve & vicini',
  organizationShort: 'Valdarno e Valdisieve',
  organizationAddress: 'https://www.ucvv.example',
  place: 'Rufina',
  ipaCode: 'ucvv',
  email: 'ced@ucvv.example',
  telephone: '+390551234567',
  businesses: true,
  level: 2 as const,
  offered: true,
};
const configure = (more: Partial<Parameters<typeof setUpSpid.run>[0]['input']> = {}) =>
  server.perform(setUpSpid, { ...settings, ...more }, consoleIn(null), callOfServer);
await configure();
for (const provider of [idp, other])
  await server.perform(addSpidProvider, { metadata: provider.metadata() }, consoleIn(null), callOfServer);
const strangers = await someKeys();

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

type Trail = { action: string; outcome: string; person: string | null; change: string };

async function lastEntry(): Promise<Trail> {
  const [entry] = await rowsOf<Trail>(`select action, outcome, person, change from platform.audit_entries
    where action like 'federation/%' order by id desc limit 1`);
  return entry!;
}

/** From the sign-in page to the provider's door: the address with the signed question. */
async function ask(browser = wanderer(), more: Record<string, string> = {}) {
  const query = new URLSearchParams({ fornitore: idp.entityId, torna: '/lecco', ...more });
  const { address } = await browser.follow(`${server.url}/accedi/spid?${query}`, (one) => one.startsWith(idp.origin));
  return { browser, address };
}

/** The browser posts the provider's form, from the provider's site: without our cookies. */
async function arrive(form: { to: string; SAMLResponse: string; RelayState: string }) {
  const response = await fetch(form.to, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: idp.origin, 'sec-fetch-site': 'cross-site' },
    body: new URLSearchParams({ SAMLResponse: form.SAMLResponse, RelayState: form.RelayState }),
  });
  return { status: response.status, to: response.headers.get('location'), page: await response.text() };
}

/** All the way in. */
async function enter(says: Partial<Says> = {}, browser = wanderer(), more: Record<string, string> = {}) {
  const { address } = await ask(browser, more);
  const arrived = await arrive(idp.answer(address, service, says));
  if (!arrived.to) return { browser, ...arrived };
  const response = await browser.visit(new URL(arrived.to, server.url).href);
  return { browser, status: response.status, to: response.headers.get('location'), page: await response.text() };
}

async function refusedWith(code: string, says: Partial<Says>) {
  const entered = await enter(says);
  expect(entered.browser.cookie(server.url, 'sessione'), code).toBeUndefined();
  const entry = await lastEntry();
  expect(entry.outcome).toBe('failed');
  expect(JSON.parse(entry.change).after).toMatchObject({ reason: `federation/${code}`, provider: idp.entityId });
  expect(entered.status).toBe(403);
  expect(entered.page).toContain('Accesso non riuscito');
  expect(entered.page).toContain('Che cosa fare');
  expect(server.faults).toEqual([]);
  return entered.page;
}

describe('a citizen with SPID', () => {
  test('[AT-S7] comes in, has an account by the fiscal code, and acts as a citizen', async () => {
    const first = await enter();
    expect(first).toMatchObject({ status: 303, to: '/lecco' });
    expect(first.browser.cookie(server.url, 'sessione')).toBeDefined();
    const people = await rowsOf(`select name, email, fiscal_code from identity.people where fiscal_code is not null`);
    expect(people).toEqual([{ name: 'Rita Bianchi', email: null, fiscal_code: 'BNCRTI80A41G825R' }]);
    expect(JSON.parse((await lastEntry()).change).after).toMatchObject({
      method: 'spid',
      provider: idp.entityId,
      level: 2,
    });
    expect(await rowsOf(`select method, level from identity.sessions`)).toContainEqual({ method: 'spid', level: 2 });
    const again = await enter({ level: 3 });
    expect(again.status).toBe(303);
    expect(await rowsOf(`select 1 from identity.people where fiscal_code is not null`)).toHaveLength(1);
    const home = await first.browser.visit(`${server.url}/lecco`);
    expect(home.status).toBe(200);
  });

  test('[AT-S7] is never taken for somebody of the staff by an address', async () => {
    const email = await server.registered({ role: 'SEC', association: 'lecco' });
    const attributes = { ...person, fiscalNumber: 'TINIT-VRDGPP75C12G825B', email };
    expect((await enter({ attributes })).status).toBe(303);
    const rows = await rowsOf<{ id: string }>(`select id from identity.people where email = '${email}'`);
    expect((await lastEntry()).person).not.toBe(rows[0]!.id);
  });

  test('[AT-S7] who also has an account of the staff with that fiscal code stands under it', async () => {
    const email = await server.registered({ role: 'SEC', association: 'lecco' });
    const set = { association: null, actor: { person: null }, entities: 'all', installation: true } as const;
    await inContext(server.database, set, (tx) =>
      sql`update identity.people set fiscal_code = 'MRNLCU00A01H501J' where email = ${email}`.execute(tx),
    );
    const entered = await enter({ attributes: { ...person, fiscalNumber: 'TINIT-MRNLCU00A01H501J' } });
    expect(entered.status).toBe(303);
    const rows = await rowsOf<{ id: string }>(`select id from identity.people where email = '${email}'`);
    expect((await lastEntry()).person).toBe(rows[0]!.id);
  });

  test('[AT-S7] who comes for a business has it on the session, and in the trail', async () => {
    const { address } = await ask(wanderer(), { per: 'impresa' });
    const { xml } = idp.question(address);
    expect(xml).toContain('AttributeConsumingServiceIndex="1"');
    expect(xml).toMatch(/<samlp:Extensions [^>]*><spid:Purpose>P<\/spid:Purpose><\/samlp:Extensions>/);
    expect(xml.indexOf('<samlp:Extensions')).toBe(xml.indexOf('</saml:Issuer>') + '</saml:Issuer>'.length);
    expect(idp.question((await ask()).address).xml).not.toContain('Purpose');
    const attributes = {
      ...person,
      companyName: 'Rossi &amp; C.',
      ivaCode: 'VATIT-00743110157',
      registeredOffice: 'Via Roma 1',
    };
    const entered = await enter({ attributes }, wanderer(), { per: 'impresa' });
    expect(entered.status).toBe(303);
    expect(await rowsOf(`select business from federation.sessions where business is not null`)).toEqual([
      { business: { name: 'Rossi & C.', vatNumber: '00743110157', fiscalCode: null, office: 'Via Roma 1' } },
    ]);
    expect(JSON.parse((await lastEntry()).change).after.business).toEqual({
      vatNumber: '00743110157',
      fiscalCode: null,
    });
  });

  test('[AT-S7] signs out there too, and is out here when the provider says so', async () => {
    const { browser } = await enter();
    const page = await (await browser.visit(`${server.url}/profilo`)).text();
    const token = /name="_csrf" value="([^"]+)"/.exec(page)![1]!;
    const left = await browser.visit(`${server.url}/esci`, {
      method: 'POST',
      body: new URLSearchParams({ _csrf: token }),
    });
    const said = await (await browser.visit(new URL(left.headers.get('location')!, server.url).href)).text();
    const to = /href="(http:\/\/localhost[^"]+)"/.exec(said)![1]!.replaceAll('&amp;', '&');
    const { xml, isSignedBy } = idp.question(to);
    expect(isSignedBy(certificate())).toBe(true);
    expect(xml).toMatch(/<samlp:LogoutRequest .*<samlp:SessionIndex>_s-_/s);
    expect((await browser.visit(to)).status).toBe(200);

    const second = await enter();
    const inside = async () => (await second.browser.visit(`${server.url}/profilo`)).status;
    const [session] = await rowsOf<{ subject: string }>(`select subject from federation.sessions where method = 'spid'
      and session in (select token_sha256 from identity.sessions) order by session`);
    expect(await inside()).toBe(200);
    const exit = `${server.url}/accedi/spid/uscita`;
    const subjects = await rowsOf<{ subject: string }>(`select subject from federation.sessions`);
    expect(subjects).toContainEqual(session);
    expect((await fetch(idp.logout(exit, session!.subject, strangers))).status).toBe(403);
    expect(await inside()).toBe(200);
    for (const { subject } of subjects) {
      const address = idp.logout(exit, subject);
      const ended = await fetch(address, { redirect: 'manual' });
      expect(ended.headers.get('location')).toContain(`${idp.origin}/slo?SAMLResponse=`);
      expect((await fetch(address, { redirect: 'manual' })).status).toBe(403); // the same message again
    }
    expect(await inside()).toBe(303);
    expect(server.faults).toEqual([]);
  });
});

describe('the question to a SPID provider', () => {
  test('[AT-S7] is signed, at the level set, and says nothing of where the person goes', async () => {
    const { address } = await ask();
    const question = idp.question(address);
    expect(question.isSignedBy(certificate())).toBe(true);
    expect(question.isSignedBy(strangers.certificate)).toBe(false);
    expect(question.attribute('ForceAuthn')).toBe('true');
    expect(question.attribute('Comparison')).toBe('exact');
    expect(question.attribute('Destination')).toBe(`${idp.origin}/sso`);
    expect(question.attribute('AttributeConsumingServiceIndex')).toBe('0');
    expect(question.xml).toContain('https://www.spid.gov.it/SpidL2');
    expect(question.xml).toContain(
      `<saml:Issuer Format="urn:oasis:names:tc:SAML:2.0:nameid-format:entity" NameQualifier="${service.entityId}">${service.entityId}<`,
    );
    expect(question.xml).not.toContain('IsPassive');
    expect(question.relayState).not.toContain('lecco');
    expect(question.id).not.toBe(idp.question((await ask()).address).id);
    await configure({ level: 1 });
    const weak = idp.question((await ask()).address);
    expect(weak.attribute('ForceAuthn')).toBeUndefined();
    expect(weak.xml).toContain('https://www.spid.gov.it/SpidL1');
    await configure();
  });
});

describe('an answer that is not what it should be is refused', () => {
  const saml = 'urn:oasis:names:tc:SAML:2.0';
  const wrong: [string, string, Partial<Says>][] = [
    ['signed by somebody else', 'wrong-signature', { signer: strangers }],
    ['without a signature on the response', 'wrong-signature', { signsResponse: false }],
    ['without a signature on the assertion', 'wrong-signature', { signsAssertion: false }],
    ['without any signature', 'wrong-signature', { signsResponse: false, signsAssertion: false }],
    ['signed with SHA-1', 'wrong-signature', { algorithm: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1' }],
    [
      'whose assertion was changed after it was signed',
      'wrong-signature',
      { tamperAssertion: (xml) => xml.replace('BNCRTI80A41G825R', 'RSSMRA80A01H501U') },
    ],
    [
      'changed as a whole after it was signed',
      'wrong-signature',
      { tamperResponse: (xml) => xml.replace('BNCRTI80A41G825R', 'RSSMRA80A01H501U') },
    ],
    ['for another service', 'wrong-audience', { audience: 'https://altro.example' }],
    ['for another recipient', 'wrong-destination', { recipient: 'https://altro.example/risposta' }],
    ['for another destination', 'wrong-destination', { destination: 'https://altro.example/risposta' }],
    ['of another issuer', 'wrong-issuer', { issuer: 'https://altro.example' }],
    ['whose issuer has another format', 'wrong-issuer', { issuerFormat: `${saml}:nameid-format:transient` }],
    ['that is over', 'wrong-time', { notOnOrAfter: -120_000 }],
    ['not valid yet', 'wrong-time', { notBefore: 120_000 }],
    ['older than the question', 'wrong-time', { issued: -600_000 }],
    ['from the future', 'wrong-time', { issued: 600_000 }],
    ['at a lower level', 'too-weak', { level: 1 }],
    ['of another version', 'malformed', { version: '1.1' }],
    ['with a lasting name', 'malformed', { nameIdFormat: `${saml}:nameid-format:persistent` }],
    ['without a fiscal code', 'no-fiscal-code', { attributes: { name: 'Rita', familyName: 'Bianchi' } }],
    [
      'with a wrong fiscal code',
      'no-fiscal-code',
      { attributes: { ...person, fiscalNumber: 'TINIT-BNCRTI80A41G825Z' } },
    ],
    [
      'with a fiscal code of another country',
      'no-fiscal-code',
      { attributes: { ...person, fiscalNumber: 'TINDE-123' } },
    ],
  ];
  test.each(wrong)('[AT-S7] %s', async (_, code, says) => {
    await refusedWith(code, says);
  });

  test('[AT-S7] a clock a few seconds off is not', async () => {
    expect((await enter({ issued: 20_000, notBefore: 20_000 })).status).toBe(303);
  });

  test('[AT-S7] one nobody asked for, one to another question, one to a question of another provider', async () => {
    const unasked = await enter({ inResponseTo: '_mai-chiesta' });
    expect(unasked.status).toBe(403);
    expect(JSON.parse((await lastEntry()).change).after).toEqual({
      method: 'spid',
      provider: null,
      reason: 'federation/unsolicited',
    });
    const mine = await ask();
    const others = await ask();
    const form = idp.answer(mine.address, service, { inResponseTo: idp.question(others.address).id });
    expect((await arrive(form)).status).toBe(403); // its state is another question's
    const query = new URLSearchParams({ fornitore: other.entityId });
    const { address } = await wanderer().follow(`${server.url}/accedi/spid?${query}`, (one) =>
      one.startsWith(other.origin),
    );
    const impostor = await arrive(idp.answer(address, service));
    expect(impostor.status).toBe(403);
    expect(JSON.parse((await lastEntry()).change).after.reason).toBe('federation/wrong-signature');
  });

  test('[AT-S7] the same one twice, and the same assertion in another answer', async () => {
    const { address } = await ask();
    const form = idp.answer(address, service);
    expect((await arrive(form)).status).toBe(303);
    expect((await arrive(form)).status).toBe(403);
    expect(JSON.parse((await lastEntry()).change).after.reason).toBe('federation/replayed');
    await enter({ assertionId: '_sempre-la-stessa' });
    await refusedWith('replayed', { assertionId: '_sempre-la-stessa' });
  });

  test('[AT-S7] two at once: one is the second', async () => {
    const { address } = await ask();
    const form = idp.answer(address, service);
    const statuses = (await Promise.all([arrive(form), arrive(form), arrive(form)])).map((one) => one.status);
    expect(statuses.sort()).toEqual([303, 403, 403]);
    expect(server.faults).toEqual([]);
  });

  test('[AT-S7] one that arrives in another browser than the one where the sign-in began', async () => {
    const { address } = await ask();
    const { to } = await arrive(idp.answer(address, service));
    const victim = wanderer();
    const response = await victim.visit(new URL(to!, server.url).href);
    expect(response.status).toBe(403);
    expect(victim.cookie(server.url, 'sessione')).toBeUndefined();
    expect(JSON.parse((await lastEntry()).change).after.reason).toBe('federation/other-browser');
  });

  test('[AT-S7] one too old, that waited longer than a sign-in may', async () => {
    const { address } = await ask();
    const set = { association: null, actor: { person: null }, entities: 'all', installation: true } as const;
    const { id } = idp.question(address);
    await inContext(server.database, set, (tx) =>
      sql`update federation.attempts set started = started - interval '20 minutes' where id = ${id}`.execute(tx),
    );
    expect((await arrive(idp.answer(address, service))).status).toBe(403);
    expect(JSON.parse((await lastEntry()).change).after.reason).toBe('federation/stale');
  });

  /** The signed assertion moved aside, and one of the attacker's in its place: the ways known of wrapping a signature. */
  const assertionIn = (xml: string) => /<saml:Assertion .*<\/saml:Assertion>/s.exec(xml)![0];
  const forged = (xml: string, id = '_falsa') =>
    assertionIn(xml)
      .replace(/ ID="[^"]*"/, ` ID="${id}"`)
      .replace('BNCRTI80A41G825R', 'RSSMRA80A01H501U')
      .replace(/<ds:Signature.*<\/ds:Signature>/s, '');
  const wrapped: [string, (xml: string) => string][] = [
    ['before the signed one', (xml) => xml.replace('<saml:Assertion ', `${forged(xml)}<saml:Assertion `)],
    ['after the signed one', (xml) => xml.replace('</samlp:Response>', `${forged(xml)}</samlp:Response>`)],
    [
      'with the signed one inside it',
      (xml) =>
        xml.replace(assertionIn(xml), forged(xml).replace('</saml:Assertion>', `${assertionIn(xml)}</saml:Assertion>`)),
    ],
    [
      'with the signed one in its signature’s Object',
      (xml) => {
        const good = assertionIn(xml);
        const signature = /<ds:Signature.*<\/ds:Signature>/s.exec(good)![0];
        const evil = forged(xml).replace(
          '</saml:Issuer>',
          `</saml:Issuer>${signature.replace('</ds:Signature>', `<ds:Object>${good.replace(signature, '')}</ds:Object></ds:Signature>`)}`,
        );
        return xml.replace(good, evil);
      },
    ],
    [
      'with the same id',
      (xml) => {
        const id = / ID="([^"]*)"/.exec(assertionIn(xml))![1]!;
        return xml.replace('<saml:Assertion ', `${forged(xml, id)}<saml:Assertion `);
      },
    ],
    [
      'the signed one hidden in the extensions',
      (xml) => {
        const good = assertionIn(xml);
        return xml
          .replace(good, forged(xml))
          .replace('<samlp:Status>', `<samlp:Extensions>${good}</samlp:Extensions><samlp:Status>`);
      },
    ],
    ['with a comment in the fiscal code', (xml) => xml.replace('BNCRTI80A41G825R', 'BNCRTI80A41G825R<!-- -->X')],
  ];
  test.each(wrapped)('[AT-S7] a signature wrapped around another assertion: %s', async (_, wrap) => {
    for (const says of [
      { tamperResponse: wrap },
      { tamperResponse: wrap, signsResponse: false },
    ] satisfies Partial<Says>[]) {
      const entered = await enter(says);
      expect(entered.browser.cookie(server.url, 'sessione')).toBeUndefined();
      expect(entered.status).toBe(403);
    }
    // Signed again as a whole by the provider's own key, the assertion inside must still be its own.
    const entered = await enter({
      tamperAssertion: (xml) =>
        xml.includes('<ds:Signature')
          ? wrap(`<samlp:Response><samlp:Status>${xml}</samlp:Response>`).replace(
              /<\/?samlp:(?:Response|Status|Extensions)>/g,
              '',
            )
          : xml,
    });
    expect(entered.browser.cookie(server.url, 'sessione')).toBeUndefined();
    expect(await rowsOf(`select 1 from identity.people where fiscal_code = 'RSSMRA80A01H501U'`)).toEqual([]);
    expect(server.faults).toEqual([]);
  });

  test('[AT-S7] whatever is no answer at all, without a fault', async () => {
    const b64 = (text: string) => Buffer.from(text).toString('base64');
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><samlp:Response xmlns:samlp="${saml}:protocol" InResponseTo="&b;"/>`;
    const file = `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><samlp:Response xmlns:samlp="${saml}:protocol">&a;</samlp:Response>`;
    for (const SAMLResponse of [
      '',
      'x',
      '<<<',
      b64('<a>'),
      b64(bomb),
      b64(file),
      b64('<Response/>'),
      'A'.repeat(500_000),
      b64('<a><b></a>'),
    ]) {
      const { status } = await arrive({ to: service.address, SAMLResponse, RelayState: '' });
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
    }
    for (const query of ['', '?SAMLRequest=x', '?SAMLRequest=%ff&Signature=%', '?SAMLRequest=a&SAMLRequest=b'])
      expect((await fetch(`${server.url}/accedi/spid/uscita${query}`, { redirect: 'manual' })).status).toBeLessThan(
        500,
      );
    expect(server.faults).toEqual([]);
  });

  test.each([
    [19, 'sbagliate troppe volte'],
    [20, 'non ha credenziali del livello'],
    [21, 'passato troppo tempo'],
    [22, 'consenso'],
    [23, 'sospesa o revocata'],
    [25, 'annullato'],
    [30, 'uso professionale'],
    [8, 'nr. 8'],
  ])('[AT-S7] anomaly %i of the provider is a plain sentence', async (anomaly, words) => {
    expect(await refusedWith('declined', { anomaly })).toContain(words);
  });

  test('[AT-S7] never leads to another site', async () => {
    for (const torna of ['https://altrove.example/', '//altrove.example', '/\\altrove.example']) {
      const entered = await enter({}, wanderer(), { torna });
      expect(entered.to).toBe('/oggi');
    }
  });
});

describe('an account of the staff bound to one’s SPID', () => {
  const code = 'VRDGPP75C12G825B';
  const attributes = { ...person, fiscalNumber: `TINIT-${code}` };
  const own = '/profilo/identita-digitale';
  const forget = () =>
    inContext(server.database, whole, (tx) =>
      sql`update identity.people set fiscal_code = upper('OLD' || left(md5(id::text), 13)) where fiscal_code = ${code}`.execute(
        tx,
      ),
    );
  const whole = { association: null, actor: { person: null }, entities: 'all', installation: true } as const;

  async function colleague() {
    const cookie = await server.signedIn({ role: 'SEC', association: 'lecco' });
    const session = cookie.split('=')[1]!;
    const browser = wanderer();
    const visit = (path: string, init: RequestInit = {}) => browser.visit(`${server.url}${path}`, init);
    // The session of the test server is put where a sign-in would have put it.
    browser.put(server.url, 'sessione', session);
    const [row] = await rowsOf<{ person: string }>(
      `select person from identity.sessions where token_sha256 = encode(sha256('${session}'::bytea), 'hex')`,
    );
    return { browser, visit, person: row!.person, session };
  }

  /** From the profile to the provider and back. */
  async function bind({ browser }: { browser: ReturnType<typeof wanderer> }, says: Partial<Says> = {}) {
    const query = new URLSearchParams({ fornitore: idp.entityId });
    const { address, stopped, response } = await browser.follow(`${server.url}${own}/collega?${query}`, (one) =>
      one.startsWith(idp.origin),
    );
    if (!stopped) return { status: response.status, to: null, page: await response.text() };
    const arrived = await arrive(idp.answer(address, service, says));
    if (!arrived.to) return arrived;
    const back = await browser.visit(new URL(arrived.to, server.url).href);
    return { status: back.status, to: back.headers.get('location'), page: await back.text() };
  }

  test('[AT-S7] is bound from the session, by the fiscal code; afterwards SPID opens it with its posts, as strongly as it says', async () => {
    await forget();
    const one = await colleague();
    expect(await (await one.visit(own)).text()).toContain('SPID e CIE non aprono ancora questo accesso.');
    expect(await bind(one, { attributes })).toMatchObject({ status: 303, to: own });
    expect(one.browser.cookie(server.url, 'sessione')).toBe(one.session);
    const shown = await (await one.visit(own)).text();
    expect(shown).toContain(code);
    expect(shown).toContain('Identità digitale collegata');
    const entry = await lastEntry();
    expect([entry.action, entry.outcome, entry.person]).toEqual(['federation/enter-with-spid', 'done', one.person]);
    expect(JSON.parse(entry.change)).toMatchObject({
      before: { fiscalCode: null },
      after: { fiscalCode: code, method: 'spid', provider: idp.entityId, level: 2, binds: true },
    });
    const letters = await rowsOf<{ kind: string }>(`select kind from mail.outbox order by asked desc limit 1`);
    expect(letters).toEqual([{ kind: 'identity/sign-in-changed' }]);

    const elsewhere = await enter({ attributes, level: 3 });
    expect(elsewhere.status).toBe(303);
    const sessions = await rowsOf<{ method: string; level: number }>(
      `select method, level from identity.sessions where person = '${one.person}' and method = 'spid'`,
    );
    expect(sessions).toEqual([{ method: 'spid', level: 3 }]);
    const home = await (await elsewhere.browser.visit(`${server.url}/lecco`)).text();
    expect(home).toContain('egretario verbalizzante');

    expect((await one.visit(`${own}/scollega`, await formOf(one, own))).status).toBe(303);
    expect(JSON.parse((await lastEntry()).change)).toMatchObject({
      before: { fiscalCode: code },
      after: { fiscalCode: null },
    });
    expect((await elsewhere.browser.visit(`${server.url}/profilo`)).status).toBe(303);
    expect((await one.visit('/profilo')).status).toBe(200);
    await enter({ attributes });
    expect((await lastEntry()).person).not.toBe(one.person);
  });

  async function formOf({ visit }: Awaited<ReturnType<typeof colleague>>, path: string): Promise<RequestInit> {
    const token = /name="_csrf" value="([^"]+)"/.exec(await (await visit(path)).text())![1]!;
    return {
      method: 'POST',
      headers: { origin: server.url, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ _csrf: token }),
    };
  }

  test('[AT-S7] is not bound to the identity of somebody else here, nor to another than the one the office confirmed', async () => {
    await forget();
    await enter({ attributes });
    const one = await colleague();
    const taken = await bind(one, { attributes });
    expect(taken.status).toBe(503);
    expect(taken.page).toContain('apre già un altro accesso');
    expect(JSON.parse((await lastEntry()).change).after).toMatchObject({ reason: 'federation/fiscal-code-taken' });
    const confirmed = await colleague();
    await inContext(server.database, whole, (tx) =>
      sql`update identity.people set fiscal_code = 'BNCRTI80A41F205X' where id = ${confirmed.person}`.execute(tx),
    );
    await forget();
    const other = await bind(confirmed, { attributes });
    expect(other.page).toContain('non è quello confermato');
    const rows = await rowsOf<{ fiscal_code: string | null }>(
      `select fiscal_code from identity.people where id in ('${one.person}', '${confirmed.person}') order by fiscal_code`,
    );
    expect(rows.map((row) => row.fiscal_code)).toEqual(['BNCRTI80A41F205X', null]);
  });

  test('[AT-S7] needs the very session that asked, proved a few minutes ago', async () => {
    await forget();
    const one = await colleague();
    const query = new URLSearchParams({ fornitore: idp.entityId });
    const { address } = await one.browser.follow(`${server.url}${own}/collega?${query}`, (to) =>
      to.startsWith(idp.origin),
    );
    const arrived = await arrive(idp.answer(address, service, { attributes }));
    one.browser.put(server.url, 'sessione', (await colleague()).session);
    const back = await one.browser.visit(new URL(arrived.to!, server.url).href);
    expect(back.status).toBe(403);
    expect(await rowsOf(`select 1 from identity.people where fiscal_code = '${code}'`)).toEqual([]);

    const late = await colleague();
    await inContext(server.database, whole, (tx) =>
      sql`update identity.sessions set created = created - interval '6 minutes', proved = null where person = ${late.person}`.execute(
        tx,
      ),
    );
    const asked = await late.visit(`${own}/collega?${query}`);
    expect(asked.headers.get('location')).toMatch(/^\/profilo\/conferma|prova/);
    const nobody = await wanderer().visit(`${server.url}${own}/collega?${query}`);
    expect(nobody.headers.get('location')).toContain('/accedi');
    expect(server.faults).toEqual([]);
  });
});

function certificate(): string {
  return execFileSync('cat', [join(dataFolder, 'federation', 'spid-certificate.pem')]).toString();
}

describe('the metadata for AgID', async () => {
  const schemas = '/usr/share/xml/opensaml';
  const tools = ['xmllint', 'openssl'].every((tool) => existsSync(`/usr/bin/${tool}`));

  test('[AT-S7] say who we are, what we ask, and are signed', async () => {
    const answer = await fetch(`${server.url}/accedi/spid/metadata.xml`);
    expect(answer.headers.get('content-type')).toContain('application/samlmetadata+xml');
    const xml = await answer.text();
    for (const part of [
      `entityID="${service.entityId}"`,
      'AuthnRequestsSigned="true"',
      'WantAssertionsSigned="true"',
      `Location="${service.address}" index="0" isDefault="true"`,
      '<md:AttributeConsumingService index="1">',
      'Name="fiscalNumber"',
      'Name="ivaCode"',
      '<md:OrganizationName xml:lang="it">Unione di Comuni Valdarno e Valdisieve &amp; vicini<',
      '<md:ContactPerson contactType="other"><md:Extensions><spid:IPACode>ucvv</spid:IPACode><spid:Public/></md:Extensions>',
      '<md:TelephoneNumber>+390551234567<',
      '<ds:Signature ',
    ])
      expect(xml).toContain(part);
    expect((await fetch(`${server.url}/accedi/spid/altro.xml`)).status).toBe(404);
  });

  test.skipIf(!tools || !existsSync(schemas))(
    '[AT-S7] hold against SAML’s own schemas (skipped without xmllint and opensaml-schemas)',
    async () => {
      const file = join(dataFolder, 'metadata.xml');
      writeFileSync(file, await (await fetch(`${server.url}/accedi/spid/metadata.xml`)).text());
      const xmlSchemas = '/usr/share/xml/xmltooling';
      const catalog = join(dataFolder, 'catalog.xml');
      const local = [
        [
          'http://www.w3.org/TR/2002/REC-xmldsig-core-20020212/xmldsig-core-schema.xsd',
          `${xmlSchemas}/xmldsig-core-schema.xsd`,
        ],
        ['http://www.w3.org/TR/2002/REC-xmlenc-core-20021210/xenc-schema.xsd', `${xmlSchemas}/xenc-schema.xsd`],
        ['http://www.w3.org/2001/xml.xsd', `${xmlSchemas}/xml.xsd`],
      ].map(([from, to]) => `<system systemId="${from}" uri="file://${to}"/><uri name="${from}" uri="file://${to}"/>`);
      writeFileSync(
        catalog,
        `<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">${local.join('')}</catalog>`,
      );
      const lint = () =>
        execFileSync('xmllint', ['--nonet', '--noout', '--schema', `${schemas}/saml-schema-metadata-2.0.xsd`, file], {
          env: { ...process.env, XML_CATALOG_FILES: catalog },
          stdio: 'pipe',
        });
      expect(lint).not.toThrow();
    },
  );

  test.skipIf(!tools)('[AT-S7] carry a certificate as AgID asks of public bodies (read by openssl)', () => {
    const text = execFileSync('openssl', ['x509', '-noout', '-text'], { input: certificate() }).toString();
    for (const part of [
      'PA:IT-ucvv',
      service.entityId,
      '1.3.76.16.6',
      'agIDcert',
      '1.3.76.16.4.2.1',
      'cert_SP_Pub',
      'CA:FALSE',
    ])
      expect(text).toContain(part);
    expect(text).toMatch(/Digital Signature, Non Repudiation/);
  });

  test('[AT-S7] the key is in the data folder, for its owner only', () => {
    const folder = join(dataFolder, 'federation');
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(['spid-key.pem', 'spid-certificate.pem']));
    expect(statSync(join(folder, 'spid-key.pem')).mode & 0o777).toBe(0o600);
  });

  test('[AT-S7] metadata of a provider that were changed after they were signed, or lack what is needed, are refused', async () => {
    const add = (metadata: string) => server.perform(addSpidProvider, { metadata }, consoleIn(null), callOfServer);
    await expect(add('<a/>')).rejects.toThrow('EntityDescriptor');
    await expect(add(idp.metadata().replace(/<md:KeyDescriptor.*<\/md:KeyDescriptor>/s, ''))).rejects.toThrow(
      'X509Certificate',
    );
    await expect(add(idp.metadata().replaceAll('http://localhost', 'http://altro.example'))).rejects.toThrow('https');
    const { signRoot } = await import('./protocol/signed-xml.ts');
    const signed = signRoot(idp.metadata().replace('entityID=', 'ID="_m" entityID='), idp.keys);
    await expect(add(signed)).resolves.toMatchObject({ entityId: idp.entityId });
    await expect(add(signed.replace('/slo"', '/altro"'))).rejects.toThrow('firma');
  });
});

describe.skipIf(noBrowser)(`in a real browser ${noBrowser}`, async () => {
  if (noBrowser) return;
  const { context } = await openBrowser({ url: server.url });

  test('[AT-S7] a citizen goes from «Accedi» to the provider and back, through the cookies’ real rules', async () => {
    const page = await context.newPage();
    await page.goto(`${server.url}/accedi?torna=%2Flecco`);
    await page.getByRole('link', { name: 'Entra con SPID' }).click();
    await page.getByRole('link', { name: 'Identità di prova' }).click();
    await page.waitForURL((now) => now.origin === idp.origin);
    await page.getByRole('button', { name: 'Acconsento' }).click();
    await page.waitForURL(`${server.url}/lecco`);
    await page.getByText('Rita Bianchi').first().waitFor({ state: 'attached' });
    await page.close();
  }, 60_000);
});
