import { type Day, dayAt } from '../../../kernel/day.ts';
import type { Tx } from '../../../platform/action.ts';
import { entityNames, peopleNames } from '../names.ts';
import type { Authorisation } from '../storage/authorisations.ts';
import type { AuthorisationView } from './shapes.ts';

/** Authorisations with names, and how they stand on a day. */
export async function viewAuthorisations(
  tx: Tx,
  association: string,
  authorisations: readonly Authorisation[],
  on: Day,
): Promise<AuthorisationView[]> {
  const entityName = await entityNames(tx, association);
  const personName = await peopleNames(
    tx,
    authorisations.map(({ person }) => person),
  );
  return authorisations.map((one) => ({
    id: one.id,
    entity: one.entity,
    entityName: one.entity === null ? null : entityName(one.entity),
    person: one.person,
    personName: personName(one.person),
    authorisedBy: one.authorisedBy,
    on: one.on,
    until: one.until,
    revoked: one.revoked,
    read: one.readAt && dayAt(one.readAt.getTime()),
    state: stateOf(one, on),
  }));
}

function stateOf({ on, until, revoked, readAt }: Authorisation, today: Day): AuthorisationView['state'] {
  if (revoked !== null && revoked <= today) return 'revoked';
  if (today < on) return 'later';
  if (until !== null && until < today) return 'over';
  return readAt === null ? 'unread' : 'holding';
}
