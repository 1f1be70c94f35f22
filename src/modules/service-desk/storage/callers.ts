import { sql } from 'kysely';
import type { Tx } from '../../../platform/action.ts';
import type { Happening } from '../rules/index.ts';

export type StoredCaller = {
  readonly entity: string;
  readonly person: string | null;
  readonly name: string;
  readonly contact: string;
  readonly asset: string;
};

type Asked = Pick<
  Extract<Happening, { kind: 'opened' }>,
  'entity' | 'requester' | 'requesterName' | 'contact' | 'asset'
> & { readonly at: Date };

/** Remembers who asked for help, where to call back and about which machine; the last that was said of each stays. */
export async function rememberCallers(tx: Tx, association: string, asked: readonly Asked[]): Promise<void> {
  const callers = new Map<string, StoredCaller & { readonly caller: string; readonly asked_at: string }>();
  for (const { entity, requester, requesterName, contact, asset, at } of asked) {
    const name = requesterName.trim();
    if (name === '') continue;
    const caller = requester ?? name.toLowerCase();
    const before = callers.get(`${entity} ${caller}`);
    callers.set(`${entity} ${caller}`, {
      ...{ entity, caller, person: requester, name },
      contact: contact || (before?.contact ?? ''),
      asset: asset || (before?.asset ?? ''),
      asked_at: at.toISOString(),
    });
  }
  if (callers.size === 0) return;
  await sql`
    insert into service_desk.callers as c (association, entity, caller, person, name, contact, asset, asked_at)
    select ${association}, entity, caller, person, name, contact, asset, asked_at
    from jsonb_to_recordset(${JSON.stringify([...callers.values()])}::jsonb)
      as n (entity text, caller text, person uuid, name text, contact text, asset text, asked_at timestamptz)
    on conflict (association, entity, caller) do update set
      name = excluded.name,
      contact = coalesce(nullif(excluded.contact, ''), c.contact),
      asset = coalesce(nullif(excluded.asset, ''), c.asset),
      asked_at = excluded.asked_at
    where c.asked_at <= excluded.asked_at`.execute(tx);
}

const fewestDigits = 4;

/**
 * Those who asked before and whose name has all these words, or who are called back at a number or an address with them in it
 * (`exact`), and those whose name is written much like them; the likest and latest first.
 */
export async function callersLike(
  tx: Tx,
  association: string,
  asked: string,
): Promise<readonly (StoredCaller & { readonly exact: boolean })[]> {
  const containing = (word: string) => `%${word.replace(/[\\%_]/g, '\\$&')}%`;
  const words = asked.split(/\s+/).map(containing);
  const digits = asked.replace(/^(\+|00)39/, '').replace(/[^0-9]/g, '');
  const number = digits.length >= fewestDigits ? containing(digits) : null;
  const { rows } = await sql<StoredCaller & { exact: boolean }>`
    select entity, person, name, contact, asset, exact from (
      select *, platform.word_similarity(${asked}, name) as alike,
        name ilike all (${words}::text[]) or contact ilike ${containing(asked)} or coalesce(digits like ${number}, false) as exact
      from service_desk.callers where association = ${association}
    ) c
    where exact or alike >= 0.5
    order by exact desc, alike desc, asked_at desc, name, entity limit 30`.execute(tx);
  return rows;
}

/** What is remembered of people with an account. */
export async function callersThatAre(
  tx: Tx,
  association: string,
  people: readonly string[],
): Promise<readonly StoredCaller[]> {
  if (people.length === 0) return [];
  const { rows } = await sql<StoredCaller>`
    select entity, person, name, contact, asset from service_desk.callers
    where association = ${association} and caller = any (${people}::text[])`.execute(tx);
  return rows;
}
