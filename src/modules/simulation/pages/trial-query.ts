import type { z } from 'zod';
import type { PageRequest } from '../../../platform/page.ts';
import type { showAgreement, showClause } from '../../agreement/index.ts';

/** An amendment on trial as the address of its page holds it: `l:<reading>`, `v:<clause>:<path>`, `clausola`, `testo`. */
export type Trial = {
  readonly readings: Readonly<Record<string, string>>;
  readonly values: readonly { readonly clause: string; readonly path: string; readonly value: string }[];
  /** The clause whose values are offered for change. */
  readonly clause: string;
  /** Number of another text, to compare with the one in force. */
  readonly document: string;
};

export function trialIn({ query }: Pick<PageRequest, 'query'>): Trial {
  const readings: Record<string, string> = {};
  const values: { clause: string; path: string; value: string }[] = [];
  for (const [name, given] of Object.entries(query)) {
    const value = typeof given === 'string' ? given.trim() : '';
    if (value === '' || value.length > 10_000) continue;
    if (name.startsWith('l:')) readings[name.slice(2)] = value;
    const [, clause, path] = /^v:([^:]+):(.+)$/.exec(name) ?? [];
    if (clause && path) values.push({ clause, path, value });
  }
  const one = (name: string) => (typeof query[name] === 'string' ? query[name] : '');
  return { readings, values: values.slice(0, 200), clause: one('clausola'), document: one('testo') };
}

export function readingField(key: string): string {
  return `l:${key}`;
}

export function valueField(clause: string, path: string): string {
  return `v:${clause}:${path}`;
}

/** The query of a trial, only what is changed. */
export function queryOf(trial: Trial): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(trial.readings)) query.set(readingField(key), value);
  for (const { clause, path, value } of trial.values) query.set(valueField(clause, path), value);
  if (trial.clause) query.set('clausola', trial.clause);
  if (trial.document) query.set('testo', trial.document);
  const written = query.toString();
  return written === '' ? '' : `?${written}`;
}

type Readings = z.output<(typeof showAgreement)['output']>['readings'];
type Clause = z.output<(typeof showClause)['output']>;

/** The trial without what stands so already. */
export function onlyChanges(trial: Trial, readings: Readings, clauses: readonly Clause[]): Trial {
  const present = new Map(readings.map(({ key, value }) => [key, asTyped(value)]));
  const values = new Map(
    clauses.flatMap((clause) =>
      changeable(clause).map(({ path, value }) => [valueField(clause.id, path), asTyped(value)] as const),
    ),
  );
  return {
    ...trial,
    readings: Object.fromEntries(Object.entries(trial.readings).filter(([key, value]) => present.get(key) !== value)),
    values: trial.values.filter(({ clause, path, value }) => values.get(valueField(clause, path)) !== value),
  };
}

/** The values of a clause's newest version that may be written otherwise; what a reading decides is changed there. */
export function changeable({ versions }: Clause): { readonly path: string; readonly value: unknown }[] {
  return (versions.at(-1)?.values ?? []).flatMap(({ path, value, reading }) =>
    reading === null && !isName(path) && !isSentence(value) ? [{ path, value }] : [],
  );
}

function isName(path: string): boolean {
  return /(^|\.)(id|body|bodies|matters|by|unit|channel)(\[\d+\])?$/.test(path);
}

function isSentence(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'it' in value;
}

/** A value as it is typed in a field. */
export function asTyped(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'object') return String(value);
  return JSON.stringify(value).replaceAll('"', '').replaceAll(',', ', ').replaceAll(':', ': ');
}
