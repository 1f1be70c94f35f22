import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { assembleServer } from '../src/app/assemble.ts';
import { startAssociation } from '../src/modules/agreement/index.ts';
import { adoptAllocation, setCost, startAllocation } from '../src/modules/cost-sharing/index.ts';
import { assignPost, registerPerson, signIn } from '../src/modules/identity/index.ts';
import { inContext } from '../src/platform/database/context.ts';
import { startDatabase, stopDatabase } from '../src/platform/database/start.ts';
import { createServer } from '../src/platform/server/create-server.ts';
import { consoleIn } from './parts/console-in.ts';

/**
 * Pages a second that one process serves to somebody signed in, over loopback with a query each: the table of an adopted split
 * and the agreement, with 84 entities and with 10 and 100 times as many, as a person asks for them (compressed with Brotli).
 * Prints how much longer a page takes than with 84 entities. `npm run bench:pages [seconds a measure]`.
 */
const seconds = Number(process.argv[2] ?? 3);
const sizes = [84, 840, 8400];
const atOnce = 4;

const folder = mkdtempSync(join(tmpdir(), 'comunanza-bench-'));
const database = await startDatabase({ dataFolder: folder, databaseUrl: undefined });
const parts = { ...assembleServer(database), requestsPerMinute: 1_000_000_000 };
const server = await createServer(parts);
await server.listen({ port: 0, host: '127.0.0.1' });
const address = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
try {
  const measured = [];
  for (const size of sizes) measured.push(await measure(size));
  report(measured);
} finally {
  await server.close();
  await stopDatabase();
  rmSync(folder, { recursive: true, force: true });
}

type Measured = { readonly size: number; readonly split: Rate; readonly agreement: Rate };
type Rate = { readonly pagesASecond: number; readonly bytes: number };

async function measure(size: number): Promise<Measured> {
  const association = `enti-${size}`;
  const cookie = await prepared(association, size);
  return {
    size,
    split: await rateOf(`${address}/${association}/riparto/1`, cookie),
    agreement: await rateOf(`${address}/${association}/convenzione`, cookie),
  };
}

/** An association of that many municipalities with an adopted split of three costs; the cookie of its head of service. */
async function prepared(association: string, size: number): Promise<string> {
  const { perform } = parts;
  const operator = consoleIn(association);
  await perform(startAssociation, { id: association, agreement: 'valdarno-valdisieve' }, consoleIn(null));
  const context = { association, actor: { person: null }, entities: 'all' } as const;
  await inContext(database, context, async (tx) => {
    await sql`insert into membership.entities (association, code, name, kind, recorded_at)
      select ${association}, 'c_' || lpad(n::text, 5, '0'), 'Comune ' || n, 'comune', now() from generate_series(1, ${size}::int) n`.execute(
      tx,
    );
    await sql`insert into membership.memberships (association, entity, joined_on, recorded_at)
      select ${association}, code, '2018-01-01', now() from membership.entities where association = ${association}`.execute(
      tx,
    );
    for (const register of ['population', 'workstations'])
      await sql`insert into membership.figures (association, entity, register, on_day, revision, value, standing, source, evidence, recorded_at)
        select ${association}, code, ${register}, '2026-12-31', 1, 20 + (hashtext(code || ${register}) & 16383), 'final', 'prova', '', now()
        from membership.entities where association = ${association}`.execute(tx);
  });
  const { number } = await perform(startAllocation, { year: 2027 }, operator);
  for (const id of ['canoni', 'linee', 'personale'])
    await perform(setCost, { allocation: number, id, item: 'service', amount: '215000.00' }, operator);
  await perform(adoptAllocation, { allocation: number, act: 'Delibera di prova' }, operator);
  const email = `responsabile@${association}.example`;
  const password = 'torre ponte lago neve';
  await perform(registerPerson, { email, name: 'Responsabile', password }, operator);
  await perform(assignPost, { email, role: 'RES', since: '2020-01-01' }, operator);
  const entered = await perform(signIn, { email, password }, consoleIn(null));
  if (entered.outcome !== 'in') throw new Error('the head of service could not sign in');
  return `sessione=${entered.token}`;
}

async function rateOf(url: string, cookie: string): Promise<Rate> {
  const ask = async () => {
    const answer = await fetch(url, { headers: { cookie, 'accept-encoding': 'br' } });
    if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}`);
    await answer.arrayBuffer();
  };
  await ask(); // what is made once
  let pages = 0;
  const begun = performance.now();
  const until = begun + seconds * 1000;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (performance.now() < until) {
        await ask();
        pages += 1;
      }
    }),
  );
  const html = await (await fetch(url, { headers: { cookie, 'accept-encoding': 'identity' } })).arrayBuffer();
  return { pagesASecond: pages / ((performance.now() - begun) / 1000), bytes: html.byteLength };
}

function report(measured: readonly Measured[]): void {
  const base = measured[0]!;
  for (const page of ['split', 'agreement'] as const) {
    process.stdout.write(`${page === 'split' ? 'Table of a split' : 'Agreement'}\n`);
    for (const { size, [page]: rate } of measured) {
      const slower = base[page].pagesASecond / rate.pagesASecond;
      const larger = rate.bytes / base[page].bytes;
      process.stdout.write(
        `  ${String(size).padStart(5)} entities: ${rate.pagesASecond.toFixed(1)} pages a second, ${slower.toFixed(1)} times as long as with ${base.size} (page ${larger.toFixed(1)} times as large)\n`,
      );
    }
  }
}
