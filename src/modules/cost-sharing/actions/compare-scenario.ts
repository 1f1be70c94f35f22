import { z } from 'zod';
import { formatMoney, parseMoney } from '../../../kernel/money.ts';
import { orRefuse, Refused } from '../../../kernel/result.ts';
import { defineAction } from '../../../platform/action.ts';
import { BadInput } from '../../../platform/problem.ts';
import { moneyOutput } from '../../../platform/shape.ts';
import { withReadings } from '../../agreement/rules/index.ts';
import { compute, resultOf } from '../computation.ts';
import { refusals } from '../doors-refusals.ts';
import { agreementOfYear } from '../gathering.ts';
import { theAllocation } from './draft.ts';
import { allocationNumber, joiningInput, readingsInput, resultView } from './shapes.ts';

export const compareScenario = defineAction({
  name: 'cost-sharing/compare-scenario',
  title: { it: 'confrontare uno scenario del riparto', en: 'compare a scenario of the split' },
  about: {
    it: 'Che cosa cambierebbe per ogni ente con altre letture, un correttivo, un ente in più o in meno. Nulla viene conservato.',
    en: 'What would change for each entity with other readings, a corrective, an entity more or less. Nothing is stored.',
  },
  reads: true,
  permission: { capability: 'cost-sharing', letter: 'r' },
  http: { method: 'POST', path: '/allocations/:allocation/scenarios' },
  input: z.object({
    allocation: allocationNumber,
    readings: readingsInput.default({}),
    without: z.array(z.string().max(64)).max(10000).default([]),
    joining: z.array(joiningInput).max(1000).default([]),
  }),
  example: {
    allocation: 1,
    readings: { 'cost_sharing.corrective': { method: 'percent_reduction', threshold: 3000, rate: '20' } },
  },
  output: z.object({
    before: resultView,
    after: resultView,
    differences: z.array(
      z.object({
        entity: z.string().max(64),
        name: z.string().max(200),
        before: moneyOutput.nullable(),
        after: moneyOutput.nullable(),
        difference: moneyOutput,
      }),
    ),
  }),
  async run({ tx, association, reach, input }) {
    const allocation = await theAllocation(tx, association, input.allocation);
    if (reach !== 'g' && allocation.adopted === null) throw new Refused(refusals.unknownAllocation(input.allocation));
    const { document } = await agreementOfYear(tx, association, allocation.year);
    const readings = { ...allocation.readings, ...input.readings };
    const { problems } = withReadings(document, readings);
    if (problems.length > 0) throw new BadInput(problems);
    const before = orRefuse(await resultOf(tx, association, allocation));
    const { result: after } = orRefuse(
      await compute(tx, association, {
        ...allocation,
        readings,
        without: [...allocation.without, ...input.without],
        joining: [...allocation.joining, ...input.joining],
      }),
    );
    const names = new Map([...before.shares, ...after.shares].map(({ entity, name }) => [entity, name]));
    const differences = [...names].map(([entity, name]) => {
      const [was, is] = [before, after].map(
        ({ shares }) => shares.find((share) => share.entity === entity)?.amount ?? null,
      ) as [string | null, string | null];
      const difference = formatMoney(((parseMoney(is ?? '0.00') ?? 0n) - (parseMoney(was ?? '0.00') ?? 0n)) as never);
      return { entity, name, before: was, after: is, difference };
    });
    return { before: before as z.infer<typeof resultView>, after: after as z.infer<typeof resultView>, differences };
  },
});
