import { type Day, showDay } from '../../../kernel/day.ts';
import type { PageRoute } from '../../../platform/page.ts';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { Explained } from '../../../platform/pages/explained.tsx';
import { TextField } from '../../../platform/pages/field.tsx';
import { ListPage } from '../../../platform/pages/list-page.tsx';
import { Notice } from '../../../platform/pages/notice.tsx';
import { oneText } from '../../../platform/pages/one-text.ts';
import { SourceLink } from '../../../platform/pages/source-link.tsx';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { TraceView } from '../../../platform/pages/trace-view.tsx';
import { numberText } from '../../../platform/pages/value-text.ts';
import { confirmBeyondQuota, showQuotas } from '../actions/quotas.ts';
import { showHoursByLine } from '../actions/show-hours-by-line.ts';
import { showShortfalls } from '../actions/show-shortfalls.ts';
import { messages } from '../messages.ts';
import { hoursText, lineNames, workLines } from '../vocabulary.ts';
import {
  basePath,
  formRoutes,
  MonthPager,
  monthAsked,
  PageHead,
  scopeOf,
  staffingCrumbs,
  staffingHref,
  timeTabs,
} from './staffing-frame.tsx';

/** The month before the one of a day. */
function lastMonth(today: Day): string {
  const all = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 2;
  return `${String(Math.floor(all / 12)).padStart(4, '0')}-${String((all % 12) + 1).padStart(2, '0')}`;
}

/** Presence agreed, planned and worked in a month, and what lacks. */
export const shortfallsPage: PageRoute = {
  method: 'GET',
  path: `${basePath}/presenze-minime`,
  needs: showShortfalls,
  answer: async (request) => {
    const m = messages[request.language];
    const { month, before, after, words } = monthAsked(request, lastMonth(request.now.today));
    const short = oneText(request.query.manca) === 'si';
    const { items, count } = await request.perform(showShortfalls, { month, ...(short ? { short: true } : {}) });
    const presence = ({ days, minutes }: { days: number; minutes: number }) => (
      <span class="nowrap">
        {days} {m.day.toLowerCase().slice(0, 1)}, {hoursText(minutes)}
      </span>
    );
    return {
      kind: 'page',
      title: m.shortfallsTitle(words),
      crumbs: staffingCrumbs(request),
      scope: scopeOf(request),
      body: (
        <>
          <PageHead title={m.shortfallsTitle(words)} lead={m.shortfallsLead} />
          {timeTabs(request, 'shortfalls')}
          <MonthPager href={staffingHref(request, '/presenze-minime')} before={before} after={after} />
          <ListPage
            caption={m.shortfallsTitle(words)}
            filters={[
              {
                kind: 'choice',
                name: 'manca',
                label: m.missing,
                choices: [{ value: 'si', label: m.onlyShort }],
                value: short ? 'si' : undefined,
                unchosen: m.everybody,
              },
            ]}
            rows={items}
            rowKey={({ person, site }) => `${person.id} ${site.id}`}
            count={count}
            empty={<EmptyState title={m.noShortfalls} />}
            columns={[
              { key: 'person', title: m.person, names: true, cell: ({ person }) => person.name },
              { key: 'site', title: m.site, cell: ({ site }) => site.name },
              { key: 'agreed', title: m.agreed, numeric: true, cell: ({ agreed }) => presence(agreed) },
              { key: 'planned', title: m.planned, numeric: true, cell: ({ planned }) => presence(planned) },
              { key: 'worked', title: m.worked, numeric: true, cell: ({ worked }) => presence(worked) },
              {
                key: 'missing',
                title: m.missing,
                cell: ({ missing, short: lacks, person, site }) => (
                  <Explained
                    href={`${staffingHref(request, '/presenze-minime/perche')}?${new URLSearchParams({ mese: month, persona: person.id, sede: site.id })}`}
                  >
                    <StatusChip tone={lacks ? 'attention' : 'good'}>
                      {lacks ? presence(missing) : m.nothingMissing}
                    </StatusChip>
                  </Explained>
                ),
              },
            ]}
          />
        </>
      ),
    };
  },
};

/** Why so much of a presence lacks. */
export const shortfallFragment: PageRoute = {
  method: 'GET',
  path: `${basePath}/presenze-minime/perche`,
  needs: showShortfalls,
  answer: async (request) => {
    const m = messages[request.language];
    const { month } = monthAsked(request, lastMonth(request.now.today));
    const { items } = await request.perform(showShortfalls, { month });
    const [person, site] = [oneText(request.query.persona), oneText(request.query.sede)];
    const found = items.find((one) => one.person.id === person && one.site.id === site);
    return {
      kind: 'fragment',
      title: m.missing,
      crumbs: staffingCrumbs(request),
      body: found ? <TraceView trace={found.trace} open={2} /> : <EmptyState title={m.noShortfalls} />,
    };
  },
};

const tones = { ok: 'good', warning: 'attention', exhausted: 'bad' } as const;

/** The yearly hours of each profile. */
export const quotasPage: PageRoute = {
  method: 'GET',
  path: `${basePath}/ore-annue`,
  needs: showQuotas,
  answer: async (request) => {
    const { language } = request;
    const m = messages[language];
    const { year, items, count, source } = await request.perform(showQuotas, {});
    const number = (written: string) => numberText(Number(written), language);
    const states = { ok: m.quotaOk, warning: m.quotaWarning, exhausted: m.quotaExhausted };
    const lead = year
      ? m.quotasLead(showDay(year.since as Day, language), showDay(year.until as Day, language))
      : m.noQuotas;
    return {
      kind: 'page',
      title: m.quotas,
      crumbs: staffingCrumbs(request),
      scope: scopeOf(request),
      body: (
        <>
          <PageHead
            title={m.quotas}
            lead={
              <>
                {lead} {source && <SourceLink source={source} />}
              </>
            }
          />
          {timeTabs(request, 'quotas')}
          {items
            .filter(({ needsConfirmation }) => needsConfirmation)
            .map(({ profile, name }) => (
              <Notice key={profile} tone="warning" title={name[language]}>
                {m.confirmNeeded}
              </Notice>
            ))}
          {items.length > 0 && (
            <ListPage
              caption={m.quotas}
              rows={items}
              rowKey={({ profile }) => profile}
              count={count}
              columns={[
                {
                  key: 'profile',
                  title: m.profile,
                  names: true,
                  cell: ({ name, people }) => (
                    <>
                      {name[language]}
                      <div class="muted">{people.join(', ')}</div>
                    </>
                  ),
                },
                { key: 'quota', title: m.quota, numeric: true, cell: ({ quota }) => number(quota) },
                { key: 'used', title: m.used, numeric: true, cell: ({ used }) => number(used) },
                { key: 'residual', title: m.residual, numeric: true, cell: ({ residual }) => number(residual) },
                { key: 'allowed', title: m.allowed, numeric: true, cell: ({ allowed }) => number(allowed) },
                {
                  key: 'owed',
                  title: m.owed,
                  numeric: true,
                  cell: ({ owed }) => (owed === null ? m.dash : number(owed)),
                },
                {
                  key: 'part',
                  title: m.part,
                  cell: ({ profile, percent, state }) => (
                    <Explained
                      href={`${staffingHref(request, '/ore-annue/perche')}?profilo=${encodeURIComponent(profile)}`}
                    >
                      <StatusChip tone={tones[state]}>
                        {number(percent)}%, {states[state]}
                      </StatusChip>
                    </Explained>
                  ),
                },
                ...(request.may(confirmBeyondQuota)
                  ? [
                      {
                        key: 'act',
                        title: m.actions,
                        cell: ({ profile, name }: (typeof items)[number]) => (
                          <a href={staffingHref(request, `/ore-annue/${encodeURIComponent(profile)}/conferma`)}>
                            {m.confirmQuota}
                            <span class="visually-hidden"> {name[language]}</span>
                          </a>
                        ),
                      },
                    ]
                  : []),
              ]}
            />
          )}
        </>
      ),
    };
  },
};

/** Why so much of a quota is used. */
export const quotaFragment: PageRoute = {
  method: 'GET',
  path: `${basePath}/ore-annue/perche`,
  needs: showQuotas,
  answer: async (request) => {
    const m = messages[request.language];
    const { items } = await request.perform(showQuotas, {});
    const found = items.find(({ profile }) => profile === oneText(request.query.profilo));
    return {
      kind: 'fragment',
      title: m.part,
      crumbs: staffingCrumbs(request),
      body: found ? <TraceView trace={found.trace} open={2} /> : <EmptyState title={m.noQuotas} />,
    };
  },
};

export const confirmRoutes = formRoutes({
  path: '/ore-annue/:profilo/conferma',
  needs: confirmBeyondQuota,
  example: { profilo: 'help-desk' },
  page: async (request) => {
    const { language, params } = request;
    const m = messages[language];
    const { items } = await request.perform(showQuotas, {});
    const name = items.find(({ profile }) => profile === params.profilo)?.name[language] ?? params.profilo;
    return {
      title: `${m.confirmQuota}: ${name}`,
      intro: m.confirmLead,
      back: '/ore-annue',
      crumbs: [{ title: m.quotas, href: staffingHref(request, '/ore-annue') }],
      fields: (
        <>
          <TextField name="hours" label={m.moreHours} hint={m.durationHint} width="short" />
          <TextField name="why" label={m.why} />
        </>
      ),
    };
  },
  input: (request) => ({ profile: request.params.profilo }),
});

/** The hours of a year by line of action. */
export const linesPage: PageRoute = {
  method: 'GET',
  path: `${basePath}/linee`,
  needs: showHoursByLine,
  answer: async (request) => {
    const { language } = request;
    const m = messages[language];
    const asked = oneText(request.query.anno);
    const given = asked && /^\d{4}$/.test(asked) ? { year: asked } : {};
    const { year, items, count, totals } = await request.perform(showHoursByLine, given as never);
    const here = staffingHref(request, '/linee');
    return {
      kind: 'page',
      title: m.linesTitle(year),
      crumbs: staffingCrumbs(request),
      scope: scopeOf(request),
      body: (
        <>
          <PageHead title={m.linesTitle(year)} lead={m.linesLead} />
          {timeTabs(request, 'lines')}
          <nav class="pager" aria-label={m.year}>
            <a rel="prev" href={`${here}?anno=${year - 1}`}>
              {m.previousYear(year - 1)}
            </a>
            <a rel="next" href={`${here}?anno=${year + 1}`}>
              {m.nextYear(year + 1)}
            </a>
          </nav>
          <ListPage
            caption={m.linesTitle(year)}
            rows={items}
            rowKey={({ person }) => person.id}
            count={count}
            empty={<EmptyState title={m.noLines} />}
            columns={[
              { key: 'person', title: m.person, names: true, cell: ({ person }) => person.name },
              ...([...workLines, 'none'] as const).map((line) => ({
                key: line,
                title: lineNames[line][language],
                numeric: true,
                cell: ({ minutes }: (typeof items)[number]) => hoursText(minutes[line] ?? 0),
                total: hoursText(totals[line] ?? 0),
              })),
              {
                key: 'total',
                title: m.total,
                numeric: true,
                cell: ({ total }) => hoursText(total),
                total: hoursText(items.reduce((sum, { total }) => sum + total, 0)),
              },
            ]}
          />
        </>
      ),
    };
  },
};
