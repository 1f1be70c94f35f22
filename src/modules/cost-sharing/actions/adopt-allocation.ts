import { z } from 'zod';
import { orRefuse, Refused } from '../../../kernel/result.ts';
import { defineAction } from '../../../platform/action.ts';
import { software } from '../../../platform/software.ts';
import { compute } from '../computation.ts';
import { refusals } from '../doors-refusals.ts';
import { fingerprintOf, freeze } from '../frozen.ts';
import { freezeAllocation, insertExplanations } from '../storage/allocations.ts';
import { theAllocation, theDraft } from './draft.ts';
import { allocationHead, allocationNumber } from './shapes.ts';
import { headView } from './views.ts';

export const adoptAllocation = defineAction({
  name: 'cost-sharing/adopt-allocation',
  title: { it: 'adottare il riparto', en: 'adopt the split' },
  about: {
    it: "Con gli estremi dell'atto. Congela dati, letture, quote, spiegazioni e impronta del testo della convenzione: da qui non cambia più.",
    en: 'With the reference of the act. Freezes figures, readings, shares, explanations and the hash of the agreement: from here it never changes.',
  },
  permission: { capability: 'cost-sharing', letter: 'w' },
  http: { method: 'POST', path: '/allocations/:allocation/adoption' },
  input: z.object({
    allocation: allocationNumber,
    act: z.string().trim().min(1).max(500),
    /** The `fingerprint` that `show-allocation` gave: refused if anything has changed since. */
    fingerprint: z.string().max(64).optional(),
  }),
  example: { allocation: 1, act: 'Delibera della Giunta n. 12 del 28/01/2027' },
  output: allocationHead,
  async run({ tx, association, actor, now, input }) {
    const draft = await theDraft(tx, association, input.allocation);
    if (draft.costs.length === 0 && draft.secondments.length === 0) throw new Refused(refusals.nothingToShare());
    if (draft.without.length > 0 || draft.joining.length > 0) throw new Refused(refusals.hypothetical());
    const { asked, allocation, result } = orRefuse(await compute(tx, association, draft));
    if (input.fingerprint !== undefined && input.fingerprint !== fingerprintOf(result))
      throw new Refused(refusals.changedMeanwhile());
    const { document } = asked;
    const frozen = freeze(asked, allocation, {
      agreement: { id: document.document.id, sha256: document.sha256 },
      readings: document.readings,
      software,
    });
    await insertExplanations(tx, association, input.allocation, frozen.explanations);
    const stored = await freezeAllocation(tx, association, input.allocation, {
      at: now.instant,
      by: actor.name,
      act: input.act,
      documentSha256: document.sha256,
      software,
      frozen: frozen.text,
      frozenSha256: frozen.sha256,
    });
    if (!stored) throw new Refused(refusedBecause(draft));
    return headView(await theAllocation(tx, association, input.allocation));
  },
});

/** Another split of the year, or another correction, was adopted first. */
function refusedBecause({ year, corrects }: { readonly year: number; readonly corrects: number | null }) {
  return corrects === null ? refusals.alreadyAdopted(year) : refusals.alreadyCorrected(corrects);
}
