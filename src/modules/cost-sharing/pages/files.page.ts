import { filePage } from '../../../platform/file-answer.ts';
import type { PageRoute } from '../../../platform/page.ts';
import { exportAllocation } from '../actions/export-allocation.ts';
import { exportStatement } from '../actions/export-statement.ts';
import { recomputeAllocation } from '../actions/recompute-allocation.ts';
import { numberIn } from './split-frame.tsx';

/** The whole table as a file, in the format the address names. */
export const splitFile: PageRoute = {
  method: 'GET',
  path: '/:association/riparto/:number/file',
  answer: async (request) =>
    filePage(
      await request.perform(exportAllocation, {
        allocation: numberIn(request),
        format: request.query.formato as 'ods',
      }),
    ),
};

/** The statement of an entity as a file. */
export const statementFile: PageRoute = {
  method: 'GET',
  path: '/:association/riparto/:number/enti/:entity/file',
  answer: async (request) =>
    filePage(
      await request.perform(exportStatement, {
        allocation: numberIn(request),
        entity: request.params.entity ?? '',
        format: request.query.formato as 'pdf',
      }),
    ),
};

/** The frozen facts, ready for `comunanza simulate cost-sharing`. */
export const factsFile: PageRoute = {
  method: 'GET',
  path: '/:association/riparto/:number/dati.json',
  answer: async (request) => {
    const number = numberIn(request);
    const { facts } = await request.perform(recomputeAllocation, { allocation: number });
    return {
      kind: 'file',
      name: `riparto-${number}-dati.json`,
      type: 'application/json',
      content: `${JSON.stringify(facts, null, 2)}\n`,
    };
  },
};
