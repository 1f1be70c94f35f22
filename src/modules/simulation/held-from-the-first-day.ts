import type { AgreementDocument } from '../agreement/rules/index.ts';

const held = new WeakMap<AgreementDocument, AgreementDocument>();

/**
 * The document as if its first text had always been there. Only what began with the agreement goes back: a clause that an
 * amendment added later still begins on its own day.
 */
export function heldFromTheFirstDay(document: AgreementDocument): AgreementDocument {
  const known = held.get(document);
  if (known) return known;
  const begins = document.clauses.flatMap(({ versions }) => versions.map(({ since }) => since ?? '')).sort()[0];
  const clauses = document.clauses.map((clause) => ({
    ...clause,
    versions: clause.versions.map(({ since, ...version }) => (since === begins ? version : { ...version, since })),
  }));
  const made = { ...document, clauses } as AgreementDocument;
  held.set(document, made);
  return made;
}
