import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { EntityCode } from '../../kernel/entity.ts';
import { text } from '../../kernel/text.ts';
import { consoleIn } from '../../testing/actor.ts';
import { createTestDatabase } from '../../testing/database.ts';
import { type Actor, defineAction, type Tx } from '../action.ts';
import { systemClock } from '../clock.ts';
import { createPerform } from '../perform.ts';
import { type Context, inContext } from './context.ts';
import { setLocally } from './local-setting.ts';

const database = await createTestDatabase();
const within = (context: Partial<Context>): Context => ({
  association: 'valdarno',
  actor: { person: 'p1' },
  entities: 'all',
  ...context,
});
const setting = (name: string) =>
  sql`insert into platform.settings (association, name, value) values ('valdarno', ${name}, '1')`;
const names = sql<{ name: string }>`select name from platform.settings order by name`;

test('a row of one association does not exist for another', async () => {
  await inContext(database, within({}), (tx) => setting('seen').execute(tx));
  const seen = (association: string) =>
    inContext(database, within({ association, reads: true }), async (tx) => (await names.execute(tx)).rows);
  expect(await seen('valdarno')).toEqual([{ name: 'seen' }]);
  expect(await seen('lecco')).toEqual([]);
});

test('[ISO-1] what is asked again and again by its name sees what each context may see', async () => {
  await inContext(database, within({}), (tx) => setting('again').execute(tx));
  const sees = (context: Partial<Context>) =>
    inContext(database, within({ reads: true, ...context }), async (tx) => {
      const asked = sql<{ name: string }>`select name from platform.settings where name = ${'again'}`;
      const named = await sql`select 1 from pg_prepared_statements where statement = ${asked.compile(tx).sql}`.execute(
        tx,
      );
      return [named.rows.length, (await asked.execute(tx)).rows.length];
    });
  const one = [];
  const other = [];
  for (let turn = 0; turn < 8; turn++) {
    one.push(await sees({}));
    other.push(await sees({ association: 'lecco' }));
  }
  expect(one.map(([, rows]) => rows)).toEqual(Array(8).fill(1));
  expect(other.map(([, rows]) => rows)).toEqual(Array(8).fill(0));
  expect([one.at(-1)![0], other.at(-1)![0]]).toEqual([1, 1]);
  const asOwner = { ...database, role: undefined };
  const seen = await inContext(asOwner, within({ association: 'lecco', reads: true }), (tx) =>
    sql`select name from platform.settings where name = ${'again'}`.execute(tx),
  );
  expect(seen.rows).toEqual([]);
});

test('a row cannot be written into another association', async () => {
  const written = inContext(database, within({ association: 'lecco' }), (tx) => setting('smuggled').execute(tx));
  await expect(written).rejects.toThrow(/row-level security/);
});

test('the context ends with its transaction', async () => {
  await inContext(database, within({}), async () => {});
  const { rows } = await database.pool.query(
    "select current_user as who, current_setting('app.association', true) as association from generate_series(1, 1)",
  );
  expect(rows).toEqual([{ who: 'comunanza', association: '' }]);
});

test('outside any context even the owner of the tables sees nothing', async () => {
  await inContext(database, within({}), (tx) => setting('hidden').execute(tx));
  expect((await database.pool.query('select * from platform.settings')).rows).toEqual([]);
});

test('the role of a context cannot open the tables whole, as a backup does', async () => {
  const rows = await inContext(database, within({ association: 'lecco' }), async (tx) => {
    await sql`select set_config('app.backup', 'on', true)`.execute(tx);
    return (await names.execute(tx)).rows;
  });
  expect(rows).toEqual([]);
});

test('a reading context writes nothing', async () => {
  const written = inContext(database, within({ reads: true }), (tx) => setting('read').execute(tx));
  await expect(written).rejects.toThrow(/read-only transaction/);
});

test('what is thrown rolls everything back', async () => {
  const failing = inContext(database, within({}), async (tx) => {
    await setting('half').execute(tx);
    throw new Error('second thoughts');
  });
  await expect(failing).rejects.toThrow('second thoughts');
  const rows = await inContext(database, within({}), async (tx) => (await names.execute(tx)).rows);
  expect(rows).not.toContainEqual({ name: 'half' });
});

test('rows of an entity are seen by its actors, rows of no entity by all', async () => {
  const sees = (entities: Context['entities'], entity: string | null) =>
    inContext(database, within({ entities }), async (tx) => {
      const { rows } = await sql<{ sees: boolean }>`select platform.sees(${entity}) as sees`.execute(tx);
      return rows[0]?.sees;
    });
  const rufina = ['c_h635'] as unknown as readonly EntityCode[];
  expect(await sees(rufina, 'c_h635')).toBe(true);
  expect(await sees(rufina, 'c_h63')).toBe(false);
  expect(await sees(rufina, null)).toBe(true);
  expect(await sees([], 'c_h635')).toBe(false);
  expect(await sees('all', 'c_h635')).toBe(true);
});

test('names of associations are read by everybody and written only for the installation', async () => {
  const add = sql`insert into platform.associations (id, name, short_name, agreement) values ('val', 'Valle', 'Valle', 'a')`;
  await expect(inContext(database, within({}), (tx) => add.execute(tx))).rejects.toThrow(/row-level security/);
  await inContext(database, within({ association: null, installation: true }), (tx) => add.execute(tx));
  const { rows } = await inContext(database, within({ association: null, reads: true }), (tx) =>
    sql`select id from platform.associations`.execute(tx),
  );
  expect(rows).toEqual([{ id: 'val' }]);
});

test('a context that cannot begin leaves its connection as it was', async () => {
  const one = { ...database, role: "none'; drop schema platform; --" as 'comunanza_app' };
  for (let turn = 0; turn < 12; turn++)
    await expect(inContext(one, within({}), async () => {})).rejects.toThrow(/role "none'; drop schema platform; --"/);
  expect(await inContext(database, within({}), async (tx) => (await names.execute(tx)).rows.length)).toBeGreaterThan(0);
});

test('what a context says is taken as it is written', async () => {
  const person = "o'neill \\' --\n";
  const { rows } = await inContext(database, within({ actor: { person } }), (tx) =>
    sql<{ person: string }>`select current_setting('app.person') as person`.execute(tx),
  );
  expect(rows).toEqual([{ person }]);
});

describe('what one page reads', () => {
  const actor: Actor = { ...consoleIn('valdarno'), kind: 'person', role: 'RES' };
  let asked = 0;
  const read = (name: string, work: (tx: Tx) => Promise<unknown>) =>
    defineAction({
      name: `reader/${name}`,
      title: text('leggere', 'read'),
      reads: true,
      permission: { capability: 'planning', letter: 'r' },
      http: { method: 'GET', path: `/reader-${name}` },
      input: z.object({ page: z.int().default(1) }),
      output: z.object({ found: z.unknown() }),
      example: {},
      run: async ({ tx }) => {
        asked += 1;
        return { found: await work(tx) };
      },
    });
  const moment = async (tx: Tx) => (await sql`select now() as found`.execute(tx)).rows;
  const installation = async (tx: Tx) =>
    (await sql<{ found: string }>`select current_setting('app.installation', true) as found`.execute(tx)).rows[0]!
      .found;
  const first = read('first', moment);
  const second = read('second', moment);
  const seeing = read('seeing', installation);
  const widening = read('widening', async (tx) => {
    await setLocally(tx, 'app.installation', 'on');
    return installation(tx);
  });
  const failing = read('failing', (tx) => sql`select 1 / 0`.execute(tx));
  const perform = createPerform({ database, clock: systemClock, authorise: () => 'g', checksOutput: true });

  test('is read in one transaction, and the same question is asked once', async () => {
    const reader = perform.reader();
    asked = 0;
    const one = await reader(first, {}, actor);
    expect(await reader(second, {}, actor)).toEqual(one);
    expect(await reader(first, {}, actor)).toBe(one);
    expect(asked).toBe(2);
    expect(() => Object.assign(one, { found: null })).toThrow(/read only/);
    await reader.end();
    expect(await reader(first, {}, actor)).not.toEqual(one);
  });

  test('what an act lets its transaction see, no other act sees', async () => {
    const reader = perform.reader();
    expect(await reader(widening, {}, actor)).toEqual({ found: 'on' });
    expect(await reader(seeing, {}, actor)).toEqual({ found: '' });
    await reader.end();
  });

  test('after what failed the next is read, and no connection stays held', async () => {
    const reader = perform.reader();
    const results = await Promise.allSettled(
      [first, failing, second].map((action) => reader(action, {}, actor)).concat([reader(first, { page: 'x' }, actor)]),
    );
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected']);
    await reader.end();
    expect(database.pool.idleCount).toBe(database.pool.totalCount);
  });

  test('a question asked twice in a transaction that only reads is answered once, until its settings change', async () => {
    const answers = await inContext(database, within({ reads: true }), async (tx) => {
      const count = () =>
        sql<{ at: string }>`select clock_timestamp()::text as at`.execute(tx).then(({ rows }) => rows[0]!.at);
      const before = [await count(), await count()];
      await setLocally(tx, 'app.entity', 'c_e507');
      return [...before, await count()];
    });
    expect(answers[0]).toBe(answers[1]);
    expect(answers[2]).not.toBe(answers[0]);
  });
});
