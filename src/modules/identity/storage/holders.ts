import { sql } from 'kysely';
import type { Day } from '../../../kernel/day.ts';
import type { Tx } from '../../../platform/action.ts';
import type { Role } from '../../../platform/role.ts';
import { type Contact, contactsOf } from './contacts.ts';
import type { IdentityTables } from './tables.ts';

/** Contacts of those who hold one of these roles in an association that day, for an entity that is in it. */
export async function holdersOf(
  tx: Tx,
  asked: { readonly association: string; readonly roles: readonly Role[]; readonly on: Day },
): Promise<Contact[]> {
  const rows = await tx
    .withTables<IdentityTables>()
    .selectFrom('identity.posts')
    .select('person')
    .distinct()
    .where('association', '=', asked.association)
    .where('role', 'in', [...asked.roles])
    .where('since', '<=', asked.on)
    .where((where) => where.or([where('until', 'is', null), where('until', '>=', asked.on)]))
    .where(sql<boolean>`membership.out_since(association, entity, ${asked.on}) is null`)
    .execute();
  return contactsOf(
    tx,
    rows.map((row) => row.person),
  );
}
