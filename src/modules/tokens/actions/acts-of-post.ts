import type { EntityCode } from '../../../kernel/entity.ts';
import type { Actor, AnyAction } from '../../../platform/action.ts';
import type { Role } from '../../../platform/role.ts';
import { authorise } from '../../identity/index.ts';
import type { Act } from '../rules/expand-acts.ts';

/** Every act of the program, with the module it belongs to. */
export type ActsOfProgram = () => readonly { readonly module: string; readonly action: AnyAction }[];

/** What a post may do in its association through the API; acts open to anybody need no token. */
export function actsOfPost(
  all: ReturnType<ActsOfProgram>,
  post: { readonly association: string; readonly role: Role; readonly entity: string | null },
): readonly Act[] {
  const actor: Actor = {
    kind: 'person',
    person: null,
    name: '',
    language: 'it',
    association: post.association,
    role: post.role,
    entity: post.entity as EntityCode | null,
    via: 'api',
  };
  return all.flatMap(({ module, action }) => {
    const offered = typeof action.permission === 'object' && (!action.doors || action.doors.includes('api'));
    if (!offered || action.scope === 'installation') return [];
    const reach = authorise(action, actor);
    return reach === 'unseen' || reach === 'forbidden'
      ? []
      : [{ name: action.name, module, reads: action.reads === true }];
  });
}

export { isGroup } from '../rules/expand-acts.ts';
