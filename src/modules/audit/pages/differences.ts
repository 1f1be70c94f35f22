/** A field of what an act changed, with dots between the names that lead to it; a side is missing where it had none. */
export type Difference = { readonly field: string; readonly before?: string; readonly after?: string };

/**
 * What an entry's change says, a row for each field.
 *
 * @param change JSON with `before`, `after` or both; null where the act told nothing
 */
export function differencesIn(change: string | null): Difference[] {
  if (change === null) return [];
  const { before, after } = JSON.parse(change) as { before?: unknown; after?: unknown };
  const sides = { before: leaves(before), after: leaves(after) };
  const fields = [...new Set([...sides.before.keys(), ...sides.after.keys()])];
  return fields.map((field) => {
    const [was, is] = [sides.before.get(field), sides.after.get(field)];
    return { field, ...(was === undefined ? {} : { before: was }), ...(is === undefined ? {} : { after: is }) };
  });
}

/** The id of the token that a program acted with; null where it was no program. */
export function tokenIn(change: string | null): string | null {
  return change === null ? null : ((JSON.parse(change) as { token?: string }).token ?? null);
}

/** Every value that is no object, by the names that lead to it. */
function leaves(value: unknown, path = '', found = new Map<string, string>()): Map<string, string> {
  if (value === undefined || value === null) return found;
  if (typeof value !== 'object') return found.set(path || '—', String(value));
  for (const [name, one] of Object.entries(value)) leaves(one, path ? `${path}.${name}` : name, found);
  return found;
}
