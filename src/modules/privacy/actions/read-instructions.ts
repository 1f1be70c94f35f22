import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { answerWithFile, fileAnswer } from '../../../platform/file-answer.ts';
import { refusals } from '../rules/refusals.ts';
import { authorisationsOf } from '../storage/authorisations.ts';
import { fileById } from '../storage/files.ts';

/** The instructions of one's own authorisation. Refuses `privacy/no-such-authorisation`. */
export const readInstructions = defineAction({
  name: 'privacy/read-instructions',
  title: text('leggere le proprie istruzioni', 'read one’s own instructions'),
  reads: true,
  permission: 'signed-in',
  http: { method: 'GET', path: '/my-data-accesses/authorisations/:authorisation/instructions' },
  input: z.object({ authorisation: z.uuid() }),
  output: fileAnswer,
  example: { authorisation: '6b0a3a0e-6d0d-4f9c-8f0e-3f2f1f0e0d44' },
  async run({ tx, association, actor, input }) {
    const [found] = await authorisationsOf(tx, association, { id: input.authorisation });
    const file =
      found && found.person === actor.person ? await fileById(tx, association, found.instructions) : undefined;
    if (!file) throw new Refused(refusals.noSuchAuthorisation());
    return answerWithFile(file);
  },
});
