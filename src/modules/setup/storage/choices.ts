import type { Tx } from '../../../platform/action.ts';

type Tables = { 'platform.settings': { association: string; name: string; value: string; changed_by: string | null } };

/** The agreement somebody chose for an association not started yet: a shipped one, or a text of one's own. */
export type Choice = { readonly agreement: string | null; readonly written: string | null };

const nameFor = (person: string | null) => `setup/choice/${person ?? 'console'}`;

export async function choiceOf(tx: Tx, person: string | null): Promise<Choice | undefined> {
  const row = await tx
    .withTables<Tables>()
    .selectFrom('platform.settings')
    .select('value')
    .where('association', '=', '')
    .where('name', '=', nameFor(person))
    .executeTakeFirst();
  return row?.value as unknown as Choice | undefined;
}

export async function storeChoice(tx: Tx, person: string | null, choice: Choice): Promise<void> {
  const value = JSON.stringify(choice);
  await tx
    .withTables<Tables>()
    .insertInto('platform.settings')
    .values({ association: '', name: nameFor(person), value, changed_by: person })
    .onConflict((conflict) => conflict.columns(['association', 'name']).doUpdateSet({ value }))
    .execute();
}

export async function removeChoice(tx: Tx, person: string | null): Promise<void> {
  await tx
    .withTables<Tables>()
    .deleteFrom('platform.settings')
    .where('association', '=', '')
    .where('name', '=', nameFor(person))
    .execute();
}
