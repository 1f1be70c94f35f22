import type { Actor } from '../../src/platform/action.ts';

/** The operator at the machine's console, in an association or outside any. */
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
