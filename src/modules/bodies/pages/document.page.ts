import { filePage } from '../../../platform/file-answer.ts';
import type { PageRoute } from '../../../platform/page.ts';
import { readDocument } from '../actions/read-document.ts';

/** A document of the bodies as it was sent. */
export const documentPage: PageRoute = {
  method: 'GET',
  path: '/:association/organi/documenti/:documento',
  answer: async (request) => filePage(await request.perform(readDocument, { document: request.params.documento! })),
};
