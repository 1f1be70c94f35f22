import { sql } from 'kysely';
import type { Day } from '../../../kernel/day.ts';
import { type Cents, cents, formatMoney, parseMoney } from '../../../kernel/money.ts';
import type { Tx } from '../../../platform/action.ts';
import type { AllocationsTable, CostSharingTables } from './tables.ts';

/** An expense to be shared, with the contributions obtained for it. */
export type StoredCost = {
  readonly id: string;
  readonly description: string;
  readonly item: string | null;
  readonly key: string | null;
  readonly amount: Cents;
  readonly capital: boolean;
  readonly participants: readonly string[] | null;
  readonly weights: Readonly<Record<string, number>> | null;
  readonly direct: Readonly<Record<string, Cents>> | null;
  readonly requestedBy: readonly string[] | null;
  readonly authorised: Day | null;
  readonly contributions: readonly { readonly source: string; readonly amount: Cents }[];
};

/** Staff lent by an entity. `percent` is a decimal text. */
export type StoredSecondment = {
  readonly entity: string;
  readonly person: string;
  readonly cost: Cents;
  readonly percent: string;
};

/** A member that is not there yet, for a question of what would be: figures as the register would hold them. */
export type Joining = {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly figures: Readonly<Record<string, number>>;
  readonly joined: Day | null;
};

/** What an allocation is made of, beside the registers and the agreement. */
export type Ingredients = {
  readonly readings: Readonly<Record<string, unknown>>;
  /** Codes of members left out, for a question of what would be. */
  readonly without: readonly string[];
  readonly joining: readonly Joining[];
  /** The day whose figures count; null: 31 December of the year before. */
  readonly figuresOn: Day | null;
  readonly costs: readonly StoredCost[];
  readonly secondments: readonly StoredSecondment[];
};

export type AllocationHead = {
  readonly number: number;
  readonly year: number;
  readonly title: string;
  readonly created: Date;
  readonly createdBy: string;
  readonly changed: Date;
  readonly corrects: number | null;
  readonly correctedBy: number | null;
  readonly adopted: Date | null;
  readonly adoptedBy: string | null;
  readonly act: string | null;
  readonly documentSha256: string | null;
  readonly software: string | null;
  readonly frozenSha256: string | null;
};

export type StoredAllocation = AllocationHead & Ingredients & { readonly frozen: string | null };

const tables = (tx: Tx) => tx.withTables<CostSharingTables>();

const headColumns = [
  'number',
  'year',
  'title',
  'created',
  'created_by as createdBy',
  'changed',
  'corrects',
  'adopted',
  'adopted_by as adoptedBy',
  'act',
  'document_sha256 as documentSha256',
  'software',
  'frozen_sha256 as frozenSha256',
] as const;

/** Allocations of an association, the newest year and number first. */
export async function allocationsOf(tx: Tx, association: string, year?: number): Promise<AllocationHead[]> {
  let query = tables(tx)
    .selectFrom('cost_sharing.allocations')
    .select(headColumns)
    .where('association', '=', association);
  if (year !== undefined) query = query.where('year', '=', year);
  const rows = await query.orderBy('year', 'desc').orderBy('number', 'desc').execute();
  return rows.map((row) => ({
    ...row,
    correctedBy: rows.find((other) => other.adopted !== null && other.corrects === row.number)?.number ?? null,
  }));
}

/**
 * An allocation with what it is made of.
 *
 * @param lock keeps others from changing it until the transaction ends; waits for who does
 * @param adopted only where it is adopted: a draft is not there, and asking for it takes no longer
 */
export async function allocationNumbered(
  tx: Tx,
  association: string,
  number: number,
  { lock = false, adopted = false } = {},
): Promise<StoredAllocation | undefined> {
  let query = tables(tx)
    .selectFrom('cost_sharing.allocations')
    .select([...headColumns, 'readings', 'without', 'joining', 'figures_on as figuresOn', 'frozen'])
    .where('association', '=', association)
    .where('number', '=', number);
  if (lock) query = query.forUpdate();
  if (adopted) query = query.where('adopted', 'is not', null);
  const row = await query.executeTakeFirst();
  if (!row) return undefined;
  const correction = await tables(tx)
    .selectFrom('cost_sharing.allocations')
    .select('number')
    .where('association', '=', association)
    .where('corrects', '=', number)
    .where('adopted', 'is not', null)
    .executeTakeFirst();
  return {
    ...row,
    joining: row.joining as Joining[],
    figuresOn: row.figuresOn as Day | null,
    correctedBy: correction?.number ?? null,
    costs: await costsOf(tx, association, number),
    secondments: await secondmentsOf(tx, association, number),
  };
}

async function costsOf(tx: Tx, association: string, allocation: number): Promise<StoredCost[]> {
  const rows = await tables(tx)
    .selectFrom('cost_sharing.costs')
    .selectAll()
    .where('association', '=', association)
    .where('allocation', '=', allocation)
    .orderBy('position')
    .orderBy('id')
    .execute();
  const contributions = await tables(tx)
    .selectFrom('cost_sharing.contributions')
    .select(['cost', 'source', 'amount'])
    .where('association', '=', association)
    .where('allocation', '=', allocation)
    .orderBy('cost')
    .orderBy('position')
    .execute();
  const byCost = Map.groupBy(contributions, ({ cost }) => cost);
  return rows.map((row) => ({
    id: row.id,
    description: row.description,
    item: row.item,
    key: row.key,
    amount: cents(row.amount),
    capital: row.capital,
    participants: row.participants,
    weights: row.weights,
    requestedBy: row.requested_by,
    authorised: row.authorised as Day | null,
    direct:
      row.direct && Object.fromEntries(Object.entries(row.direct).map(([code, amount]) => [code, parseMoney(amount)!])),
    contributions: (byCost.get(row.id) ?? []).map(({ source, amount }) => ({ source, amount: cents(amount) })),
  }));
}

async function secondmentsOf(tx: Tx, association: string, allocation: number): Promise<StoredSecondment[]> {
  const rows = await tables(tx)
    .selectFrom('cost_sharing.secondments')
    .select(['entity', 'person', 'cost', 'percent'])
    .where('association', '=', association)
    .where('allocation', '=', allocation)
    .orderBy('position')
    .execute();
  return rows.map((row) => ({ ...row, cost: cents(row.cost) }));
}

/** A new draft with what it is made of; returns its number. */
export async function insertAllocation(
  tx: Tx,
  association: string,
  draft: {
    readonly year: number;
    readonly title: string;
    readonly corrects: number | null;
    readonly by: string;
    readonly at: Date;
  } & Ingredients,
): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtext(${`cost_sharing.allocations ${association}`}))`.execute(tx);
  const { last } = await tables(tx)
    .selectFrom('cost_sharing.allocations')
    .select((of) => of.fn.coalesce(of.fn.max('number'), of.lit(0)).as('last'))
    .where('association', '=', association)
    .executeTakeFirstOrThrow();
  const number = Number(last) + 1;
  await tables(tx)
    .insertInto('cost_sharing.allocations')
    .values({
      association,
      number,
      year: draft.year,
      title: draft.title,
      corrects: draft.corrects,
      created: draft.at,
      created_by: draft.by,
      changed: draft.at,
      readings: JSON.stringify(draft.readings) as never,
      without: [...draft.without],
      joining: JSON.stringify(draft.joining) as never,
      figures_on: draft.figuresOn,
    })
    .execute();
  let position = 0;
  for (const cost of draft.costs) await putCost(tx, association, number, cost, position++);
  await putSecondments(tx, association, number, draft.secondments);
  return number;
}

/** Changes to a draft; false when it is adopted, or is not there. */
export async function changeAllocation(
  tx: Tx,
  association: string,
  number: number,
  change: {
    readonly at: Date;
    readonly title?: string;
    readonly year?: number;
    readonly readings?: Readonly<Record<string, unknown>>;
    readonly without?: readonly string[];
    readonly joining?: readonly Joining[];
    readonly figuresOn?: Day | null;
  },
): Promise<boolean> {
  const set: Partial<Record<keyof AllocationsTable, unknown>> = { changed: change.at };
  if (change.title !== undefined) set.title = change.title;
  if (change.year !== undefined) set.year = change.year;
  if (change.readings !== undefined) set.readings = JSON.stringify(change.readings);
  if (change.without !== undefined) set.without = [...change.without];
  if (change.figuresOn !== undefined) set.figures_on = change.figuresOn;
  if (change.joining !== undefined) set.joining = JSON.stringify(change.joining);
  const result = await tables(tx)
    .updateTable('cost_sharing.allocations')
    .set(set as never)
    .where('association', '=', association)
    .where('number', '=', number)
    .where('adopted', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Writes a cost, new or in the place of the one with its id. */
export async function putCost(
  tx: Tx,
  association: string,
  allocation: number,
  cost: StoredCost,
  position?: number,
): Promise<void> {
  const place =
    position ??
    (
      await tables(tx)
        .selectFrom('cost_sharing.costs')
        .select('position')
        .where('association', '=', association)
        .where('allocation', '=', allocation)
        .where('id', '=', cost.id)
        .executeTakeFirst()
    )?.position ??
    Number(
      (
        await tables(tx)
          .selectFrom('cost_sharing.costs')
          .select((of) => of.fn.coalesce(of.fn.max('position'), of.lit(-1)).as('last'))
          .where('association', '=', association)
          .where('allocation', '=', allocation)
          .executeTakeFirstOrThrow()
      ).last,
    ) + 1;
  await removeCost(tx, association, allocation, cost.id);
  await tables(tx)
    .insertInto('cost_sharing.costs')
    .values({
      association,
      allocation,
      id: cost.id,
      position: place,
      description: cost.description,
      item: cost.item,
      key: cost.key,
      amount: cost.amount,
      capital: cost.capital,
      participants: cost.participants ? [...cost.participants] : null,
      weights: cost.weights ? (JSON.stringify(cost.weights) as never) : null,
      direct: cost.direct
        ? (JSON.stringify(
            Object.fromEntries(Object.entries(cost.direct).map(([code, amount]) => [code, formatMoney(amount)])),
          ) as never)
        : null,
      requested_by: cost.requestedBy ? [...cost.requestedBy] : null,
      authorised: cost.authorised,
    })
    .execute();
  if (cost.contributions.length > 0) {
    await tables(tx)
      .insertInto('cost_sharing.contributions')
      .values(
        cost.contributions.map(({ source, amount }, number) => ({
          association,
          allocation,
          cost: cost.id,
          position: number,
          source,
          amount,
        })),
      )
      .execute();
  }
}

export async function removeCost(tx: Tx, association: string, allocation: number, id: string): Promise<boolean> {
  const result = await tables(tx)
    .deleteFrom('cost_sharing.costs')
    .where('association', '=', association)
    .where('allocation', '=', allocation)
    .where('id', '=', id)
    .executeTakeFirst();
  return result.numDeletedRows === 1n;
}

/** Writes all the secondments of a draft in the place of those it had. */
export async function putSecondments(
  tx: Tx,
  association: string,
  allocation: number,
  secondments: readonly StoredSecondment[],
): Promise<void> {
  await tables(tx)
    .deleteFrom('cost_sharing.secondments')
    .where('association', '=', association)
    .where('allocation', '=', allocation)
    .execute();
  if (secondments.length === 0) return;
  await tables(tx)
    .insertInto('cost_sharing.secondments')
    .values(
      secondments.map(({ entity, person, cost, percent }, position) => ({
        association,
        allocation,
        position,
        entity,
        person,
        cost,
        percent,
      })),
    )
    .execute();
}

export async function deleteAllocation(tx: Tx, association: string, number: number): Promise<boolean> {
  const result = await tables(tx)
    .deleteFrom('cost_sharing.allocations')
    .where('association', '=', association)
    .where('number', '=', number)
    .where('adopted', 'is', null)
    .executeTakeFirst();
  return result.numDeletedRows === 1n;
}

/** Keeps the explanations of a draft that is about to be frozen; `entity` is empty for the total. */
export async function insertExplanations(
  tx: Tx,
  association: string,
  allocation: number,
  explanations: readonly { readonly entity: string; readonly written: string }[],
): Promise<void> {
  for (let from = 0; from < explanations.length; from += 500) {
    const some = explanations.slice(from, from + 500);
    await tables(tx)
      .insertInto('cost_sharing.explanations')
      .values(some.map((explanation) => ({ association, allocation, ...explanation })))
      .execute();
  }
}

/** The explanations of an adopted allocation that the actor may see, by entity; those of one entity where it is given. */
export async function explanationsOf(
  tx: Tx,
  association: string,
  allocation: number,
  entity?: string,
): Promise<{ entity: string; written: string }[]> {
  let query = tables(tx)
    .selectFrom('cost_sharing.explanations')
    .select(['entity', 'written'])
    .where('association', '=', association)
    .where('allocation', '=', allocation);
  if (entity !== undefined) query = query.where('entity', '=', entity);
  return query.orderBy(sql`entity collate "C"`).execute();
}

/** The adopted allocation of a year that no other has corrected. */
export async function adoptedOfYear(tx: Tx, association: string, year: number): Promise<number | undefined> {
  const row = await tables(tx)
    .selectFrom('cost_sharing.allocations as adopted')
    .select('adopted.number')
    .where('adopted.association', '=', association)
    .where('adopted.year', '=', year)
    .where('adopted.adopted', 'is not', null)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('cost_sharing.allocations as later')
            .select('later.number')
            .where('later.association', '=', association)
            .whereRef('later.corrects', '=', 'adopted.number')
            .where('later.adopted', 'is not', null),
        ),
      ),
    )
    .executeTakeFirst();
  return row?.number;
}

/**
 * Freezes a draft. `false` when somebody else adopted first: this one, or another for the same year, or another correction.
 * Decided by the unique indexes, not by a prior read.
 */
export async function freezeAllocation(
  tx: Tx,
  association: string,
  number: number,
  how: {
    readonly at: Date;
    readonly by: string;
    readonly act: string;
    readonly documentSha256: string;
    readonly software: string;
    readonly frozen: string;
    readonly frozenSha256: string;
  },
): Promise<boolean> {
  try {
    const result = await tables(tx)
      .updateTable('cost_sharing.allocations')
      .set({
        adopted: how.at,
        adopted_by: how.by,
        act: how.act,
        document_sha256: how.documentSha256,
        software: how.software,
        frozen: how.frozen,
        frozen_sha256: how.frozenSha256,
      })
      .where('association', '=', association)
      .where('number', '=', number)
      .where('adopted', 'is', null)
      .executeTakeFirst();
    return result.numUpdatedRows === 1n;
  } catch (error) {
    if ((error as { code?: string }).code === '23505') return false;
    throw error;
  }
}
