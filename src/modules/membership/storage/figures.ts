import { sql } from 'kysely';
import type { Day } from '../../../kernel/day.ts';
import type { EntityCode } from '../../../kernel/entity.ts';
import type { Tx } from '../../../platform/action.ts';
import type { Figure, FigureOn, Standing } from '../rules/figure.ts';
import type { RegisterName } from '../rules/register.ts';
import type { Recording } from './entities.ts';
import type { MembershipTables } from './tables.ts';

const columns = [
  'entity',
  'register',
  'on_day',
  'revision',
  'value',
  'standing',
  'source',
  'evidence',
  'decided_on',
  'recorded_at',
] as const;
type Row = Pick<MembershipTables['membership.figures'], (typeof columns)[number]>;

export type NewFigure = Omit<Figure, 'revision' | 'recordedAt'>;

/** Records figures, each as the next revision of its entity, register and day. */
export async function insertFigures(
  tx: Tx,
  association: string,
  figures: readonly NewFigure[],
  by: Recording,
): Promise<void> {
  for (let from = 0; from < figures.length; from += 1000) {
    const some = figures.slice(from, from + 1000);
    const given = JSON.stringify(
      some.map((figure) => ({
        entity: figure.entity,
        register: figure.register,
        on_day: figure.on,
        value: figure.value === null ? null : String(figure.value),
        standing: figure.standing,
        source: figure.source,
        evidence: figure.evidence,
        decided_on: figure.decided,
      })),
    );
    await sql`
      insert into membership.figures (association, entity, register, on_day, revision, value, standing, source, evidence,
        decided_on, recorded_at, recorded_by)
      select ${association}, g.entity, g.register, g.on_day,
        1 + coalesce((select max(f.revision) from membership.figures f where f.association = ${association}
          and f.entity = g.entity and f.register = g.register and f.on_day = g.on_day), 0),
        g.value, g.standing, g.source, g.evidence, g.decided_on, ${by.at}, ${by.by}
      from jsonb_to_recordset(${given}::jsonb) as g(entity text, register text, on_day date, value bigint, standing text,
        source text, evidence text, decided_on date)`.execute(tx);
  }
}

/** The series of an entity: every revision, the last day first, the last revision first. */
export async function seriesOf(tx: Tx, association: string, entity: string): Promise<Figure[]> {
  const rows = await tx
    .withTables<MembershipTables>()
    .selectFrom('membership.figures')
    .select(columns)
    .where('association', '=', association)
    .where('entity', '=', entity)
    .orderBy('register')
    .orderBy('on_day', 'desc')
    .orderBy('revision', 'desc')
    .execute();
  return rows.map(fromRow);
}

export type FigureFilter = {
  readonly entities?: readonly string[];
  readonly registers?: readonly string[];
  readonly from?: Day;
  readonly to?: Day;
};

/** The figures in force, one for each entity, register and day: the last revision, unless it withdraws. */
export async function figuresInForce(tx: Tx, association: string, filter: FigureFilter): Promise<Figure[]> {
  let query = tx
    .withTables<MembershipTables>()
    .selectFrom('membership.figures')
    .distinctOn(['entity', 'register', 'on_day'])
    .select(columns)
    .where('association', '=', association)
    .orderBy('entity')
    .orderBy('register')
    .orderBy('on_day', 'desc')
    .orderBy('revision', 'desc');
  if (filter.entities) query = query.where(sql<boolean>`entity = any(${filter.entities})`);
  if (filter.registers) query = query.where(sql<boolean>`register = any(${filter.registers})`);
  if (filter.from) query = query.where('on_day', '>=', filter.from);
  if (filter.to) query = query.where('on_day', '<=', filter.to);
  const rows = await query.execute();
  return rows.filter((row) => row.value !== null).map(fromRow);
}

/**
 * The snapshot of a reference day: for each entity and register the figure in force of that day, or the last before it.
 *
 * @param knownAt as things were recorded at that moment; left out: as they are now
 * Source: convention C-8.
 */
export async function figuresOn(
  tx: Tx,
  asked: {
    readonly association: string;
    readonly registers: readonly RegisterName[];
    readonly on: Day;
    readonly entities?: readonly EntityCode[];
    readonly knownAt?: Date;
  },
): Promise<FigureOn[]> {
  const { association, registers, on, entities, knownAt } = asked;
  const { rows } = await sql<Row>`
    select distinct on (entity, register) entity, register, on_day, revision, value, standing, source, evidence, decided_on,
      recorded_at
    from (
      select distinct on (entity, register, on_day) *
      from membership.figures
      where association = ${association} and register = any(${[...registers]}) and on_day <= ${on}
        ${entities ? sql`and entity = any(${[...entities]})` : sql``}
        ${knownAt ? sql`and recorded_at <= ${knownAt}` : sql``}
      order by entity, register, on_day desc, revision desc
    ) as latest
    where value is not null
    order by entity, register, on_day desc`.execute(tx);
  return rows.map((row) => {
    const figure = fromRow(row);
    return { ...figure, value: row.value as bigint, standing: figure.standing as 'final', exact: row.on_day === on };
  });
}

function fromRow(row: Row): Figure {
  return {
    entity: row.entity as EntityCode,
    register: row.register as RegisterName,
    on: row.on_day as Day,
    revision: row.revision,
    value: row.value,
    standing: row.standing as Standing,
    source: row.source,
    evidence: row.evidence,
    decided: row.decided_on as Day | null,
    recordedAt: row.recorded_at,
  };
}
