import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { refusals } from '../rules/refusals.ts';
import { previewById, removePreview } from '../storage/import-previews.ts';
import { holdRegister } from '../storage/register-lock.ts';
import { applyPlan } from './import/apply-plan.ts';
import { currentPlan, planSha256 } from './import/current-plan.ts';
import type { PreviewContent } from './import/preview-content.ts';

const count = z.int().min(0).meta({ format: 'int32' });

export const confirmImport = defineAction({
  name: 'membership/confirm-import',
  title: text("confermare l'importazione di un file", 'confirm the import of a file'),
  about: text(
    "Registra esattamente quello che l'anteprima ha mostrato. Se nel frattempo qualcosa è cambiato non registra nulla e chiede una nuova anteprima.",
    'Records exactly what the preview showed. If something changed meanwhile it records nothing and asks for a new preview.',
  ),
  permission: { capability: 'membership', letter: 'w' },
  input: z.object({
    id: z.uuid(),
    /** Import the other lines, leaving the wrong ones out. */
    leaveOut: z.boolean().default(false),
  }),
  output: z.object({ added: count, changed: count, same: count, leftOut: count }),
  http: { method: 'POST', path: '/imports/:id/confirmation' },
  example: { id: '7a3f8f0e-3c0b-4f55-9a55-0d8f6f6f4a11' },
  async run({ tx, association, actor, now, input }) {
    await holdRegister(tx, association, 'alone');
    const preview = await previewById<PreviewContent>(tx, association, { id: input.id, at: now.instant });
    if (!preview) throw new Refused(refusals.noPreview());
    const plan = await currentPlan(tx, { association, today: now.today }, preview.content);
    if (planSha256(plan) !== preview.planSha256) throw new Refused(refusals.previewOutdated());
    const wrong = plan.wrong.length + preview.content.wrong.length;
    if (wrong > 0 && !input.leaveOut) throw new Refused(refusals.wrongLines(wrong));
    const evidence = `${preview.fileName} (sha256 ${preview.sha256.slice(0, 16)})`;
    const by = { at: now.instant, by: actor.person };
    await applyPlan(tx, association, { items: plan.items, evidence, source: preview.content.source }, by);
    await removePreview(tx, association, input.id);
    const outcomes = (outcome: string) => plan.items.filter((item) => item.outcome === outcome).length;
    return { added: outcomes('add'), changed: outcomes('change'), same: outcomes('same'), leftOut: wrong };
  },
});
