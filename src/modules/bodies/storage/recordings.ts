import { sql } from 'kysely';
import type { Day } from '../../../kernel/day.ts';
import type { Tx } from '../../../platform/action.ts';
import type { Act, AddedBody, Appointment, Delegation, Holding, RecordedSeat, RoleHolding } from '../rules/index.ts';
import type { Recording } from './documents.ts';
import type { BodiesTables } from './tables.ts';

const tables = (tx: Tx) => tx.withTables<BodiesTables>();

const actColumns = ({ act, number, day }: Act) => ({ act, act_number: number, act_day: day });
const recorded = ({ at, by }: Recording) => ({ recorded_at: at, recorded_by: by });

/** Keeps the association's bodies for this transaction: who changes them waits for who is doing so. */
export async function holdBodies(tx: Tx, association: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('bodies'), hashtext(${association}))`.execute(tx);
}

/** False when there is one with the same id already. */
export async function insertBody(
  tx: Tx,
  association: string,
  body: Omit<AddedBody, 'closingAct'>,
  by: Recording,
): Promise<boolean> {
  const { name, act, ...rest } = body;
  const row = await tables(tx)
    .insertInto('bodies.bodies')
    .values({
      association,
      ...rest,
      name_it: name.it,
      name_en: name.en,
      ...actColumns(act),
      closing_act: null,
      ...recorded(by),
    })
    .onConflict((conflict) => conflict.columns(['association', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function closeBody(
  tx: Tx,
  association: string,
  { id, until, act }: { readonly id: string; readonly until: Day; readonly act: string },
): Promise<void> {
  await tables(tx)
    .updateTable('bodies.bodies')
    .set({ until, closing_act: act })
    .where('association', '=', association)
    .where('id', '=', id)
    .execute();
}

/** False when the body has a seat with the same id already. */
export async function insertSeat(tx: Tx, association: string, seat: RecordedSeat, by: Recording): Promise<boolean> {
  const { title, act, ...rest } = seat;
  const row = await tables(tx)
    .insertInto('bodies.seats')
    .values({ association, ...rest, title_it: title.it, title_en: title.en, ...actColumns(act), ...recorded(by) })
    .onConflict((conflict) => conflict.columns(['association', 'body', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function closeSeat(
  tx: Tx,
  association: string,
  { body, seat, until }: { readonly body: string; readonly seat: string; readonly until: Day },
): Promise<void> {
  await tables(tx)
    .updateTable('bodies.seats')
    .set({ until })
    .where('association', '=', association)
    .where('body', '=', body)
    .where('id', '=', seat)
    .execute();
}

export async function insertHolder(
  tx: Tx,
  association: string,
  holding: Omit<Holding, 'ending'>,
  by: Recording,
): Promise<void> {
  const { act, ...rest } = holding;
  await tables(tx)
    .insertInto('bodies.holders')
    .values({
      association,
      ...rest,
      ...actColumns(act),
      ending: null,
      ...recorded(by),
      ended_at: null,
      ended_by: null,
    })
    .execute();
}

type End = { readonly id: string; readonly until: Day; readonly ending?: string | undefined };

export async function endHolder(tx: Tx, association: string, end: End, by: Recording): Promise<void> {
  await tables(tx)
    .updateTable('bodies.holders')
    .set({ until: end.until, ending: end.ending ?? null, ended_at: by.at, ended_by: by.by })
    .where('association', '=', association)
    .where('id', '=', end.id)
    .execute();
}

export async function insertDelegation(
  tx: Tx,
  association: string,
  delegation: Omit<Delegation, 'revoked' | 'revokingAct'>,
  by: Recording,
): Promise<void> {
  const { giverPost, signed, ...rest } = delegation;
  await tables(tx)
    .insertInto('bodies.delegations')
    .values({
      association,
      ...rest,
      giver_post: giverPost,
      signed_on: signed,
      revoked_on: null,
      revoking_act: null,
      ...recorded(by),
      revoked_at: null,
      revoked_by: null,
    })
    .execute();
}

export async function revokeDelegation(
  tx: Tx,
  association: string,
  { id, on, act }: { readonly id: string; readonly on: Day; readonly act: string },
  by: Recording,
): Promise<void> {
  await tables(tx)
    .updateTable('bodies.delegations')
    .set({ revoked_on: on, revoking_act: act, revoked_at: by.at, revoked_by: by.by })
    .where('association', '=', association)
    .where('id', '=', id)
    .execute();
}

export async function insertRole(tx: Tx, association: string, role: RoleHolding, by: Recording): Promise<void> {
  const { act, ...rest } = role;
  await tables(tx)
    .insertInto('bodies.body_roles')
    .values({ association, ...rest, ...actColumns(act), ...recorded(by), ended_at: null, ended_by: null })
    .execute();
}

export async function endRole(tx: Tx, association: string, end: End, by: Recording): Promise<void> {
  await tables(tx)
    .updateTable('bodies.body_roles')
    .set({ until: end.until, ended_at: by.at, ended_by: by.by })
    .where('association', '=', association)
    .where('id', '=', end.id)
    .execute();
}

export type Paper = { readonly paper: string; readonly document: string };

export async function insertAppointment(
  tx: Tx,
  association: string,
  appointment: Omit<Appointment, 'ending'>,
  papers: readonly Paper[],
  by: Recording,
): Promise<void> {
  const { act, name, ...rest } = appointment;
  await tables(tx)
    .insertInto('bodies.appointments')
    .values({
      association,
      ...rest,
      name_it: name?.it ?? null,
      name_en: name?.en ?? null,
      act: act.act,
      act_number: act.number,
      act_day: act.day ?? rest.since,
      ending: null,
      ...recorded(by),
      ended_at: null,
      ended_by: null,
    })
    .execute();
  for (const paper of papers) {
    await tables(tx)
      .insertInto('bodies.appointment_papers')
      .values({ association, appointment: appointment.id, ...paper })
      .execute();
  }
}

/** The papers of appointments, by appointment. */
export async function papersOf(tx: Tx, association: string): Promise<ReadonlyMap<string, readonly Paper[]>> {
  const rows = await tables(tx)
    .selectFrom('bodies.appointment_papers')
    .select(['appointment', 'paper', 'document'])
    .where('association', '=', association)
    .orderBy('paper')
    .execute();
  return Map.groupBy(rows, ({ appointment }) => appointment);
}

export async function endAppointment(tx: Tx, association: string, end: End, by: Recording): Promise<void> {
  await tables(tx)
    .updateTable('bodies.appointments')
    .set({ until: end.until, ending: end.ending ?? null, ended_at: by.at, ended_by: by.by })
    .where('association', '=', association)
    .where('id', '=', end.id)
    .execute();
}
