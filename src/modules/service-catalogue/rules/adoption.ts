import type { Day } from '../../../kernel/day.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { refusals } from './refusals.ts';

/** What an entity does with a standard of data and documents: it adopts it by an act, or says why it does not. */
export const adoptionStates = ['adopted', 'declined'] as const;
export type AdoptionState = (typeof adoptionStates)[number];

/**
 * Whether an entity has anything to say of a standard: only standards of data and documents are each entity's to adopt, once the
 * association has adopted them; the others hold for everybody from their day.
 *
 * Refuses `service-catalogue/holds-for-all`, `not-adopted-yet`, `before-its-standard`.
 * Source: Empolese Valdelsa, delegated functions (shared standards of information and documents).
 */
export function mayAdopt(
  standard: {
    readonly code: string;
    readonly kind: 'structural' | 'application' | 'documents';
    readonly stage: 'study' | 'proposal' | 'adopted';
    readonly since: Day;
  },
  since: Day,
): Result<true> {
  if (standard.kind !== 'documents') return refuse(refusals.holdsForAll(standard.code));
  if (standard.stage !== 'adopted') return refuse(refusals.notAdoptedYet(standard.code));
  return since < standard.since ? refuse(refusals.beforeItsStandard(standard.code)) : ok(true);
}
