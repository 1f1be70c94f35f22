import type { Day } from '../../../kernel/day.ts';
import type { PageRequest, PageRoute } from '../../../platform/page.ts';
import { askedIn } from '../../../platform/pages/asked-in.ts';
import { DayText } from '../../../platform/pages/day-text.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { CheckField, DayField, SelectField, TextField } from '../../../platform/pages/field.tsx';
import { ListPage } from '../../../platform/pages/list-page.tsx';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { numberText } from '../../../platform/pages/value-text.ts';
import { showSiteTasks } from '../actions/site-tasks.ts';
import { addSite, changeSite, listSites, type SiteView, staffSite, unstaffSite } from '../actions/sites.ts';
import { listChoices } from '../actions/staff.ts';
import { messages } from '../messages.ts';
import { basePath, formRoutes, PageHead, scopeOf, staffingCrumbs, staffingHref, viewTabs } from './staffing-frame.tsx';

/** A site of the example data. */
export const exampleSite = '10000000-0000-4000-8000-000000000002';

/** The sites, staffed or not, with what one may do with each. */
export const sitesPage: PageRoute = {
  method: 'GET',
  path: `${basePath}/sedi`,
  needs: listSites,
  answer: async (request) => {
    const m = messages[request.language];
    const asked = askedIn<Record<string, string>>(request.query, { staffed: 'presidio', on: 'al' });
    const { items, count } = await request.perform(listSites, asked as never);
    return {
      kind: 'page',
      title: m.sites,
      crumbs: staffingCrumbs(request),
      scope: scopeOf(request),
      body: (
        <>
          <PageHead
            title={m.sites}
            lead={m.sitesLead}
            acts={
              request.may(addSite) ? [{ title: m.addSite, href: staffingHref(request, '/sedi/nuova'), main: true }] : []
            }
          />
          {viewTabs(request, 'sites')}
          <ListPage
            caption={m.sites}
            filters={[
              {
                kind: 'choice',
                name: 'presidio',
                label: m.staffedLabel,
                choices: [
                  { value: 'yes', label: m.staffed },
                  { value: 'no', label: m.unstaffed },
                ],
              },
              { kind: 'day', name: 'al', label: m.day },
            ]}
            rows={items}
            rowKey={({ id }) => id}
            count={count}
            empty={<EmptyState title={m.noSites}>{m.noSitesHint}</EmptyState>}
            columns={[
              { key: 'name', title: m.site, names: true, cell: (site) => siteCell(site, request) },
              { key: 'entity', title: m.entity, cell: ({ entity }) => entity.name },
              { key: 'staffed', title: m.staffedLabel, cell: (site) => staffedCell(site, request) },
              {
                key: 'media',
                title: m.media,
                cell: ({ manualMedia }) =>
                  manualMedia ? <DayText day={manualMedia.since as Day} /> : <span class="muted">{m.dash}</span>,
              },
              { key: 'acts', title: m.actions, cell: (site) => siteActs(site, request) },
            ]}
          />
        </>
      ),
    };
  },
};

function siteCell({ name, address, main }: SiteView, { language }: PageRequest) {
  return (
    <>
      {name}
      {main && <span class="muted"> ({messages[language].mainSite})</span>}
      {address && (
        <>
          <br />
          <span class="muted">{address}</span>
        </>
      )}
    </>
  );
}

function staffedCell({ staffed, periods }: SiteView, { language }: PageRequest) {
  const m = messages[language];
  const last = periods.at(-1);
  return (
    <>
      <StatusChip tone={staffed ? 'good' : 'neutral'}>{staffed ? m.staffed : m.unstaffed}</StatusChip>
      {last && (
        <div class="muted">
          {m.daysPerWeekOf(numberText(last.daysPerWeek, language))}, {m.since.toLowerCase()}{' '}
          <DayText day={last.since as Day} />
          {last.until && (
            <>
              {' '}
              {m.until.toLowerCase()} <DayText day={last.until as Day} />
            </>
          )}
          {last.act && ` (${[last.act, last.endingAct].filter(Boolean).join('; ')})`}
        </div>
      )}
    </>
  );
}

function siteActs({ id, name, periods, entity }: SiteView, request: PageRequest) {
  const m = messages[request.language];
  const { reach, own } = { reach: request.may(changeSite), own: request.actor.entity === entity.code };
  const open = periods.some(({ until }) => until === null);
  const acts = [
    ...(reach ? [{ title: m.changeSite, below: 'modifica' }] : []),
    ...(reach && open ? [{ title: m.unstaffSite, below: 'fine-presidio' }] : []),
    ...(reach && !open ? [{ title: m.staffSite, below: 'presidio' }] : []),
    ...(request.may(showSiteTasks) && (reach || own) ? [{ title: m.tasks, below: 'compiti' }] : []),
  ];
  return acts.map(({ title, below }) => (
    <div key={below}>
      <a href={staffingHref(request, `/sedi/${id}/${below}`)}>
        {title}
        <span class="visually-hidden"> {name}</span>
      </a>
    </div>
  ));
}

export const siteCrumb = (request: PageRequest) => [
  { title: messages[request.language].sites, href: staffingHref(request, '/sedi') },
];

async function siteOf(request: PageRequest): Promise<SiteView | undefined> {
  const { items } = await request.perform(listSites, { state: 'any' });
  return items.find(({ id }) => id === request.params.sede);
}
const ofSite = (request: PageRequest) => ({ site: request.params.sede });

function SiteFields({ request }: { request: PageRequest }) {
  const m = messages[request.language];
  return (
    <>
      <TextField name="name" label={m.name} width="medium" />
      <TextField name="address" label={m.address} optional />
      <CheckField name="main" label={m.main} hint={m.mainHint} />
      <TextField name="act" label={m.act} hint={m.actHint} optional />
      <DayField name="mediaSince" label={m.mediaSince} hint={m.mediaHint} optional />
      <DayField name="mediaUntil" label={m.mediaUntil} optional />
    </>
  );
}

export const addSiteRoutes = formRoutes({
  path: '/sedi/nuova',
  needs: addSite,
  page: async (request) => {
    const m = messages[request.language];
    const { entities } = await request.perform(listChoices, {});
    return {
      title: m.addSite,
      back: '/sedi',
      crumbs: siteCrumb(request),
      fields: (
        <>
          <SelectField
            name="entity"
            label={m.entity}
            choices={entities.map(({ code, name }) => ({ value: code, label: name }))}
          />
          {SiteFields({ request })}
          <DayField name="since" label={m.since} />
        </>
      ),
    };
  },
});

export const changeSiteRoutes = formRoutes({
  path: '/sedi/:sede/modifica',
  needs: changeSite,
  example: { sede: exampleSite },
  page: async (request) => {
    const m = messages[request.language];
    const site = await siteOf(request);
    return {
      title: `${m.changeSite}: ${site?.name ?? ''}`,
      back: '/sedi',
      crumbs: siteCrumb(request),
      values: {
        name: site?.name ?? '',
        address: site?.address ?? '',
        main: site?.main ? 'true' : '',
        act: site?.act ?? '',
        mediaSince: site?.manualMedia?.since ?? '',
        mediaUntil: site?.manualMedia?.until ?? '',
        until: site?.until ?? '',
      },
      fields: (
        <>
          {SiteFields({ request })}
          <DayField name="until" label={m.closes} optional />
        </>
      ),
    };
  },
  input: ofSite,
});

export const staffSiteRoutes = formRoutes({
  path: '/sedi/:sede/presidio',
  needs: staffSite,
  example: { sede: exampleSite },
  page: async (request) => {
    const m = messages[request.language];
    const site = await siteOf(request);
    return {
      title: `${m.staffSite}: ${site?.name ?? ''}`,
      back: '/sedi',
      crumbs: siteCrumb(request),
      fields: (
        <>
          <DayField name="since" label={m.since} />
          <TextField
            name="daysPerWeek"
            label={m.daysPerWeek}
            hint={m.daysPerWeekHint}
            width="short"
            inputmode="decimal"
          />
          <TextField name="act" label={m.act} hint={m.actHint} />
        </>
      ),
    };
  },
  input: (request) => {
    const typed = request.form.daysPerWeek;
    return {
      ...ofSite(request),
      ...(typeof typed === 'string' && typed ? { daysPerWeek: typed.replace(',', '.') } : {}),
    };
  },
});

export const unstaffSiteRoutes = formRoutes({
  path: '/sedi/:sede/fine-presidio',
  needs: unstaffSite,
  example: { sede: exampleSite },
  page: async (request) => {
    const m = messages[request.language];
    const site = await siteOf(request);
    return {
      title: `${m.unstaffSite}: ${site?.name ?? ''}`,
      intro: m.unstaffLead,
      back: '/sedi',
      crumbs: siteCrumb(request),
      fields: (
        <>
          <DayField name="until" label={m.lastDay} />
          <TextField name="act" label={m.act} hint={m.actHint} />
        </>
      ),
    };
  },
  input: ofSite,
});
