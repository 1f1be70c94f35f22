import type { Day } from '../../../kernel/day.ts';
import type { EntityCode } from '../../../kernel/entity.ts';
import type { Tx } from '../../../platform/action.ts';
import type { Act } from '../rules/index.ts';
import type { Recording } from './documents.ts';
import type { BodiesTables } from './tables.ts';

/** Whom an entity proposes for a seat. */
export type Candidate = {
  readonly id: string;
  readonly body: string;
  readonly seat: string;
  readonly entity: EntityCode;
  readonly person: string;
  readonly post: string;
  readonly proposed: Day;
  /** The entity's act; its words are empty where none was given. */
  readonly act: Act;
  readonly document: string | null;
  readonly withdrawn: Day | null;
};

export type RecordedCandidate = Candidate & { readonly recordedAt: Date; readonly recordedBy: string | null };

/** The candidates of a body that stand on a day, the first proposed first. */
export async function candidatesOn(tx: Tx, association: string, on: Day, body: string): Promise<Candidate[]> {
  const all = await candidatesEver(tx, association);
  return all.filter(
    ({ body: of, proposed, withdrawn }) => of === body && proposed <= on && (withdrawn === null || withdrawn > on),
  );
}

/** Every candidate that was ever proposed, withdrawn ones too, the first proposed first. */
export async function candidatesEver(tx: Tx, association: string): Promise<RecordedCandidate[]> {
  const rows = await tx
    .withTables<BodiesTables>()
    .selectFrom('bodies.candidates')
    .selectAll()
    .where('association', '=', association)
    .orderBy('proposed_on')
    .orderBy('recorded_at')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    body: row.body,
    seat: row.seat,
    entity: row.entity as EntityCode,
    person: row.person,
    post: row.post,
    proposed: row.proposed_on,
    act: { act: row.act, number: row.act_number, day: row.act_day },
    document: row.document,
    withdrawn: row.withdrawn_on,
    recordedAt: row.recorded_at,
    recordedBy: row.recorded_by,
  }));
}

/** False when the person is a candidate for that seat already. */
export async function insertCandidate(
  tx: Tx,
  association: string,
  candidate: Omit<Candidate, 'withdrawn'>,
  by: Recording,
): Promise<boolean> {
  const { proposed, act, ...rest } = candidate;
  const row = await tx
    .withTables<BodiesTables>()
    .insertInto('bodies.candidates')
    .values({
      association,
      ...rest,
      act: act.act,
      act_number: act.number,
      act_day: act.day,
      proposed_on: proposed,
      withdrawn_on: null,
      recorded_at: by.at,
      recorded_by: by.by,
    })
    .onConflict((conflict) =>
      conflict.columns(['association', 'body', 'seat', 'person']).where('withdrawn_on', 'is', null).doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** A candidate still standing, of an entity where it is given. */
export async function candidateWith(
  tx: Tx,
  association: string,
  id: string,
): Promise<{ entity: EntityCode } | undefined> {
  const row = await tx
    .withTables<BodiesTables>()
    .selectFrom('bodies.candidates')
    .select('entity')
    .where('association', '=', association)
    .where('id', '=', id)
    .where('withdrawn_on', 'is', null)
    .executeTakeFirst();
  return row && { entity: row.entity as EntityCode };
}

export async function withdrawCandidate(tx: Tx, association: string, id: string, on: Day): Promise<void> {
  await tx
    .withTables<BodiesTables>()
    .updateTable('bodies.candidates')
    .set((set) => ({ withdrawn_on: set.fn<Day>('greatest', ['proposed_on', set.cast<Day>(set.val(on), 'date')]) }))
    .where('association', '=', association)
    .where('id', '=', id)
    .execute();
}
