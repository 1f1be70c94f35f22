import { sql } from 'kysely';
import type { Day } from '../../../kernel/day.ts';
import type { Tx } from '../../../platform/action.ts';
import type { IdentityTables } from './tables.ts';

export type Colleague = {
  readonly id: string;
  readonly name: string;
  readonly hasPassword: boolean;
  /** Holds a post of the installation itself. */
  readonly administersInstallation: boolean;
};

/** Somebody who holds, or held, a post in an association; undefined for everybody else. */
export async function colleagueIn(
  tx: Tx,
  association: string,
  { person, on }: { readonly person: string; readonly on: Day },
): Promise<Colleague | undefined> {
  const row = await tx
    .withTables<IdentityTables>()
    .selectFrom('identity.people as p')
    .select([
      'p.id',
      'p.name',
      'p.password_hash',
      sql<boolean>`exists (select from identity.posts i where i.person = p.id and i.association = ''
        and i.since <= ${on} and (i.until is null or i.until >= ${on}))`.as('installation'),
    ])
    .where('p.id', '=', person)
    .where((of) =>
      of.exists(
        of
          .selectFrom('identity.posts as post')
          .select('post.id')
          .whereRef('post.person', '=', 'p.id')
          .where('post.association', '=', association),
      ),
    )
    .executeTakeFirst();
  return (
    row && {
      id: row.id,
      name: row.name,
      hasPassword: row.password_hash !== null,
      administersInstallation: row.installation,
    }
  );
}
