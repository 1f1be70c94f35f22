import type { Selectable } from 'kysely';
import type { Day } from '../../../kernel/day.ts';
import type { Tx } from '../../../platform/action.ts';
import type { OrganisationKind, OrganisationText } from '../rules/index.ts';
import type { Recording } from './documents.ts';
import type { BodiesTables } from './tables.ts';

const tables = (tx: Tx) => tx.withTables<BodiesTables>();

export type StoredOrganisationText = OrganisationText & {
  readonly about: string;
  readonly document: string;
  readonly secondDocument: string | null;
  readonly recordedAt: Date;
  readonly recordedBy: string | null;
  readonly firstBy: string | null;
  readonly secondBy: string | null;
  readonly discardedReason: string | null;
};

/** Every text on the organisation of the office, the last proposed first. */
export async function organisationTexts(tx: Tx, association: string): Promise<StoredOrganisationText[]> {
  const rows = await tables(tx)
    .selectFrom('bodies.organisation_texts')
    .selectAll()
    .where('association', '=', association)
    .orderBy('number', 'desc')
    .execute();
  return rows.map(textOf);
}

function textOf(row: Selectable<BodiesTables['bodies.organisation_texts']>): StoredOrganisationText {
  const act = (words: string, number: string, day: Day) => ({ act: words, number, day });
  return {
    number: row.number,
    kind: row.kind as OrganisationKind,
    title: row.title,
    about: row.about,
    document: row.document,
    sha256: row.sha256,
    recordedAt: row.recorded_at,
    recordedBy: row.recorded_by,
    first:
      row.first_act === null ? null : { act: act(row.first_act, row.first_number, row.first_day!), sha256: row.sha256 },
    firstBy: row.first_by,
    second:
      row.second_act === null
        ? null
        : { act: act(row.second_act, row.second_number, row.second_day!), sha256: row.second_sha256! },
    secondBy: row.second_by,
    secondDocument: row.second_document,
    since: row.since,
    discarded: row.discarded_on,
    discardedReason: row.discarded_reason,
  };
}

/** Adds a text; gives its number. Whoever adds waits for who is adding. */
export async function insertOrganisationText(
  tx: Tx,
  association: string,
  text: Pick<StoredOrganisationText, 'kind' | 'title' | 'about' | 'document' | 'sha256'>,
  by: Recording,
): Promise<number> {
  const { last } = await tables(tx)
    .selectFrom('bodies.organisation_texts')
    .select((of) => of.fn.coalesce(of.fn.max('number'), of.lit(0)).as('last'))
    .where('association', '=', association)
    .executeTakeFirstOrThrow();
  const number = last + 1;
  await tables(tx)
    .insertInto('bodies.organisation_texts')
    .values({
      association,
      number,
      ...text,
      recorded_at: by.at,
      recorded_by: by.by,
      first_number: '',
      second_number: '',
    } as never)
    .execute();
  return number;
}

type ActGiven = { readonly act: string; readonly number: string; readonly day: Day };

export async function markDecided(
  tx: Tx,
  place: { readonly association: string; readonly number: number },
  given: ActGiven,
  by: Recording,
): Promise<void> {
  await tables(tx)
    .updateTable('bodies.organisation_texts')
    .set({ first_act: given.act, first_number: given.number, first_day: given.day, first_at: by.at, first_by: by.by })
    .where('association', '=', place.association)
    .where('number', '=', place.number)
    .execute();
}

export async function markConfirmed(
  tx: Tx,
  place: { readonly association: string; readonly number: number },
  given: ActGiven & { readonly document: string; readonly sha256: string; readonly since: Day },
  by: Recording,
): Promise<void> {
  await tables(tx)
    .updateTable('bodies.organisation_texts')
    .set({
      second_act: given.act,
      second_number: given.number,
      second_day: given.day,
      second_document: given.document,
      second_sha256: given.sha256,
      since: given.since,
      second_at: by.at,
      second_by: by.by,
    })
    .where('association', '=', place.association)
    .where('number', '=', place.number)
    .execute();
}

export async function markDiscarded(
  tx: Tx,
  place: { readonly association: string; readonly number: number },
  { on, reason }: { readonly on: Day; readonly reason: string },
): Promise<void> {
  await tables(tx)
    .updateTable('bodies.organisation_texts')
    .set({ discarded_on: on, discarded_reason: reason })
    .where('association', '=', place.association)
    .where('number', '=', place.number)
    .execute();
}
