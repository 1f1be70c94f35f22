import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { EntityCode } from '../../kernel/entity.ts';
import { createTestDatabase } from '../../testing/database.ts';
import { type Context, inContext } from './context.ts';

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
