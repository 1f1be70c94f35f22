import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { openDataSet } from '../open-data-set.ts';
import { documentsOf } from '../storage/documents.ts';
import { documentView, viewDocument } from './document-views.ts';
import { purposeShape } from './shapes.ts';

/** What is in a data set: for whom an act of its entity names. Logged. Refuses as the gate does. */
export const listDataSetDocuments = defineAction({
  name: 'privacy/list-data-set-documents',
  title: text('aprire un insieme di dati', 'open a data set'),
  about: text(
    'L’elenco dei documenti, per chi è nominato da un atto dell’ente. L’accesso resta nel registro.',
    'The list of documents, for whoever an act of the entity names. The access stays in the log.',
  ),
  permission: 'signed-in',
  http: { method: 'POST', path: '/data-sets/:dataSet/listing' },
  input: z.object({ dataSet: z.uuid(), purpose: purposeShape }),
  output: z.object({
    name: z.string(),
    entity: z.string(),
    access: z.int().min(1).meta({ description: 'Il numero dell’accesso nel registro.' }),
    items: z.array(documentView),
  }),
  example: { dataSet: '0d7bd5a5-6e0c-4b87-9d1f-1f6f5a7f0a11', purpose: 'Verifica di una pratica' },
  async run({ tx, association, actor, now, call, input, tell }) {
    const { dataSet, access } = await openDataSet(tx, {
      association,
      person: actor.person,
      role: actor.role,
      dataSet: input.dataSet,
      right: 'consult',
      purpose: input.purpose,
      now,
      origin: call.origin,
    });
    const { purpose } = input;
    tell({ actingFor: dataSet.entity, after: { access, dataSet: dataSet.id, right: 'consult', purpose } });
    const items = await documentsOf(tx, association, dataSet.id);
    return { name: dataSet.name, entity: dataSet.entity, access, items: items.map(viewDocument) };
  },
});
