import type { Tx } from '../../../platform/action.ts';

type SavedViewTables = {
  'service_desk.saved_views': {
    association: string;
    id: string;
    person: string;
    shared: boolean;
    name: string;
    asked: unknown;
    created_at: Date;
  };
};
const tables = (tx: Tx) => tx.withTables<SavedViewTables>();

export type SavedViewRow = SavedViewTables['service_desk.saved_views'];

/** A person's own, and those shared by the office where that is asked for; by name. */
export async function savedViewsFor(
  tx: Tx,
  association: string,
  { person, shared }: { readonly person: string; readonly shared: boolean },
): Promise<readonly SavedViewRow[]> {
  return tables(tx)
    .selectFrom('service_desk.saved_views')
    .selectAll()
    .where('association', '=', association)
    .where((either) => either.or([either('person', '=', person), ...(shared ? [either('shared', '=', true)] : [])]))
    .orderBy('shared')
    .orderBy('name')
    .orderBy('id')
    .execute();
}

export async function insertSavedView(tx: Tx, view: Omit<SavedViewRow, 'asked'> & { asked: object }): Promise<void> {
  await tables(tx)
    .insertInto('service_desk.saved_views')
    .values({ ...view, asked: JSON.stringify(view.asked) })
    .execute();
}

export async function deleteSavedView(tx: Tx, association: string, id: string): Promise<void> {
  await tables(tx)
    .deleteFrom('service_desk.saved_views')
    .where('association', '=', association)
    .where('id', '=', id)
    .execute();
}
