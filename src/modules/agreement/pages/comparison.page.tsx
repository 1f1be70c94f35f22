import type { PageRoute } from '../../../platform/page.ts';
import { compareDocuments } from '../actions/compare-documents.ts';
import { messages } from '../messages.ts';
import { AgreementTabs } from './agreement-tabs.tsx';
import { ChangesView } from './changes-view.tsx';
import { documentsCrumbs } from './documents.page.tsx';

/** Two texts side by side, value by value. */
export const comparisonPage: PageRoute = {
  method: 'GET',
  path: '/:association/convenzione/testi/confronto',
  open: true,
  example: { '?': 'da=1&a=1' },
  answer: async (request) => {
    const { da = '', a = '' } = request.query;
    const comparison = await request.perform(compareDocuments, { from: da, to: a } as never);
    const m = messages[request.language];
    return {
      kind: 'page',
      title: m.compareTitle,
      crumbs: documentsCrumbs(request),
      scope: 'association',
      body: (
        <>
          <h1>{m.compareTitle}</h1>
          <AgreementTabs current="documents" />
          <h2>{m.compareOf(comparison.from.number, comparison.to.number)}</h2>
          <ChangesView changes={comparison.changes} />
        </>
      ),
    };
  },
};
