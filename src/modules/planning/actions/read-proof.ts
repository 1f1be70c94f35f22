import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { answerWithFile, fileAnswer } from '../../../platform/file-answer.ts';
import { refusals } from '../refusals.ts';
import { proofWith } from '../storage/fulfilments.ts';

/** The document that proves a duty; those of another entity do not exist. Refuses `planning/no-such-fulfilment`. */
export const readProof = defineAction({
  name: 'planning/read-proof',
  title: text('aprire la prova di un adempimento', 'open the proof of a duty'),
  reads: true,
  permission: { capability: 'planning', letter: 'r' },
  http: { method: 'GET', path: '/duties/proofs/:document' },
  input: z.object({ document: z.uuid() }),
  example: { document: '00000000-0000-4000-8000-000000000000' },
  output: fileAnswer,
  async run({ tx, association, input }) {
    const found = await proofWith(tx, association, input.document);
    if (!found) throw new Refused(refusals.noSuchFulfilment());
    return answerWithFile({ name: found.name, type: found.type, content: found.bytes });
  },
});
