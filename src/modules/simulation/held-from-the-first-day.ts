import type { Day } from '../../kernel/day.ts';
import type { AgreementDocument } from '../agreement/rules/index.ts';

const held = new WeakMap<AgreementDocument, AgreementDocument>();

/**
 * The document as if its first text had always been there. Only what began with the agreement goes back: a clause that an
 * amendment added later still begins on its own day.
 */
export function heldFromTheFirstDay(document: AgreementDocument): AgreementDocument {
  const known = held.get(document);
  if (known) return known;
  const began = beginningOf(document);
  const clauses = document.clauses.map((clause) => ({
    ...clause,
    versions: clause.versions.map(({ since, ...version }) =>
      since !== undefined && since <= began ? version : { ...version, since },
    ),
  }));
  const made = { ...document, clauses } as AgreementDocument;
  held.set(document, made);
  return made;
}

/** The day on which most clauses begin; the first day of all where none says one. */
export function beginningOf({ clauses }: AgreementDocument): Day {
  const times = new Map<string, number>();
  for (const { versions } of clauses) {
    const first = versions.map(({ since }) => since ?? '0001-01-01').sort()[0]!;
    times.set(first, (times.get(first) ?? 0) + 1);
  }
  const [most = '0001-01-01'] = [...times].sort(([, one], [, other]) => other - one).map(([day]) => day);
  return most as Day;
}
