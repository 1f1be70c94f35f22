import type { Cents } from '../../../kernel/money.ts';
import { type Text, text } from '../../../kernel/text.ts';
import type { Cost, Secondment } from './cost.ts';
import { reimbursedFor } from './reimbursement.ts';
import { clauseOfItem, type SharingClauses } from './sharing-clauses.ts';
import type { SharingEntity } from './sharing-entity.ts';

/** What is to be shared: a cost, or the reimbursement of staff that an entity lends. */
export type Pooled = {
  readonly id: string;
  readonly title: Text;
  readonly amount: Cents;
  readonly contributions: Cost['contributions'];
  readonly cost: Cost | undefined;
  readonly secondment: Secondment | undefined;
};

/**
 * The costs, and after them the reimbursements of staff lent (`secondment-0`, `secondment-1`, …) where the agreement makes them a
 * cost of all.
 * Source: clause kind `staff-reimbursement` (Valdarno e Valdisieve, art. 13 c. 5).
 */
export function costPool(
  costs: readonly Cost[],
  secondments: readonly Secondment[],
  clauses: SharingClauses,
  entities: readonly SharingEntity[],
): Pooled[] {
  const pool = costs.map(
    (cost): Pooled => ({
      id: cost.id,
      title: titleOf(cost, clauses),
      amount: cost.amount,
      contributions: cost.contributions,
      cost,
      secondment: undefined,
    }),
  );
  if (!clauses.reimbursement?.terms.inPool) return pool;
  return [
    ...pool,
    ...secondments.map((secondment, place): Pooled => {
      const entity = entities.find(({ code }) => code === secondment.entity);
      const name = entity?.name ?? secondment.entity;
      return {
        id: `secondment-${place}`,
        title: text(`Personale assegnato da ${name}`, `Staff lent by ${name}`),
        amount: reimbursedFor(secondment),
        contributions: undefined,
        cost: undefined,
        secondment,
      };
    }),
  ];
}

function titleOf({ id, name, item }: Cost, clauses: SharingClauses): Text {
  if (name) return name;
  if (item === undefined) return text(id, id);
  const capital = clauses.capital?.terms.items.find((each) => each.id === item);
  const known = clauseOfItem(clauses, item)?.item.name ?? capital?.name;
  if (!known) return text(id, id);
  return item === id ? known : text(`${id} (${known.it})`, `${id} (${known.en})`);
}
