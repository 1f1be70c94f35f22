import { sql } from 'kysely';
import { generateSync } from 'otplib';
import { describe, expect, test } from 'vitest';
import { Refused } from '../../kernel/result.ts';
import type { AnyAction, Call } from '../../platform/action.ts';
import { stoppedClock } from '../../platform/clock.ts';
import { inContext } from '../../platform/database/context.ts';
import { createPerform } from '../../platform/perform.ts';
import { actorFor } from '../../platform/server/identification.ts';
import { consoleIn } from '../../testing/actor.ts';
import { startTestServer, testPassword } from '../../testing/server.ts';
import { askPasswordReset } from './actions/ask-password-reset.ts';
import { changePassword } from './actions/change-password.ts';
import { choosePassword } from './actions/choose-password.ts';
import { clearSecondFactor } from './actions/clear-second-factor.ts';
import { confirmAuthenticator } from './actions/confirm-authenticator.ts';
import { endOtherSessions } from './actions/end-other-sessions.ts';
import { endSession } from './actions/end-session.ts';
import { giveSecondStep } from './actions/give-second-step.ts';
import { inviteAgain } from './actions/invite-again.ts';
import { invitePerson } from './actions/invite-person.ts';
import { listAccesses } from './actions/list-accesses.ts';
import { proposeAuthenticator } from './actions/propose-authenticator.ts';
import { proveAgain } from './actions/prove-again.ts';
import { removeAuthenticator } from './actions/remove-authenticator.ts';
import { renewRecoveryCodes } from './actions/renew-recovery-codes.ts';
import { resetSecondFactor } from './actions/reset-second-factor.ts';
import { showLetterLink } from './actions/show-letter-link.ts';
import { showOwnAccess } from './actions/show-own-access.ts';
import { assignPost, authorise, identification, signIn } from './index.ts';

const server = await startTestServer({ associations: ['lecco', 'asti'] });
const { database } = server;
const who = identification(database);
const nobody = actorFor(null, { association: null, language: 'it', via: 'page' });

/** The program at another moment: `perform` and who is signed in, with a clock of its own. */
function at(instant: string) {
  const clock = stoppedClock(instant);
  const perform = createPerform({ database, clock, authorise, checksOutput: true });
  const signedIn = async (token: string, association: string | null = null) => {
    const person = await who.bySession(token, clock());
    if (!person) throw new Error('the session is over');
    return actorFor(person, { association, language: 'it', via: 'page' });
  };
  return { perform, signedIn, now: clock() };
}

const noon = at('2026-11-21T11:00:00Z');
const site = 'http://localhost:8080';
const home: Call = {
  origin: '198.51.100.7',
  agent: 'Mozilla/5.0 (X11; Linux) Firefox/132.0',
  device: 'a'.repeat(64),
  site,
};

const codes = (error: unknown) =>
  error instanceof Refused ? error.refusals.map((refusal) => refusal.code) : [String(error)];

async function enter(email: string, { call = home, time = noon, password = testPassword } = {}): Promise<string> {
  const entered = await time.perform(signIn, { email, password }, nobody, call);
  if (entered.outcome !== 'in') throw new Error(`not in: ${JSON.stringify(entered)}`);
  return entered.token;
}

/** Sets up a code app; gives its secret and the recovery codes. */
async function withApp(token: string, time = noon) {
  const actor = await time.signedIn(token);
  const { secret, sealed } = await time.perform(proposeAuthenticator, {}, actor);
  const code = codeAt(secret, time);
  const { recoveryCodes } = await time.perform(confirmAuthenticator, { sealed, code }, actor, home);
  return { secret, recoveryCodes: recoveryCodes! };
}

const codeAt = (secret: string, { now }: typeof noon, shift = 0) =>
  generateSync({ secret, epoch: Math.floor(now.instant.getTime() / 1000) + shift });

async function secondStep(email: string, time = noon, call = home): Promise<string> {
  const entered = await time.perform(signIn, { email, password: testPassword }, nobody, call);
  if (entered.outcome !== 'second-step') throw new Error(`no second step: ${JSON.stringify(entered)}`);
  return entered.step;
}

const everything = { association: null, actor: { person: null }, entities: 'all', installation: true } as const;

async function letters(email: string) {
  type Row = { kind: string; subject: string; body: string; secret: boolean; association: string };
  return inContext(
    database,
    everything,
    async (tx) =>
      (
        await sql<Row>`select kind, subject, body, secret, association from mail.outbox where recipient = ${email}
          order by asked`.execute(tx)
      ).rows,
  );
}

const linkIn = (body: string) => /\?codice=([A-Za-z0-9_-]+)/.exec(body)![1]!;

describe('the second step', () => {
  test('[VV-11.1.c] [VV-2.3.c] with a code app the password alone opens nothing; a code counts once, and for a minute and a half', async () => {
    const email = await server.registered({ role: 'EDI', association: 'lecco', entity: 'c_e507' });
    const { secret } = await withApp(await enter(email));
    const later = at('2026-11-21T11:10:10Z');
    const step = await secondStep(email, later);
    expect(await who.bySession(step, later.now)).toBeNull();
    const give = (code: string, of = step, time = later) =>
      time.perform(giveSecondStep, { step: of, code }, nobody, home);
    expect((await give('000000')).outcome).toBe('wrong');
    expect((await give(codeAt(secret, later, -90))).outcome).toBe('wrong');
    expect((await give(codeAt(secret, later, 90))).outcome).toBe('wrong');
    const entered = await give(codeAt(secret, later, -30));
    if (entered.outcome !== 'in') throw new Error(entered.outcome);
    expect((await later.signedIn(entered.token, 'lecco')).level).toBe(2);
    expect((await give(codeAt(secret, later))).outcome).toBe('over');
    const again = await secondStep(email, later);
    expect((await give(codeAt(secret, later, -30), again)).outcome).toBe('wrong');
    expect((await give(codeAt(secret, later), again)).outcome).toBe('in');
  });

  test('a step of the past, of nobody, or of somebody else’s browser opens nothing', async () => {
    const email = await server.registered();
    const { secret } = await withApp(await enter(email));
    const step = await secondStep(email);
    const late = at('2026-11-21T11:10:01Z');
    expect((await late.perform(giveSecondStep, { step, code: codeAt(secret, late) }, nobody, home)).outcome).toBe(
      'over',
    );
    expect((await late.perform(giveSecondStep, { step: 'x', code: codeAt(secret, late) }, nobody, home)).outcome).toBe(
      'over',
    );
  });

  test('five wrong codes end it, and the person is told that somebody knows the password', async () => {
    const email = await server.registered();
    await withApp(await enter(email));
    const step = await secondStep(email);
    const wrong = () => noon.perform(giveSecondStep, { step, code: '000000' }, nobody, home);
    const outcomes = [];
    for (let i = 0; i < 6; i++) outcomes.push((await wrong()).outcome);
    expect(outcomes).toEqual(['wrong', 'wrong', 'wrong', 'wrong', 'over', 'over']);
    expect((await letters(email)).map(({ kind }) => kind)).toContain('identity/wrong-codes');
  });

  test('a recovery code opens once, in any writing; ten new ones put the old ones out of use', async () => {
    const email = await server.registered();
    const token = await enter(email);
    const { recoveryCodes } = await withApp(token);
    expect(recoveryCodes).toHaveLength(10);
    expect(new Set(recoveryCodes).size).toBe(10);
    const give = async (code: string) =>
      noon.perform(giveSecondStep, { step: await secondStep(email), code }, nobody, home);
    expect(await give(recoveryCodes[0]!.toLowerCase().replaceAll('-', ' '))).toMatchObject({
      outcome: 'in',
      recoveryLeft: 9,
    });
    expect((await give(recoveryCodes[0]!)).outcome).toBe('wrong');
    const { recoveryCodes: fresh } = await noon.perform(renewRecoveryCodes, {}, await noon.signedIn(token), home);
    expect((await give(recoveryCodes[1]!)).outcome).toBe('wrong');
    expect((await give(fresh[9]!)).outcome).toBe('in');
  });

  test('secrets are not in the database as they are: the app’s is sealed, codes and steps are hashes', async () => {
    const email = await server.registered();
    const { secret, recoveryCodes } = await withApp(await enter(email));
    const step = await secondStep(email);
    const { rows } = await inContext(database, everything, (tx) =>
      sql<{ all: string }>`select concat(
        (select string_agg(t::text, ' ') from identity.authenticators t), (select string_agg(t::text, ' ') from identity.recovery_codes t),
        (select string_agg(t::text, ' ') from identity.steps t), (select string_agg(t::text, ' ') from platform.audit_entries t)) as all`.execute(
        tx,
      ),
    );
    const all = rows[0]!.all;
    for (const hidden of [secret, recoveryCodes[0]!.replaceAll('-', ''), recoveryCodes[0]!, step])
      expect(all).not.toContain(hidden);
  });

  test('is not gone around by a program with the password alone', async () => {
    const email = await server.registered({ role: 'EMP', association: 'lecco', entity: 'c_e507' });
    expect(await who.byPassword(email, testPassword, noon.now)).not.toBeNull();
    await withApp(await enter(email));
    expect(await identification(database).byPassword(email, testPassword, noon.now)).toBeNull();
  });
});

describe('changing how one signs in', () => {
  test('asks for a proof given within five minutes; a second factor proves, and makes a weak session strong', async () => {
    const email = await server.registered({ role: 'RES', association: 'lecco' });
    const token = await enter(email);
    const { secret } = await withApp(token);
    const later = at('2026-11-21T11:06:00Z');
    const actor = await later.signedIn(token);
    for (const action of [removeAuthenticator as AnyAction, renewRecoveryCodes as AnyAction]) {
      expect(await later.perform(action, {}, actor, home).catch(codes)).toEqual(['identity/fresh-proof-needed']);
    }
    const { sealed } = await later.perform(proposeAuthenticator, {}, actor);
    expect(await later.perform(confirmAuthenticator, { sealed, code: '123456' }, actor, home).catch(codes)).toEqual([
      'identity/fresh-proof-needed',
    ]);
    const prove = (proof: object) => later.perform(proveAgain, proof, actor, home);
    expect(await prove({ password: 'not this one' })).toEqual({ outcome: 'wrong', of: 'password' });
    expect(await prove({ code: '000000' })).toEqual({ outcome: 'wrong', of: 'code' });
    expect(await prove({ step: 'x', answer: '{}' })).toEqual({ outcome: 'wrong', of: 'passkey' });
    expect(await prove({ code: codeAt(secret, later) })).toEqual({ outcome: 'proved' });
    expect(await later.perform(removeAuthenticator, {}, actor, home)).toEqual({ removed: true });
    const { app, recoveryLeft } = await later.perform(showOwnAccess, {}, actor);
    expect({ app, recoveryLeft }).toEqual({ app: null, recoveryLeft: 0 });
    expect((await letters(email)).filter(({ kind }) => kind === 'identity/sign-in-changed')).toHaveLength(2);
  });

  test('a proposal of somebody else, or one tampered with, sets up nothing', async () => {
    const [one, other] = [await server.registered(), await server.registered()];
    const actor = await noon.signedIn(await enter(one));
    const { sealed, secret } = await noon.perform(proposeAuthenticator, {}, await noon.signedIn(await enter(other)));
    const code = codeAt(secret, noon);
    expect(await noon.perform(confirmAuthenticator, { sealed, code }, actor, home).catch(codes)).toEqual([
      'identity/wrong-code',
    ]);
    expect(await noon.perform(confirmAuthenticator, { sealed: 'v1.x', code }, actor, home).catch(codes)).toEqual([
      'identity/wrong-code',
    ]);
  });

  test('a required second factor keeps a managing post closed until it is given', async () => {
    const strict = await startTestServer({ associations: ['lecco'], secondFactor: 'required' });
    const cookie = await strict.signedIn({ role: 'RES', association: 'lecco' });
    const answer = await fetch(`${strict.url}/lecco/sicurezza/accessi?chi=x`, {
      headers: { cookie },
      redirect: 'manual',
    });
    expect(answer.status).toBe(303);
    const to = answer.headers.get('location')!;
    expect(to).toBe(`/accesso/secondo-fattore?torna=${encodeURIComponent('/lecco/sicurezza/accessi?chi=x')}`);
    const page = await (await fetch(`${strict.url}${to}`, { headers: { cookie } })).text();
    expect(page).toContain('Attiva il secondo passaggio');
    const field = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)![1]!;
    const secret = /class="secret">([A-Z2-7 ]+)</.exec(page)![1]!.replaceAll(' ', '');
    const form = {
      _csrf: field('_csrf'),
      torna: '/lecco/sicurezza/accessi?chi=x',
      sealed: field('sealed'),
      code: generateSync({ secret, epoch: Math.floor(strict.clock().instant.getTime() / 1000) }),
    };
    const post = (body: Record<string, string>) =>
      fetch(`${strict.url}/accesso/secondo-fattore`, {
        method: 'POST',
        headers: { cookie },
        body: new URLSearchParams(body),
      });
    const wrong = await post({ ...form, code: '000000' });
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toContain(secret.replace(/(.{4})(?=.)/g, '$1 '));
    const done = await post(form);
    expect(done.status).toBe(200);
    expect((await done.text()).match(/<code>[A-Z2-9]{4}(-[A-Z2-9]{4}){3}<\/code>/g)).toHaveLength(10);
    expect(
      (await fetch(`${strict.url}/lecco/sicurezza/accessi`, { headers: { cookie }, redirect: 'manual' })).status,
    ).toBe(200);
  });
});

describe('whoever guesses', () => {
  test('[VV-2.3.c] slows down nobody but themselves: the holder enters from a browser known before, whatever a hundred addresses try', async () => {
    const email = await server.registered({ role: 'RES', association: 'lecco' });
    await enter(email);
    const guess = (i: number) =>
      noon.perform(signIn, { email, password: `guess ${i}` }, nobody, {
        origin: `203.0.113.${i % 100}`,
        device: `${i}`.padStart(64, 'b'),
        site,
      });
    const outcomes = [];
    for (let i = 0; i < 120; i++) outcomes.push((await guess(i)).outcome);
    expect(outcomes.slice(0, 50).every((outcome) => outcome === 'wrong')).toBe(true);
    expect(outcomes.slice(50).every((outcome) => outcome === 'wait')).toBe(true);
    const stranger = { ...home, origin: '192.0.2.1', device: 'c'.repeat(64) };
    const right = await noon.perform(signIn, { email, password: testPassword }, nobody, stranger);
    expect(right).toMatchObject({ outcome: 'wait', seconds: 15 });
    await enter(email); // from the browser known before, at the same moment
    const fromHere = await noon.perform(signIn, { email, password: 'wrong' }, nobody, home);
    expect(fromHere.outcome).toBe('wrong');
    await enter(email);
    // A new browser comes in with a link sent by e-mail, which makes it known.
    await noon.perform(askPasswordReset, { email }, nobody, stranger);
    const letter = (await letters(email)).findLast(({ kind }) => kind === 'identity/password-reset')!;
    const fresh = 'lanterna verde sopra il molo';
    await noon.perform(choosePassword, { step: linkIn(letter.body), password: fresh }, nobody, stranger);
    await enter(email, { call: stranger, password: fresh });
  });

  test('waits longer and longer for one account at one place, then may try again; other accounts there go on', async () => {
    const [email, other] = [await server.registered(), await server.registered()];
    const call = { origin: '198.51.100.20', site };
    const guess = (time = noon, password = 'wrong') => time.perform(signIn, { email, password }, nobody, call);
    for (let i = 0; i < 5; i++) expect((await guess()).outcome).toBe('wrong');
    expect(await guess()).toEqual({ outcome: 'wait', seconds: 30 });
    expect((await noon.perform(signIn, { email: other, password: testPassword }, nobody, call)).outcome).toBe('in');
    const half = at('2026-11-21T11:00:30Z');
    expect((await guess(half)).outcome).toBe('wrong');
    expect(await guess(half)).toEqual({ outcome: 'wait', seconds: 60 });
    expect((await guess(at('2026-11-21T11:01:31Z'), testPassword)).outcome).toBe('in');
  });

  test('learns nothing of which addresses have an account: both wait alike', async () => {
    const email = await server.registered();
    const outcomes = [];
    for (const account of [email, 'nobody-at-all@prova.example']) {
      const own = { origin: '198.51.100.30', site };
      const answers = [];
      for (let i = 0; i < 7; i++)
        answers.push(await noon.perform(signIn, { email: account, password: 'wrong' }, nobody, own));
      outcomes.push(answers);
    }
    expect(outcomes[0]).toEqual(outcomes[1]);
  });

  test('goes one try at a time, however many are sent at once', async () => {
    const email = await server.registered();
    const own = { origin: '198.51.100.40', site };
    const guesses = Array.from({ length: 12 }, () => noon.perform(signIn, { email, password: 'wrong' }, nobody, own));
    const outcomes = (await Promise.all(guesses)).map(({ outcome }) => outcome);
    expect(outcomes.filter((outcome) => outcome === 'wrong').length).toBeLessThanOrEqual(5);
    expect(new Set(outcomes)).toEqual(new Set(['wrong', 'wait']));
  });
});

describe('a letter', () => {
  test('for a forgotten password brings a link that counts once, for an hour; the answer is the same for everybody', async () => {
    const email = await server.registered({ role: 'ACC', association: 'lecco', entity: 'c_e507' });
    const session = await enter(email);
    expect(await noon.perform(askPasswordReset, { email: 'nobody@prova.example' }, nobody, home)).toEqual(
      await noon.perform(askPasswordReset, { email: email.toUpperCase() }, nobody, home),
    );
    expect(await letters('nobody@prova.example')).toEqual([]);
    const [letter] = (await letters(email)).filter(({ kind }) => kind === 'identity/password-reset');
    expect(letter).toMatchObject({ secret: true, association: 'lecco' });
    expect(letter!.body).toContain(`${site}/accesso/password?codice=`);
    const step = linkIn(letter!.body);
    expect(await noon.perform(showLetterLink, { step }, nobody)).toMatchObject({ kind: 'reset', email });
    const late = at('2026-11-21T12:00:00Z');
    const next = 'lanterna verde sopra il molo';
    expect(await late.perform(choosePassword, { step, password: next }, nobody, home).catch(codes)).toEqual([
      'identity/link-over',
    ]);
    await noon.perform(choosePassword, { step, password: next }, nobody, home);
    expect(await noon.perform(choosePassword, { step, password: next }, nobody, home).catch(codes)).toEqual([
      'identity/link-over',
    ]);
    expect(await who.bySession(session, noon.now)).toBeNull();
    await enter(email, { password: next });
  });

  test('never carries the name that a caller wrote into the request', async () => {
    const email = await server.registered();
    await noon.perform(askPasswordReset, { email }, nobody, { ...home, site: 'https://evil.example' });
    expect(await letters(email)).toEqual([]);
    const evil = { ...home, site: 'https://evil.example' };
    const invite = { email: 'mai@prova.example', name: 'Mai Invitata' };
    expect(await noon.perform(invitePerson, invite, consoleIn('lecco'), evil).catch(codes)).toEqual([
      'identity/site-address-unknown',
    ]);
  });

  test('[VV-2.3.c] of invitation opens an account once; sent again, the first link is void', async () => {
    const email = 'nuova.arrivata@prova.example';
    const { person } = await noon.perform(invitePerson, { email, name: 'Nuova Arrivata' }, consoleIn('lecco'), home);
    expect(await noon.perform(invitePerson, { email, name: 'Nuova' }, consoleIn('asti'), home).catch(codes)).toEqual([
      'identity/email-taken',
    ]);
    expect(await noon.perform(inviteAgain, { person }, consoleIn('asti'), home).catch(codes)).toEqual([
      'identity/no-such-colleague',
    ]);
    await noon.perform(assignPost, { email, role: 'ADM', since: '2026-01-01' }, consoleIn('lecco'));
    await noon.perform(inviteAgain, { person }, consoleIn('lecco'), home);
    const [first, second] = (await letters(email)).filter(({ kind }) => kind === 'identity/invitation');
    const password = 'quattro parole messe a caso';
    const choose = (step: string) => noon.perform(choosePassword, { step, password }, nobody, home).catch(codes);
    expect(await choose(linkIn(first!.body))).toEqual(['identity/link-over']);
    expect(await choose(linkIn(second!.body))).toEqual({ email });
    await enter(email, { password });
    expect(await noon.perform(inviteAgain, { person }, consoleIn('lecco'), home).catch(codes)).toEqual([
      'identity/already-entered',
    ]);
  });

  test('tells of a sign-in from a new browser, not of the first of all nor of one known', async () => {
    const email = await server.registered();
    await enter(email);
    await enter(email);
    expect(await letters(email)).toEqual([]);
    await enter(email, { call: { ...home, origin: '192.0.2.50', device: 'd'.repeat(64) } });
    const [letter] = await letters(email);
    expect(letter).toMatchObject({ kind: 'identity/new-device', subject: 'Accesso da un nuovo dispositivo' });
    expect(letter!.body).toContain('Firefox su Linux, dall’indirizzo 192.0.2.50, 21 novembre 2026');
  });

  test('of new browsers comes once a day for those alike, at once for any other, and says how many there were', async () => {
    const email = await server.registered();
    await enter(email);
    let browsers = 0;
    const newBrowser = (origin: string, time = noon) => {
      browsers += 1;
      return enter(email, { time, call: { ...home, origin, device: `${browsers}`.padStart(64, 'f') } });
    };
    for (let i = 0; i < 4; i++) await newBrowser('192.0.2.60');
    expect(await letters(email)).toHaveLength(1);
    await newBrowser('192.0.2.61');
    const [, second] = await letters(email);
    expect(second!.body).toContain('ce ne sono stati altri 3 uguali');
    await newBrowser('192.0.2.61');
    expect(await letters(email)).toHaveLength(2);
    await newBrowser('192.0.2.61', at('2026-11-22T11:00:00Z'));
    const [, , third] = await letters(email);
    expect(third!.body).toContain('ce n’è stato un altro uguale');
    const { history } = await noon.perform(showOwnAccess, {}, await noon.signedIn(await enter(email)));
    expect(history.filter(({ newDevice }) => newDevice)).toHaveLength(8);
  });
});

describe('the pages', () => {
  const page = async (address: string, cookie: string, on = server) => {
    const answer = await fetch(`${on.url}${address}`, { headers: { cookie }, redirect: 'manual' });
    const body = await answer.text();
    return { answer, body, csrf: /name="_csrf" value="([^"]*)"/.exec(body)?.[1] ?? '' };
  };
  const post = (address: string, cookie: string, form: Record<string, string>, on = server) =>
    fetch(`${on.url}${address}`, {
      method: 'POST',
      headers: { cookie },
      body: new URLSearchParams(form),
      redirect: 'manual',
    });
  const visitor = (answer: Response) => /visita=[^;]+/.exec(answer.headers.getSetCookie().join(';'))![0];

  test('take the token of a letter out of the address at once, and looking at it does not use it up', async () => {
    const email = await server.registered();
    await noon.perform(askPasswordReset, { email }, nobody, home);
    const step = linkIn((await letters(email))[0]!.body);
    const { answer, body } = await page(`/accesso/password?codice=${step}`, '');
    expect([answer.status, answer.headers.get('location'), body]).toEqual([303, '/accesso/password', '']);
    expect(answer.headers.get('referrer-policy')).toBe('same-origin');
    const [cookie] = answer.headers.getSetCookie().filter((one) => one.startsWith('passo='));
    expect(cookie).toMatch(/HttpOnly; SameSite=Lax/);
    for (let i = 0; i < 2; i++) {
      const shown = await page('/accesso/password', cookie!.split(';')[0]!);
      expect(shown.answer.status).toBe(200);
      expect(shown.body).not.toContain(step);
    }
    expect((await page('/accesso/password', 'passo=unknown')).answer.status).toBe(404);
  });

  test('answer the same to an address with an account and to one without', async () => {
    const asked = async (email: string) => {
      const { answer, csrf } = await page('/accesso/password-dimenticata', '');
      const sent = await post('/accesso/password-dimenticata', visitor(answer), { _csrf: csrf, email });
      return [sent.status, (await sent.text()).replaceAll(/value="[^"]*"/g, '')];
    };
    expect(await asked(await server.registered())).toEqual(await asked('nobody.here@prova.example'));
  });

  test('lead whoever needs a second factor to set it up right after the password, and back', async () => {
    const strict = await startTestServer({ associations: ['lecco'], secondFactor: 'required' });
    const email = await strict.registered({ role: 'SYS', association: 'lecco' });
    const { answer, csrf } = await page('/accedi?torna=/lecco/sicurezza/registro', '', strict);
    const form = { _csrf: csrf, email, password: testPassword, torna: '/lecco/sicurezza/registro' };
    const entered = await post('/accedi', visitor(answer), form, strict);
    expect(entered.headers.get('location')).toBe('/accesso/secondo-fattore?torna=%2Flecco%2Fsicurezza%2Fregistro');
    const device = entered.headers.getSetCookie().find((one) => one.startsWith('dispositivo='));
    expect(device).toMatch(/Max-Age=34560000.*HttpOnly; SameSite=Lax/);
    const other = await strict.registered({ role: 'EMP', association: 'lecco' });
    const plain = await page('/accedi', '', strict);
    const came = await post(
      '/accedi',
      visitor(plain.answer),
      { _csrf: plain.csrf, email: other, password: testPassword, torna: '/x' },
      strict,
    );
    expect(came.headers.get('location')).toBe('/x');
  });

  test('let an administrator reset a second step only with a reason, and show nobody of another association', async () => {
    const email = await server.registered({ role: 'EMP', association: 'lecco', entity: 'c_e507' });
    const token = await enter(email);
    await withApp(token);
    const { person } = await noon.signedIn(token);
    const [sys, elsewhere, colleague] = [
      await server.signedIn({ role: 'SYS', association: 'lecco' }),
      await server.signedIn({ role: 'SYS', association: 'asti' }),
      await server.signedIn({ role: 'EMP', association: 'lecco', entity: 'c_e507' }),
    ];
    const address = `/lecco/enti/persone/${person}/accesso`;
    expect((await page(address.replace('lecco', 'asti'), elsewhere)).answer.status).toBe(404);
    expect([403, 404]).toContain((await page(address, colleague)).answer.status);
    const { answer, csrf } = await page(address, sys);
    expect(answer.status).toBe(200);
    const short = await post(`${address}/azzera`, sys, { _csrf: csrf, reason: 'perché' });
    expect(short.status).toBe(422);
    expect(await short.text()).toContain('perché');
    const done = await post(`${address}/azzera`, sys, { _csrf: csrf, reason: 'Telefono rotto, vista di persona.' });
    expect([done.status, done.headers.get('location')]).toEqual([303, address]);
    await enter(email);
  });

  test('bear forms that ask for passkeys of verified holders only, found by the key itself', async () => {
    const cookie = await server.signedIn();
    const { csrf } = await page('/profilo/passkey', cookie);
    const body = await (await post('/profilo/passkey/nuova', cookie, { _csrf: csrf })).text();
    const options = JSON.parse(/data-options="([^"]*)"/.exec(body)![1]!.replaceAll('&quot;', '"'));
    expect(options.authenticatorSelection).toMatchObject({ residentKey: 'required', userVerification: 'required' });
    for (const answer of [
      '{}',
      'null',
      '[',
      '{"id":"x","response":{}}',
      '{"id":"x","response":{"clientDataJSON":"e30","attestationObject":"oA"}}',
    ]) {
      const refused = await post('/profilo/passkey/nuova/risposta', cookie, {
        _csrf: csrf,
        step: 'x',
        answer,
        name: 'x',
      });
      expect(refused.status).toBe(422);
    }
    expect(server.faults).toEqual([]);
  });
});

describe('one’s own sessions', () => {
  test('are listed with browser, place and way; one, or all others, can be ended; nobody else’s can', async () => {
    const email = await server.registered({ role: 'EMP', association: 'lecco', entity: 'c_e507' });
    const [here, there] = [await enter(email), await enter(email, { call: { ...home, origin: '192.0.2.9' } })];
    const third = await enter(email);
    await noon.perform(signIn, { email, password: 'wrong' }, nobody, home);
    const actor = await noon.signedIn(here);
    const { sessions, history, failures } = await noon.perform(showOwnAccess, {}, actor);
    expect(sessions).toHaveLength(3);
    expect(sessions.find((session) => session.here)).toMatchObject({
      method: 'password',
      level: 1,
      origin: home.origin,
      browser: { it: 'Firefox su Linux', en: 'Firefox on Linux' },
    });
    expect(history).toHaveLength(3);
    expect(failures).toMatchObject([{ action: 'identity/sign-in', origin: home.origin }]);
    const other = sessions.find((session) => session.origin === '192.0.2.9')!;
    const stranger = await noon.signedIn(await enter(await server.registered()));
    expect(await noon.perform(endSession, { session: other.id }, stranger).catch(codes)).toEqual([
      'identity/no-such-session',
    ]);
    await noon.perform(endSession, { session: other.id }, actor);
    expect(await who.bySession(there, noon.now)).toBeNull();
    expect(await noon.perform(endOtherSessions, {}, actor)).toEqual({ ended: 1 });
    expect(await who.bySession(third, noon.now)).toBeNull();
    expect(await who.bySession(here, noon.now)).not.toBeNull();
  });

  test('end with the password, and so do links and steps begun', async () => {
    const email = await server.registered();
    const token = await enter(email);
    await noon.perform(askPasswordReset, { email }, nobody, home);
    const letter = (await letters(email)).at(-1)!;
    const actor = await noon.signedIn(token);
    await noon.perform(changePassword, { current: testPassword, next: 'cavallo batteria graffetta' }, actor, home);
    expect(await noon.perform(showLetterLink, { step: linkIn(letter.body) }, nobody)).toBeNull();
  });
});

describe('an administrator', () => {
  test('resets the second step of somebody of the association, with a reason that the trail and the person learn', async () => {
    const email = await server.registered({ role: 'EMP', association: 'lecco', entity: 'c_e507' });
    const token = await enter(email);
    await withApp(token);
    const person = (await noon.signedIn(token)).person!;
    const reason = 'Telefono smarrito, identità verificata allo sportello.';
    const reset = (association: string) =>
      noon.perform(resetSecondFactor, { person, reason }, consoleIn(association), home);
    expect(await reset('asti').catch(codes)).toEqual(['identity/no-such-colleague']);
    await reset('lecco');
    expect(await who.bySession(token, noon.now)).toBeNull();
    await enter(email);
    const letter = (await letters(email)).find(({ kind }) => kind === 'identity/second-factor-reset')!;
    expect(letter.body).toContain(reason);
    const rows = await inContext(
      database,
      { ...everything, association: 'lecco', installation: false },
      async (tx) =>
        (
          await sql<{ change: string }>`select change from platform.audit_entries
          where action = 'identity/reset-second-factor' and acting_for = ${person}`.execute(tx)
        ).rows,
    );
    expect(JSON.parse(rows[0]!.change)).toEqual({
      before: { app: true, passkeys: 0, recoveryCodes: 10 },
      after: { reason },
    });
  });

  test('of the installation is reset at the console only', async () => {
    const email = await server.registered({ role: 'EMP', association: 'lecco', entity: 'c_e507' });
    const token = await enter(email);
    await withApp(token);
    const { person } = await noon.signedIn(token);
    await inContext(database, everything, (tx) =>
      sql`insert into identity.posts (association, id, person, role, since) values ('', gen_random_uuid(), ${person}, 'SYS', '2020-01-01')`.execute(
        tx,
      ),
    );
    const sys = await enter(await server.registered({ role: 'SYS', association: 'lecco' }));
    const reset = { person: person!, reason: 'Telefono smarrito ieri.' };
    expect(await noon.perform(resetSecondFactor, reset, await noon.signedIn(sys, 'lecco'), home).catch(codes)).toEqual([
      'identity/installation-administrator',
    ]);
    await noon.perform(clearSecondFactor, { email, reason: reset.reason }, consoleIn(null));
    await enter(email);
  });

  test('[ISO-1] sees sessions and failures of the association’s people only, an auditor of one entity only its own', async () => {
    const tag = '198.51.100.99';
    const call = { ...home, origin: tag };
    const people = {
      lecco: await server.registered({ role: 'EMP', association: 'lecco', entity: 'c_e507' }),
      calco: await server.registered({ role: 'EMP', association: 'lecco', entity: 'c_b345' }),
      asti: await server.registered({ role: 'EMP', association: 'asti', entity: 'c_a479' }),
    };
    for (const email of Object.values(people)) {
      await enter(email, { call });
      await noon.perform(signIn, { email, password: 'wrong' }, nobody, call);
    }
    const seenBy = async (association: string, role: 'RES' | 'AUD' | 'EMP', entity?: string) => {
      const token = await enter(await server.registered({ role, association, ...(entity ? { entity } : {}) }));
      const actor = await noon.signedIn(token, association);
      const { sessions, failures, count } = await noon.perform(listAccesses, { who: tag }, actor);
      expect(count).toBe(failures.length);
      return [sessions, failures].map((rows) => rows.map(({ email }) => email).sort());
    };
    const both = [people.lecco, people.calco].sort();
    expect(await seenBy('lecco', 'RES')).toEqual([both, both]);
    expect(await seenBy('asti', 'RES')).toEqual([[people.asti], [people.asti]]);
    expect(await seenBy('lecco', 'AUD', 'c_e507')).toEqual([[people.lecco], [people.lecco]]);
    expect(await seenBy('lecco', 'EMP', 'c_e507').catch(codes)).toEqual(['platform/missing']);
  });
});
