import type { Day } from '../../../kernel/day.ts';
import type { Tx } from '../../../platform/action.ts';
import type { PlanningTables } from './tables.ts';

const tables = (tx: Tx) => tx.withTables<PlanningTables>();

/** That an obligation was fulfilled. */
export type Fulfilment = {
  readonly id: string;
  readonly obligation: string;
  readonly year: number;
  readonly entity: string | null;
  readonly due: Day;
  readonly doneOn: Day;
  readonly act: string;
  /** Below the association's address; empty where there is none. */
  readonly link: string;
  readonly note: string;
  readonly document: string | null;
  /** The name of that document. */
  readonly documentName: string | null;
  readonly recordedAt: Date;
  readonly recordedBy: string;
};

/** Fulfilments of some years that stand, of those that the actor may see. */
export async function fulfilmentsOf(tx: Tx, association: string, years: readonly number[]): Promise<Fulfilment[]> {
  return standing(tx, association)
    .where('f.year', 'in', [...years])
    .execute();
}

export async function fulfilmentWith(tx: Tx, association: string, id: string): Promise<Fulfilment | undefined> {
  return standing(tx, association).where('f.id', '=', id).executeTakeFirst();
}

const standing = (tx: Tx, association: string) =>
  tables(tx)
    .selectFrom('planning.fulfilments as f')
    .leftJoin('planning.documents as d', (join) =>
      join.onRef('d.association', '=', 'f.association').onRef('d.id', '=', 'f.document'),
    )
    .select([
      'f.id',
      'f.obligation',
      'f.year',
      'f.entity',
      'f.due',
      'f.done_on as doneOn',
      'f.act',
      'f.link',
      'f.note',
      'f.document',
      'd.name as documentName',
      'f.recorded_at as recordedAt',
      'f.recorded_by as recordedBy',
    ])
    .where('f.association', '=', association)
    .where('f.undone_at', 'is', null)
    .orderBy('f.done_on');

/** False where one stands already: the unique index decides, so that two at once make one. */
export async function insertFulfilment(
  tx: Tx,
  association: string,
  { doneOn, recordedAt, recordedBy, ...given }: Omit<Fulfilment, 'documentName'>,
): Promise<boolean> {
  const row = await tables(tx)
    .insertInto('planning.fulfilments')
    .values({
      association,
      ...given,
      done_on: doneOn,
      recorded_at: recordedAt,
      recorded_by: recordedBy,
      undone_at: null,
      undone_by: null,
      undone_reason: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export type Undoing = { readonly at: Date; readonly by: string; readonly reason: string };

/** False where it does not stand any more. */
export async function undoFulfilment(tx: Tx, association: string, id: string, undoing: Undoing): Promise<boolean> {
  const row = await tables(tx)
    .updateTable('planning.fulfilments')
    .set({ undone_at: undoing.at, undone_by: undoing.by, undone_reason: undoing.reason })
    .where('association', '=', association)
    .where('id', '=', id)
    .where('undone_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export type StoredProof = {
  readonly id: string;
  readonly entity: string | null;
  readonly name: string;
  readonly type: string;
  readonly sha256: string;
  readonly bytes: Uint8Array;
};

export async function insertProof(
  tx: Tx,
  association: string,
  { type, bytes, ...proof }: StoredProof,
  by: { readonly at: Date; readonly person: string | null },
): Promise<void> {
  await tables(tx)
    .insertInto('planning.documents')
    .values({
      association,
      ...proof,
      media_type: type,
      bytes: Buffer.from(bytes),
      recorded_at: by.at,
      recorded_by: by.person,
    })
    .execute();
}

/** A proof that the actor may see. */
export async function proofWith(tx: Tx, association: string, id: string): Promise<StoredProof | undefined> {
  return tables(tx)
    .selectFrom('planning.documents')
    .select(['id', 'entity', 'name', 'media_type as type', 'sha256', 'bytes'])
    .where('association', '=', association)
    .where('id', '=', id)
    .executeTakeFirst();
}
