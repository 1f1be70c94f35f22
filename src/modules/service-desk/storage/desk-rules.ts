import type { Tx } from '../../../platform/action.ts';
import type { DeskMailTables } from './mail-tables.ts';
import type { ServiceDeskTables } from './tables.ts';

const tables = (tx: Tx) => tx.withTables<DeskMailTables & ServiceDeskTables>();

/** What the desk does by the clock. */
export type DeskRules = {
  /** Days after which what is solved is closed; null: by hand only. */
  readonly closeAfter: number | null;
  readonly atWarning: 'tell' | 'raise' | 'nothing';
};

/** What holds until the association says otherwise. */
export const usualDeskRules: DeskRules = { closeAfter: 7, atWarning: 'tell' };

export async function deskRulesOf(tx: Tx, association: string): Promise<DeskRules> {
  const row = await tables(tx)
    .selectFrom('service_desk.desk_rules')
    .select(['close_after', 'at_warning'])
    .where('association', '=', association)
    .executeTakeFirst();
  return row ? { closeAfter: row.close_after, atWarning: row.at_warning } : usualDeskRules;
}

export async function storeDeskRules(tx: Tx, association: string, rules: DeskRules): Promise<void> {
  const row = { close_after: rules.closeAfter, at_warning: rules.atWarning };
  await tables(tx)
    .insertInto('service_desk.desk_rules')
    .values({ association, ...row })
    .onConflict((conflict) => conflict.column('association').doUpdateSet(row))
    .execute();
}

/** Requests solved until a moment and not closed, the oldest first. */
export async function solvedUntil(tx: Tx, association: string, until: Date, most: number): Promise<readonly number[]> {
  const rows = await tables(tx)
    .selectFrom('service_desk.tickets')
    .select('id')
    .where('association', '=', association)
    .where('state', '=', 'solved')
    .where('solved_at', '<=', until)
    .orderBy('solved_at')
    .limit(most)
    .execute();
  return rows.map(({ id }) => Number(id));
}

/** Requests of which somebody is to be warned by now. */
export async function toWarnOf(tx: Tx, association: string, now: Date, most: number): Promise<readonly number[]> {
  const rows = await tx
    .withTables<{ 'service_desk.tickets': { association: string; id: bigint; warn_at: Date | null } }>()
    .selectFrom('service_desk.tickets')
    .select('id')
    .where('association', '=', association)
    .where('warn_at', '<=', now)
    .orderBy('warn_at')
    .limit(most)
    .execute();
  return rows.map(({ id }) => Number(id));
}
