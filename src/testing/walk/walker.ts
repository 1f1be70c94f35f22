import type { EntityCode } from '../../kernel/entity.ts';
import { cellOf } from '../../modules/identity/rules/permission-matrix.ts';
import type { Actor } from '../../platform/action.ts';
import type { Capability, Role } from '../../platform/role.ts';
import type { Mark } from './mark.ts';

/** Somebody who goes about asking for everything. */
export type Walker = {
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The association of the post; null for who has none. */
  readonly place: Mark['place'] | null;
  readonly association: string | null;
  readonly role: Role | null;
  readonly entity: string | null;
  /** Somebody of the entity itself, to whom its things are shown; the others are of another one. */
  readonly at?: 'a';
  /** What acts of the entity let the walker see beyond the post (ISO-3). */
  readonly granted?: Capability;
};

/** What shows things of other rows of the matrix, because it is made of them: figures in a split, people in a body (ISO-2). */
const quoting: readonly { readonly by: RegExp; readonly capability: Capability; readonly quoted: Capability }[] = [
  { by: /cost-sharing\/|\/riparto\//, capability: 'cost-sharing', quoted: 'membership' },
  // whose act an activation was, that a split counts
  { by: /cost-sharing\/|\/riparto\//, capability: 'cost-sharing', quoted: 'service-catalogue' },
  { by: /bodies\/|\/organi/, capability: 'bodies', quoted: 'identity' }, // whom one may appoint
  // whom an entity may name in an act
  { by: /privacy\/list-nameable-people|\/dati\/atti\/nuovo$/, capability: 'privacy', quoted: 'identity' },
  // an entity's calendar has the sittings in which it sits
  { by: /\/calendari\//, capability: 'planning', quoted: 'meetings' },
  // what left by mail, by its subject, for whoever sees to it that it arrives
  { by: /operations\/list-mail|\/sicurezza\/posta$/, capability: 'security', quoted: 'meetings' },
  { by: /operations\/list-mail|\/sicurezza\/posta$/, capability: 'security', quoted: 'privacy' },
  // the names of the data sets to whose measures the office sees, never what they hold
  { by: /privacy\/list-measures|\/dati\/misure$/, capability: 'security', quoted: 'privacy' },
];

/** Where somebody reads what is his own and no more (reach `o`): the record and the time sheets of the technician whose things they are. */
const ofOnesOwn: readonly { readonly by: RegExp; readonly capability: Capability }[] = [
  { by: /staffing\/(list|show)-(staff|time|shortfalls)$/, capability: 'staffing' },
  { by: /\/assistenza\/persone\/(personale|ore)(\/|$)/, capability: 'staffing' },
];

/** Who may see what of the audit trail reads in it what others did with things he does not see elsewhere. */
const readsTrail: readonly Role[] = ['SYS', 'RES', 'AUD'];

/** Whether section 5.2 of the requirements lets a walker read what carries the mark, whatever the program says. */
export function maySee(walker: Walker, mark: Mark, where = ''): boolean {
  if (mark.open) return true;
  const quoted = quoting.find((one) => one.quoted === mark.capability && one.by.test(where));
  if (quoted && maySee(walker, { ...mark, capability: quoted.capability })) return true;
  if (walker.place !== mark.place || walker.role === null) return false;
  if (walker.granted === mark.capability && walker.at === mark.entity) return true;
  const cell = cellOf(mark.capability, walker.role);
  if (!cell?.letters.has('r')) return false;
  if (cell.reach === 'g') return true;
  if (cell.reach === 'o')
    return (
      walker.at === 'a' && ofOnesOwn.some(({ by, capability }) => capability === mark.capability && by.test(where))
    );
  return cell.reach === 'e' && (mark.entity === null || mark.entity === (walker.at ?? 'b'));
}

export function readsTheTrail(walker: Walker): boolean {
  return walker.role !== null && readsTrail.includes(walker.role);
}

/** The walker as the actor of an action in an association: to ask what the permissions say. */
export function actorOf(walker: Walker, association: string | null): Actor {
  const here = association !== null && association === walker.association;
  return {
    kind: walker.role || walker.headers.cookie ? 'person' : 'anonymous',
    person: walker.headers.cookie ? '00000000-0000-4000-8000-000000000001' : null,
    name: walker.name,
    language: 'it',
    association,
    role: here ? walker.role : null,
    entity: here ? (walker.entity as EntityCode | null) : null,
    via: 'api',
  };
}
