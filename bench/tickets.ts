import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { Client } from 'pg';
import { assembleServer } from '../src/app/assemble.ts';
import { startAssociation } from '../src/modules/agreement/index.ts';
import { assignPost, openSession, registerPerson, seeAllPeople } from '../src/modules/identity/index.ts';
import { serviceDeskModule } from '../src/modules/service-desk/module.ts';
import { systemClock } from '../src/platform/clock.ts';
import { inContext } from '../src/platform/database/context.ts';
import { startDatabase, stopDatabase } from '../src/platform/database/start.ts';
import { formToken } from '../src/platform/server/forged-request.ts';
import { consoleIn } from './parts/console-in.ts';
import { lettersIntake } from './parts/letters-intake.ts';
import { pageBytes } from './parts/page-bytes.ts';
import { say } from './parts/say.ts';
import { parentOf, stackMemory, stackTime } from './parts/stack.ts';
import { callers, type Measured, measured } from './parts/waits.ts';
import { servesHere, startWeb, type WebProcess } from './parts/web-process.ts';

const workNames = ['queue', 'filtered', 'page 500', 'search', 'one request', 'a new one'] as const;
type Work = (typeof workNames)[number];

/**
 * The service desk with 100,000 and with 1,000,000 requests of 84 entities, 3,000 of them open: how long somebody waits for the
 * queue, a filtered page, page 500, a search, a request, and a new one; how many a second are answered when eight call; how much
 * longer it all takes with the most requests; memory of web server and PostgreSQL; letters taken in by one program; bytes of the
 * queue in Chromium.
 * On the embedded database, or on that of DATABASE_URL, whose user must own it.
 * `npm run bench:tickets [seconds a measure] [requests…]`.
 */
if (!(await servesHere())) await compare(Number(process.argv[2] ?? 10), process.argv.slice(3).map(Number));

async function compare(seconds: number, given: readonly number[]): Promise<void> {
  const sizes = given.length > 0 ? given : [100_000, 1_000_000];
  const folder = mkdtempSync(join(tmpdir(), 'comunanza-bench-'));
  process.env.COMUNANZA_SECRETS_KEY = Buffer.alloc(32, 1).toString('base64');
  process.env.COMUNANZA_BALLOT_KEYS = join(folder, 'keys');
  const database = await startDatabase({ dataFolder: folder, databaseUrl: process.env.DATABASE_URL });
  const { perform } = assembleServer(database);
  const { today } = systemClock();
  const year = Number(today.slice(0, 4));
  let web: WebProcess | undefined;
  try {
    web = await startWeb(database);
    const results = [];
    for (const size of sizes) {
      const association = `richieste-${size}`;
      say(`Preparing ${size.toLocaleString('en')} requests`);
      const session = await prepared(association, size);
      results.push({ size, ...(await measure(web, association, session, size)) });
    }
    report(results);
  } finally {
    web?.process.disconnect();
    await stopDatabase();
    rmSync(folder, { recursive: true, force: true });
  }

  async function measure(server: WebProcess, association: string, session: string, size: number) {
    const desk = `${server.address}/${association}/assistenza`;
    const headers = { cookie: `sessione=${session}`, 'accept-encoding': 'br' };
    const read = async (path: string) => {
      const answer = await fetch(desk + path, { headers });
      await answer.arrayBuffer();
      if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
    };
    const create = async (turn: number) => {
      const body = new URLSearchParams({
        _csrf: formToken(session),
        entity: entityCode(turn % 84),
        requesterName: `Persona ${turn}`,
        body: `La stampante ${turn} non stampa più\nda stamattina, nemmeno la pagina di prova.`,
        origin: 'phone',
        priority: 'normal',
      });
      const answer = await fetch(`${desk}/nuova`, { method: 'POST', body, headers, redirect: 'manual' });
      await answer.arrayBuffer();
      if (answer.status !== 303) throw new Error(`a new request was answered ${answer.status}`);
    };
    const last = year * 10_000_000 + size;
    const works: Readonly<Record<Work, (turn: number) => Promise<void>>> = {
      queue: () => read(''),
      filtered: (turn) => read(`?stato=open&ente=${entityCode(turn % 84)}&ordine=due`),
      'page 500': () => read(`?ordine=newest&cursor=${last - 499 * 50}`),
      search: () => read('?q=pergamene&ordine=newest'),
      'one request': (turn) => read(`/richieste/${year}-${1 + ((turn * 7919) % size)}`),
      'a new one': create,
    };
    const postgres = await inContext(database, { association, actor: { person: null }, entities: 'all' }, (tx) =>
      sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx),
    );
    const stack = [server.process.pid!, parentOf(postgres.rows[0]!.pid)];
    const rates = {} as Record<Work, Measured>;
    for (const work of workNames) {
      rates[work] = await measured(seconds, works[work], () => stack.map((root) => stackTime([root])));
      const { p50, p95, rate, costs } = rates[work];
      say(
        `  ${work.padEnd(12)} p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, ${rate.toFixed(0)} a second, ${costs.map((cost) => cost.toFixed(1)).join(' + ')} ms of a core each (web server + PostgreSQL)`,
      );
    }
    const memory = stack.map((root) => stackMemory([root]));
    const letters = await lettersIntake({ database, perform }, association, 500);
    return { rates, memory, letters, bytes: await pageBytes(desk, session) };
  }

  /** An association of 84 municipalities with that many requests; the session of a technician. */
  async function prepared(association: string, size: number): Promise<string> {
    const operator = consoleIn(association);
    await perform(startAssociation, { id: association, agreement: 'valdarno-valdisieve' }, consoleIn(null));
    const context = { association, actor: { person: null }, entities: 'all' } as const;
    await inContext(database, context, async (tx) => {
      await sql`insert into membership.entities (association, code, name, kind, recorded_at)
        select ${association}, 'c_' || lpad(n::text, 5, '0'), 'Comune ' || n, 'comune', now() from generate_series(0, 83) n`.execute(
        tx,
      );
      await sql`insert into membership.memberships (association, entity, joined_on, recorded_at)
        select ${association}, code, '2018-01-01', now() from membership.entities where association = ${association}`.execute(
        tx,
      );
    });
    const doing = (name: string, input: unknown) =>
      perform(serviceDeskModule.actions.find((action) => action.name === name)!, input, operator);
    const day = '8:00-14:00';
    const week = { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day };
    await doing('service-desk/set-weekly-hours', { since: `${year}-01-01`, ...week });
    await doing('service-desk/set-target', { since: `${year}-01-01`, firstAnswer: 60, solution: 1440 });
    const email = `tecnica@${association}.example`;
    const { person } = await perform(registerPerson, { email, name: 'Tecnica di prova' }, operator);
    await perform(assignPost, { email, role: 'L1', since: '2020-01-01' }, operator);
    await fill(association, size, person);
    return inContext(database, { ...context, association: null, installation: true }, async (tx) => {
      await seeAllPeople(tx);
      return openSession(tx, { person, method: 'password', level: 2, now: systemClock(), call: {} });
    });
  }

  /** Three years of requests: 3,000 open, one in a hundred tells of parchments, each with what was said in it. */
  async function fill(association: string, size: number, technician: string): Promise<void> {
    const owner = new Client(database.connection);
    await owner.connect();
    const run = (text: string, values: unknown[] = []) => owner.query(text, [association, ...values]);
    try {
      await owner.query("set app.backup = 'on'");
      await run(
        `insert into service_desk.tickets
         select $1, $2::bigint + n, 'c_' || lpad((n % 84)::text, 5, '0'), null, 'Persona ' || n % 4000,
           (array['posta', 'stampa', 'rete', 'protocollo', null])[1 + n % 5],
           case when n % 50 = 0 then 'urgent' when n % 10 = 0 then 'high' else 'normal' end, s.state,
           case when s.state = 'waiting' then (array['material', 'person', 'supplier', 'agreed'])[1 + n % 4] end,
           case when n % 20 = 0 then 'second' else 'first' end,
           case when s.state <> 'new' then $3::uuid end,
           'Richiesta ' || n || ' su ' || (array['posta', 'stampante', 'rete', 'protocollo', 'scanner'])[1 + n % 5], 'portal', '', '',
           null, null, t.at, t.at, t.at, null, case when s.state = 'closed' then t.at end,
           case when s.state <> 'closed' and n % 3 > 0 then now() + (n % 200 - 40) * interval '1 hour' end, null, 5,
           case when s.state = 'closed' then 3 else 2 end
         from generate_series(1, $4::int) n,
           lateral (select case when n <= $4::int - 3000 then 'closed' when n % 9 = 0 then 'waiting' when n % 2 = 0 then 'assigned'
             else 'new' end as state) s,
           lateral (select now() - ($4::int - n) * interval '3 years' / $4::int as at) t`,
        [year * 10_000_000, technician, size],
      );
      await run(
        `insert into service_desk.ticket_events
         select t.association, t.id, e.version, t.entity, e.kind, true, t.opened_at, case e.party when 'office' then $2::uuid end,
           t.requester_name, e.party, e.what, '{}'
         from service_desk.tickets t, lateral (values
           (1, 'opened', 'requester', jsonb_build_object('entity', t.entity, 'requester', null, 'requesterName', t.requester_name,
             'contact', '', 'service', t.service, 'priority', t.priority, 'level', t.level, 'subject', t.subject,
             'body', t.subject || ': da stamattina non va, e lo sportello apre alle nove.', 'origin', 'portal', 'asset', '',
             'contract', '', 'from', null)),
           (2, 'commented', 'office', jsonb_build_object('body', 'Provi a spegnere e riaccendere; intanto guardiamo da qui.', 'minutes', 5)),
           (3, 'closed', 'office', '{}'::jsonb)
         ) e (version, kind, party, what)
         where t.association = $1 and e.version <= t.version`,
        [technician],
      );
      await run(
        `insert into service_desk.ticket_words
         select association, id, entity, to_tsvector('italian', subject || case when id % 100 = 7 then ' pergamene' else '' end), ''
         from service_desk.tickets where association = $1`,
      );
      await run(
        `insert into service_desk.vocabulary select $1, 'c_' || lpad(e::text, 5, '0'), word
         from generate_series(0, 83) e, unnest(array['pergamene', 'richiesta', 'stampante', 'protocollo']) word`,
      );
      await run('insert into service_desk.numbers values ($1, $2, $3)', [year, size]);
      await owner.query('vacuum analyze');
    } finally {
      await owner.end();
    }
  }
}

type Result = {
  readonly size: number;
  readonly rates: Readonly<Record<Work, Measured>>;
  readonly memory: readonly number[];
  readonly letters: Awaited<ReturnType<typeof lettersIntake>>;
  readonly bytes: Awaited<ReturnType<typeof pageBytes>>;
};

function report(results: readonly Result[]): void {
  const [base] = results;
  for (const { size, rates, memory, letters, bytes } of results) {
    say(`${size.toLocaleString('en')} requests, ${callers} callers at once for what a second gives`);
    for (const work of workNames) {
      const longer = rates[work].p50 / base!.rates[work].p50;
      say(`  ${work.padEnd(12)} p50 ${longer.toFixed(2)} × that with ${base!.size.toLocaleString('en')}`);
    }
    say(`  memory of web server and PostgreSQL: ${memory.map((each) => each.toFixed(0)).join(' + ')} MiB`);
    say(`  letters: ${letters.stored.toFixed(0)} a second stored, ${letters.takenIn.toFixed(0)} a second taken in`);
    if (bytes)
      for (const state of ['cold', 'warm'] as const)
        say(
          `  queue in Chromium, ${state}: ${bytes[state].kilobytes.toFixed(1)} KB, ${bytes[state].milliseconds.toFixed(0)} ms`,
        );
  }
}

function entityCode(place: number): string {
  return `c_${String(place).padStart(5, '0')}`;
}
