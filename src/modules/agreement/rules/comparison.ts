import type { AgreementDocument, WrittenClause } from './document.ts';

/** One value that differs between two versions of a clause. */
export type ValueChange = { readonly path: string; readonly before: unknown; readonly after: unknown };

export type ClauseChange = {
  readonly clause: string;
  readonly article: string;
  readonly title: { readonly it: string; readonly en: string };
  readonly change: 'added' | 'removed' | 'changed';
  readonly values: readonly ValueChange[];
};

/** What changes from one document to another: clause by clause, value by value, in the order of the later text. */
export function compareDocuments(before: AgreementDocument, after: AgreementDocument): ClauseChange[] {
  const earlier = new Map(before.clauses.map((clause) => [clause.id, clause]));
  const later = new Set(after.clauses.map((clause) => clause.id));
  const changes: ClauseChange[] = [];
  for (const clause of after.clauses) {
    const old = earlier.get(clause.id);
    if (!old) changes.push({ ...named(clause), change: 'added', values: [] });
    else {
      const values = differences(old, clause, '');
      if (values.length > 0) changes.push({ ...named(clause), change: 'changed', values });
    }
  }
  for (const clause of before.clauses)
    if (!later.has(clause.id)) changes.push({ ...named(clause), change: 'removed', values: [] });
  return changes;
}

/** What changes between two versions of one clause. */
export function compareVersions(clause: WrittenClause, from: number, to: number): ValueChange[] {
  return differences(clause.versions[from], clause.versions[to], '');
}

function named(clause: WrittenClause): Pick<ClauseChange, 'clause' | 'article' | 'title'> {
  return { clause: clause.id, article: clause.article, title: clause.title };
}

function differences(before: unknown, after: unknown, path: string): ValueChange[] {
  if (Object.is(before, after)) return [];
  if (isObject(before) && isObject(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) => differences(before[key], after[key], path ? `${path}.${key}` : key));
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    return Array.from({ length: Math.max(before.length, after.length) }, (_, place) =>
      differences(before[place], after[place], `${path}[${place}]`),
    ).flat();
  }
  return [{ path, before: before ?? null, after: after ?? null }];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
