import type { Actor } from '../action.ts';

/** The program itself, doing a job: in an association, or for the installation where null. */
export function jobActor(association: string | null): Actor {
  return {
    kind: 'console',
    person: null,
    name: 'Comunanza',
    language: 'it',
    association,
    role: null,
    entity: null,
    via: 'job',
  };
}
