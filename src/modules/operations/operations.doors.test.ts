import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { sql } from 'kysely';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { jobs } from '../../app/jobs.ts';
import { modules } from '../../app/modules.ts';
import { Refused } from '../../kernel/result.ts';
import type { AnyAction } from '../../platform/action.ts';
import { stoppedClock, systemClock } from '../../platform/clock.ts';
import { inContext } from '../../platform/database/context.ts';
import { inAssociation } from '../../platform/jobs/installation-context.ts';
import { startJobs } from '../../platform/jobs/start-jobs.ts';
import { deliverMail } from '../../platform/mail/deliver.ts';
import { sendLater } from '../../platform/mail/send-later.ts';
import { actorFor } from '../../platform/server/identification.ts';
import { consoleIn, personIn } from '../../testing/actor.ts';
import { startTestServer } from '../../testing/server.ts';
import { headerOf, startSmtpServer } from '../../testing/smtp-server.ts';
import { identification } from '../identity/index.ts';
import { listMail } from './actions/list-mail.ts';
import { sendMailAgain, sendTrialMail } from './actions/send-mail-again.ts';
import { removeMailServer, setMailServer } from './actions/set-mail-server.ts';
import { mailCommand } from './module.ts';

const server = await startTestServer({ associations: ['lecco', 'asti'] });
const { perform, database } = server;
const smtp = await startSmtpServer({
  onAuth: ({ username, password }, _session, done) =>
    username === 'cst' && password === 'segreto lungo'
      ? done(null, { user: username })
      : done(Object.assign(new Error('authentication failed'), { responseCode: 535 })),
  allowInsecureAuth: true,
});
const folder = mkdtempSync(join(tmpdir(), 'comunanza-operations-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const keeper = personIn('lecco', 'SYS');
const named = (name: string) =>
  modules.flatMap((module) => module.actions).find((one) => one.name === name) as AnyAction;
const own = {
  host: '127.0.0.1',
  port: smtp.port,
  security: 'none' as const,
  username: 'cst',
  password: 'segreto lungo',
  sender: 'cst@lecco.example',
  senderName: 'CST Lecco',
};
const codes = (work: Promise<unknown>) =>
  work.then(
    () => [],
    (error) => (error instanceof Refused ? error.refusals.map((refusal) => refusal.code) : [String(error)]),
  );
afterEach(() => {
  vi.unstubAllEnvs();
  smtp.received.length = 0;
});

test('without a server messages wait, and the page says so plainly', async () => {
  vi.stubEnv('COMUNANZA_SMTP_URL', '');
  await inContext(database, inAssociation('lecco'), (tx) =>
    sendLater(tx, {
      association: 'lecco',
      to: 'rita@lecco.example',
      language: 'it',
      subject: 'Prova',
      text: 'x',
      kind: 'trial/x',
    }),
  );
  const cookie = await server.signedIn({ role: 'SYS', association: 'lecco' });
  const page = await (await fetch(`${server.url}/lecco/sicurezza/posta`, { headers: { cookie } })).text();
  expect(page).toContain('Non c’è un server di posta: i messaggi aspettano');
  expect(page).toContain('rita@lecco.example');
  expect(await codes(perform(sendTrialMail, { to: 'x@lecco.example' }, keeper))).toEqual(['operations/no-server']);
  vi.stubEnv('COMUNANZA_SMTP_URL', 'boh');
  expect((await perform(listMail, {}, keeper)).server.whose).toBe('unreadable');
});

test('a server is tried before it is stored; its password is never shown, and kept when left empty', async () => {
  expect(await codes(perform(setMailServer, { ...own, password: 'sbagliata' }, keeper))).toEqual([
    'operations/server-refuses',
  ]);
  await perform(setMailServer, own, keeper);
  await perform(setMailServer, { ...own, password: null, senderName: 'CST' }, keeper);
  expect(await codes(perform(setMailServer, { ...own, host: 'localhost', password: null }, keeper))).toEqual([
    'operations/server-refuses', // another machine is not given it
  ]);
  const { server: shown } = await perform(listMail, {}, keeper);
  expect(shown).toEqual({
    whose: 'association',
    host: '127.0.0.1',
    port: smtp.port,
    security: 'none',
    username: 'cst',
    sender: 'cst@lecco.example',
    senderName: 'CST',
  });
  const client = await database.pool.connect();
  try {
    await client.query("begin; set local app.backup = 'on'");
    const { rows } = await client.query("select string_agg(e::text, ' ') as all from platform.audit_entries e");
    expect(rows[0].all).not.toContain('segreto lungo');
  } finally {
    await client.query('rollback');
    client.release();
  }
});

test('[ISO-1] mail and server of an association are its keepers’ only', async () => {
  await perform(setMailServer, own, keeper);
  const elsewhere = personIn('asti', 'SYS');
  vi.stubEnv('COMUNANZA_SMTP_URL', '');
  expect(await perform(listMail, {}, elsewhere)).toMatchObject({ server: { whose: 'none' }, count: 0, items: [] });
  const [message] = (await perform(listMail, {}, keeper)).items;
  expect(await codes(perform(sendMailAgain, { message: message!.id }, elsewhere))).toEqual([
    'operations/no-such-message',
  ]);
  for (const role of ['L2', 'REF', 'EMP', 'TEC'] as const)
    expect(await codes(perform(listMail, {}, personIn('lecco', role)))).toEqual(['platform/missing']);
  await perform(removeMailServer, {}, keeper);
  expect(await codes(perform(removeMailServer, {}, keeper))).toEqual(['operations/no-own-server']);
});

test('a try that failed is explained in the language of the page, with the server’s own line beside it', async () => {
  vi.stubEnv('COMUNANZA_SMTP_URL', 'smtp://127.0.0.1:1?tls=none');
  vi.stubEnv('COMUNANZA_MAIL_FROM', 'Comunanza <posta@comunanza.example>');
  const clock = stoppedClock(new Date('2026-11-21T11:00:00Z'));
  await perform(sendTrialMail, { to: 'assessora@asti.example' }, personIn('asti', 'SYS'));
  await deliverMail.run({ database, perform, clock, now: clock(), stopping: new AbortController().signal });
  const cookie = await server.signedIn({ role: 'SYS', association: 'asti' });
  const shown = async (language: string) =>
    (
      await fetch(`${server.url}/asti/sicurezza/posta`, { headers: { cookie: `${cookie}; lingua=${language}` } })
    ).text();
  const [italian, english] = [await shown('it'), await shown('en')];
  expect(italian).toContain('La macchina c’è, ma a quella porta nessuno risponde.');
  expect(italian).toContain('Controllare la porta (di solito 587 o 465)');
  expect(italian).toMatch(/<details><summary>Risposta del server<\/summary><code>connect ECONNREFUSED/);
  expect(english).toContain('The machine is there, but nobody answers at that port.');
  expect((await perform(listMail, {}, personIn('asti', 'SYS'))).items[0]!.tries[0]).toMatchObject({
    reason: 'no-connection',
    answer: expect.stringContaining('ECONNREFUSED'),
  });
});

test('the jobs of the program deliver what acts ask for: a letter goes when a token is made in one’s name', async () => {
  vi.stubEnv('COMUNANZA_SMTP_URL', smtp.url);
  vi.stubEnv('COMUNANZA_MAIL_FROM', 'Comunanza <posta@comunanza.example>');
  vi.stubEnv('COMUNANZA_ADDRESS', 'https://comunanza.example/');
  vi.stubEnv('COMUNANZA_DATA', folder);
  const errors: unknown[] = [];
  const running = startJobs({ database, perform, clock: systemClock, jobs, onError: (error) => errors.push(error) });
  try {
    await running.ready;
    const session = (await server.signedIn({ role: 'RES', association: 'lecco' })).split('=')[1]!;
    const signedIn = (await identification(database).bySession(session, server.clock()))!;
    const actor = actorFor(signedIn, { association: null, language: 'it', via: 'page' });
    const made = (await perform(
      named('tokens/create-token'),
      { post: signedIn.posts[0]!.id, name: 'cruscotto', until: '2027-01-31', actions: ['membership:reads'] },
      actor,
    )) as { token: string };
    await vi.waitFor(() => expect(smtp.received.some(({ source }) => source.includes('cruscotto'))).toBe(true), 40_000);
    const { source } = smtp.received.find((one) => one.source.includes('cruscotto'))!;
    expect(headerOf(source, 'Subject')).toContain('Creato_il_gettone');
    expect(source).toContain('https://comunanza.example/profilo/gettoni');
    expect(source).not.toContain(made.token);
    const status = (await perform(named('operations/list-jobs'), {}, consoleIn(null))) as {
      jobs: { job: string; state: string }[];
      pending: unknown[];
    };
    expect(status.jobs.map(({ job }) => job)).toEqual(
      expect.arrayContaining(['platform/react', 'mail/deliver', 'mail/forget', 'audit/sign-heads', 'webhooks/deliver']),
    );
    expect(status.pending).toEqual([]);
  } finally {
    await running.stop();
  }
  expect(errors).toEqual([]);
}, 60_000);

test('how the jobs go is shown to whoever keeps the installation only', async () => {
  for (const role of ['SYS', 'RES'] as const)
    expect(
      await codes(
        perform(named('operations/list-jobs'), {}, { ...personIn('lecco', role), association: null, role: null }),
      ),
    ).toEqual(['platform/missing']);
});

test('comunanza mail test says what the server answered', async () => {
  const said = async (words: readonly string[]) => {
    const [stdout, stderr] = [new PassThrough(), new PassThrough()];
    const code = await mailCommand(words, { stdout, stderr });
    return { code, out: String(stdout.read() ?? ''), err: String(stderr.read() ?? '') };
  };
  expect(await said([])).toMatchObject({ code: 2 });
  expect(await said(['--to', 'rita'])).toMatchObject({ code: 2 });
  vi.stubEnv('COMUNANZA_SMTP_URL', '');
  expect(await said(['--to', 'rita@lecco.example'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('COMUNANZA_SMTP_URL'),
  });
  vi.stubEnv('COMUNANZA_SMTP_URL', smtp.url);
  vi.stubEnv('COMUNANZA_MAIL_FROM', 'Comunanza');
  expect(await said(['--to', 'rita@lecco.example', '--lang', 'en'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('cannot be read'),
  });
  vi.stubEnv('COMUNANZA_MAIL_FROM', 'posta@comunanza.example');
  expect(await said(['--to', 'rita@lecco.example'])).toMatchObject({
    code: 0,
    out: expect.stringContaining('ha accettato'),
  });
  expect(smtp.received.map(({ to }) => to)).toEqual([['rita@lecco.example']]);
  vi.stubEnv('COMUNANZA_SMTP_URL', 'smtp://127.0.0.1:1?tls=none');
  expect(await said(['--to', 'rita@lecco.example'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('127.0.0.1:1'),
  });
});

test('a message under way says so; sent again from an old list, it is told to have gone already', async () => {
  vi.stubEnv('COMUNANZA_SMTP_URL', smtp.url);
  vi.stubEnv('COMUNANZA_MAIL_FROM', 'Comunanza <posta@comunanza.example>');
  const { message } = await perform(sendTrialMail, { to: 'sindaca@asti.example' }, personIn('asti', 'SYS'));
  const began = new Date('2026-11-21T11:00:00Z');
  await inContext(database, inAssociation('asti'), (tx) =>
    sql`insert into mail.tries (association, message, number, began, server)
        values ('asti', ${message}, 1, ${began}, 'mx.example')`.execute(tx),
  );
  const found = async () =>
    (await perform(listMail, {}, personIn('asti', 'SYS'))).items.find(({ id }) => id === message)!;
  expect(await found()).toMatchObject({ state: 'waiting', underWay: true });
  const cookie = await server.signedIn({ role: 'SYS', association: 'asti' });
  const list = async () => (await fetch(`${server.url}/asti/sicurezza/posta`, { headers: { cookie } })).text();
  const page = await list();
  expect(page).toContain('in corso');
  await inContext(database, inAssociation('asti'), (tx) =>
    sql`update mail.outbox set state = 'sent', settled = ${began} where id = ${message}`.execute(tx),
  );
  const again = await fetch(`${server.url}/asti/sicurezza/posta/${message}/ancora`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ _csrf: /name="_csrf" value="([^"]+)"/.exec(page)?.[1] ?? '' }),
  });
  expect(again.status).toBe(303);
  expect(again.headers.get('location')).toMatch(/\/asti\/sicurezza\/posta$/);
  expect(await codes(perform(sendMailAgain, { message }, personIn('asti', 'SYS')))).toEqual([
    'operations/already-gone',
  ]);
});
