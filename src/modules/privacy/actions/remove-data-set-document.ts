import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { openDataSet } from '../open-data-set.ts';
import { refusals } from '../rules/refusals.ts';
import { deleteDocument } from '../storage/documents.ts';
import { purposeShape } from './shapes.ts';

/** Takes a document out of a data set, for good: for whom an act lets modify. Logged. Refuses as the gate, and `privacy/no-such-document`. */
export const removeDataSetDocument = defineAction({
  name: 'privacy/remove-data-set-document',
  title: text('togliere un documento da un insieme di dati', 'take a document out of a data set'),
  permission: 'signed-in',
  http: { method: 'DELETE', path: '/data-sets/:dataSet/documents/:document' },
  input: z.object({ dataSet: z.uuid(), document: z.uuid(), purpose: purposeShape }),
  output: z.object({}),
  example: {
    dataSet: '0d7bd5a5-6e0c-4b87-9d1f-1f6f5a7f0a11',
    document: '8b0a3a0e-6d0d-4f9c-8f0e-3f2f1f0e0d66',
    purpose: 'Documento caricato per errore',
  },
  async run({ tx, association, actor, now, call, input, tell }) {
    const { document: id, purpose } = input;
    const { dataSet, access } = await openDataSet(tx, {
      association,
      person: actor.person,
      role: actor.role,
      dataSet: input.dataSet,
      right: 'modify',
      purpose,
      now,
      document: id,
      origin: call.origin,
    });
    const removed = await deleteDocument(tx, { association, dataSet: dataSet.id, id });
    if (!removed) throw new Refused(refusals.noSuchDocument());
    tell({
      actingFor: dataSet.entity,
      before: { document: id },
      after: { access, dataSet: dataSet.id, document: null, right: 'modify', purpose },
    });
    return {};
  },
});
