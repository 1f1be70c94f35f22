import type { Day } from '../../kernel/day.ts';
import type { Tx } from '../../platform/action.ts';
import type { Level, SignedIn } from '../../platform/server/identification.ts';
import { managingRoles } from './rules/permission-matrix.ts';
import { findPerson } from './storage/sessions.ts';

/** A person known by other means than a session, with the posts in force that day; undefined when unknown or disabled. */
export function personNow(
  tx: Tx,
  person: string,
  at: { readonly on: Day; readonly level: Level },
): Promise<SignedIn | undefined> {
  return findPerson(tx, person, { ...at, managingRoles });
}
