import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { Refused } from '../../kernel/result.ts';
import { stoppedClock } from '../../platform/clock.ts';
import { inContext } from '../../platform/database/context.ts';
import { createPerform } from '../../platform/perform.ts';
import { BadInput } from '../../platform/problem.ts';
import { actorFor } from '../../platform/server/identification.ts';
import { consoleIn } from '../../testing/actor.ts';
import { createTestDatabase } from '../../testing/database.ts';
import { startTestServer, testPassword } from '../../testing/server.ts';
import { changePassword } from './actions/change-password.ts';
import { createFirstAdministrator } from './actions/create-first-administrator.ts';
import { endPost } from './actions/end-post.ts';
import { listPosts } from './actions/list-posts.ts';
import { assignPost, authorise, identification, issueStartCode, registerPerson, signIn } from './index.ts';

const server = await startTestServer({ associations: ['lecco', 'asti'] });
const { perform, database } = server;
const who = identification(database);
const at = (instant: string) => stoppedClock(instant)();
const noon = at('2026-11-21T11:00:00Z');

async function tokenOf(email: string): Promise<string> {
  const entered = await perform(signIn, { email, password: testPassword }, consoleIn(null));
  if (entered.outcome !== 'in') throw new Error('not signed in');
  return entered.token;
}

const codes = (error: unknown) =>
  error instanceof Refused ? error.refusals.map((refusal) => refusal.code) : [String(error)];

describe('a session', () => {
  test('holds a working day, ends after twelve hours, and after two without use', async () => {
    const token = await tokenOf(await server.registered({ role: 'RES', association: 'lecco' }));
    expect(await who.bySession(token, at('2026-11-21T12:59:00Z'))).not.toBeNull();
    expect(await who.bySession(token, at('2026-11-21T14:58:00Z'))).not.toBeNull();
    expect(await who.bySession(token, at('2026-11-21T16:59:00Z'))).toBeNull();
    const other = await tokenOf(await server.registered({ role: 'RES', association: 'lecco' }));
    for (let hour = 12; hour < 23; hour++) await who.bySession(other, at(`2026-11-21T${hour}:30:00Z`));
    expect(await who.bySession(other, at('2026-11-21T22:59:00Z'))).not.toBeNull();
    expect(await who.bySession(other, at('2026-11-21T23:01:00Z'))).toBeNull();
  });

  test('is kept as a hash: the table alone opens nothing', async () => {
    const token = await tokenOf(await server.registered({ role: 'RES', association: 'lecco' }));
    const everything = { association: null, actor: { person: null }, entities: 'all', installation: true } as const;
    const rows = await inContext(
      database,
      everything,
      async (tx) =>
        (
          await sql<{
            all: string;
          }>`select coalesce(string_agg(s::text, ' '), '') as all from identity.sessions s`.execute(tx)
        ).rows,
    );
    expect(rows[0]!.all).not.toContain(token);
    expect(await who.bySession('00', noon)).toBeNull();
  });

  test('ends everywhere when the password changes', async () => {
    const email = await server.registered({ role: 'RES', association: 'lecco' });
    const token = await tokenOf(email);
    const signedIn = (await who.bySession(token, noon))!;
    const actor = actorFor(signedIn, { association: null, language: 'it', via: 'page' });
    const wrong = await perform(
      changePassword,
      { current: 'not this', next: 'cavallo batteria graffetta' },
      actor,
    ).catch(codes);
    expect(wrong).toEqual(['identity/wrong-password']);
    const weak = await perform(changePassword, { current: testPassword, next: 'corta' }, actor).catch((error) => error);
    expect((weak as BadInput).problems.every((problem) => problem.path === 'next')).toBe(true);
    await perform(changePassword, { current: testPassword, next: 'cavallo batteria graffetta' }, actor);
    expect(await who.bySession(token, noon)).toBeNull();
    expect(await who.byPassword(email, 'cavallo batteria graffetta', noon)).not.toBeNull();
    expect(await who.byPassword(email, testPassword, noon)).toBeNull();
  });
});

describe('a post', () => {
  test('[VV-2.3.c] counts from its first to its last day, and not a day longer', async () => {
    const email = await server.registered();
    const { post } = await perform(assignPost, { email, role: 'CTR', since: '2026-12-01' }, consoleIn('lecco'));
    await perform(endPost, { post, until: '2026-12-31' }, consoleIn('lecco'));
    const held = async (instant: string) => (await who.byPassword(email, testPassword, at(instant)))?.posts.length;
    expect(await held('2026-11-30T11:00:00Z')).toBe(0);
    expect(await held('2026-11-30T23:30:00Z')).toBe(1); // already 1 December in Rome
    expect(await held('2026-12-31T11:00:00Z')).toBe(1);
    expect(await held('2027-01-01T11:00:00Z')).toBe(0);
    expect(await perform(endPost, { post, until: '2026-11-01' }, consoleIn('lecco')).catch(codes)).toEqual([
      'BadInput: until: L’ultimo giorno viene prima del primo, 1º dicembre 2026.',
    ]);
    expect(await perform(endPost, { post, until: '2026-12-31' }, consoleIn('asti')).catch(codes)).toEqual([
      'identity/no-such-post',
    ]);
  });

  test('[ISO-1] [ISO-15] is listed to its association only, and to a controller only for the own entity', async () => {
    const mine = await server.registered({ role: 'ACC', association: 'lecco', entity: 'c_e507' });
    const controller = await server.registered({ role: 'CTR', association: 'lecco', entity: 'c_a745' });
    const all = await perform(listPosts, {}, consoleIn('lecco'));
    expect(all.items.map((post) => post.email)).toEqual(expect.arrayContaining([mine, controller]));
    const elsewhere = await perform(listPosts, {}, consoleIn('asti'));
    expect(elsewhere.items.map((post) => post.email)).not.toContain(mine);
    const signedIn = (await who.byPassword(controller, testPassword, noon))!;
    const actor = actorFor(signedIn, { association: 'lecco', language: 'it', via: 'api' });
    const seen = await perform(listPosts, {}, actor);
    expect(seen.items.map((post) => post.email)).toEqual([controller]);
  });

  test('is not for whoever is not there, and an address has one account', async () => {
    const none = await perform(assignPost, { email: 'nobody@prova.example', role: 'TEC' }, consoleIn('lecco')).catch(
      codes,
    );
    expect(none).toEqual(['identity/no-such-person']);
    const email = await server.registered();
    const again = { email: email.toUpperCase(), name: 'Ancora Lei', password: testPassword };
    expect(await perform(registerPerson, again, consoleIn('asti')).catch(codes)).toEqual(['identity/email-taken']);
  });
});

describe('the first administrator', () => {
  test('is created once, with the code of the start, and may then add an association', async () => {
    const fresh = await createTestDatabase();
    const start = createPerform({
      database: fresh,
      clock: stoppedClock('2026-11-21T11:00:00Z'),
      authorise,
      checksOutput: true,
    });
    const anonymous = actorFor(null, { association: null, language: 'it', via: 'page' });
    const code = (await issueStartCode(fresh))!;
    const form = { name: 'Rita Bianchi', email: 'rita@lecco.example', password: testPassword };
    expect(await start(createFirstAdministrator, { ...form, code: 'WRONG' }, anonymous).catch(codes)).toEqual([
      'identity/wrong-start-code',
    ]);
    const weak = await start(createFirstAdministrator, { ...form, password: 'rita', code }, anonymous).catch(
      (error) => error,
    );
    expect(weak).toBeInstanceOf(BadInput);
    await start(createFirstAdministrator, { ...form, code: ` ${code.toLowerCase()} ` }, anonymous);
    expect(await start(createFirstAdministrator, { ...form, code }, anonymous).catch(codes)).toEqual([
      'identity/already-started',
    ]);
    expect(await issueStartCode(fresh)).toBeUndefined();
    const signedIn = (await identification(fresh).byPassword('rita@lecco.example', testPassword, noon))!;
    expect(signedIn.posts).toMatchObject([{ association: '', role: 'SYS' }]);
    const place = { association: null, language: 'it', via: 'page' } as const;
    expect(actorFor(signedIn, place)).toMatchObject({ role: null, withheld: 'SYS' });
    expect(actorFor({ ...signedIn, level: 2 }, place).role).toBe('SYS');
    expect(actorFor(signedIn, { association: 'lecco', language: 'it', via: 'page' }).role).toBeNull();
  });
});

test('[CAL-9.7] the audit trail says who acted, from which post, and can be neither changed nor cleared', async () => {
  const lecco = { association: 'lecco', actor: { person: null }, entities: 'all' } as const;
  const entries = await inContext(
    database,
    lecco,
    async (tx) =>
      (
        await sql<{
          action: string;
        }>`select action from platform.audit_entries where action = 'identity/assign-post'`.execute(tx)
      ).rows,
  );
  expect(entries.length).toBeGreaterThan(0);
  for (const change of [
    sql`update platform.audit_entries set action = 'x'`,
    sql`delete from platform.audit_entries`,
    sql`truncate platform.audit_entries`,
  ]) {
    await expect(inContext(database, lecco, (tx) => change.execute(tx))).rejects.toThrow(/permission denied/);
  }
});
