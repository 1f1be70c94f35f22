import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { ClientConfig } from 'pg';
import { assembleServer } from '../src/app/assemble.ts';
import { startAssociation } from '../src/modules/agreement/index.ts';
import { assignPost, openSession, registerPerson, seeAllPeople } from '../src/modules/identity/index.ts';
import {
  addItem,
  conveneMeeting,
  createBallot,
  createMeeting,
  openSitting,
  recordPassages,
  startBallot,
  stopBallot,
  voidBallot,
} from '../src/modules/meetings/index.ts';
import type { Actor } from '../src/platform/action.ts';
import { systemClock } from '../src/platform/clock.ts';
import { connect } from '../src/platform/database/connect.ts';
import { inContext } from '../src/platform/database/context.ts';
import { startDatabase, stopDatabase } from '../src/platform/database/start.ts';
import { createServer } from '../src/platform/server/create-server.ts';
import { formToken } from '../src/platform/server/forged-request.ts';

/**
 * A ballot of many entities, each from its own session over HTTP: acknowledged votes a second when everybody votes at once,
 * the 95th percentile of the wait when they vote within ten seconds, and whether any acknowledged vote is lost, or any seat
 * counted twice, when the web server is killed (`kill -9`) at a random moment. `npm run bench:ballot [entities] [kills]`.
 */
const association = 'votazione';
if (process.argv[2] === '--serve') await serve(JSON.parse(process.argv[3]!));
else await measure(Number(process.argv[2] ?? 500), Number(process.argv[3] ?? 20));

/** The web server alone, as a process that can be killed; the database is another's. */
async function serve(connection: ClientConfig): Promise<void> {
  const database = connect(connection, { connections: 10 });
  database.role = 'comunanza_app';
  const server = await createServer({ ...assembleServer(database), requestsPerMinute: 1_000_000_000 });
  await server.listen({ port: 0, host: '127.0.0.1' });
  process.send?.((server.server.address() as AddressInfo).port);
  process.on('disconnect', () => process.exit(0));
}

type Web = { readonly process: ChildProcess; readonly port: number };

async function measure(entities: number, kills: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'comunanza-bench-'));
  process.env.COMUNANZA_BALLOT_KEYS = join(folder, 'keys');
  process.env.COMUNANZA_SECRETS_KEY = Buffer.alloc(32, 1).toString('base64');
  const database = await startDatabase({ dataFolder: folder, databaseUrl: undefined });
  const { perform } = assembleServer(database);
  const operator = consoleIn(association);
  const running: Web[] = [];
  const startWeb = async (): Promise<Web> => {
    const child = fork(process.argv[1]!, ['--serve', JSON.stringify(database.connection)]);
    const port = await new Promise<number>((resolve, reject) => {
      child.once('message', (said) => resolve(Number(said)));
      child.once('exit', () => reject(new Error('the web server did not start')));
    });
    const web = { process: child, port };
    running.push(web);
    return web;
  };
  try {
    say(`Preparing ${entities} entities, each with a mayor who is signed in`);
    const sessions = await prepared(entities);
    const meeting = await sitting();
    let web = await startWeb();

    const ballotOf = async (): Promise<number> => {
      const { number } = await perform(createBallot, { meeting, item: 1 }, operator);
      await perform(startBallot, { meeting, ballot: number }, operator);
      return number;
    };
    const vote = async (ballot: number, session: string, choice: string): Promise<boolean> => {
      const body = new URLSearchParams({ _csrf: formToken(session), ballot: String(ballot), choice });
      try {
        const answer = await fetch(`http://127.0.0.1:${web.port}/${association}/organi/sedute/${meeting}/voto`, {
          method: 'POST',
          body,
          headers: { cookie: `sessione=${session}` },
          redirect: 'manual',
        });
        await answer.arrayBuffer();
        return answer.status === 303;
      } catch {
        return false;
      }
    };
    const stored = async (ballot: number): Promise<Map<string, string>> => {
      const context = { association, actor: { person: null }, entities: 'all' } as const;
      const { rows } = await inContext(database, context, (tx) =>
        sql<{ person: string; choice: string }>`select person, choice from meetings.votes
          where association = ${association} and meeting = ${meeting} and ballot = ${ballot}`.execute(tx),
      );
      if (new Set(rows.map(({ person }) => person)).size !== rows.length) throw new Error('a seat was counted twice');
      return new Map(rows.map(({ person, choice }) => [person, choice]));
    };
    const choiceOf = (place: number) => ['yes', 'no', 'abstain'][place % 3]!;

    /** Votes of these places, some at a time; again, up to five times, those that were not acknowledged. */
    const voteAll = async (ballot: number, places: readonly number[], atOnce: number): Promise<number> => {
      let waiting = [...places];
      let done = 0;
      for (let turn = 0; turn < 5 && waiting.length > 0; turn++) {
        const queue = waiting;
        waiting = [];
        await Promise.all(
          Array.from({ length: atOnce }, async () => {
            for (let place = queue.pop(); place !== undefined; place = queue.pop())
              if (await vote(ballot, sessions[place]!.token, choiceOf(place))) done += 1;
              else waiting.push(place);
          }),
        );
      }
      return done;
    };
    const everybody = sessions.map((_, place) => place);

    // As fast as it goes, fifty at a time, by a server that is warm: how many a second are acknowledged.
    let ballot = await ballotOf();
    await voteAll(ballot, everybody.slice(0, 50), 5);
    const begun = performance.now();
    const done = await voteAll(ballot, everybody, 50);
    const rate = done / ((performance.now() - begun) / 1000);
    say(`Fifty at a time: ${done} of ${entities} acknowledged, ${rate.toFixed(0)} a second`);
    await perform(stopBallot, { meeting, ballot }, operator);
    await perform(voidBallot, { meeting, ballot, reason: 'misura' }, operator);

    // Within ten seconds, each at a moment of its own.
    ballot = await ballotOf();
    const waits: number[] = [];
    await Promise.all(
      sessions.map(async ({ token }, place) => {
        await pause(Math.random() * 10_000);
        const asked = performance.now();
        if (await vote(ballot, token, choiceOf(place))) waits.push(performance.now() - asked);
      }),
    );
    waits.sort((a, b) => a - b);
    const p95 = waits[Math.floor(waits.length * 0.95)] ?? Number.NaN;
    say(
      `Within ten seconds: ${waits.length} of ${entities} acknowledged, p50 ${(waits[waits.length >> 1] ?? 0).toFixed(0)} ms, p95 ${p95.toFixed(0)} ms`,
    );
    await perform(voidBallot, { meeting, ballot, reason: 'misura' }, operator);

    // Killed at a random moment: what was acknowledged is there; the others vote again, and each seat has one vote.
    let lost = 0;
    let twice = 0;
    let cut = 0;
    for (let round = 1; round <= kills; round++) {
      ballot = await ballotOf();
      const within = 3000;
      const acknowledged = new Set<number>();
      const voting = Promise.all(
        sessions.map(async ({ token }, place) => {
          await pause(Math.random() * within);
          if (await vote(ballot, token, choiceOf(place))) acknowledged.add(place);
        }),
      );
      await pause(200 + Math.random() * (within - 400));
      web.process.kill('SIGKILL');
      await voting;
      cut += sessions.length - acknowledged.size;
      const there = await stored(ballot);
      for (const place of acknowledged) if (there.get(sessions[place]!.person) !== choiceOf(place)) lost += 1;
      web = await startWeb();
      await voteAll(
        ballot,
        everybody.filter((place) => !acknowledged.has(place)),
        20,
      );
      const all = await stored(ballot);
      twice += Math.abs(all.size - sessions.length);
      sessions.forEach(({ person }, place) => {
        if (all.get(person) !== choiceOf(place)) lost += 1;
      });
      await perform(voidBallot, { meeting, ballot, reason: 'misura' }, operator);
    }
    say(`Killed ${kills} times: ${cut} votes cut off and cast again, ${lost} lost, ${twice} counted twice or missing`);
    if (lost > 0 || twice > 0) process.exitCode = 1;
  } finally {
    for (const web of running) web.process.kill('SIGKILL');
    await stopDatabase();
    rmSync(folder, { recursive: true, force: true });
  }

  async function prepared(count: number): Promise<{ readonly token: string; readonly person: string }[]> {
    await perform(startAssociation, { id: association, agreement: 'lecco' }, consoleIn(null));
    const context = { association, actor: { person: null }, entities: 'all' } as const;
    const year = new Date().getFullYear() - 1;
    await inContext(database, context, async (tx) => {
      await sql`insert into membership.entities (association, code, name, kind, relation, recorded_at)
        select ${association}, 'c_' || lpad(n::text, 5, '0'), 'Comune ' || n, 'comune', case when n = 1 then 'lead' else 'member' end, now()
        from generate_series(1, ${count}::int) n`.execute(tx);
      await sql`insert into membership.memberships (association, entity, joined_on, recorded_at)
        select ${association}, code, '2018-01-01', now() from membership.entities where association = ${association}`.execute(
        tx,
      );
      for (const register of ['population', 'direct-costs'])
        await sql`insert into membership.figures (association, entity, register, on_day, revision, value, standing, source, evidence, recorded_at)
          select ${association}, code, ${register}, ${`${year}-12-31`}, 1, 20 + (hashtext(code || ${register}) & 16383), 'final', 'prova', '', now()
          from membership.entities where association = ${association}`.execute(tx);
    });
    const sessions: { token: string; person: string }[] = [];
    for (let place = 1; place <= count; place++) {
      const code = `c_${String(place).padStart(5, '0')}`;
      const email = `${code}@votazione.example`;
      const { person } = await perform(registerPerson, { email, name: `Sindaco ${place}` }, operator);
      await perform(assignPost, { email, role: 'MAY', entity: code, since: '2020-01-01' }, operator);
      const token = await inContext(database, { ...context, association: null, installation: true }, async (tx) => {
        await seeAllPeople(tx);
        return openSession(tx, { person, method: 'password', level: 1, now: systemClock(), call: {} });
      });
      sessions.push({ token, person });
    }
    return sessions;
  }

  async function sitting(): Promise<number> {
    const { today, instant } = systemClock();
    const firstCall = `${today}T${new Intl.DateTimeFormat('it-IT', { timeZone: 'Europe/Rome', hour: '2-digit', minute: '2-digit' }).format(instant)}`;
    const given = { body: 'assembly', kind: 'ordinary' as const, place: 'Sala', firstCall };
    const { number } = await perform(createMeeting, given, operator);
    await perform(addItem, { meeting: number, title: 'Proposta', kind: 'decision' }, operator);
    await perform(conveneMeeting, { meeting: number, lateReason: 'misura' }, operator);
    await perform(openSitting, { meeting: number, chair: 'Presidente' }, operator);
    const seats = Array.from({ length: entities }, (_, index) => `ente.c_${String(index + 1).padStart(5, '0')}`);
    await perform(recordPassages, { meeting: number, what: 'arrives', seats }, operator);
    return number;
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function consoleIn(of: string | null): Actor {
  return {
    kind: 'console',
    person: null,
    name: 'console',
    language: 'it',
    association: of,
    role: null,
    entity: null,
    via: 'command-line',
  };
}
