import type { Source } from '../../../kernel/source.ts';
import type { Text } from '../../../kernel/text.ts';
import { clausesInForce, type InForce } from '../../agreement/rules/index.ts';
import { type Act, type BodyFacts, holds } from './facts.ts';

/** A body as it is on a day: the agreement's, or one that the association added by an act. */
export type Body = {
  readonly id: string;
  readonly name: Text;
  /** `advises`: opinions and proposals, no binding decision. */
  readonly nature: 'decides' | 'advises';
  /** Founded by the agreement; false for bodies of practice and for those added by an act. */
  readonly foreseen: boolean;
  /** The body that fills its seats, by its id. */
  readonly appointedBy: string | null;
  /** The clause it comes from; null for an added one. */
  readonly clause: InForce<'body'> | null;
  readonly source: Source | null;
  /** The act that wanted it; null for the agreement's. */
  readonly act: Act | null;
  readonly document: string | null;
};

/**
 * The bodies of an association on a day: first the agreement's in the order of the document, then the added ones by name.
 * An added body with the id of one of the agreement's is left out: the agreement has taken it up.
 * Source: clause kind `body`.
 */
export function bodiesFrom(facts: BodyFacts): Body[] {
  const clauses = facts.agreement ? clausesInForce(facts.agreement, 'body', facts.on) : [];
  const foreseen = clauses.map(
    (clause): Body => ({
      id: clause.terms.body,
      name: clause.terms.name,
      nature: clause.terms.nature,
      foreseen: clause.terms.foreseen,
      appointedBy: clause.terms.appointedBy ?? null,
      clause,
      source: clause.source,
      act: null,
      document: null,
    }),
  );
  const taken = new Set(foreseen.map(({ id }) => id));
  const added = facts.added
    .filter((body) => holds(body, facts.on) && !taken.has(body.id))
    .toSorted((a, b) => a.name.it.localeCompare(b.name.it, 'it'))
    .map(
      ({ id, name, nature, act, document }): Body => ({
        id,
        name,
        nature,
        foreseen: false,
        appointedBy: null,
        clause: null,
        source: null,
        act,
        document,
      }),
    );
  return [...foreseen, ...added];
}
