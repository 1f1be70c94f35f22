import type { PageRoute } from '../../../platform/page.ts';
import { TraceView } from '../../../platform/pages/trace-view.tsx';
import { explainWeight } from '../actions/explain-weight.ts';
import { messages } from '../messages.ts';
import { crumbsTo, numberIn } from './meetings-frame.tsx';

/** Why a vote weighs what it does, as it was fixed at the opening: before anybody votes, and after. */
export const weightPage: PageRoute = {
  method: 'GET',
  path: '/:association/organi/sedute/:seduta/pesi/:seggio',
  open: true,
  answer: async (request) => {
    const meeting = numberIn(request, 'seduta');
    const found = await request.perform(explainWeight, { meeting, seat: request.params.seggio ?? '' });
    const m = messages[request.language];
    const title = m.weightOfSeat(found.title[request.language], found.weight);
    return {
      kind: 'page',
      title,
      crumbs: crumbsTo(request, 'meetings', meeting),
      scope: 'association',
      body: (
        <>
          <h1>{title}</h1>
          <p class="muted">{m.weightFixed}</p>
          <TraceView trace={found.explanation} open={3} />
        </>
      ),
    };
  },
};
