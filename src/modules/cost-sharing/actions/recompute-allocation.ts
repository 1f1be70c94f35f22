import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { writeTraces } from '../../../kernel/trace-text.ts';
import { defineAction } from '../../../platform/action.ts';
import { software } from '../../../platform/software.ts';
import { documentHashed } from '../../agreement/index.ts';
import { refusals } from '../doors-refusals.ts';
import { explanationsOf, hashOf, printResult, readFrozen, thaw } from '../frozen.ts';
import { allocate } from '../rules/index.ts';
import { theAllocation } from './draft.ts';
import { allocationNumber } from './shapes.ts';

export const recomputeAllocation = defineAction({
  name: 'cost-sharing/recompute',
  title: { it: 'ricalcolare un riparto adottato', en: 'compute an adopted split again' },
  about: {
    it: 'Dai soli dati congelati e dal testo della convenzione di allora: controlla le impronte e che ogni centesimo torni.',
    en: 'From the frozen figures alone and the agreement of that time: checks the hashes and that every cent comes out again.',
  },
  reads: true,
  permission: { capability: 'cost-sharing', letter: 'r' },
  http: { method: 'GET', path: '/allocations/:allocation/proof' },
  input: z.object({ allocation: allocationNumber }),
  example: { allocation: 1 },
  output: z.object({
    proved: z.boolean(),
    frozen: z.object({ sha256: z.string().max(64), intact: z.boolean() }),
    agreement: z.object({ sha256: z.string().max(64), found: z.boolean() }),
    result: z.object({ same: z.boolean(), differences: z.array(z.string().max(400)).max(1000) }),
    explanations: z.object({ same: z.boolean() }),
    software: z.object({ frozen: z.string().max(100), current: z.string().max(100) }),
    facts: z.record(z.string(), z.unknown()),
  }),
  async run({ tx, association, input }) {
    const allocation = await theAllocation(tx, association, input.allocation);
    if (allocation.frozen === null || allocation.frozenSha256 === null)
      throw new Refused(refusals.notAdopted(input.allocation));
    const frozen = readFrozen(allocation.frozen);
    const intact = hashOf(allocation.frozen) === allocation.frozenSha256;
    const document = await documentHashed(tx, association, frozen.agreement.sha256);
    const asked = document && thaw(frozen, document.document);
    const again = asked && allocate(asked);
    const differences = asked && again?.ok ? differing(frozen.result, printResult(again.value, asked.entities)) : ['?'];
    const explained = again?.ok === true && writeTraces(explanationsOf(again.value)) === frozen.explanations;
    return {
      proved: intact && document !== undefined && differences.length === 0,
      frozen: { sha256: allocation.frozenSha256, intact },
      agreement: { sha256: frozen.agreement.sha256, found: document !== undefined },
      result: { same: differences.length === 0, differences: differences.slice(0, 1000) },
      explanations: { same: explained },
      software: { frozen: frozen.software, current: software },
      facts: { ...frozen.facts },
    };
  },
});

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
