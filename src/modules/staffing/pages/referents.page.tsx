import type { Day } from '../../../kernel/day.ts';
import type { PageRoute } from '../../../platform/page.ts';
import { askedIn } from '../../../platform/pages/asked-in.ts';
import type { Column } from '../../../platform/pages/data-table.tsx';
import { DayText } from '../../../platform/pages/day-text.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { Explained } from '../../../platform/pages/explained.tsx';
import { ListPage } from '../../../platform/pages/list-page.tsx';
import { oneText } from '../../../platform/pages/one-text.ts';
import { SourceLink } from '../../../platform/pages/source-link.tsx';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { TraceView } from '../../../platform/pages/trace-view.tsx';
import { showReferents } from '../actions/show-referents.ts';
import { listSites } from '../actions/sites.ts';
import { messages } from '../messages.ts';
import { referentStateNames, referentTones } from '../vocabulary.ts';
import { basePath, PageHead, scopeOf, staffingCrumbs, staffingHref, viewTabs } from './staffing-frame.tsx';

const states = ['not-needed', 'in-office', 'grace', 'missing'] as const;

/** Where a referent is needed, and who it is. */
export const referentsPage: PageRoute = {
  method: 'GET',
  path: `${basePath}/referenti`,
  needs: showReferents,
  answer: async (request) => {
    const { language, association } = request;
    const m = messages[language];
    const asked = askedIn<Record<string, string>>(request.query, { state: 'stato', on: 'al' });
    const { items, count, source } = await request.perform(showReferents, asked as never);
    const on = oneText(request.query.al);
    const why = (entity: string) => new URLSearchParams({ ente: entity, ...(on ? { al: on } : {}) });
    const needed: Column<(typeof items)[number]>[] = [
      {
        key: 'state',
        title: m.needed,
        cell: ({ state, entity }) =>
          state && (
            <Explained href={`${staffingHref(request, '/referenti/perche')}?${why(entity.code)}`}>
              <StatusChip tone={referentTones[state]}>{referentStateNames[state][language]}</StatusChip>
            </Explained>
          ),
      },
      { key: 'due', title: m.neededSince, cell: ({ due }) => (due ? <DayText day={due as Day} /> : m.dash) },
    ];
    return {
      kind: 'page',
      title: m.referents,
      crumbs: staffingCrumbs(request),
      scope: scopeOf(request),
      body: (
        <>
          <PageHead
            title={m.referents}
            lead={
              source ? (
                <>
                  {m.referentsLead} <SourceLink source={source} />
                </>
              ) : (
                m.referentsLeadNoClause
              )
            }
            acts={
              request.may(listSites) && request.actor.role === 'RES'
                ? [{ title: m.appoint, href: `/${association!.id}/organi/nomine` }]
                : []
            }
          />
          {viewTabs(request, 'referents')}
          <ListPage
            caption={m.referents}
            filters={[
              ...(source === null
                ? []
                : [
                    {
                      kind: 'choice' as const,
                      name: 'stato',
                      label: m.state,
                      choices: states.map((value) => ({ value, label: referentStateNames[value][language] })),
                    },
                  ]),
              { kind: 'day', name: 'al', label: m.day },
            ]}
            rows={items}
            rowKey={({ entity }) => entity.code}
            count={count}
            empty={<EmptyState title={m.noEntities} />}
            columns={[
              { key: 'entity', title: m.entity, names: true, cell: ({ entity }) => entity.name },
              ...(source === null ? [] : needed),
              {
                key: 'holder',
                title: m.referent,
                cell: ({ holder }) =>
                  holder ? (
                    <>
                      {holder.name}
                      <div class="muted">
                        {m.since.toLowerCase()} <DayText day={holder.since as Day} />
                      </div>
                    </>
                  ) : (
                    <span class="muted">{m.nobody}</span>
                  ),
              },
              {
                key: 'deputies',
                title: m.deputies,
                cell: ({ deputies }) => deputies.map(({ name }) => name).join(', ') || m.dash,
              },
            ]}
          />
        </>
      ),
    };
  },
};

/** Why an entity needs a referent, or none. */
export const referentFragment: PageRoute = {
  method: 'GET',
  path: `${basePath}/referenti/perche`,
  needs: showReferents,
  example: { '?': 'ente=c_e668' },
  answer: async (request) => {
    const m = messages[request.language];
    const asked = askedIn<Record<string, string>>(request.query, { on: 'al' });
    const { items } = await request.perform(showReferents, asked as never);
    const trace = items.find(({ entity }) => entity.code === oneText(request.query.ente))?.trace;
    return {
      kind: 'fragment',
      title: m.referent,
      crumbs: staffingCrumbs(request),
      body: trace ? <TraceView trace={trace} open={2} /> : <EmptyState title={m.noEntities} />,
    };
  },
};
