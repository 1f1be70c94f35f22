import type { Day } from '../../../kernel/day.ts';
import type { EntityCode } from '../../../kernel/entity.ts';
import type { Tx } from '../../../platform/action.ts';
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
  readonly document: string | null;
  readonly withdrawn: Day | null;
};

/** The candidates of a body that stand on a day, the first proposed first. */
export async function candidatesOn(tx: Tx, association: string, on: Day, body: string): Promise<Candidate[]> {
  const rows = await tx
    .withTables<BodiesTables>()
    .selectFrom('bodies.candidates')
    .select(['id', 'body', 'seat', 'entity', 'person', 'post', 'proposed_on', 'document', 'withdrawn_on'])
    .where('association', '=', association)
    .where('body', '=', body)
    .where('proposed_on', '<=', on)
    .where((where) => where.or([where('withdrawn_on', 'is', null), where('withdrawn_on', '>', on)]))
    .orderBy('proposed_on')
    .orderBy('recorded_at')
    .execute();
  return rows.map(({ proposed_on, withdrawn_on, entity, ...rest }) => ({
    ...rest,
    entity: entity as EntityCode,
    proposed: proposed_on,
    withdrawn: withdrawn_on,
  }));
}

/** False when the person is a candidate for that seat already. */
export async function insertCandidate(
  tx: Tx,
  association: string,
  candidate: Omit<Candidate, 'withdrawn'>,
  by: Recording,
): Promise<boolean> {
  const { proposed, ...rest } = candidate;
  const row = await tx
    .withTables<BodiesTables>()
    .insertInto('bodies.candidates')
    .values({
      association,
      ...rest,
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
