import { sql } from 'kysely';
import { Client } from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import type { EntityCode } from '../../kernel/entity.ts';
import type { Tx } from '../../platform/action.ts';
import { inContext } from '../../platform/database/context.ts';
import { createTestDatabase } from '../../testing/database.ts';
import { countQueue, type QueueFilters, type QueueOrder, queueOf } from './storage/queue.ts';

/** A hundred thousand requests of eighty-four entities over some years; one in a hundred tells of parchments. */
const tickets = 100_000;
const database = await createTestDatabase();
const association = 'grande';
const person = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

beforeAll(async () => {
  const owner = new Client(database.url);
  await owner.connect();
  try {
    await owner.query("set app.backup = 'on'");
    await owner.query(
      `insert into service_desk.tickets
       select $1, 20260000000 + n, 'e' || n % 84, ('00000000-0000-4000-8000-' || lpad((n % 4000)::text, 12, '0'))::uuid,
         'Persona ' || n % 4000, (array['posta', 'stampa', 'rete', 'protocollo', null])[1 + n % 5],
         case when n % 50 = 0 then 'urgent' when n % 10 = 0 then 'high' else 'normal' end, s.state,
         case when s.state = 'waiting' then (array['material', 'person', 'supplier', 'agreed'])[1 + n % 4] end,
         case when n % 20 = 0 then 'second' when n % 500 = 1 then 'supplier' else 'first' end,
         case when s.state <> 'new' then ('00000000-0000-4000-8000-' || lpad((90000 + n % 12)::text, 12, '0'))::uuid end,
         'Richiesta ' || n, 'portal', '', '', null, null, t.at, t.at, t.at, null,
         case when s.state = 'closed' then t.at end, case when n % 3 > 0 then t.at + interval '8 hours' end, null, 5, 3
       from generate_series(1, ${tickets}) n,
         lateral (select case when n <= 97000 then case when n % 200 = 0 then 'solved' else 'closed' end
           when n % 9 = 0 then 'waiting' when n % 2 = 0 then 'assigned' else 'new' end as state) s,
         lateral (select timestamptz '2026-01-01' + n * interval '4 minutes' as at) t`,
      [association],
    );
    await owner.query(
      `insert into service_desk.ticket_words
       select association, id, entity, to_tsvector('italian', subject || case when id % 100 = 7 then ' pergamene' else '' end), ''
       from service_desk.tickets where association = $1`,
      [association],
    );
    await owner.query(
      `insert into service_desk.vocabulary select $1, 'e' || e, word
       from generate_series(0, 83) e, unnest(array['pergamene', 'richiesta', 'stampante', 'fotocopiatrice']) word`,
      [association],
    );
    await owner.query(
      `insert into service_desk.watchers select association, id, '${person(7)}', entity, opened_at
       from service_desk.tickets where association = $1 and id % 3000 = 0`,
      [association],
    );
    await owner.query('analyze');
  } finally {
    await owner.end();
  }
}, 300_000);

type Read = { readonly scans: number; readonly rows: number };

/** How often `work` goes through the whole table of requests or of their words, and how many of their rows it reads. */
async function readBy(tx: Tx, work: () => Promise<unknown>): Promise<Read> {
  const before = await readSoFar(tx);
  await work();
  const after = await readSoFar(tx);
  return { scans: after.scans - before.scans, rows: after.rows - before.rows };
}

async function readSoFar(tx: Tx): Promise<Read> {
  const { rows } = await sql<{ scans: bigint; rows: bigint }>`
    select sum(seq_scan) as scans, sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) as rows
    from pg_stat_xact_user_tables where schemaname = 'service_desk' and relname in ('tickets', 'ticket_words')`.execute(
    tx,
  );
  return { scans: Number(rows[0]!.scans), rows: Number(rows[0]!.rows) };
}

const filters: readonly Omit<QueueFilters, 'association'>[] = [
  {},
  { state: 'open' },
  { state: 'new' },
  { state: 'waiting' },
  { state: 'solved' },
  { state: 'closed' },
  { state: 'refused' },
  { entity: 'e7' },
  { entity: 'e7', state: 'open' },
  { entity: 'e7', state: 'closed', priority: 'urgent' },
  { requester: person(11) },
  { entity: 'e11', requester: person(11) },
  { assignee: person(90003) },
  { assignee: person(90003), state: 'open' },
  { assignee: 'nobody' },
  { watcher: person(7) },
  { service: 'posta' },
  { service: 'nessuno' },
  { service: 'posta', priority: 'urgent' },
  { priority: 'urgent' },
  { priority: 'low' },
  { level: 'supplier' },
  { level: 'facilitator' },
  { wait: 'material' },
  { words: 'pergamene' },
  { words: 'pergamena', entity: 'e7' },
  { words: 'pergmaene' },
  { words: 'parola mai scritta' },
  { words: '99321' },
  { requesterName: 'Pergamene' },
  { requesterName: 'Pergamena', entity: 'e7' },
  { ids: [20260000500] },
];

const asked = (filter: object) => Object.entries(filter).flat().join(' ') || 'everything';
const within = <T>(entities: 'all' | readonly EntityCode[], work: (tx: Tx) => Promise<T>) =>
  inContext(database, { association, actor: { person: person(7) }, entities, reads: true }, work);

describe('the queue over a hundred thousand requests', () => {
  for (const order of ['newest', 'due'] as const satisfies readonly QueueOrder[])
    for (const entities of ['all', ['e7' as EntityCode]] as const)
      it(`[VV-2.3.f] no filter goes through the whole table: by ${order}, for ${entities === 'all' ? 'the office' : 'one entity'}`, async () => {
        const found: string[] = [];
        for (const filter of filters) {
          const only = { association, ...(entities === 'all' ? {} : { entity: 'e7' }), ...filter };
          const { page, count, length } = await within(entities, async (tx) => {
            let length = 0;
            const page = await readBy(tx, async () => {
              length = (await queueOf(tx, only, { order, after: undefined, limit: 51 })).length;
            });
            return { page, count: await readBy(tx, () => countQueue(tx, only, order)), length };
          });
          expect([asked(filter), page.scans, count.scans]).toEqual([asked(filter), 0, 0]);
          expect(page.rows, asked(filter)).toBeLessThan(tickets / 10);
          expect(count.rows, asked(filter)).toBeLessThan(tickets / 10);
          if (length > 0) found.push(asked(filter));
        }
        expect(found.length).toBeGreaterThan(9);
      });

  it('[LC-2.app.3, VV-2.3.f] a supplier’s words are looked for in the requests given to him, and in no others', async () => {
    const supplier = person(90003);
    const own = { association, assignee: supplier, inHandOf: supplier, words: 'richesta' };
    const context = { association, actor: { person: supplier }, entities: [], reads: true };
    const seen = await inContext(database, context, async (tx) => {
      const given = (
        await queueOf(tx, { ...own, words: undefined }, { order: 'newest', after: undefined, limit: 10_000 })
      ).length;
      let found = 0;
      const read = await readBy(tx, async () => {
        found = (await queueOf(tx, own, { order: 'newest', after: undefined, limit: 51 })).length;
      });
      return { given, found, ...read };
    });
    expect(seen).toMatchObject({ found: 51, scans: 0 });
    // for the word, for those written much like it, for what has them, for the page
    expect(seen.rows).toBeLessThanOrEqual(4 * seen.given + 51);
  });

  it('[VV-2.3.f] a late page reads what the first reads', async () => {
    for (const [order, after] of [
      ['newest', { id: 20260075000, due: null }],
      ['due', { id: 20260099000, due: Date.parse('2026-10-03T00:00:00Z') }],
      ['due', { id: 20260099000, due: null }],
    ] as const) {
      const { rows, scans } = await within('all', (tx) =>
        readBy(tx, async () => {
          const only = { association, ...(order === 'due' ? { state: 'open' as const } : {}) };
          expect((await queueOf(tx, only, { order, after, limit: 51 })).length).toBeGreaterThan(0);
        }),
      );
      expect([order, scans]).toEqual([order, 0]);
      expect(rows).toBeLessThan(3100);
    }
  });

  it('[VV-2.3.f] words are found through their index, and one in a hundred is one in a hundred', async () => {
    const all = await within('all', (tx) =>
      queueOf(tx, { association, words: 'pergamene' }, { order: 'newest', after: undefined, limit: 10_000 }),
    );
    expect(all.length).toBe(tickets / 100);
    const plan = await within('all', async (tx) => {
      await sql`select set_config('app.words', 'pergamen:*', true)`.execute(tx);
      return sql<{ 'QUERY PLAN': string }>`
        explain select ticket from service_desk.ticket_words where association = ${association}`.execute(tx);
    });
    expect(plan.rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('ticket_words_words');
  });
});
