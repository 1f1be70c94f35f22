import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { answerWithFile, fileAnswer } from '../../../platform/file-answer.ts';
import { refusals } from '../rules/refusals.ts';
import { documentWith } from '../storage/documents.ts';
import { readers } from './who.ts';

/** A document of the bodies; those of another entity do not exist. Refuses `bodies/no-such-record`. */
export const readDocument = defineAction({
  name: 'bodies/read-document',
  title: text('aprire un documento degli organi', 'open a document of the bodies'),
  reads: true,
  permission: { capability: 'bodies', letter: 'r', roles: readers },
  http: { method: 'GET', path: '/body-documents/:document' },
  input: z.object({ document: z.uuid() }),
  output: fileAnswer,
  example: { document: '00000000-0000-4000-8000-000000000000' },
  async run({ tx, association, input }) {
    const found = await documentWith(tx, association, input.document);
    if (!found) throw new Refused(refusals.noSuchRecord());
    return answerWithFile({ name: found.name, type: found.type, content: found.bytes });
  },
});
