import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { answerWithFile, fileAnswer } from '../../../platform/file-answer.ts';
import { refusals } from '../rules/refusals.ts';
import { fileById } from '../storage/files.ts';
import { knownAct } from './known-data-set.ts';
import { readsRegister } from './permissions.ts';

/** The act itself, as it was attached. Refuses `privacy/no-such-act`. */
export const readActDocument = defineAction({
  name: 'privacy/read-act-document',
  title: text('leggere il documento di un atto', 'read the document of an act'),
  reads: true,
  permission: readsRegister,
  http: { method: 'GET', path: '/data-access-acts/:act/document' },
  input: z.object({ act: z.uuid() }),
  output: fileAnswer,
  example: { act: '5b0a3a0e-6d0d-4f9c-8f0e-3f2f1f0e0d33' },
  async run({ tx, association, actor, reach, input }) {
    const act = await knownAct(tx, { association, actor, reach }, input.act);
    const file = await fileById(tx, association, act.document);
    if (!file) throw new Refused(refusals.noSuchAct());
    return answerWithFile(file);
  },
});
