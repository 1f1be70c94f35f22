import type { AgreementDocument } from './document.ts';
import { isReadingReference } from './parameter.ts';

/** The entries of a chosen map that the clauses take one by one, for each reading that no clause takes whole. */
export function partsTaken({ clauses }: AgreementDocument): ReadonlyMap<string, ReadonlySet<string>> {
  const taken = new Map<string, Set<string>>();
  const whole = new Set<string>();
  const walk = (value: unknown): void => {
    if (isReadingReference(value)) {
      if (value.part === undefined) whole.add(value.reading);
      else taken.set(value.reading, (taken.get(value.reading) ?? new Set()).add(value.part));
    } else if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk);
  };
  for (const { versions } of clauses) walk(versions);
  for (const key of whole) taken.delete(key);
  return taken;
}
