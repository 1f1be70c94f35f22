import type { Tx } from '../../../platform/action.ts';
import type { MeetingsTables } from './tables.ts';

const tables = (tx: Tx) => tx.withTables<MeetingsTables>();

/** What was found at a first call that could not decide. Heads, as the quorum counts them. */
export type DesertedCall = {
  readonly opened: Date;
  readonly closed: Date;
  readonly chair: string;
  readonly secretary: string;
  readonly entitled: number;
  readonly required: number;
  readonly present: number;
  /** Names of the seats that were there. */
  readonly seats: readonly string[];
};

export async function desertedCallOf(tx: Tx, association: string, meeting: number): Promise<DesertedCall | null> {
  const row = await tables(tx)
    .selectFrom('meetings.deserted_calls')
    .select(['opened', 'closed', 'chair', 'secretary', 'entitled', 'required', 'present', 'seats'])
    .where('association', '=', association)
    .where('meeting', '=', meeting)
    .executeTakeFirst();
  return row ?? null;
}

/** Stores it; the meeting must be locked. */
export async function insertDesertedCall(
  tx: Tx,
  association: string,
  meeting: number,
  { seats, ...found }: DesertedCall,
): Promise<void> {
  await tables(tx)
    .insertInto('meetings.deserted_calls')
    .values({ association, meeting, ...found, seats: [...seats] })
    .execute();
}
