import { sql } from 'kysely';
import type { Tx } from '../../../platform/action.ts';

/** For how long somebody who was seen is taken to be there, and to be writing, in seconds. */
const there = 45;
const writes = 20;

export type Present = { readonly person: string; readonly name: string; readonly writing: boolean };

/** Notes that somebody has a request before him, and whether he is writing in it; what is old of it goes. */
export async function notePresence(
  tx: Tx,
  association: string,
  seen: {
    readonly ticket: number;
    readonly person: string;
    readonly entity: string;
    readonly name: string;
    readonly writing: boolean;
    readonly at: Date;
  },
): Promise<void> {
  const { ticket, person, entity, name, writing, at } = seen;
  await sql`
    delete from service_desk.presence where association = ${association} and ticket = ${ticket}
      and seen_at < ${new Date(at.getTime() - there * 1000)}`.execute(tx);
  await sql`
    insert into service_desk.presence as p (association, ticket, person, entity, name, seen_at, writing_at)
    values (${association}, ${ticket}, ${person}, ${entity}, ${name}, ${at}, ${writing ? at : null})
    on conflict (association, ticket, person)
    do update set seen_at = excluded.seen_at, name = excluded.name, writing_at = coalesce(excluded.writing_at, p.writing_at)`.execute(
    tx,
  );
}

export async function forgetPresence(
  tx: Tx,
  association: string,
  { ticket, person }: { readonly ticket: number; readonly person: string },
): Promise<void> {
  await sql`
    delete from service_desk.presence
    where association = ${association} and ticket = ${ticket} and person = ${person}`.execute(tx);
}

/** Who has a request before him at a moment, by name. */
export async function presentAt(tx: Tx, association: string, ticket: number, at: Date): Promise<readonly Present[]> {
  const { rows } = await sql<Present>`
    select person, name, coalesce(writing_at >= ${new Date(at.getTime() - writes * 1000)}, false) as writing
    from service_desk.presence
    where association = ${association} and ticket = ${ticket} and seen_at >= ${new Date(at.getTime() - there * 1000)}
    order by name, person`.execute(tx);
  return rows;
}
