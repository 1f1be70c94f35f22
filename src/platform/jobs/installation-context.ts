import type { Context } from '../database/context.ts';

/** Jobs look over every association, as the installation: still bound by row-level security, to the tables that allow it. */
export const wholeInstallation = {
  association: null,
  actor: { person: null },
  entities: 'all',
  installation: true,
} as const satisfies Context;

/** The same, inside one association. */
export function inAssociation(association: string): Context {
  return { association, actor: { person: null }, entities: 'all' };
}
