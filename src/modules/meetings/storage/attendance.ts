import { sql } from 'kysely';
import type { Tx } from '../../../platform/action.ts';
import type { Passage } from '../rules/index.ts';
import type { MeetingsTables } from './tables.ts';

const tables = (tx: Tx) => tx.withTables<MeetingsTables>();

export type StoredPassage = Passage & {
  readonly number: number;
  readonly person: string | null;
  readonly recorded: Date;
  readonly recordedBy: string;
  readonly struck: Date | null;
};

/**
 * Who entered and left since the sitting was opened, in the order in which it happened; struck entries too. What belongs to a
 * first call that was deserted is left out.
 *
 * @param of only of the seats that this person ever arrived for
 */
export async function passagesOf(
  tx: Tx,
  association: string,
  meeting: number,
  { of }: { readonly of?: string | null } = {},
): Promise<StoredPassage[]> {
  let query = tables(tx)
    .selectFrom('meetings.attendance')
    .select([
      'number',
      'seat',
      'what',
      'at',
      'name',
      'person',
      'capacity',
      'remote',
      'recorded',
      'recorded_by as recordedBy',
      'struck',
    ])
    .where('association', '=', association)
    .where('meeting', '=', meeting)
    .where(sinceOpening(association, meeting))
    .orderBy('at')
    .orderBy('number');
  if (of !== undefined) {
    // As an array, so that it is found out once: the planner, which knows nothing yet of a sitting just opened, would do it anew
    // for every seat.
    const own = tables(tx)
      .selectFrom('meetings.attendance')
      .select('seat')
      .where('association', '=', association)
      .where('meeting', '=', meeting)
      .where('person', '=', of);
    query = query.where('seat', '=', sql<string>`any(array(${own}))`);
  }
  return (await query.execute()) as StoredPassage[];
}

const sinceOpening = (association: string, meeting: number) => sql<boolean>`at >= (
  select date_trunc('minute', opened) from meetings.meetings
  where meetings.association = ${association} and meetings.number = ${meeting})`;

/** Adds entries; the meeting must be locked. */
export async function insertPassages(
  tx: Tx,
  association: string,
  meeting: number,
  passages: readonly (Passage & { readonly person: string | null })[],
  by: { readonly name: string; readonly at: Date },
): Promise<void> {
  if (passages.length === 0) return;
  const { last } = await tables(tx)
    .selectFrom('meetings.attendance')
    .select((of) => of.fn.coalesce(of.fn.max('number'), of.lit(0)).as('last'))
    .where('association', '=', association)
    .where('meeting', '=', meeting)
    .executeTakeFirstOrThrow();
  await tables(tx)
    .insertInto('meetings.attendance')
    .values(
      passages.map(({ seat, what, at, name, person, capacity, remote }, index) => ({
        association,
        meeting,
        number: last + 1 + index,
        seat,
        what,
        at,
        name,
        person,
        capacity,
        remote,
        recorded: by.at,
        recorded_by: by.name,
        struck: null,
        struck_by: null,
      })),
    )
    .execute();
}

/** Strikes an entry out. False when there is none, or it is struck already. */
export async function strikePassage(
  tx: Tx,
  place: { readonly association: string; readonly meeting: number; readonly number: number },
  by: { readonly name: string; readonly at: Date },
): Promise<boolean> {
  const struck = await tables(tx)
    .updateTable('meetings.attendance')
    .set({ struck: by.at, struck_by: by.name })
    .where('association', '=', place.association)
    .where('meeting', '=', place.meeting)
    .where('number', '=', place.number)
    .where('struck', 'is', null)
    .returning('number')
    .executeTakeFirst();
  return struck !== undefined;
}

export type Guest = {
  readonly number: number;
  readonly name: string;
  readonly quality: string;
  readonly proposedBy: string;
};

export async function guestsOf(tx: Tx, association: string, meeting: number): Promise<Guest[]> {
  return tables(tx)
    .selectFrom('meetings.guests')
    .select(['number', 'name', 'quality', 'proposed_by as proposedBy'])
    .where('association', '=', association)
    .where('meeting', '=', meeting)
    .orderBy('number')
    .execute();
}

/** Adds a guest; the meeting must be locked. */
export async function insertGuest(
  tx: Tx,
  association: string,
  meeting: number,
  guest: Omit<Guest, 'number'>,
): Promise<void> {
  const present = await guestsOf(tx, association, meeting);
  await tables(tx)
    .insertInto('meetings.guests')
    .values({
      association,
      meeting,
      number: (present.at(-1)?.number ?? 0) + 1,
      name: guest.name,
      quality: guest.quality,
      proposed_by: guest.proposedBy,
    })
    .execute();
}
