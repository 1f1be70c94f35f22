import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { assembleServer } from '../src/app/assemble.ts';
import { startAssociation } from '../src/modules/agreement/index.ts';
import { verifyTrail } from '../src/modules/audit/verify-trail.ts';
import { assignPost, openSession, registerPerson, seeAllPeople } from '../src/modules/identity/index.ts';
import {
  addItem,
  conveneMeeting,
  createBallot,
  createMeeting,
  openSitting,
  publishBallot,
  recordPassages,
  showBallot,
  startBallot,
  stopBallot,
  voidBallot,
} from '../src/modules/meetings/index.ts';
import { systemClock } from '../src/platform/clock.ts';
import type { Database } from '../src/platform/database/connect.ts';
import { inContext } from '../src/platform/database/context.ts';
import { startDatabase, stopDatabase } from '../src/platform/database/start.ts';
import { formToken } from '../src/platform/server/forged-request.ts';
import { consoleIn } from './parts/console-in.ts';
import { say } from './parts/say.ts';
import { servesHere, startWeb, type WebProcess } from './parts/web-process.ts';

/**
 * A ballot of many entities, each from its own session over HTTP, open and then secret: acknowledged votes a second when
 * everybody votes at once, the 95th percentile of the wait when they vote within ten seconds, and whether any acknowledged vote
 * is lost, or any seat counted twice in the declared totals, when the web server is killed (`kill -9`) at a random moment; in
 * the end, whether the audit trail's chain holds. `npm run bench:ballot [entities] [kills of each way]`.
 */
const association = 'votazione';
if (!(await servesHere())) await measure(Number(process.argv[2] ?? 500), Number(process.argv[3] ?? 20));

type Way = 'open' | 'secret';

async function measure(entities: number, kills: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'comunanza-bench-'));
  process.env.COMUNANZA_BALLOT_KEYS = join(folder, 'keys');
  process.env.COMUNANZA_SECRETS_KEY = Buffer.alloc(32, 1).toString('base64');
  const database = await startDatabase({ dataFolder: folder, databaseUrl: undefined });
  const { perform } = assembleServer(database);
  const operator = consoleIn(association);
  const running: WebProcess[] = [];
  const start = async (): Promise<WebProcess> => {
    const web = await startWeb(database);
    running.push(web);
    return web;
  };
  try {
    say(`Preparing ${entities} entities, each with a mayor who is signed in`);
    const sessions = await prepared(entities);
    const meeting = await sitting();
    let web = await start();

    /** A ballot that is running: of the first item openly, of the second in secret. */
    const ballotOf = async (way: Way): Promise<number> => {
      const { number } = await perform(createBallot, { meeting, item: way === 'open' ? 1 : 2 }, operator);
      await perform(startBallot, { meeting, ballot: number }, operator);
      return number;
    };
    const page = `/${association}/organi/sedute/${meeting}/voto`;
    /** Whether the vote was acknowledged: only by the answer that sends the voter to the page where it is recorded. */
    const vote = async (ballot: number, session: string, choice: string): Promise<boolean> => {
      const body = new URLSearchParams({ _csrf: formToken(session), ballot: String(ballot), choice });
      try {
        const answer = await fetch(`${web.address}${page}`, {
          method: 'POST',
          body,
          headers: { cookie: `sessione=${session}` },
          redirect: 'manual',
        });
        await answer.arrayBuffer();
        if (answer.status === 303 && answer.headers.get('location') === page) return true;
        const said = `${answer.status} ${answer.headers.get('location') ?? ''}`.trim();
        unexpected.set(said, (unexpected.get(said) ?? 0) + 1);
        return false;
      } catch {
        return false;
      }
    };
    const unexpected = new Map<string, number>();
    /** What is written of each seat: the choice, or the receipt of its paper. */
    const stored = async (ballot: number, way: Way): Promise<Map<string, string>> => {
      const context = { association, actor: { person: null }, entities: 'all' } as const;
      const written =
        way === 'open'
          ? sql`select seat, choice as what from meetings.votes`
          : sql`select seat, receipt as what from meetings.papers`;
      const { rows } = await inContext(database, context, (tx) =>
        sql<{ seat: string; what: string }>`${written}
          where association = ${association} and meeting = ${meeting} and ballot = ${ballot}`.execute(tx),
      );
      if (new Set(rows.map(({ seat }) => seat)).size !== rows.length) throw new Error('a seat is there twice');
      return new Map(rows.map(({ seat, what }) => [seat, what]));
    };

    /** Votes of these places, some at a time; again, up to five times, those that were not acknowledged. Returns who was not. */
    const voteAll = async (ballot: number, places: readonly number[], atOnce: number): Promise<readonly number[]> => {
      let waiting = [...places];
      for (let turn = 0; turn < 5 && waiting.length > 0; turn++) {
        const queue = waiting;
        waiting = [];
        await Promise.all(
          Array.from({ length: atOnce }, async () => {
            for (let place = queue.pop(); place !== undefined; place = queue.pop())
              if (!(await vote(ballot, sessions[place]!.token, choiceOf(place)))) waiting.push(place);
          }),
        );
      }
      return waiting;
    };
    const everybody = sessions.map((_, place) => place);

    /** How far the declared totals are from one vote for each seat, in heads and in weights; 0 when nothing is lost or twice. */
    const wrongTotals = async (ballot: number): Promise<number> => {
      await perform(stopBallot, { meeting, ballot }, operator);
      await perform(publishBallot, { meeting, ballot }, operator);
      const { seats, result } = await perform(showBallot, { meeting, ballot }, operator);
      const weightOf = new Map(seats.map(({ seat, weight }) => [seat, Number(weight ?? 0)]));
      let wrong = 0;
      for (const { choice, heads, weight } of result!.tallies) {
        const mine = everybody.filter((place) => choiceOf(place) === choice);
        if (heads !== null) wrong += Math.abs(heads - mine.length);
        const due = mine.reduce((sum, place) => sum + weightOf.get(seatOf(place))!, 0);
        if (weight !== null) wrong += Math.abs(fractionIn(weight) - due) > 1e-6 ? 1 : 0;
      }
      return wrong;
    };

    const bare = await bareCommits(database);
    for (const way of ['open', 'secret'] as const) {
      // As fast as it goes, fifty at a time, by a server that is warm: how many a second are acknowledged.
      let ballot = await ballotOf(way);
      await voteAll(ballot, everybody.slice(0, 50), 5);
      const begun = performance.now();
      const without = await voteAll(ballot, everybody, 50);
      const rate = (entities - without.length) / ((performance.now() - begun) / 1000);
      say(
        `${way}, fifty at a time: ${entities - without.length} of ${entities} acknowledged, ${rate.toFixed(0)} a second, ${(rate / bare).toFixed(2)} × bare commits one after the other`,
      );
      await perform(voidBallot, { meeting, ballot, reason: 'misura' }, operator);

      // Within ten seconds, each at a moment of its own.
      ballot = await ballotOf(way);
      const waits: number[] = [];
      await Promise.all(
        sessions.map(async ({ token }, place) => {
          await pause(Math.random() * 10_000);
          const asked = performance.now();
          if (await vote(ballot, token, choiceOf(place))) waits.push(performance.now() - asked);
        }),
      );
      waits.sort((a, b) => a - b);
      const at = (part: number) => (waits[Math.floor(waits.length * part)] ?? Number.NaN).toFixed(0);
      say(
        `${way}, within ten seconds: ${waits.length} of ${entities} acknowledged, p50 ${at(0.5)} ms, p95 ${at(0.95)} ms (goal: 2000)`,
      );
      await perform(voidBallot, { meeting, ballot, reason: 'misura' }, operator);
    }

    // Killed at a random moment: what was acknowledged is there; the others vote again, and each seat counts once.
    for (const way of ['open', 'secret'] as const) {
      let lost = 0;
      let missing = 0;
      let wrong = 0;
      let cut = 0;
      for (let round = 1; round <= kills; round++) {
        const ballot = await ballotOf(way);
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
        const there = await stored(ballot, way);
        for (const place of acknowledged) {
          const what = there.get(seatOf(place));
          if (way === 'open' ? what !== choiceOf(place) : what === undefined) lost += 1;
        }
        web = await start();
        const without = await voteAll(
          ballot,
          everybody.filter((place) => !acknowledged.has(place)),
          20,
        );
        missing += without.length;
        const after = await stored(ballot, way);
        // A paper that was acknowledged stays as it was: nothing was sealed again in its place.
        for (const place of acknowledged) if (after.get(seatOf(place)) !== there.get(seatOf(place))) lost += 1;
        if (without.length === 0) wrong += await wrongTotals(ballot);
        else await perform(voidBallot, { meeting, ballot, reason: 'misura' }, operator);
      }
      say(
        `${way}, killed ${kills} times: ${cut} votes cut off and cast again, ${lost} lost, ${wrong} counted wrong, ${missing} never acknowledged`,
      );
      if (lost > 0 || wrong > 0 || missing > 0) process.exitCode = 1;
    }
    for (const [said, times] of unexpected) say(`Not acknowledged, with the answer ${said}: ${times}`);
    const chains = await verifyTrail(database, { association, publicKey: '' });
    for (const { intact, entries, flaw } of chains)
      say(`The audit trail: ${entries} entries, ${intact ? 'the chain holds' : `broken: ${JSON.stringify(flaw)}`}`);
    if (chains.some(({ intact }) => !intact)) process.exitCode = 1;
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
    await perform(addItem, { meeting: number, title: 'Proposta segreta', kind: 'decision', secret: true }, operator);
    await perform(conveneMeeting, { meeting: number, lateReason: 'misura' }, operator);
    await perform(openSitting, { meeting: number, chair: 'Presidente' }, operator);
    const seats = Array.from({ length: entities }, (_, place) => seatOf(place));
    await perform(recordPassages, { meeting: number, what: 'arrives', seats }, operator);
    return number;
  }
}

/** Small transactions that this database commits in a second, one after the other: what the machine gives. */
async function bareCommits(database: Database): Promise<number> {
  const context = { association, actor: { person: null }, entities: 'all' } as const;
  const times = 100;
  const begun = performance.now();
  for (let round = 0; round < times; round++)
    await inContext(database, context, (tx) => sql`select pg_logical_emit_message(true, 'misura', 'x')`.execute(tx));
  return times / ((performance.now() - begun) / 1000);
}

function choiceOf(place: number): string {
  return ['yes', 'no', 'abstain'][place % 3]!;
}

function seatOf(place: number): string {
  return `ente.c_${String(place + 1).padStart(5, '0')}`;
}

function fractionIn(written: string): number {
  const [above, below = '1'] = written.split('/');
  return Number(above) / Number(below);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
