import type { Tx } from '../../../platform/action.ts';
import type { DeskMailTables, NoticeTime } from './mail-tables.ts';

const tables = (tx: Tx) => tx.withTables<DeskMailTables>();

/** When somebody wants to hear of what. */
export type NoticeChoices = Readonly<Record<'own' | 'assigned' | 'followed' | 'tasks', NoticeTime>>;

/** What holds until somebody chooses. */
export const usualChoices: NoticeChoices = {
  own: 'at-once',
  assigned: 'at-once',
  followed: 'at-once',
  tasks: 'at-once',
};

export async function choicesOf(tx: Tx, association: string, person: string): Promise<NoticeChoices> {
  const row = await tables(tx)
    .selectFrom('service_desk.notice_choices')
    .select(['own', 'assigned', 'followed', 'tasks'])
    .where('association', '=', association)
    .where('person', '=', person)
    .executeTakeFirst();
  return row ?? usualChoices;
}

export async function storeChoices(tx: Tx, association: string, person: string, choices: NoticeChoices): Promise<void> {
  await tables(tx)
    .insertInto('service_desk.notice_choices')
    .values({ association, person, ...choices })
    .onConflict((conflict) => conflict.columns(['association', 'person']).doUpdateSet({ ...choices }))
    .execute();
}

/** Keeps what happened to a request for somebody's letter of the day. */
export async function keepForDigest(
  tx: Tx,
  association: string,
  { person, ticket, entity }: { readonly person: string; readonly ticket: number; readonly entity: string },
  versions: readonly number[],
): Promise<void> {
  if (versions.length === 0) return;
  await tables(tx)
    .insertInto('service_desk.digest_lines')
    .values(versions.map((version) => ({ association, person, ticket: BigInt(ticket), version, entity })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function peopleWithDigest(tx: Tx, association: string): Promise<readonly string[]> {
  const rows = await tables(tx)
    .selectFrom('service_desk.digest_lines')
    .select('person')
    .distinct()
    .where('association', '=', association)
    .execute();
  return rows.map(({ person }) => person);
}

/** Takes out what waits for somebody's letter of the day: versions by request. */
export async function takeDigest(
  tx: Tx,
  association: string,
  person: string,
): Promise<ReadonlyMap<number, readonly number[]>> {
  const rows = await tables(tx)
    .deleteFrom('service_desk.digest_lines')
    .where('association', '=', association)
    .where('person', '=', person)
    .returning(['ticket', 'version'])
    .execute();
  const byTicket = Map.groupBy(rows, ({ ticket }) => Number(ticket));
  return new Map(
    [...byTicket]
      .toSorted(([one], [other]) => one - other)
      .map(([ticket, lines]) => [ticket, lines.map(({ version }) => version).toSorted((a, b) => a - b)]),
  );
}

/** The name of the letter that a request came with; undefined where it came otherwise. */
export async function letterOfRequest(tx: Tx, association: string, ticket: number): Promise<string | undefined> {
  const row = await tables(tx)
    .selectFrom('service_desk.letters')
    .select('message_id')
    .where('association', '=', association)
    .where('ticket', '=', BigInt(ticket))
    .where('state', '=', 'opened')
    .orderBy('came')
    .limit(1)
    .executeTakeFirst();
  return row?.message_id ?? undefined;
}
