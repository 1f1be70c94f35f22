import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { refusals } from '../rules/refusals.ts';
import { previewById } from '../storage/import-previews.ts';
import { currentPlan } from './import/current-plan.ts';
import type { PreviewContent } from './import/preview-content.ts';
import { previewShape, viewPreview } from './import/preview-view.ts';

export const showImport = defineAction({
  name: 'membership/show-import',
  title: text("rivedere l'anteprima di un file", 'see the preview of a file again'),
  reads: true,
  permission: { capability: 'membership', letter: 'w' },
  input: z.object({ id: z.uuid() }),
  output: previewShape,
  http: { method: 'GET', path: '/imports/:id' },
  example: { id: '7a3f8f0e-3c0b-4f55-9a55-0d8f6f6f4a11' },
  async run({ tx, association, now, input }) {
    const preview = await previewById<PreviewContent>(tx, association, { id: input.id, at: now.instant });
    if (!preview) throw new Refused(refusals.noPreview());
    return viewPreview(preview, await currentPlan(tx, { association, today: now.today }, preview.content));
  },
});
