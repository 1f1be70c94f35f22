import type { ClientBase } from 'pg';
import { ownSchemas } from '../database/own-schemas.ts';

export type StoredTable = {
  readonly schema: string;
  readonly name: string;
  /** Quoted for SQL, with its schema. */
  readonly relation: string;
  /** Names of the columns that hold data, quoted for SQL; generated ones are left out. */
  readonly columns: readonly string[];
  /** An order of rows that does not depend on the collation of the database; the table is called `whole_row` there. */
  readonly order: string;
};

export type StoredSequence = { readonly schema: string; readonly name: string; readonly relation: string };

/** Every table that holds data of the installation, by name. What the migrations themselves keep is theirs. */
export async function storedTables(client: ClientBase): Promise<readonly StoredTable[]> {
  const { rows } = await client.query(`
    select n.nspname as schema, c.relname as name, format('%I.%I', n.nspname, c.relname) as relation,
      (select array_agg(quote_ident(a.attname) order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      (select string_agg(quote_ident(a.attname) || case when a.attcollation <> 0 then ' collate "C"' else '' end, ', ' order by k.place)
        from pg_index i, unnest(i.indkey) with ordinality k (attnum, place), pg_attribute a
        where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid and a.attnum = k.attnum) as "primary"
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and ${ownSchemas}
      and (n.nspname, c.relname) not in (('platform', 'migrations'), ('platform', 'guards'))
    order by n.nspname collate "C", c.relname collate "C"`);
  return rows.map(({ primary, ...table }) => ({ ...table, order: primary ?? 'whole_row::text collate "C"' }));
}

export async function storedSequences(client: ClientBase): Promise<readonly StoredSequence[]> {
  const { rows } = await client.query(`
    select n.nspname as schema, c.relname as name, format('%I.%I', n.nspname, c.relname) as relation
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'S' and ${ownSchemas}
    order by n.nspname collate "C", c.relname collate "C"`);
  return rows;
}

/** Settings of a transaction that sees every row and writes values in one way on any server. */
export const wholeSight = `
  set local app.backup = 'on';
  set local time zone 'UTC';
  set local datestyle = 'ISO';
  set local intervalstyle = 'postgres';
  set local bytea_output = 'hex';
  set local extra_float_digits = 1;
  set local client_encoding = 'UTF8'`;
