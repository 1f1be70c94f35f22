import { z } from 'zod';
import { cents, formatMoney, parseMoney } from '../../../kernel/money.ts';
import { orRefuse, Refused } from '../../../kernel/result.ts';
import type { Tx } from '../../../platform/action.ts';
import { defineAction } from '../../../platform/action.ts';
import { BadInput, type Problem } from '../../../platform/problem.ts';
import { moneyOutput } from '../../../platform/shape.ts';
import { documentHashed } from '../../agreement/index.ts';
import { withReadings } from '../../agreement/rules/index.ts';
import { computed } from '../computation.ts';
import { refusals } from '../doors-refusals.ts';
import { readFrozen, thaw } from '../frozen.ts';
import { type Asked, gather } from '../gathering.ts';
import { type Scenario, supposing } from '../scenario.ts';
import type { StoredAllocation } from '../storage/allocations.ts';
import { theAllocation } from './draft.ts';
import { allocationNumber, joiningInput, readingsInput, resultView } from './shapes.ts';

export const compareScenario = defineAction({
  name: 'cost-sharing/compare-scenario',
  title: { it: 'confrontare uno scenario del riparto', en: 'compare a scenario of the split' },
  about: {
    it: 'Che cosa cambierebbe per ogni ente con altre letture, un correttivo, un ente in più o in meno. Di un riparto adottato parte dai dati congelati. Nulla viene conservato.',
    en: 'What would change for each entity with other readings, a corrective, an entity more or less. Of an adopted split it starts from the frozen figures. Nothing is stored.',
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
    if (reach !== 'g') throw new Refused(refusals.unknownAllocation(input.allocation));
    const allocation = await theAllocation(tx, association, input.allocation);
    const asked = await startingPoint(tx, association, allocation);
    const scenario: Scenario = {
      readings: input.readings,
      without: input.without,
      joining: input.joining,
    };
    const problems = scenarioProblems(asked, scenario);
    if (problems.length > 0) throw new BadInput(problems);
    const { result: before } = orRefuse(computed(asked));
    const { result: after } = orRefuse(computed(supposing(asked, scenario)));
    const [was, is] = [before, after].map(
      ({ shares }) => new Map(shares.map(({ entity, amount }) => [entity, amount])),
    ) as [Map<string, string>, Map<string, string>];
    const names = new Map([...before.shares, ...after.shares].map(({ entity, name }) => [entity, name]));
    const differences = [...names].map(([entity, name]) => {
      const [then, now] = [was.get(entity) ?? null, is.get(entity) ?? null];
      const difference = cents((parseMoney(now ?? '0.00') ?? 0n) - (parseMoney(then ?? '0.00') ?? 0n));
      return { entity, name, before: then, after: now, difference: formatMoney(difference) };
    });
    return { before: before as z.infer<typeof resultView>, after: after as z.infer<typeof resultView>, differences };
  },
});

/** What a scenario starts from: the frozen figures and text of an adopted allocation, the registers of today for a draft. */
async function startingPoint(tx: Tx, association: string, allocation: StoredAllocation): Promise<Asked> {
  if (allocation.frozen === null) {
    const { without, joining } = allocation;
    return supposing(await gather(tx, association, allocation), { readings: {}, without, joining });
  }
  const frozen = orRefuse(readFrozen(allocation));
  const stored = await documentHashed(tx, association, frozen.agreement.sha256);
  if (!stored) throw new Refused(refusals.documentGone(frozen.agreement.sha256));
  const asked = thaw(frozen, stored.document);
  const { document, sha256 } = stored;
  const readings = (frozen.facts as { readings: Record<string, unknown> }).readings;
  return { ...asked, document: { document, sha256, agreement: asked.agreement, day: asked.on, readings } };
}

function scenarioProblems({ document, entities, year }: Asked, { readings, without, joining }: Scenario): Problem[] {
  const known = new Set<string>(entities.map(({ code }) => code));
  return [
    ...withReadings(document.document, { ...document.readings, ...readings }).problems,
    ...without.flatMap((code, place) =>
      known.has(code)
        ? []
        : [
            {
              path: `without[${place}]`,
              says: {
                it: `Nessun ente del ${year} ha il codice «${code}».`,
                en: `No entity of ${year} has the code "${code}".`,
              },
            },
          ],
    ),
    ...joining.flatMap(({ code }, place) =>
      known.has(code) && !without.includes(code)
        ? [
            {
              path: `joining[${place}].code`,
              says: {
                it: `L'ente «${code}» partecipa già.`,
                en: `The entity "${code}" takes part already.`,
              },
            },
          ]
        : [],
    ),
  ];
}
