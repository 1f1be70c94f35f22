import { z } from 'zod';
import { formatMoney } from '../../../kernel/money.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { BadInput, type Problem } from '../../../platform/problem.ts';
import { moneyInput, yearShape } from '../../../platform/shape.ts';
import {
  agreementOfYear,
  allocationNumbered,
  removeCost,
  setCosts,
  startAllocation,
} from '../../cost-sharing/index.ts';
import { draftOf } from './draft-of.ts';
import { count } from './shapes.ts';

/**
 * The first costs of a year, into its draft, which is opened where there is none. A cost without an amount is not written, and
 * is taken out where it was.
 */
export const writeCosts = defineAction({
  name: 'setup/write-costs',
  title: text('scrivere le prime spese', 'write the first costs'),
  about: text(
    'Le spese di un anno nella sua bozza di riparto, aperta se manca: voce della convenzione, o descrizione e chiave dove la convenzione la lascia a ogni spesa.',
    'The costs of a year in its draft split, opened where missing: item of the agreement, or description and key where the agreement leaves it to each cost.',
  ),
  permission: { capability: 'cost-sharing', letter: 'w' },
  http: { method: 'PUT', path: '/setup/costs' },
  input: z.object({
    year: z.coerce.number().pipe(yearShape),
    costs: z
      .array(
        z.object({
          id: z.string().trim().min(1).max(60),
          item: z.string().trim().max(100).optional(),
          key: z.string().trim().max(100).optional(),
          description: z.string().trim().max(400).default(''),
          amount: moneyInput.optional(),
        }),
      )
      .max(1000),
  }),
  example: { year: 2027, costs: [{ id: 'canoni', item: 'service', description: 'Canoni', amount: '215000.00' }] },
  output: z.object({ allocation: z.int().meta({ format: 'int32' }), costs: count }),
  async run({ tx, association, input, also }) {
    const { year } = input;
    const written = input.costs.filter(({ amount }) => amount !== undefined);
    const problems: Problem[] = input.costs.flatMap(({ amount, description, key, item }, place) =>
      amount === undefined && item === undefined && (description !== '' || key !== undefined)
        ? [{ path: `costs[${place}].amount`, says: text('Serve l’importo della spesa.', 'The amount is needed.') }]
        : [],
    );
    if (problems.length === 0 && written.length === 0) {
      const says = text('Scrivere l’importo di almeno una spesa.', 'Write the amount of at least one cost.');
      problems.push({ path: 'costs[0].amount', says });
    }
    if (problems.length > 0) throw new BadInput(problems);
    await agreementOfYear(tx, association, year);
    const open = await draftOf(tx, association, year);
    const allocation = open?.number ?? (await also(startAllocation, { year })).number;
    const before = open && (await allocationNumbered(tx, association, allocation));
    for (const { id, amount } of input.costs) {
      const stands = before?.costs.some((cost) => cost.id === id);
      if (amount === undefined && stands) await also(removeCost, { allocation, id });
    }
    await also(setCosts, {
      allocation,
      costs: written.map(({ id, item, key, description, amount }) => ({
        id,
        item: item ?? null,
        key: key ?? null,
        description,
        amount: formatMoney(amount!),
      })),
    }).catch((error: unknown) => {
      throw error instanceof BadInput ? atTheirPlace(error, input.costs, written) : error;
    });
    return { allocation, costs: written.length };
  },
});

/** Problems of the costs with an amount, told at their place among all. */
function atTheirPlace<T>(error: BadInput, all: readonly T[], written: readonly T[]): BadInput {
  return new BadInput(
    error.problems.map(({ path, says }) => ({
      path: path.replace(/^costs\[(\d+)\]/, (_, place: string) => `costs[${all.indexOf(written[Number(place)]!)}]`),
      says,
    })),
  );
}
