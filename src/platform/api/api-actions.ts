import type { AnyAction } from '../action.ts';
import { listAssociations } from '../associations.ts';
import type { Module } from '../page.ts';

export type ApiAction = {
  readonly action: AnyAction;
  /** The module's name, `platform` for the platform's own. */
  readonly module: string;
  /** With `:name` parts, as the router reads it. */
  readonly url: string;
  /** With `{name}` parts, below `/api/v1`, as the OpenAPI document reads it. */
  readonly path: string;
};

/** What the platform itself can do, beside what modules can. */
export const platformActions: readonly AnyAction[] = [listAssociations];

/** Every action open to programs, with its address. */
export function apiActions(modules: readonly Module[]): ApiAction[] {
  const all = [
    ...platformActions.map((action) => ({ action, module: 'platform' })),
    ...modules.flatMap((module) => module.actions.map((action) => ({ action, module: module.name }))),
  ];
  return all
    .filter(({ action }) => action.permission !== 'console' && (!action.doors || action.doors.includes('api')))
    .map(({ action, module }) => {
      const below = `${action.scope === 'installation' ? '' : '/associations/:association'}${action.http.path}`;
      return { action, module, url: `/api/v1${below}`, path: below.replace(/:([A-Za-z_]\w*)/g, '{$1}') };
    });
}
