import type { Trace } from '../../../kernel/trace.ts';
import type { PageRequest, PageRoute } from '../../../platform/page.ts';
import { useFrame } from '../../../platform/pages/frame.ts';
import { Icon } from '../../../platform/pages/icon.tsx';
import { TraceView } from '../../../platform/pages/trace-view.tsx';
import { explainAmount } from '../actions/explain-amount.ts';
import { messages } from '../messages.ts';
import { numberIn, splitCrumbs } from './split-frame.tsx';

/** Why an amount of a split is what it is: in place for htmx, a page of its own without JavaScript. */
export const whyPage: PageRoute = {
  method: 'GET',
  path: '/:association/riparto/:number/perche',
  answer: async (request) => {
    const number = numberIn(request);
    const [entity, cost] = [one(request, 'ente'), one(request, 'spesa')];
    const { trace } = await request.perform(explainAmount, {
      allocation: number,
      ...(entity ? { entity } : {}),
      ...(cost ? { cost } : {}),
      of: one(request, 'di') === 'percentuale' ? 'percent' : 'amount',
    });
    const crumbs = splitCrumbs(request);
    const m = messages[request.language];
    return {
      kind: 'fragment',
      title: m.why,
      crumbs: [...crumbs, { title: m.number(number), href: `${crumbs.at(-1)!.href}/${number}` }],
      body: <Why trace={trace} />,
    };
  },
};

function one({ query }: PageRequest, name: string): string | undefined {
  const value = query[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** An explanation in its panel, with the button that closes it where there is JavaScript. */
export function Why({ trace }: { trace: Trace }) {
  const m = messages[useFrame().language];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
    <section class="why" aria-label={m.why} tabIndex={0}>
      <button type="button" class="why-close" data-close-why>
        <Icon name="close" size="small" /> {m.close}
      </button>
      <TraceView trace={trace} open={2} />
    </section>
  );
}
