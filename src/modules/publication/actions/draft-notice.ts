import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { insertNotice } from '../storage/notices.ts';
import { contentOf } from './notice-content.ts';
import { boardFor } from './own-notice.ts';
import { findingView, findingViews, noticeContent, noticeId } from './shapes.ts';

/** Prepares a notice; nobody outside the office sees it until it is posted. */
export const draftNotice = defineAction({
  name: 'publication/draft-notice',
  title: text('preparare un avviso per l’albo', 'prepare a notice for the board'),
  about: text(
    'L’avviso resta in bozza; si dice subito se il documento sembra contenere dati personali.',
    'The notice stays a draft; whether the document seems to hold personal data is said at once.',
  ),
  permission: { capability: 'publication', letter: 'w' },
  http: { method: 'POST', path: '/notices' },
  input: noticeContent.extend({
    entity: z
      .string()
      .max(40)
      .nullable()
      .default(null)
      .meta({ description: 'L’ente del cui albo si tratta; vuoto per l’associazione.' }),
  }),
  output: z.object({ id: noticeId, found: z.array(findingView).max(20) }),
  example: { subject: 'Regolamento del servizio informatico associato', kind: 'regulation', act: 'delibera 12/2027' },
  async run(context) {
    const { tx, association, actor, now, input, tell } = context;
    const { entity, ...written } = input;
    await boardFor(context, entity, now.today);
    const content = await contentOf(written);
    const id = randomUUID();
    await insertNotice(tx, { association, id, entity, ...content, created: now.instant, created_by: actor.name });
    tell({ actingFor: entity, after: { id, subject: content.subject, sha256: content.document_sha256 } });
    return { id, found: findingViews(content.found) };
  },
});
