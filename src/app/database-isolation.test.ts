import { sql } from 'kysely';
import { Client } from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import type { EntityCode } from '../kernel/entity.ts';
import { createFirstAdministrator } from '../modules/identity/module.ts';
import { inContext } from '../platform/database/context.ts';
import { consoleIn } from '../testing/actor.ts';
import { startTestServer, testPassword } from '../testing/server.ts';
import { buildWalk } from '../testing/walk/build-walk.ts';
import { modules } from './modules.ts';

/** Tables whose rows are of no association: who sees them, in the words of their policies. */
const ofNoAssociation: Readonly<Record<string, string>> = {
  'platform.associations': 'names are public, so that whoever arrives can choose',
  'identity.people': 'the person, colleagues of the same association, the installation',
  'identity.sessions': 'the person, the installation',
  'identity.authenticators': 'the person, the installation',
  'identity.recovery_codes': 'the person, the installation',
  'identity.passkeys': 'the person, the installation',
  'identity.steps': 'the person, the installation: what is begun and not finished before a session',
  'identity.devices': 'the person, the installation',
  'identity.failures': 'the installation: tries that failed',
  'identity.sign_ins': 'the person, the installation',
};

/** Where a policy also shows rows that are public by their nature. */
const openRows: Readonly<Record<string, (row: Record<string, unknown>) => boolean>> = {
  'membership.figures': (row) => row.register === 'population',
  'publication.notices': (row) => row.number !== null,
  'publication.postings': () => true,
  'publication.rates': () => true,
};

/** Where the entity is made by the database out of another column. */
const entityMadeOf: Readonly<Record<string, string>> = {
  'planning.reminders': 'whose',
  'service_desk.calendar_exceptions': 'whose',
  'service_desk.recounts': 'whose',
  'service_desk.weekly_hours': 'whose',
  'service_desk.yearly_holidays': 'whose',
};

/** Where a row may be written for another association too, with the reason. */
const writtenForOthers: Readonly<Record<string, string>> = {
  'mail.outbox': 'whoever acts may have a message sent to somebody of another association, and cannot read it',
  'mail.attachments': 'the same',
};

const server = await startTestServer({ associations: [] });
const { database, perform } = server;
const first = { code: 'console', name: 'Ada', email: 'ada@walk.example', password: testPassword };
const administrator = await perform(createFirstAdministrator, first, consoleIn(null));
const { home, away } = await buildWalk(server, modules, administrator.person);

type Column = { readonly name: string; readonly type: string; readonly given: boolean };
type Table = {
  readonly relation: string;
  readonly privileges: string;
  readonly columns: readonly Column[];
  /** The column that row-level security compares with the actor's entities. */
  readonly entity: string | null;
  readonly rows: readonly Record<string, unknown>[];
};

await fillEmptyTables();
const app = await asApplication();
const tables = await guardedTables();
const ofAssociations = tables.filter(({ columns }) => columns.some(({ name }) => name === 'association'));
const ofEntities = ofAssociations.filter(({ entity }) => entity !== null);

describe('[ISO-1] [ISO-15] the database, asked with the role of the application', () => {
  test('[ISO-15] every guarded table is tried on rows of both associations', () => {
    expect(tables.length).toBeGreaterThan(20);
    const without = tables.flatMap(({ relation, rows, columns }) => {
      if (!columns.some(({ name }) => name === 'association')) {
        return rows.length > 0 && relation in ofNoAssociation
          ? []
          : [`${relation} has no column association: give it one, or say in ofNoAssociation who sees its rows`];
      }
      return [home, away]
        .filter((place) => !rows.some((row) => row.association === place.association))
        .map((place) => `${relation} has no row in ${place.association} to try: see fillEmptyTables`);
    });
    expect(without).toEqual([]);
    const entities = ofEntities.filter(
      ({ rows, entity }) => !rows.some((row) => row.association === home.association && row[entity!] === home.a),
    );
    expect(entities.map(({ relation }) => `${relation} has no row of entity ${home.a} to try`)).toEqual([]);
  });

  test('[ISO-15] the association leads every primary key, and every key that leads from one table to another', async () => {
    const { rows } = await database.pool.query<{ relation: string; name: string; definition: string }>(
      `select conrelid::regclass::text as relation, conname as name, pg_get_constraintdef(oid) as definition
       from pg_constraint where (contype = 'p' or contype = 'f') and conrelid in (select to_regclass(relation) from platform.guards)`,
    );
    const plain = (relation: string) =>
      relation in ofNoAssociation || !ofAssociations.some((table) => table.relation === relation);
    const wrong = rows.filter(({ relation, definition }) => {
      if (plain(relation)) return false;
      if (definition.startsWith('PRIMARY KEY')) return !definition.startsWith('PRIMARY KEY (association');
      const target = /REFERENCES ([\w.]+)\(/.exec(definition)?.[1] ?? '';
      return !plain(target) && !/^FOREIGN KEY \(association, .*REFERENCES [\w.]+\(association, /.test(definition);
    });
    expect(wrong).toEqual([]);
  });

  test('[ISO-15] without a context nothing is visible', async () => {
    for (const settings of [{}, { association: '' }, { association: '', entity: '*' }, { entity: '*' }])
      for (const table of tables) {
        if (table.relation === 'platform.associations') continue;
        const rows = await seen(table, settings);
        // what belongs to no association is the installation's own, and carries an empty one
        expect(
          rows.filter((row) => row.association !== '' || !('association' in row)),
          table.relation,
        ).toEqual([]);
      }
  });

  test('[ISO-15] from one association no row of another is visible', async () => {
    for (const table of ofAssociations) {
      const rows = await seen(table, { association: home.association, entity: '*' });
      const own = table.rows.filter((row) => row.association === home.association).length;
      expect(new Set(rows.map((row) => row.association)), table.relation).toEqual(
        new Set(rows.length > 0 ? [home.association] : []),
      );
      expect(rows.length, table.relation).toBeLessThanOrEqual(own);
    }
    const { rows } = await within({ association: home.association, entity: '*' }, () =>
      app.query(
        'select p.id from identity.people p where not exists (select from identity.posts o where o.person = p.id)',
      ),
    );
    expect(rows).toEqual([]);
  });

  test('[ISO-1] what is a person’s own is not visible to another person', async () => {
    const stranger = '00000000-0000-4000-8000-0000000000ff';
    for (const table of tables) {
      if (ofAssociations.includes(table) || table.relation === 'platform.associations') continue;
      for (const settings of [
        { person: stranger },
        { person: '*' },
        { person: '%' },
        { association: 'nowhere', person: stranger },
      ])
        expect(await seen(table, settings), table.relation).toEqual([]);
    }
  });

  test('[ISO-15] words slipped into the settings open nothing', async () => {
    const slipped = [
      '*',
      '%',
      '_',
      `${home.association},${away.association}`,
      `{${home.association},${away.association}}`,
      `${home.association}' or true --`,
      `${home.association} `,
      home.association.toUpperCase(),
      'null',
    ];
    for (const association of slipped)
      for (const table of ofAssociations) {
        expect(await seen(table, { association, entity: '*' }), `${table.relation} with «${association}»`).toEqual([]);
      }
    for (const installation of ['true', '1', 'ON', 'yes', '*'])
      for (const table of tables) {
        const rows = await seen(table, { installation });
        expect(
          rows.filter((row) => row.association !== '' && table.relation !== 'platform.associations'),
          `${table.relation} with «${installation}»`,
        ).toEqual([]);
      }
  });

  test('[ISO-1] from one entity no row of another is visible in a table of entities’ rows', async () => {
    expect(ofEntities.length).toBeGreaterThan(1);
    const others = [
      home.b,
      '',
      ' ',
      '%',
      `${home.a}%`,
      `${home.a} `,
      ` ${home.a}`,
      home.a.toUpperCase(),
      '{*}',
      '**',
      'null',
    ];
    for (const entity of others)
      for (const table of ofEntities) {
        const rows = await seen(table, { association: home.association, entity });
        const foreign = rows.filter((row) => row[table.entity!] === home.a && !isOpen(table, row));
        expect(foreign, `${table.relation} as «${entity}»`).toEqual([]);
      }
  });

  test('[ISO-1] a context takes no entity whose code says more than one', async () => {
    for (const code of ['*', `${home.a},${home.b}`, 'a b', '', '%']) {
      const context = { association: home.association, actor: { person: null }, entities: [code as EntityCode] };
      const asked = inContext(database, { ...context, reads: true }, (tx) => sql`select 1`.execute(tx));
      await expect(asked, `«${code}»`).rejects.toThrow('is no code of an entity');
    }
  });

  test('[ISO-15] rows of another association are neither changed nor removed', async () => {
    for (const table of ofAssociations) {
      const key = table.columns.find(({ name }) => name !== 'association')!;
      for (const statement of [
        `update ${table.relation} set association = association where association = $1`,
        `update ${table.relation} set ${key.name} = ${key.name} where association = $1`,
        `delete from ${table.relation} where association = $1`,
      ]) {
        const outcome = await attempted({ association: home.association, entity: '*' }, statement, [away.association]);
        expect([0, '42501', '428C9'], `${statement}: ${outcome}`).toContain(outcome);
      }
    }
  });

  test('[ISO-15] a row is not written into another association, and trying does not tell whether it is there', async () => {
    for (const table of ofAssociations) {
      const row = table.rows.find((one) => one.association === away.association);
      if (!row || table.relation in writtenForOthers) continue;
      const { statement, values } = insertion(table, row);
      const present = await attempted({ association: home.association, entity: '*' }, statement, values);
      expect(present, `${table.relation}, a row that is there`).toBe('42501');
      const absent = insertion(table, { ...row, ...elsewhere(table, row) });
      expect(
        await attempted({ association: home.association, entity: '*' }, absent.statement, absent.values),
        `${table.relation}, a row that is not`,
      ).toBe('42501');
      const moved = await attempted(
        { association: home.association, entity: '*' },
        `update ${table.relation} set association = $1 where association = $2`,
        [away.association, home.association],
      );
      expect([...refusals, 0], `${table.relation}, a row moved: ${moved}`).toContain(moved);
    }
  });

  test('[ISO-1] a row of another entity is neither written, changed nor removed', async () => {
    for (const table of ofEntities) {
      const row = table.rows.find(
        (one) => one.association === home.association && one[table.entity!] === home.a && !isOpen(table, one),
      );
      if (!row) continue;
      const { statement, values } = insertion(table, row);
      const context = { association: home.association, entity: home.b };
      expect(refusals, table.relation).toContain(await attempted(context, statement, values));
      for (const change of [
        `update ${table.relation} set ${table.entity} = ${table.entity} where ${table.entity} = $1`,
        `delete from ${table.relation} where ${table.entity} = $1`,
      ]) {
        const outcome = await attempted(context, change, [home.a]);
        expect([...refusals, 0], `${change}: ${outcome}`).toContain(outcome);
      }
    }
  });

  test('[ISO-1] the role of the application cannot take more rights than it has', async () => {
    const refused = [
      'set local role comunanza',
      'set local session authorization comunanza',
      'alter role comunanza_app bypassrls',
      'alter role comunanza_app superuser',
      'grant comunanza to comunanza_app',
      'create schema walk',
      'create table platform.walk (a int)',
      'create function platform.walk() returns int language sql return 1',
      'copy platform.settings to program $$true$$',
      "select pg_read_file('/etc/passwd')",
      'select * from pg_authid',
      ...tables.flatMap(({ relation }) => [
        `alter table ${relation} disable row level security`,
        `alter table ${relation} no force row level security`,
        `create policy walk on ${relation} using (true)`,
        `truncate ${relation} cascade`,
        `drop table ${relation}`,
        `alter table ${relation} add column walk int`,
      ]),
      'insert into platform.guards (relation, privileges) values ($$a$$, $$b$$)',
    ];
    for (const statement of refused) {
      const outcome = await attempted({ association: home.association, entity: '*' }, statement);
      expect(['42501', '42704'], `${statement}: ${outcome}`).toContain(outcome);
    }
    const { rows } = await database.pool.query(
      "select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname = 'comunanza_app'",
    );
    expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false }]);
  });

  test('[ISO-15] neither the setting of backups, nor row security switched off, nor a function of one’s own shows more', async () => {
    await app.query('begin');
    await app.query(
      'create function pg_temp.spy(said text) returns boolean language plpgsql cost 0.0000001 as $$ begin raise notice $n$spied %$n$, said; return true; end $$',
    );
    await app.query('commit');
    const spied: string[] = [];
    app.on('notice', (notice) => spied.push(notice.message ?? ''));
    for (const table of ofAssociations) {
      const rows = await seen(table, { association: home.association, entity: '*', backup: 'on' });
      expect(
        rows.filter((row) => row.association !== home.association),
        table.relation,
      ).toEqual([]);
      const off = await attempted(
        { association: home.association, entity: '*' },
        `set local row_security = off; select * from ${table.relation}`,
      );
      expect(off, table.relation).toBe('42501');
      spied.length = 0;
      await attempted(
        { association: home.association, entity: '*' },
        `select * from ${table.relation} t where pg_temp.spy(t.association)`,
      );
      expect(
        spied.filter((line) => line.includes(away.association)),
        table.relation,
      ).toEqual([]);
    }
  });

  test('[ISO-15] the statistics of the server show no value of a guarded table', async () => {
    await database.pool.query('analyze');
    const { rows } = await within({ association: home.association, entity: '*' }, () =>
      app.query(
        `select schemaname || '.' || tablename as relation, attname from pg_stats
         where schemaname || '.' || tablename in (select unnest($1::text[]))
         union all
         select schemaname || '.' || tablename, statistics_name from pg_stats_ext
         where schemaname || '.' || tablename in (select unnest($1::text[]))`,
        [tables.map(({ relation }) => relation)],
      ),
    );
    expect(rows).toEqual([]);
  });

  test('functions that run with their owner’s rights are only those known', async () => {
    const { rows } = await database.pool.query<{ name: string; open: boolean }>(
      `select p.oid::regproc::text as name, has_function_privilege('comunanza_app', p.oid, 'execute') as open
       from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where p.prosecdef and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`,
    );
    expect(rows.toSorted((a, b) => a.name.localeCompare(b.name))).toEqual([
      { name: 'audit.chain', open: false },
      { name: 'service_desk.index_words', open: true }, // looks itself whether the request is seen
    ]);
  });
});

/** Refused by row-level security or for want of a right, by a table that takes no change, or by a column that is made. */
const refusals = ['42501', '23001', 'P0001', '428C9'];

type Settings = { association?: string; entity?: string; person?: string; installation?: string; backup?: string };

/** A connection of its own that can be nobody but the application: signed in as a member of its role, with nothing else. */
async function asApplication(): Promise<Client> {
  const address = new URL(database.url);
  const name = `walk_${address.pathname.slice(6)}`;
  address.username = 'tester';
  const superuser = new Client({ connectionString: address.href });
  await superuser.connect();
  await superuser.query(`create role ${name} login noinherit password '${address.password}' in role comunanza_app`);
  address.username = name;
  const client = new Client({ connectionString: address.href });
  await client.connect();
  await client.query('set role comunanza_app');
  afterAll(async () => {
    await client.end();
    await superuser.query(`drop owned by ${name}`);
    await superuser.query(`drop role ${name}`);
    await superuser.end();
  });
  return client;
}

async function within<T>(settings: Settings, work: () => Promise<T>): Promise<T> {
  await app.query('begin');
  try {
    for (const [name, value] of Object.entries(settings))
      await app.query('select set_config($1, $2, true)', [`app.${name}`, value]);
    return await work();
  } finally {
    await app.query('rollback');
  }
}

async function seen(table: Table, settings: Settings): Promise<Record<string, unknown>[]> {
  const { rows } = await within(settings, () => app.query(`select to_jsonb(t) as row from ${table.relation} t`));
  return rows.map(({ row }) => row as Record<string, unknown>);
}

/**
 * A row in each association, and one for the entity whose things nobody else may see, for tables that the story leaves
 * without: made from the catalogue, past checks and keys, which have nothing to do with who sees them.
 */
async function fillEmptyTables(): Promise<void> {
  const address = new URL(database.url);
  address.username = 'tester';
  const superuser = new Client({ connectionString: address.href });
  await superuser.connect();
  await superuser.query('set session_replication_role = replica');
  let count = 0;
  for (const { relation, columns, entity, rows } of await guardedTables()) {
    const { rows: checks } = await superuser.query<{ conname: string }>(
      `select conname from pg_constraint where conrelid = $1::regclass and contype = 'c'`,
      [relation],
    );
    const wanted = columns.some(({ name }) => name === 'association')
      ? [
          { association: home.association, ...(entity ? { [entity]: home.a } : {}) },
          { association: away.association, ...(entity ? { [entity]: away.a } : {}) },
        ]
      : [{}];
    for (const given of wanted) {
      if (rows.some((row) => Object.entries(given).every(([name, value]) => row[name] === value))) continue;
      for (const { conname } of checks.splice(0))
        await superuser.query(`alter table ${relation} drop constraint "${conname}"`);
      count += 1;
      const row = Object.fromEntries(columns.map(({ name, type }) => [name, madeUp(type, count)]));
      const source = entityMadeOf[relation];
      const whose = source && entity ? { [source]: (given as Record<string, unknown>)[entity] } : {};
      const { statement, values } = insertion({ relation, columns }, { ...row, ...given, ...whose });
      await superuser.query(statement, values);
    }
  }
  await superuser.end();
}

function madeUp(type: string, count: number): unknown {
  if (type.endsWith('[]')) return [];
  if (/^(integer|bigint|smallint|numeric|double|real)/.test(type)) return count;
  if (type === 'boolean') return true;
  if (type === 'uuid') return `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`;
  if (type === 'date') return '2026-01-01';
  if (type.startsWith('timestamp')) return '2026-01-01T00:00:00Z';
  if (type.startsWith('time')) return '10:00';
  if (type.startsWith('json')) return {};
  if (type === 'bytea') return '\\x00';
  if (type === 'inet') return '192.0.2.1';
  return `made-up-${count}`;
}

/** How many rows a statement touched, or the code with which it was refused; undone in either case. */
async function attempted(settings: Settings, statement: string, values?: readonly unknown[]): Promise<number | string> {
  return within(settings, async () => {
    try {
      const answer = await app.query(statement, values ? [...values] : undefined);
      return answer.rowCount ?? 0;
    } catch (error) {
      return (error as { code?: string }).code ?? String(error);
    }
  });
}

/** Open data, whoever's: inhabitants. */
function isOpen(table: Table, row: Record<string, unknown>): boolean {
  return openRows[table.relation]?.(row) === true;
}

/** Another value for the part of the key that is text or a number, so that no such row is there. */
function elsewhere(table: Table, row: Record<string, unknown>): Record<string, unknown> {
  const found = table.columns.find(
    ({ name, type }) => name !== 'association' && /text|integer|bigint/.test(type) && row[name] !== null,
  );
  if (!found) return {};
  return { [found.name]: found.type === 'text' ? `${row[found.name]}x` : 987_654 };
}

function insertion(
  table: Pick<Table, 'relation' | 'columns'>,
  row: Record<string, unknown>,
): { statement: string; values: unknown[] } {
  const given = table.columns.filter((column) => column.given).map(({ name }) => `"${name}"`);
  return {
    statement: `insert into ${table.relation} (${given}) select ${given} from jsonb_populate_record(null::${table.relation}, $1)`,
    values: [JSON.stringify(row)],
  };
}

async function guardedTables(): Promise<Table[]> {
  const owner = await database.pool.connect();
  try {
    await owner.query("set app.backup = 'on'");
    const { rows: guards } = await owner.query<{ relation: string; privileges: string; entity: string | null }>(
      `select g.relation, g.privileges,
              (select substring(pg_get_expr(polqual, polrelid) from 'platform\\.sees\\(\\(?(\\w+)')
               from pg_policy where polrelid = to_regclass(g.relation) and pg_get_expr(polqual, polrelid) like '%platform.sees%' limit 1) as entity
       from platform.guards g order by 1`,
    );
    const found: Table[] = [];
    for (const { relation, privileges, entity } of guards) {
      const { rows: columns } = await owner.query<Column>(
        `select attname as name, format_type(atttypid, atttypmod) as type, attgenerated = '' and attidentity = '' as given
         from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum`,
        [relation],
      );
      const { rows } = await owner.query(`select to_jsonb(t) as row from ${relation} t limit 5000`);
      found.push({ relation, privileges, entity, columns, rows: rows.map(({ row }) => row) });
    }
    return found;
  } finally {
    await owner.query('reset app.backup');
    owner.release();
  }
}
