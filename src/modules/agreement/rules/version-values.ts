import type { WrittenClause } from './document.ts';
import { isReadingReference, referredValue } from './parameter.ts';
import type { Agreement } from './resolve.ts';

/**
 * One value of a version of a clause: its path inside the version (`calls[0].atLeast`), what it is now, and the reading that
 * decides it, if one does. Lists of plain values, bands and sentences in two languages are one value.
 */
export type VersionValue = { readonly path: string; readonly value: unknown; readonly reading: string | null };

const frame = new Set(['since', 'by', 'changed']);

/** Every value that a version of a clause holds, its readings resolved, in the order of the document. */
export function versionValues(agreement: Agreement, version: WrittenClause['versions'][number]): VersionValue[] {
  const found: VersionValue[] = [];
  const add = (written: unknown, path: string, by: string | null): void => {
    const referred = isReadingReference(written);
    const reading = referred ? written.reading : by;
    const value = referred ? referredValue(written, agreement.readings.get(written.reading)?.value ?? null) : written;
    if (isLeaf(value)) found.push({ path, value, reading });
    else if (Array.isArray(value)) {
      for (const [place, inner] of value.entries()) add(inner, `${path}[${place}]`, reading);
    } else
      for (const [key, inner] of Object.entries(value as object)) {
        if (inner !== undefined && key !== 'requirement') add(inner, path ? `${path}.${key}` : key, reading);
      }
  };
  for (const [key, written] of Object.entries(version)) {
    if (written !== undefined && !frame.has(key) && key !== 'requirement') add(written, key, null);
  }
  return found;
}

function isLeaf(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every((inner) => typeof inner !== 'object' || inner === null || isBand(inner));
  return 'it' in value && 'en' in value;
}

function isBand(value: object): boolean {
  return (
    ('votes' in value || 'points' in value) && Object.keys(value).every((key) => /^(upTo|votes|points)$/.test(key))
  );
}
