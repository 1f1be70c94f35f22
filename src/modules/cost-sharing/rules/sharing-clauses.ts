import type { Day } from '../../../kernel/day.ts';
import { ok, type Refusal, type Result } from '../../../kernel/result.ts';
import {
  type Agreement,
  clauseInForce,
  clausesInForce,
  type InForce,
  theClause,
  type WrittenClause,
} from '../../agreement/rules/index.ts';

type Items = Exclude<InForce<'allocation'>['terms']['items'], 'any'>;

/** A cost item of an allocation clause. */
export type CostItem = Items[number];

/** How an item is shared when it goes by a key. */
export type KeyMethod = Extract<CostItem['method'], { by: 'key' }>;

/** The clauses that decide who pays what, in force on a day. */
export type SharingClauses = {
  readonly allocations: readonly InForce<'allocation'>[];
  /** The clause of the general key and the item that holds it; without an item where each cost brings its own key. */
  readonly general: {
    readonly clause: InForce<'allocation'>;
    readonly place: number;
    readonly method: KeyMethod | undefined;
  };
  readonly capital: InForce<'capital'> | undefined;
  readonly contributions: InForce<'contributions'> | undefined;
  readonly corrective: InForce<'corrective'> | undefined;
  readonly reimbursement: InForce<'staff-reimbursement'> | undefined;
  readonly requester: InForce<'requester-pays'> | undefined;
  readonly conventions: InForce<'conventions'> | undefined;
  /** Cost items of clauses that are not in force on the day, or lack a value: why. */
  readonly refusedItems: ReadonlyMap<string, readonly Refusal[]>;
};

/**
 * The clauses of cost sharing in force on a day. Refuses `agreement/no-such-clause` and `agreement/not-yet-in-force` where
 * there is no allocation clause.
 */
export function sharingClauses(agreement: Agreement, on: Day): Result<SharingClauses> {
  const allocations = clausesInForce(agreement, 'allocation', on);
  if (allocations.length === 0) {
    const found = theClause(agreement, 'allocation', on);
    if (!found.ok) return found;
  }
  return ok({
    allocations,
    general: generalOf(allocations),
    capital: clausesInForce(agreement, 'capital', on)[0],
    contributions: clausesInForce(agreement, 'contributions', on)[0],
    corrective: clausesInForce(agreement, 'corrective', on)[0],
    reimbursement: clausesInForce(agreement, 'staff-reimbursement', on)[0],
    requester: clausesInForce(agreement, 'requester-pays', on)[0],
    conventions: clausesInForce(agreement, 'conventions', on)[0],
    refusedItems: refusedItems(agreement, allocations, on),
  });
}

function refusedItems(
  agreement: Agreement,
  allocations: readonly InForce<'allocation'>[],
  on: Day,
): SharingClauses['refusedItems'] {
  const refused = new Map<string, readonly Refusal[]>();
  const inForce = new Set(allocations.map(({ id }) => id));
  for (const written of agreement.document.clauses) {
    if (written.kind !== 'allocation' || inForce.has(written.id)) continue;
    const found = clauseInForce(agreement, written as WrittenClause & { kind: 'allocation' }, on);
    if (!found.ok) for (const item of writtenItems(written)) refused.set(item, found.refusals);
  }
  return refused;
}

/** Ids of the cost items in any version of a clause as written. */
export function writtenItems({ versions }: WrittenClause): string[] {
  return versions.flatMap(({ items }) =>
    Array.isArray(items) ? items.map(({ id }: { id: unknown }) => id).filter((id) => typeof id === 'string') : [],
  );
}

function generalOf(allocations: readonly InForce<'allocation'>[]): SharingClauses['general'] {
  const marked = allocations.filter(({ terms }) => terms.general);
  for (const clause of [...marked, ...allocations]) {
    if (clause.terms.items === 'any') continue;
    const place = clause.terms.items.findIndex(({ method }) => method.by === 'key');
    if (place >= 0) return { clause, place, method: clause.terms.items[place]!.method as KeyMethod };
  }
  return { clause: marked[0] ?? allocations[0]!, place: -1, method: undefined };
}

/** The clause in force that names a cost item, and the item's place in it. */
export function clauseOfItem(
  { allocations }: Pick<SharingClauses, 'allocations'>,
  item: string,
): { clause: InForce<'allocation'>; place: number; item: CostItem } | undefined {
  for (const clause of allocations) {
    if (clause.terms.items === 'any') continue;
    const place = clause.terms.items.findIndex(({ id }) => id === item);
    if (place >= 0) return { clause, place, item: clause.terms.items[place]! };
  }
  return undefined;
}

/** The clause that lets each cost bring its own key. */
export function openClause({ allocations }: Pick<SharingClauses, 'allocations'>): InForce<'allocation'> | undefined {
  return allocations.find(({ terms }) => terms.items === 'any');
}

/**
 * The clauses of a kind as they are on a day, those that begin later as they begin: what a facts file may say (its items, its
 * keys) can be checked even where the rule will refuse the year.
 */
export function clausesForChecks<K extends 'allocation' | 'capital' | 'staff-reimbursement'>(
  agreement: Agreement,
  kind: K,
  on: Day,
): InForce<K>[] {
  return agreement.document.clauses.flatMap((written) => {
    if (written.kind !== kind) return [];
    const clause = written as WrittenClause & { kind: K };
    const now = clauseInForce(agreement, clause, on);
    if (now.ok) return [now.value];
    const since = written.versions[0]?.since as Day | undefined;
    const first = since === undefined ? now : clauseInForce(agreement, clause, since);
    return first.ok ? [first.value] : [];
  });
}
