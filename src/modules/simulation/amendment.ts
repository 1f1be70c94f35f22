import { parse } from 'yaml';
import type { Problem } from '../../platform/problem.ts';
import {
  type AgreementDocument,
  checkDocument,
  readingChoices,
  type SettingValue,
  withReadings,
} from '../agreement/rules/index.ts';
import { deepest, isNestedDeeper } from './nesting.ts';
import { type ChangedValue, withValues } from './probes.ts';

export type Amended =
  | { readonly ok: true; readonly document: AgreementDocument; readonly readings: Record<string, SettingValue> }
  | { readonly ok: false; readonly problems: Problem[] };

/**
 * A document with some values and readings otherwise, held to the same checks as an imported one; or every problem, at
 * `values[n].value` and `readings.<key>`. A value may be given as text: it is read as what stands there now.
 */
export function amend(
  document: AgreementDocument,
  asked: { readonly readings: Readonly<Record<string, unknown>>; readonly values: readonly ChangedValue[] },
): Amended {
  const values = asked.values.map((change) => ({
    ...change,
    value: likePresent(presentOf(document, change), change.value),
  }));
  const changed = withValues(document, values);
  const problems: Problem[] = changed.unknown.map((change) => ({
    path: `values[${values.indexOf(change as (typeof values)[number])}].path`,
    says: {
      it: `La clausola «${change.clause}» non ha un valore «${change.path}» da cambiare: se lo decide una lettura, si cambia la lettura.`,
      en: `Clause "${change.clause}" has no value "${change.path}" to change: if a reading decides it, change the reading.`,
    },
  }));
  let amended = changed.document;
  if (values.length > 0 && problems.length === 0) {
    const checked = checkDocument(JSON.stringify(changed.document));
    if (checked.ok) amended = checked.document;
    else
      problems.push(
        ...checked.problems.map(({ path, says, remedy }) => ({ path: placeOf(path), says: join(says, remedy) })),
      );
  }
  const readings = Object.fromEntries(
    Object.entries(asked.readings).map(([key, value]) => [key, likeReading(amended, key, value)]),
  );
  problems.push(...withReadings(amended, readings).problems);
  return problems.length > 0
    ? { ok: false, problems }
    : { ok: true, document: amended, readings: readings as Record<string, SettingValue> };

  /** The place in the request of a problem in the amended document. */
  function placeOf(path: string): string {
    const place = values.findIndex(({ clause, path: inside }) => {
      const at = document.clauses.findIndex(({ id }) => id === clause);
      const version = `clauses[${at}].versions[${(document.clauses[at]?.versions.length ?? 1) - 1}]`;
      return path.startsWith(`${version}.${inside}`);
    });
    return place < 0 ? 'values' : `values[${place}].value`;
  }
}

function join(says: Problem['says'], remedy: Problem['says']): Problem['says'] {
  return { it: `${says.it} ${remedy.it}`, en: `${says.en} ${remedy.en}` };
}

function presentOf(document: AgreementDocument, { clause, path }: ChangedValue): unknown {
  const version: unknown = document.clauses.find(({ id }) => id === clause)?.versions.at(-1);
  return path
    .split(/[.[\]]+/)
    .filter(Boolean)
    .reduce<unknown>(
      (value, part) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, part)
          ? (value as Record<string, unknown>)[part]
          : undefined,
      version,
    );
}

/** A text read as what stands there now: numbers, truths, lists in JSON. */
function likePresent(present: unknown, given: unknown): unknown {
  if (typeof given !== 'string' || typeof present === 'string') return given;
  const bare = given.trim();
  if (typeof present === 'number' && /^-?\d+(?:[.,]\d+)?$/.test(bare)) return Number(bare.replace(',', '.'));
  if (typeof present === 'boolean' && /^(true|sì|si|yes)$/i.test(bare)) return true;
  if (typeof present === 'boolean' && /^(false|no)$/i.test(bare)) return false;
  return typeof present === 'object' ? termsIn(bare) : given;
}

/** Terms written as YAML or JSON; the text itself where it is neither, or deeper than clauses are. */
function termsIn(text: string): unknown {
  if (!/^\s*[[{]/.test(text) || text.length > 10_000) return text;
  try {
    const terms: unknown = parse(text, { maxAliasCount: 0 });
    return isNestedDeeper(terms, deepest) ? text : terms;
  } catch {
    return text;
  }
}

/** A choice of a reading given as text: one of those that can be named, a number, or terms in YAML. */
function likeReading(document: AgreementDocument, key: string, given: unknown): unknown {
  const reading = withReadings(document).agreement.readings.get(key);
  if (typeof given !== 'string' || !reading) return given;
  const named = readingChoices(reading).find((choice) => choice !== null && String(choice) === given.trim());
  if (named !== undefined && typeof named !== 'object') return named;
  const { allowed } = reading;
  const isNumber = typeof allowed === 'object' && ('whole' in allowed || 'number' in allowed);
  if (isNumber) return likePresent(0, given);
  return termsIn(given);
}
