import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { openDataSet } from '../open-data-set.ts';
import { insertDocument } from '../storage/documents.ts';
import { documentView, viewDocument } from './document-views.ts';
import { fileInput, keptFile, purposeShape } from './shapes.ts';

/** Puts a document into a data set: for whom an act lets modify. Logged. Refuses as the gate does. */
export const storeDataSetDocument = defineAction({
  name: 'privacy/store-data-set-document',
  title: text('mettere un documento in un insieme di dati', 'put a document into a data set'),
  permission: 'signed-in',
  http: { method: 'POST', path: '/data-sets/:dataSet/documents' },
  input: z.object({ dataSet: z.uuid(), purpose: purposeShape, document: fileInput }),
  output: documentView,
  example: {
    dataSet: '0d7bd5a5-6e0c-4b87-9d1f-1f6f5a7f0a11',
    purpose: 'Aggiornamento mensile',
    document: { name: 'residenti.csv', type: 'text/csv', base64: Buffer.from('a;b\n').toString('base64') },
  },
  async run({ tx, association, actor, now, call, input, tell }) {
    const file = keptFile(input.document, null);
    const { purpose } = input;
    const { dataSet, access } = await openDataSet(tx, {
      association,
      person: actor.person,
      role: actor.role,
      dataSet: input.dataSet,
      right: 'modify',
      purpose,
      now,
      document: file.id,
      origin: call.origin,
    });
    const { id, name, type, sha256, content } = file;
    const stored = { id, name, type, sha256, bytes: content.length, at: now.instant, by: actor.person! };
    await insertDocument(tx, association, { ...stored, content, dataSet: dataSet.id, entity: dataSet.entity });
    tell({
      actingFor: dataSet.entity,
      after: { access, dataSet: dataSet.id, document: id, right: 'modify', purpose, sha256 },
    });
    return viewDocument(stored);
  },
});
