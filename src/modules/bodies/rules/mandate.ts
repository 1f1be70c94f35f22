import type { EntityKind } from '../../../kernel/entity.ts';
import type { Source } from '../../../kernel/source.ts';
import { clausesInForce, type EntityOffice } from '../../agreement/rules/index.ts';
import type { BodyFacts } from './facts.ts';

/** How entities are spoken for in a body. */
export type Mandate = {
  readonly delegations: 'none' | 'sitting' | 'standing' | 'sitting_or_standing';
  /** Entities that one person may speak for. */
  readonly perPerson: number;
  /** The offices whose holders may be delegated; null where the clause names none. */
  readonly delegates: readonly EntityOffice[] | null;
  /** Whether a mandate ends with the office it comes from, for an entity of this kind. */
  readonly endsWithOffice: (kind: EntityKind) => boolean;
  readonly source: Source | null;
};

/**
 * The mandate in a body on a day. Where no clause speaks of it, nobody may be delegated and a mandate ends with its office.
 * Source: clause kind `mandate` (Lecco: art. 4 c. 1).
 */
export function mandateIn(facts: Pick<BodyFacts, 'agreement' | 'on'>, body: string): Mandate {
  const clause = facts.agreement
    ? clausesInForce(facts.agreement, 'mandate', facts.on).find(({ terms }) => terms.bodies.includes(body))
    : undefined;
  if (!clause) return { delegations: 'none', perPerson: 1, delegates: null, endsWithOffice: () => true, source: null };
  const { delegations, perPerson, delegates, otherRepresentatives } = clause.terms;
  return {
    delegations,
    perPerson,
    delegates: delegates ?? null,
    endsWithOffice: (kind) => kind === 'comune' || otherRepresentatives === 'same_rule_as_for_mayors',
    source: clause.source,
  };
}
