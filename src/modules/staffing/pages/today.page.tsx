import { type Day, showDay } from '../../../kernel/day.ts';
import type { PageRoute } from '../../../platform/page.ts';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { ListPage } from '../../../platform/pages/list-page.tsx';
import { whoIsOnSite } from '../actions/plan.ts';
import { messages } from '../messages.ts';
import { basePath, PageHead, scopeOf, staffingCrumbs, viewTabs } from './staffing-frame.tsx';

/** Who of the office is on site today, and when next: for everybody of the entities. */
export const todayPage: PageRoute = {
  method: 'GET',
  path: basePath,
  needs: whoIsOnSite,
  answer: async (request) => {
    const { language } = request;
    const m = messages[language];
    const { items, count } = await request.perform(whoIsOnSite, {});
    const named = (people: readonly { name: string; hours: string }[]) =>
      people.map(({ name, hours }) => (
        <div key={`${name} ${hours}`}>
          {name}, <span class="nowrap">{hours}</span>
        </div>
      ));
    return {
      kind: 'page',
      title: m.today,
      crumbs: staffingCrumbs(request).slice(0, 1),
      scope: scopeOf(request),
      body: (
        <>
          <PageHead title={m.today} lead={m.todayLead} />
          {viewTabs(request, 'today')}
          <ListPage
            caption={m.today}
            rows={items}
            rowKey={({ site }) => site.id}
            count={count}
            empty={<EmptyState title={m.noSites}>{m.noSitesHint}</EmptyState>}
            columns={[
              {
                key: 'site',
                title: m.site,
                names: true,
                cell: ({ site }) => (
                  <>
                    {site.name}
                    {site.main && <span class="muted"> ({m.mainSite})</span>}
                    {site.address && (
                      <>
                        <br />
                        <span class="muted">{site.address}</span>
                      </>
                    )}
                  </>
                ),
              },
              {
                key: 'today',
                title: m.present,
                cell: ({ today }) => (today.length > 0 ? named(today) : <span class="muted">{m.nobodyToday}</span>),
              },
              {
                key: 'next',
                title: m.nextTime,
                cell: ({ next }) =>
                  next ? (
                    <>
                      {showDay(next.on as Day, language)}
                      {named(next.people)}
                    </>
                  ) : (
                    <span class="muted">{m.nobodySoon}</span>
                  ),
              },
            ]}
          />
        </>
      ),
    };
  },
};
