import { sql } from 'kysely';
import type { Day } from '../../../kernel/day.ts';
import type { Tx } from '../../../platform/action.ts';
import type { DataRight } from '../../agreement/rules/index.ts';
import type { PrivacyTables } from './tables.ts';

export type Act = {
  readonly id: string;
  readonly entity: string;
  readonly number: string;
  readonly on: Day;
  readonly signedBy: string;
  readonly document: string;
  readonly person: string;
  readonly rights: readonly DataRight[];
  readonly since: Day;
  readonly until: Day | null;
  readonly ended: Day | null;
  readonly endedBecause: string;
  readonly confirmBy: Day;
  readonly confirmedAt: Date | null;
  readonly dataSets: readonly string[];
};

type By = { readonly at: Date; readonly person: string | null };

/** Stores an act; false when the same act names the same person already. */
export async function insertAct(tx: Tx, association: string, act: Act, by: By): Promise<boolean> {
  const tables = tx.withTables<PrivacyTables>();
  const stored = await tables
    .insertInto('privacy.acts')
    .values({
      association,
      id: act.id,
      entity: act.entity,
      number: act.number,
      on_day: act.on,
      signed_by: act.signedBy,
      document: act.document,
      person: act.person,
      rights: [...act.rights],
      since: act.since,
      until: act.until,
      ended: null,
      ended_because: '',
      confirm_by: act.confirmBy,
      confirmed_at: null,
      confirmed_by: null,
      reminded: null,
      at: by.at,
      by_person: by.person,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if ((stored.numInsertedOrUpdatedRows ?? 0n) === 0n) return false;
  await tables
    .insertInto('privacy.act_data_sets')
    .values(
      act.dataSets.map((data_set) => ({
        association,
        act: act.id,
        data_set,
        entity: act.entity,
        person: act.person,
      })),
    )
    .execute();
  return true;
}

export type ActFilter = {
  readonly id?: string;
  readonly dataSet?: string;
  readonly person?: string;
  readonly entity?: string;
  /** Those that hold on this day. */
  readonly holdingOn?: Day;
  /** Those that hold on that day and are to be confirmed by this one. */
  readonly confirmBy?: Day;
};

/** The acts that the transaction may see, the latest first; at most 2,000. */
export async function actsLike(tx: Tx, association: string, filter: ActFilter = {}): Promise<Act[]> {
  let query = tx
    .withTables<PrivacyTables>()
    .selectFrom('privacy.acts as act')
    .select([
      'id',
      'entity',
      'number',
      'on_day',
      'signed_by',
      'document',
      'person',
      'rights',
      'since',
      'until',
      'ended',
      'ended_because',
      'confirm_by',
      'confirmed_at',
      sql<string[]>`array(select n.data_set from privacy.act_data_sets n
        where n.association = act.association and n.act = act.id order by n.data_set)`.as('data_sets'),
    ])
    .where('association', '=', association)
    .orderBy('on_day', 'desc')
    .orderBy('number', 'desc')
    .orderBy('id')
    .limit(2000);
  const { id, dataSet, person, entity, holdingOn, confirmBy } = filter;
  if (id !== undefined) query = query.where('id', '=', id);
  if (person !== undefined) query = query.where('person', '=', person);
  if (entity !== undefined) query = query.where('entity', '=', entity);
  if (confirmBy !== undefined) query = query.where('confirm_by', '<=', confirmBy);
  if (holdingOn !== undefined)
    query = query
      .where('since', '<=', holdingOn)
      .where('confirm_by', '>=', holdingOn)
      .where(sql<boolean>`coalesce(until, 'infinity') >= ${holdingOn} and coalesce(ended, 'infinity') > ${holdingOn}`);
  if (dataSet !== undefined)
    query = query.where(
      sql<boolean>`exists (select from privacy.act_data_sets n
        where n.association = act.association and n.act = act.id and n.data_set = ${dataSet})`,
    );
  const rows = await query.execute();
  return rows.map((row) => ({
    id: row.id,
    entity: row.entity,
    number: row.number,
    on: row.on_day,
    signedBy: row.signed_by,
    document: row.document,
    person: row.person,
    rights: row.rights as DataRight[],
    since: row.since,
    until: row.until,
    ended: row.ended,
    endedBecause: row.ended_because,
    confirmBy: row.confirm_by,
    confirmedAt: row.confirmed_at,
    dataSets: row.data_sets,
  }));
}

/** Sets the first day on which an act no longer holds. */
export async function storeEnd(
  tx: Tx,
  association: string,
  end: { readonly act: string; readonly ended: Day; readonly because: string },
): Promise<void> {
  await tx
    .withTables<PrivacyTables>()
    .updateTable('privacy.acts')
    .set({ ended: end.ended, ended_because: end.because })
    .where('association', '=', association)
    .where('id', '=', end.act)
    .execute();
}

export async function storeConfirmation(
  tx: Tx,
  association: string,
  confirmed: { readonly act: string; readonly confirmBy: Day; readonly at: Date; readonly by: string | null },
): Promise<void> {
  await tx
    .withTables<PrivacyTables>()
    .updateTable('privacy.acts')
    .set({ confirm_by: confirmed.confirmBy, confirmed_at: confirmed.at, confirmed_by: confirmed.by })
    .where('association', '=', association)
    .where('id', '=', confirmed.act)
    .execute();
}

/** Acts over by this day of whose end nothing was done yet: no removal asked for, or the entity not told. */
export async function actsLeftOver(tx: Tx, association: string, on: Day): Promise<Act[]> {
  const { rows } = await sql<{ id: string }>`
    select id from privacy.acts a
    where association = ${association}
      and (coalesce(until, 'infinity') < ${on} or confirm_by < ${on} or coalesce(ended, 'infinity') <= ${on})
      and (not told_lapsed or (
        exists (select from privacy.measures m
          where m.association = a.association and m.act = a.id and m.kind = 'apply' and m.done_at is not null)
        and not exists (select from privacy.measures m
          where m.association = a.association and m.act = a.id and m.kind = 'remove')))
    order by id limit 500`.execute(tx);
  const ids = new Set(rows.map(({ id }) => id));
  const found: Act[] = [];
  for (const id of ids) found.push(...(await actsLike(tx, association, { id })));
  return found;
}

/** Acts that hold and are to be confirmed by a day, of which the entity was not reminded for that day. */
export async function actsToRemind(
  tx: Tx,
  association: string,
  { on, confirmBy }: { readonly on: Day; readonly confirmBy: Day },
): Promise<Act[]> {
  const due = await actsLike(tx, association, { holdingOn: on, confirmBy });
  if (due.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    select id from privacy.acts where association = ${association} and reminded is not distinct from confirm_by`.execute(
    tx,
  );
  const reminded = new Set(rows.map(({ id }) => id));
  return due.filter(({ id }) => !reminded.has(id));
}

export async function storeReminded(tx: Tx, association: string, act: string, confirmBy: Day): Promise<void> {
  await tx
    .withTables<PrivacyTables>()
    .updateTable('privacy.acts')
    .set({ reminded: confirmBy })
    .where('association', '=', association)
    .where('id', '=', act)
    .execute();
}

export async function storeToldLapsed(tx: Tx, association: string, act: string): Promise<void> {
  await tx
    .withTables<PrivacyTables>()
    .updateTable('privacy.acts')
    .set({ told_lapsed: true })
    .where('association', '=', association)
    .where('id', '=', act)
    .execute();
}
