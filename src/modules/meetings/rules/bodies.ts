import type { AgreementDocument, ClauseKind } from '../../agreement/rules/index.ts';

/** Kinds of clause that speak of one body, and of several. */
const ofOne: readonly ClauseKind[] = ['vote-weights', 'poll', 'request', 'notice'];
const ofSeveral: readonly ClauseKind[] = ['quorum', 'majority'];

/** The bodies that clauses of an agreement speak of, each once, in the order of the document. */
export function bodiesOf(
  document: AgreementDocument,
  kinds: readonly ClauseKind[] = [...ofOne, ...ofSeveral],
): string[] {
  const bodies = document.clauses
    .filter(({ kind }) => kinds.includes(kind))
    .flatMap(({ kind, versions }) =>
      versions.flatMap(({ body, bodies: several }) => (ofOne.includes(kind) ? [body] : (several as unknown[]))),
    );
  return [...new Set(bodies.map(String))];
}
