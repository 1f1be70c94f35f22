import { z } from 'zod';
import { defineAction } from '../../../platform/action.ts';
import { documentsOf } from '../storage/documents.ts';
import { documentHead } from './shapes.ts';
import { headOf, isShown } from './views.ts';

export const listDocuments = defineAction({
  name: 'agreement/list-documents',
  title: { it: 'elencare i testi della convenzione', en: 'list the texts of the agreement' },
  reads: true,
  permission: { capability: 'agreement', letter: 'r' },
  http: { method: 'GET', path: '/agreement/documents' },
  input: z.object({}),
  example: {},
  output: z.object({ documents: z.array(documentHead).max(10000) }),
  async run({ tx, association, reach }) {
    const documents = await documentsOf(tx, association);
    return {
      documents: documents.filter((document) => isShown(document, reach)).map((document) => headOf(document, reach)),
    };
  },
});
