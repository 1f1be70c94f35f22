import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { defineAction } from '../../../platform/action.ts';
import { software } from '../../../platform/software.ts';
import { documentHashed } from '../../agreement/index.ts';
import { refusals } from '../doors-refusals.ts';
import { explanationHashes, explanationsOf, type Frozen, readFrozen, thaw } from '../frozen.ts';
import { printResult } from '../printed.ts';
import { allocate } from '../rules/index.ts';
import { explanationsOf as keptExplanations } from '../storage/allocations.ts';
import { theAllocation } from './draft.ts';
import { allocationNumber } from './shapes.ts';

export const recomputeAllocation = defineAction({
  name: 'cost-sharing/recompute',
  title: { it: 'ricalcolare un riparto adottato', en: 'compute an adopted split again' },
  about: {
    it: 'Dai soli dati congelati e dal testo della convenzione di allora: controlla le impronte e che ogni centesimo torni. `facts` è il file per `comunanza simulate cost-sharing`.',
    en: 'From the frozen figures alone and the agreement of that time: checks the hashes and that every cent comes out again. `facts` is the file for `comunanza simulate cost-sharing`.',
  },
  reads: true,
  permission: { capability: 'cost-sharing', letter: 'r' },
  http: { method: 'GET', path: '/allocations/:allocation/proof' },
  input: z.object({ allocation: allocationNumber }),
  example: { allocation: 1 },
  output: z.object({
    /** Everything below holds. Sentences of explanations may change with the software: they prove nothing. */
    proved: z.boolean(),
    frozen: z.object({ sha256: z.string().max(64), intact: z.boolean() }),
    agreement: z.object({ id: z.string().max(200), sha256: z.string().max(64), found: z.boolean() }),
    result: z.object({ same: z.boolean(), differences: z.array(z.string().max(400)).max(1000) }),
    explanations: z.object({ intact: z.boolean(), same: z.boolean() }),
    software: z.object({ frozen: z.string().max(100), current: z.string().max(100) }),
    facts: z.record(z.string(), z.unknown()),
  }),
  async run({ tx, association, reach, input }) {
    if (reach !== 'g') throw new Refused(refusals.unknownAllocation(input.allocation));
    const allocation = await theAllocation(tx, association, input.allocation);
    if (allocation.frozen === null || allocation.frozenSha256 === null)
      throw new Refused(refusals.notAdopted(input.allocation));
    const read = readFrozen(allocation);
    const frozen = read.ok ? read.value : undefined;
    const intact = read.ok;
    const sha256 = allocation.documentSha256 ?? '';
    const stored = await documentHashed(tx, association, sha256);
    const kept = await keptExplanations(tx, association, allocation.number);
    const again = frozen && stored && computedAgain(frozen, stored.document);
    const keptIntact = frozen !== undefined && differing(frozen.explanations, explanationHashes(kept)).length === 0;
    return {
      proved: intact && keptIntact && again !== undefined && again.differences.length === 0,
      frozen: { sha256: allocation.frozenSha256, intact },
      agreement: { id: frozen?.agreement.id ?? '', sha256, found: stored !== undefined },
      result: {
        same: again !== undefined && again.differences.length === 0,
        differences: again?.differences.slice(0, 1000) ?? [],
      },
      explanations: { intact: keptIntact, same: keptIntact && again?.sameExplanations === true },
      software: { frozen: allocation.software ?? '', current: software },
      facts: { ...frozen?.facts },
    };
  },
});

function computedAgain(frozen: Frozen, document: Parameters<typeof thaw>[1]) {
  const asked = thaw(frozen, document);
  const again = allocate(asked);
  if (!again.ok)
    return { differences: again.refusals.map(({ says }) => says.it.slice(0, 400)), sameExplanations: false };
  return {
    differences: differing(amountsOf(frozen.result), amountsOf(printResult(again.value, asked.entities))),
    sameExplanations: differing(frozen.explanations, explanationHashes(explanationsOf(again.value))).length === 0,
  };
}

/** What a result says in amounts, without the words it says it in. */
function amountsOf({ costs, ...result }: Frozen['result']) {
  return { ...result, costs: costs.map(({ title: _title, key: _key, ...amounts }) => amounts) };
}

/** Paths at which two results differ. */
function differing(then: unknown, now: unknown, path = ''): string[] {
  if (typeof then === 'object' && then !== null && typeof now === 'object' && now !== null) {
    const keys = [...new Set([...Object.keys(then), ...Object.keys(now)])];
    return keys.flatMap((key) =>
      differing(
        (then as Record<string, unknown>)[key],
        (now as Record<string, unknown>)[key],
        path ? `${path}.${key}` : key,
      ),
    );
  }
  return then === now ? [] : [`${path}: ${String(then)} ≠ ${String(now)}`.slice(0, 400)];
}
