import type { z } from 'zod';
import { showDay } from '../../../kernel/day.ts';
import type { PageRequest, PageRoute } from '../../../platform/page.ts';
import { askedIn } from '../../../platform/pages/asked-in.ts';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { ListPage } from '../../../platform/pages/list-page.tsx';
import { Tabs } from '../../../platform/pages/tabs.tsx';
import { TraceView } from '../../../platform/pages/trace-view.tsx';
import { deskCrumbs, deskHref } from '../pages/desk-frame.ts';
import { listVisits } from './actions.ts';
import { visitMessages } from './messages.ts';
import { showOnSiteResponse } from './show-on-site-response.ts';
import { spanText } from './span-text.ts';

type Shown = z.output<typeof showOnSiteResponse.output>;

/** The calendar of visits and how quickly they are made, above both. */
export function visitTabs(request: PageRequest, at: 'visits' | 'onSite') {
  if (!request.may(showOnSiteResponse) || !request.may(listVisits)) return null;
  const m = visitMessages[request.language];
  const { id } = request.association!;
  return (
    <Tabs
      label={m.visits}
      tabs={[
        { title: m.calendar, href: deskHref(id, '/interventi'), current: at === 'visits' },
        { title: m.onSite, href: deskHref(id, '/interventi/tempi'), current: at === 'onSite' },
      ]}
    />
  );
}

/** How quickly somebody is on site, by entity, in a period. */
export const onSitePage: PageRoute = {
  method: 'GET',
  path: '/:association/assistenza/interventi/tempi',
  needs: showOnSiteResponse,
  answer: async (request) => {
    const asked = askedIn<z.input<typeof showOnSiteResponse.input>>(request.query, { from: 'dal', to: 'al' });
    const shown = await request.perform(showOnSiteResponse, asked);
    const m = visitMessages[request.language];
    return {
      kind: 'page',
      title: m.onSiteTitle,
      crumbs: deskCrumbs(request),
      scope: request.actor.role === 'REF' ? 'entity' : 'association',
      body: (
        <>
          <h1>{m.onSiteTitle}</h1>
          <p class="lead">{m.onSiteLead}</p>
          {visitTabs(request, 'onSite')}
          <OnSite shown={shown} />
        </>
      ),
    };
  },
};

function OnSite({ shown: { from, to, items } }: { shown: Shown }) {
  const language = useLanguage();
  const m = visitMessages[language];
  const long = (minutes: number | null) => (minutes === null ? '–' : spanText(minutes, language));
  const period = m.onSitePeriod(showDay(from, language), showDay(to, language));
  const list = (
    <ListPage
      caption={period}
      filters={[
        { kind: 'day', name: 'dal', label: m.from },
        { kind: 'day', name: 'al', label: m.to },
      ]}
      columns={[
        { key: 'entity', title: m.entity, names: true, cell: ({ name }) => name },
        { key: 'visits', title: m.visitsMade, numeric: true, cell: ({ visits }) => visits },
        { key: 'tasks', title: m.tasksDone, numeric: true, cell: ({ tasks }) => tasks },
        { key: 'elapsed', title: m.elapsed, cell: ({ elapsed }) => <span class="nowrap">{long(elapsed)}</span> },
        { key: 'working', title: m.working, cell: ({ working }) => <span class="nowrap">{long(working)}</span> },
        {
          key: 'why',
          title: m.why,
          cell: ({ trace, elapsed }) =>
            elapsed === null ? (
              m.nobodyThere
            ) : (
              <details>
                <summary>{m.explanation}</summary>
                <TraceView trace={trace} open={1} />
              </details>
            ),
        },
      ]}
      rows={items}
      rowKey={({ entity }) => entity}
      count={items.length}
      empty={<EmptyState title={m.nobodyThere} />}
    />
  );
  return (
    <>
      <p>{period}</p>
      {list}
    </>
  );
}
