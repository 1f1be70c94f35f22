import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { answerWithFile, fileAnswer } from '../../../platform/file-answer.ts';
import { openDataSet } from '../open-data-set.ts';
import { refusals } from '../rules/refusals.ts';
import { documentWithContent } from '../storage/documents.ts';
import { purposeShape } from './shapes.ts';

/** A document of a data set: for whom an act of its entity names. Logged. Refuses as the gate, and `privacy/no-such-document`. */
export const readDataSetDocument = defineAction({
  name: 'privacy/read-data-set-document',
  title: text('leggere un documento di un insieme di dati', 'read a document of a data set'),
  permission: 'signed-in',
  http: { method: 'POST', path: '/data-sets/:dataSet/documents/:document/reading' },
  input: z.object({ dataSet: z.uuid(), document: z.uuid(), purpose: purposeShape }),
  output: fileAnswer,
  example: {
    dataSet: '0d7bd5a5-6e0c-4b87-9d1f-1f6f5a7f0a11',
    document: '8b0a3a0e-6d0d-4f9c-8f0e-3f2f1f0e0d66',
    purpose: 'Verifica di una pratica',
  },
  async run({ tx, association, actor, now, call, input, tell }) {
    const { document: id, purpose } = input;
    const { dataSet, access } = await openDataSet(tx, {
      association,
      person: actor.person,
      role: actor.role,
      dataSet: input.dataSet,
      right: 'consult',
      purpose,
      now,
      document: id,
      origin: call.origin,
    });
    const document = await documentWithContent(tx, { association, dataSet: dataSet.id, id });
    if (!document) throw new Refused(refusals.noSuchDocument());
    tell({
      actingFor: dataSet.entity,
      after: { access, dataSet: dataSet.id, document: id, right: 'consult', purpose, sha256: document.sha256 },
    });
    return answerWithFile(document);
  },
});
