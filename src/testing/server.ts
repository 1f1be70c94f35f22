import { execFileSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll } from 'vitest';
import { assembleServer } from '../app/assemble.ts';
import { day } from '../kernel/day.ts';
import { assignPost, insertPost, registerPerson, secondFactorSetting, signIn } from '../modules/identity/index.ts';
import { type Clock, stoppedClock } from '../platform/clock.ts';
import { inContext } from '../platform/database/context.ts';
import { projectFolder } from '../platform/database/project-folder.ts';
import type { Module } from '../platform/page.ts';
import type { Perform } from '../platform/perform.ts';
import { BadInput } from '../platform/problem.ts';
import type { Role } from '../platform/role.ts';
import { createServer } from '../platform/server/create-server.ts';
import type { Fault, ServerParts } from '../platform/server/server-parts.ts';
import { consoleIn } from './actor.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';

export const testPassword = 'torre ponte lago neve';

export type TestPost = {
  readonly role: Role;
  readonly association: string;
  readonly entity?: string;
  readonly entityName?: string;
};

export type TestServer = {
  readonly url: string;
  readonly server: FastifyInstance;
  readonly database: TestDatabase;
  readonly perform: Perform;
  readonly clock: Clock;
  /** Moves the clock; sessions opened before may be too old after. */
  readonly moveTo: (instant: string) => void;
  /** Every fault since the start; a test that expects none can say so. */
  readonly faults: readonly Fault[];
  /** A person with these posts; gives the address to sign in with (`testPassword`). */
  readonly registered: (...posts: readonly TestPost[]) => Promise<string>;
  /** The `Cookie` header of such a person, signed in. */
  readonly signedIn: (...posts: readonly TestPost[]) => Promise<string>;
};

/**
 * The real server on a port of its own and a database of its own, with one association (`lecco`) and no data. Closed
 * after the test file. Call it at the top of the file.
 *
 * @param secondFactor whether roles that manage others need one; only offered where left out
 * @param modules all of the program's where left out
 * @param now the clock stands still at this instant; 21 November 2026, noon, where left out
 */
export async function startTestServer({
  modules,
  now = '2026-11-21T11:00:00Z',
  requestsPerMinute = 1_000_000,
  associations = ['lecco'],
  secondFactor = 'offered',
}: {
  modules?: readonly Module[];
  now?: string;
  requestsPerMinute?: number;
  associations?: readonly string[];
  secondFactor?: 'required' | 'offered';
} = {}): Promise<TestServer> {
  buildAssetsOnce();
  process.env.COMUNANZA_SECRETS_KEY ??= randomBytes(32).toString('base64');
  const database = await createTestDatabase();
  let stopped = stoppedClock(now);
  const clock: Clock = () => stopped();
  const moveTo = (instant: string) => {
    stopped = stoppedClock(instant);
  };
  const faults: Fault[] = [];
  const parts: ServerParts = {
    ...assembleServer(database, { clock, checksOutput: true, ...(modules ? { modules } : {}) }),
    requestsPerMinute,
    requestsPerToken: requestsPerMinute,
    longestLag: 0, // a busy machine makes no test fail
    onFault: (fault) => faults.push(fault),
  };
  if (secondFactor === 'offered') await offerSecondFactor(database);
  for (const id of associations) await addAssociation(database, id);
  const server = await createServer(parts);
  await server.listen({ port: 0, host: '127.0.0.1' });
  try {
    afterAll(() => server.close());
  } catch {} // called inside a hook: it goes with the run
  const url = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  let people = 0;

  const registered = async (...posts: readonly TestPost[]) => {
    people += 1;
    const email = `persona${people}@prova.example`;
    const first = posts[0]?.association ?? associations[0] ?? 'lecco';
    const name = `Persona ${people}`;
    const { person } = await parts.perform(registerPerson, { email, name, password: testPassword }, consoleIn(first));
    for (const { association, entityName, ...post } of posts) {
      const given = { email, ...post, since: '2020-01-01' };
      await parts.perform(assignPost, given, consoleIn(association)).catch(async (error: unknown) => {
        if (!(error instanceof BadInput)) throw error;
        await insertPostUnseen(database, person, { association, entityName, ...post });
      });
    }
    return email;
  };
  const signedIn = async (...posts: readonly TestPost[]) => {
    const email = await registered(...posts);
    const entered = await parts.perform(signIn, { email, password: testPassword }, consoleIn(null));
    if (entered.outcome !== 'in') throw new Error('the person just registered could not sign in');
    return `sessione=${entered.token}`;
  };
  return { url, server, database, perform: parts.perform, clock, moveTo, faults, registered, signedIn };
}

async function offerSecondFactor(database: TestDatabase): Promise<void> {
  type Tables = { 'platform.settings': { association: string; name: string; value: string } };
  const context = { association: null, actor: { person: null }, entities: 'all', installation: true } as const;
  await inContext(database, context, async (tx) => {
    await tx
      .withTables<Tables>()
      .insertInto('platform.settings')
      .values({ association: '', name: secondFactorSetting, value: JSON.stringify('offered') })
      .execute();
  });
}

/** A post for an entity that the association's register does not know: tests of doors need no register. */
async function insertPostUnseen(database: TestDatabase, person: string, post: TestPost): Promise<void> {
  const { association, role, entity = null, entityName = entity } = post;
  await inContext(database, { association, actor: { person: null }, entities: 'all' }, (tx) =>
    insertPost(tx, {
      association,
      id: randomUUID(),
      person,
      role,
      entity,
      entity_name: entityName,
      since: day('2020-01-01'),
      until: null,
      act: '',
      assigned_at: new Date('2020-01-01T09:00:00Z'),
    }),
  );
}

async function addAssociation(database: TestDatabase, id: string): Promise<void> {
  type Tables = { 'platform.associations': { id: string; name: string; short_name: string; agreement: string } };
  const context = { association: null, actor: { person: null }, entities: 'all', installation: true } as const;
  await inContext(database, context, async (tx) => {
    await tx
      .withTables<Tables>()
      .insertInto('platform.associations')
      .values({ id, name: `Associazione ${id}`, short_name: id, agreement: id })
      .execute();
  });
}

function buildAssetsOnce(): void {
  if (existsSync(join(projectFolder(), 'dist', 'assets', 'manifest.json'))) return;
  execFileSync(process.execPath, [join(projectFolder(), 'assets', 'build.mjs')], { stdio: 'inherit' });
}
