import type { Actor, AnyAction } from '../../../platform/action.ts';
import type { Reach } from '../../../platform/role.ts';
import { type Cell, cellOf } from './permission-matrix.ts';
import { limitedCell } from './role-limits.ts';

/**
 * How far an actor may go with an action: a reach, `forbidden` (he may see such things, not do this), or `unseen` (such
 * things do not exist for him).
 *
 * A system administrator of the installation itself (a post in no association) may do whatever concerns the installation.
 * A program may do what its post may, and of that only the actions its token lists.
 * Whoever holds no post in the association, signed in or not, has the public part of what citizens have.
 * Where the permission says `everybody`, so has whoever holds a post that has no part in the capability.
 * What the association's agreement takes from a role (`actor.limits`) is not there.
 * Source: requirements.md section 5.2; a hidden thing is missing, not forbidden.
 */
export function authorise(action: AnyAction, actor: Actor): Reach | 'forbidden' | 'unseen' {
  const answer = ofThePost(action, actor);
  const listed = actor.kind !== 'program' || action.permission === 'public' || isListed(action, actor);
  return listed || answer === 'unseen' ? answer : 'forbidden';
}

function isListed(action: AnyAction, actor: Actor): boolean {
  return actor.token?.actions.includes(action.name) === true;
}

function ofThePost(action: AnyAction, actor: Actor): Reach | 'forbidden' | 'unseen' {
  const { permission } = action;
  if (actor.kind === 'console') return 'g';
  if (permission === 'console') return 'unseen';
  if (permission === 'public') return 'p';
  if (action.scope === 'installation' && actor.association === null && actor.role === 'SYS') return 'g';
  if (permission === 'signed-in') return actor.kind === 'anonymous' ? 'forbidden' : 'o';
  if (permission.roles && !(actor.role && permission.roles.includes(actor.role))) return 'unseen';
  const { capability, letter, or } = permission;
  const has = ({ letters }: Cell) => letters.has(letter) || (or !== undefined && letters.has(or));
  const role = actor.role ?? 'CIT';
  const cell = limitedCell(cellOf(capability, role), { capability, role, limits: actor.limits ?? [] });
  const applies = cell && (actor.role !== null || cell.reach === 'p');
  if (!applies || !cell.letters.has('r')) {
    if (applies && has(cell)) return cell.reach;
    return permission.everybody && role !== 'CIT' ? ofThePost(action, { ...actor, role: null }) : 'unseen';
  }
  return has(cell) ? cell.reach : 'forbidden';
}
