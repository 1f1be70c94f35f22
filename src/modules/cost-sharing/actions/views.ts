import { formatMoney } from '../../../kernel/money.ts';
import type { AllocationHead, StoredCost, StoredSecondment } from '../storage/allocations.ts';

/** Stored things as answers show them. */

export function headView(head: AllocationHead) {
  return {
    number: head.number,
    year: head.year,
    title: head.title,
    state:
      head.adopted === null
        ? ('draft' as const)
        : head.correctedBy === null
          ? ('adopted' as const)
          : ('corrected' as const),
    created: head.created.toISOString(),
    createdBy: head.createdBy,
    corrects: head.corrects,
    correctedBy: head.correctedBy,
    adopted: head.adopted?.toISOString() ?? null,
    adoptedBy: head.adoptedBy,
    act: head.act,
    documentSha256: head.documentSha256,
    frozenSha256: head.frozenSha256,
  };
}

export function costViewOf(cost: StoredCost) {
  return {
    ...cost,
    amount: formatMoney(cost.amount),
    participants: cost.participants && [...cost.participants],
    weights: cost.weights && { ...cost.weights },
    requestedBy: cost.requestedBy && [...cost.requestedBy],
    direct:
      cost.direct &&
      Object.fromEntries(Object.entries(cost.direct).map(([code, amount]) => [code, formatMoney(amount)])),
    contributions: cost.contributions.map(({ source, amount }) => ({ source, amount: formatMoney(amount) })),
  };
}

export function secondmentViewOf(secondment: StoredSecondment) {
  return { ...secondment, cost: formatMoney(secondment.cost) };
}
