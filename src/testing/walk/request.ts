import type { AnyAction } from '../../platform/action.ts';
import { apiActions } from '../../platform/api/api-actions.ts';
import type { Module, PageRoute } from '../../platform/page.ts';
import { stepsOfModules } from './all-steps.ts';
import type { Place } from './place.ts';

export type Asked = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly payload?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

/** Writes an action's request as a program would, in the association of `place`. Undefined where the API has no door to it. */
export function apiRequests(modules: readonly Module[]) {
  const urls = new Map(apiActions(modules).map(({ action, url }) => [action.name, url]));
  return (action: AnyAction, association: string, input: Readonly<Record<string, unknown>>): Asked | undefined => {
    const url = urls.get(action.name);
    if (!url) return undefined;
    const rest = { ...input };
    const path = url.replace(/:([A-Za-z_]\w*)/g, (_, name: string) => {
      if (name === 'association') return association;
      const value = rest[name];
      delete rest[name];
      return encodeURIComponent(String(value));
    });
    const { method } = action.http;
    if (method === 'GET' || method === 'DELETE') {
      const query = new URLSearchParams();
      for (const [name, value] of Object.entries(rest)) {
        for (const one of [value].flat())
          query.append(name, typeof one === 'object' ? JSON.stringify(one) : String(one));
      }
      return { method, url: query.size > 0 ? `${path}?${query}` : path };
    }
    const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
    return {
      method,
      url: path,
      payload: JSON.stringify(rest),
      headers: { 'content-type': type, 'sec-fetch-site': 'same-origin' },
    };
  };
}

const allPages = Object.assign({}, ...Object.values(stepsOfModules).map((one) => one.pages ?? {})) as NonNullable<
  (typeof stepsOfModules)[string]['pages']
>;

/**
 * The address of a page in a place: its `:name` parts as the steps of the modules say (of the paths it begins with, the
 * longest last), else as the route's own example does. Undefined where a part has no value.
 */
export function pageAddress(route: PageRoute, place: Place): string | undefined {
  const said: Record<string, string | number> = { ...route.example };
  const fitting = Object.keys(allPages).filter((path) => route.path === path || route.path.startsWith(`${path}/`));
  for (const path of fitting.sort((a, b) => a.length - b.length)) Object.assign(said, allPages[path]!(place));
  const query = allPages[route.path]?.(place)['?'] ?? route.example?.['?'];
  let lacks = false;
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => {
    if (name === 'association') return place.association;
    lacks ||= said[name] === undefined;
    return encodeURIComponent(String(said[name]));
  });
  if (lacks) return undefined;
  return query !== undefined && route.method === 'GET' ? `${path}?${query}` : path;
}

/** The same with names that nobody has: codes of entities and UUIDs, or the numbers of things. */
export function namesOfNobody<T>(value: T, places: readonly Place[], kind: 'entity' | 'number'): T {
  const codes = new Set(places.flatMap((place) => [place.a, place.b, place.newcomer, place.lead]));
  const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
  const rename = (key: string, inner: unknown): unknown => {
    if (Array.isArray(inner)) return inner.map((one) => rename(key, one));
    if (inner !== null && typeof inner === 'object')
      return Object.fromEntries(Object.entries(inner).map(([name, one]) => [name, rename(name, one)]));
    if (kind === 'entity' && typeof inner === 'string' && codes.has(inner)) return 'c_z999';
    if (kind === 'entity' && typeof inner === 'string' && uuid.test(inner))
      return '00000000-0000-4000-8000-00000000dead';
    if (kind === 'number' && typeof inner === 'number' && /^(allocation|number|from|to)$/.test(key)) return 98_765;
    if (kind === 'number' && typeof inner === 'string' && /^20\d\d-\d{1,7}$/.test(inner)) return '2026-98765';
    return inner;
  };
  return rename('', value) as T;
}
