/** What a token may be allowed, of all that a post may do. */
export type Act = { readonly name: string; readonly module: string; readonly reads: boolean };

/** Modules whose acts change who may do what, or where things go: never taken as a group. */
const named = new Set(['identity', 'tokens', 'webhooks', 'operations', 'privacy']);

export type Expanded =
  | { readonly ok: true; readonly names: readonly string[] }
  | { readonly ok: false; readonly unknown: readonly number[] };

/**
 * The names of acts that a token is for. `module:reads` and `module:all` stand for what the post may read, or do, of a module
 * today; acts about identity and access have to be named one by one.
 *
 * @param asked names of acts, or groups, as they were written
 * @param allowed what the post may do
 * Gives the places in `asked` that stand for nothing allowed.
 */
export function expandActs(asked: readonly string[], allowed: readonly Act[]): Expanded {
  const names = new Set<string>();
  const unknown: number[] = [];
  for (const [i, word] of asked.entries()) {
    const found = actsOf(word, allowed);
    if (found.length === 0) unknown.push(i);
    for (const act of found) names.add(act.name);
  }
  return unknown.length > 0 ? { ok: false, unknown } : { ok: true, names: [...names].sort() };
}

function actsOf(word: string, allowed: readonly Act[]): readonly Act[] {
  const [, module, group] = /^([a-z-]+):(reads|all)$/.exec(word) ?? [];
  if (module === undefined) return allowed.filter((act) => act.name === word);
  if (named.has(module)) return [];
  return allowed.filter((act) => act.module === module && (group === 'all' || act.reads));
}

/** Whether a module's acts can be given as a group. */
export function isGroup(module: string): boolean {
  return !named.has(module);
}
