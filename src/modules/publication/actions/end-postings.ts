import { z } from 'zod';
import { addDays } from '../../../kernel/day.ts';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { adoptDocument } from '../../agreement/index.ts';
import { endedToAttend, markAdopted, removeDocument } from '../storage/notices.ts';

/**
 * Attends to what has served its days: takes documents with personal data away, and adopts the texts of the agreement that
 * enter into force the day after. Nothing else has to happen for a posting to end.
 */
export const endPostings = defineAction({
  name: 'publication/end-postings',
  title: text('chiudere le pubblicazioni finite', 'close the postings that are over'),
  permission: { capability: 'publication', letter: 'x' },
  http: { method: 'POST', path: '/notices/ended' },
  input: z.object({}),
  output: z.object({
    removed: z.int().meta({ format: 'int32' }),
    adopted: z.int().meta({ format: 'int32' }),
    /** Texts that could not be adopted, with the reason. */
    refused: z.array(z.object({ notice: z.uuid(), says: z.string() })).max(10_000),
  }),
  example: {},
  async run({ tx, association, now, tell, also }) {
    const removed: string[] = [];
    const adopted: string[] = [];
    const refused: { notice: string; says: string }[] = [];
    for (const notice of await endedToAttend(tx, association, now.today)) {
      const at = { association, id: notice.id };
      if (notice.personal_data === 'necessary' && !notice.document_removed) {
        await removeDocument(tx, at, now.instant);
        removed.push(notice.id);
      }
      if (notice.adopts_document !== null && !notice.adopted && !notice.withdrawn) {
        const since = addDays(notice.postings.at(-1)!.last_day, 1);
        const act = notice.act || `${notice.subject}, n. ${notice.number}/${notice.year}`;
        try {
          await also(adoptDocument, { number: notice.adopts_document, since, act });
          await markAdopted(tx, at, now.instant);
          adopted.push(notice.id);
        } catch (error) {
          if (!(error instanceof Refused)) throw error;
          refused.push({ notice: notice.id, says: error.refusals.map(({ says }) => says.it).join(' ') });
        }
      }
    }
    if (removed.length + adopted.length > 0) tell({ after: { removed, adopted } });
    return { removed: removed.length, adopted: adopted.length, refused };
  },
});
