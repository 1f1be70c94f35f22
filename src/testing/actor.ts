import type { EntityCode } from '../kernel/entity.ts';
import type { Actor } from '../platform/action.ts';
import type { Role } from '../platform/role.ts';

/** The operator at the console, in an association. */
export function consoleIn(association: string | null): Actor {
  return {
    kind: 'console',
    person: null,
    name: 'console',
    language: 'it',
    association,
    role: null,
    entity: null,
    via: 'command-line',
  };
}

/** A person in a post: for actions called without signing in. */
export function personIn(association: string, role: Role, entity: string | null = null): Actor {
  return {
    kind: 'person',
    person: '00000000-0000-4000-8000-000000000001',
    name: `Prova ${role}`,
    language: 'it',
    association,
    role,
    entity: entity as EntityCode | null,
    via: 'page',
  };
}
