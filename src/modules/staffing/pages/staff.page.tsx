import type { Day } from '../../../kernel/day.ts';
import type { PageRequest, PageRoute } from '../../../platform/page.ts';
import { askedIn } from '../../../platform/pages/asked-in.ts';
import { DataTable } from '../../../platform/pages/data-table.tsx';
import { DayText } from '../../../platform/pages/day-text.tsx';
import { Definitions } from '../../../platform/pages/definitions.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import {
  DayField,
  Fieldset,
  NumberField,
  SelectField,
  TextAreaField,
  TextField,
} from '../../../platform/pages/field.tsx';
import { ListPage } from '../../../platform/pages/list-page.tsx';
import { oneText } from '../../../platform/pages/one-text.ts';
import { planWeek, weekdays } from '../actions/plan.ts';
import {
  addStaff,
  agreeMinimum,
  endStaffing,
  listChoices,
  listStaff,
  type StaffView,
  showStaff,
} from '../actions/staff.ts';
import { listStaffRequests } from '../actions/staff-requests.ts';
import { messages } from '../messages.ts';
import { hoursText, kindNames, lineNames, staffKinds, weekdayNames, workLines } from '../vocabulary.ts';
import { basePath, formRoutes, PageHead, scopeOf, staffingCrumbs, staffingHref, staffTabs } from './staffing-frame.tsx';

/** A person of the example data. */
const examplePerson = '20000000-0000-4000-8000-000000000001';

/** Who works for the service. */
export const staffPage: PageRoute = {
  method: 'GET',
  path: `${basePath}/personale`,
  needs: listStaff,
  answer: async (request) => {
    const { language, query } = request;
    const m = messages[language];
    const asked = askedIn<Record<string, string>>(query, { q: 'q', line: 'linea', kind: 'rapporto', state: 'stato' });
    const { items, count } = await request.perform(listStaff, asked as never);
    return {
      kind: 'page',
      title: m.staff,
      crumbs: staffingCrumbs(request),
      scope: scopeOf(request),
      body: (
        <>
          <PageHead
            title={m.staff}
            lead={m.staffLead}
            acts={
              request.may(addStaff)
                ? [{ title: m.addStaff, href: staffingHref(request, '/personale/nuovo'), main: true }]
                : []
            }
          />
          {staffTabs(request, 'people')}
          <ListPage
            caption={m.staff}
            filters={[
              { kind: 'text', name: 'q', label: m.search },
              {
                kind: 'choice',
                name: 'linea',
                label: m.line,
                choices: workLines.map((value) => ({ value, label: lineNames[value][language] })),
              },
              {
                kind: 'choice',
                name: 'rapporto',
                label: m.kind,
                choices: staffKinds.map((value) => ({ value, label: kindNames[value][language] })),
              },
              {
                kind: 'choice',
                name: 'stato',
                label: m.state,
                choices: [{ value: 'any', label: m.everybodyEver }],
                unchosen: m.inService,
              },
            ]}
            rows={items}
            rowKey={({ id }) => id}
            count={count}
            empty={<EmptyState title={m.noStaff} />}
            columns={[
              {
                key: 'name',
                title: m.name,
                names: true,
                cell: ({ id, name }) => <a href={staffingHref(request, `/personale/${id}`)}>{name}</a>,
              },
              { key: 'kind', title: m.kind, cell: ({ kind }) => kindNames[kind][language] },
              { key: 'employer', title: m.employer, cell: ({ employer, company }) => employer?.name ?? company },
              { key: 'percentage', title: m.percentage, numeric: true, cell: (row) => m.percent(row.percentage) },
              { key: 'profile', title: m.profile, cell: ({ profile }) => profile?.name[language] ?? m.dash },
              { key: 'line', title: m.line, cell: ({ line }) => (line ? lineNames[line][language] : m.dash) },
              { key: 'since', title: m.since, cell: ({ since }) => <DayText day={since as Day} /> },
              { key: 'until', title: m.until, cell: ({ until }) => (until ? <DayText day={until as Day} /> : m.dash) },
            ]}
          />
        </>
      ),
    };
  },
};

/** One of the staff: record, week, minimum presence agreed. */
export const personPage: PageRoute = {
  method: 'GET',
  path: `${basePath}/personale/:persona`,
  needs: showStaff,
  example: { persona: examplePerson },
  answer: async (request) => {
    const m = messages[request.language];
    const row = await request.perform(showStaff, { staff: request.params.persona! });
    return {
      kind: 'page',
      title: row.name,
      crumbs: staffingCrumbs(request, ...crumb(request)),
      scope: scopeOf(request),
      body: (
        <>
          <PageHead title={row.name} acts={personActs(request, row)} />
          <p>{m.reportsTo}</p>
          <PersonFacts request={request} row={row} />
          <h2>{m.week}</h2>
          <WeekTable request={request} row={row} />
          <h2>{m.minimums}</h2>
          <DataTable
            caption={m.minimums}
            captionHidden
            rows={row.minimums}
            rowKey={({ site }) => site.id}
            empty={<EmptyState title={m.noMinimums} />}
            columns={[
              { key: 'site', title: m.site, names: true, cell: ({ site }) => site.name },
              { key: 'since', title: m.since, cell: ({ since }) => <DayText day={since as Day} /> },
              { key: 'days', title: m.daysAMonth, numeric: true, cell: ({ days }) => days },
              { key: 'hours', title: m.hoursAMonth, numeric: true, cell: ({ minutes }) => hoursText(minutes) },
              { key: 'act', title: m.act, cell: ({ act }) => act },
            ]}
          />
        </>
      ),
    };
  },
};

function personActs(request: PageRequest, { id, endingAct }: StaffView) {
  const m = messages[request.language];
  const here = (below: string) => staffingHref(request, `/personale/${id}/${below}`);
  return [
    ...(request.may(planWeek) ? [{ title: m.planWeek, href: here('settimana'), main: true }] : []),
    ...(request.may(agreeMinimum) ? [{ title: m.agreeMinimum, href: here('minimo') }] : []),
    ...(request.may(endStaffing) && endingAct === null ? [{ title: m.endStaff, href: here('fine') }] : []),
  ];
}

function PersonFacts({ request, row }: { request: PageRequest; row: StaffView }) {
  const { language } = request;
  const m = messages[language];
  return (
    <Definitions
      items={[
        { term: m.kind, is: kindNames[row.kind][language] },
        { term: m.employer, is: row.employer?.name },
        { term: m.company, is: row.company || undefined },
        { term: m.contract, is: row.contract || undefined },
        { term: m.percentage, is: m.percent(row.percentage) },
        { term: m.profile, is: row.profile?.name[language] },
        { term: m.line, is: row.line ? lineNames[row.line][language] : undefined },
        { term: m.skills, is: row.skills || undefined },
        { term: m.since, is: <DayText day={row.since as Day} /> },
        { term: m.until, is: row.until ? <DayText day={row.until as Day} /> : undefined },
        { term: m.act, is: [row.act, row.endingAct].filter(Boolean).join('; ') },
      ]}
    />
  );
}

function WeekTable({ request, row }: { request: PageRequest; row: StaffView }) {
  const { language } = request;
  const m = messages[language];
  return (
    <DataTable
      caption={m.week}
      captionHidden
      rows={row.week}
      rowKey={({ weekday, from }) => `${weekday} ${from}`}
      empty={<EmptyState title={m.noWeek} />}
      columns={[
        { key: 'day', title: m.day, names: true, cell: ({ weekday }) => weekdayNames[weekday - 1]![language] },
        { key: 'hours', title: m.hours, cell: ({ from, until }) => `${clockText(from)}-${clockText(until)}` },
        { key: 'site', title: m.site, cell: ({ site }) => site.name },
      ]}
    />
  );
}

const crumb = (request: PageRequest) => [
  { title: messages[request.language].staff, href: staffingHref(request, '/personale') },
];
async function personCrumbs(request: PageRequest) {
  const { id, name } = await request.perform(showStaff, { staff: request.params.persona! });
  return { name, crumbs: [...crumb(request), { title: name, href: staffingHref(request, `/personale/${id}`) }] };
}
const ofPerson = (request: PageRequest) => ({ staff: request.params.persona });
const backTo = (request: PageRequest) => `/personale/${request.params.persona}`;

/** What an entity that accepted to lend somebody has said: the record begins from it. */
async function lentBy(request: PageRequest): Promise<Record<string, string>> {
  const asked = oneText(request.query.richiesta);
  if (!asked || !/^[0-9a-f-]{36}$/.test(asked) || !request.may(listStaffRequests)) return {};
  const attempt = await request.attempt(listStaffRequests, { request: asked, state: 'accepted' });
  const found = attempt.ok ? attempt.value.items[0] : undefined;
  if (!found || found.form === 'time') return {};
  const { who, form, entity, since, until, act } = found;
  return { name: who, kind: form, employer: entity.code, since, until: until ?? '', act };
}

export const addStaffRoutes = formRoutes({
  path: '/personale/nuovo',
  needs: addStaff,
  page: async (request) => {
    const { language } = request;
    const m = messages[language];
    const { entities, people, profiles } = await request.perform(listChoices, {});
    return {
      title: m.addStaff,
      back: '/personale',
      crumbs: crumb(request),
      values: { percentage: '100', ...(await lentBy(request)) },
      fields: (
        <>
          <TextField name="name" label={m.name} width="medium" />
          <SelectField
            name="person"
            label={m.account}
            hint={m.accountHint}
            optional
            choices={[{ value: '', label: m.dash }, ...people.map(({ id, name }) => ({ value: id, label: name }))]}
          />
          <SelectField
            name="kind"
            label={m.kind}
            choices={staffKinds.map((value) => ({ value, label: kindNames[value][language] }))}
          />
          <SelectField
            name="employer"
            label={m.employer}
            optional
            choices={[
              { value: '', label: m.dash },
              ...entities.map(({ code, name }) => ({ value: code, label: name })),
            ]}
          />
          <TextField name="company" label={m.company} hint={m.companyHint} optional />
          <TextField name="contract" label={m.contract} hint={m.contractHint} optional />
          <NumberField name="percentage" label={m.percentage} hint={m.percentageHint} />
          {profiles.length > 0 && (
            <SelectField
              name="profile"
              label={m.profile}
              optional
              choices={[
                { value: '', label: m.dash },
                ...profiles.map(({ id, name }) => ({ value: id, label: name[language] })),
              ]}
            />
          )}
          <SelectField
            name="line"
            label={m.line}
            optional
            choices={[
              { value: '', label: m.dash },
              ...workLines.map((value) => ({ value, label: lineNames[value][language] })),
            ]}
          />
          <TextAreaField name="skills" label={m.skills} rows={2} optional />
          <DayField name="since" label={m.since} />
          <DayField name="until" label={m.until} hint={m.untilHint} optional />
          <TextField name="act" label={m.act} hint={m.actHint} />
        </>
      ),
    };
  },
});

export const weekRoutes = formRoutes({
  path: '/personale/:persona/settimana',
  needs: planWeek,
  example: { persona: examplePerson },
  page: async (request) => {
    const { language } = request;
    const m = messages[language];
    const { sites } = await request.perform(listChoices, {});
    const { name, crumbs } = await personCrumbs(request);
    const row = await request.perform(showStaff, { staff: request.params.persona! });
    const values: Record<string, string> = { since: request.now.today };
    for (const [place, weekday] of weekdays.entries()) {
      const stints = row.week.filter((stint) => stint.weekday === place + 1);
      if (stints.length === 0) continue;
      values[`${weekday}.hours`] = stints.map(({ from, until }) => `${clockText(from)}-${clockText(until)}`).join(', ');
      values[`${weekday}.site`] = stints[0]!.site.id;
    }
    const choices = [{ value: '', label: m.noSite }, ...sites.map((site) => ({ value: site.id, label: site.name }))];
    return {
      title: `${m.planWeek}: ${name}`,
      intro: m.planWeekLead,
      back: backTo(request),
      crumbs,
      values,
      fields: (
        <>
          <DayField name="since" label={m.since} />
          {weekdays.map((weekday, place) => (
            <Fieldset key={weekday} legend={weekdayNames[place]![language]} id={`giorno-${weekday}`}>
              <TextField
                name={`${weekday}.hours`}
                label={m.hours}
                hint={place === 0 ? m.hoursHint : undefined}
                width="medium"
                optional
              />
              <SelectField name={`${weekday}.site`} label={m.site} choices={choices} optional />
            </Fieldset>
          ))}
        </>
      ),
    };
  },
  input: ofPerson,
});

function clockText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

export const minimumRoutes = formRoutes({
  path: '/personale/:persona/minimo',
  needs: agreeMinimum,
  example: { persona: examplePerson },
  page: async (request) => {
    const m = messages[request.language];
    const { sites } = await request.perform(listChoices, {});
    const { name, crumbs } = await personCrumbs(request);
    return {
      title: `${m.agreeMinimum}: ${name}`,
      intro: m.minimumHint,
      back: backTo(request),
      crumbs,
      values: { month: request.now.today.slice(0, 7) },
      fields: (
        <>
          <SelectField
            name="site"
            label={m.site}
            choices={sites.map((site) => ({ value: site.id, label: site.name }))}
          />
          <TextField name="month" label={m.month} hint={m.monthHint} width="short" />
          <NumberField name="days" label={m.daysAMonth} />
          <TextField name="hours" label={m.hoursAMonth} hint={m.durationHint} width="short" />
          <TextField name="act" label={m.act} hint={m.actHint} />
        </>
      ),
    };
  },
  input: ofPerson,
});

export const endStaffRoutes = formRoutes({
  path: '/personale/:persona/fine',
  needs: endStaffing,
  example: { persona: examplePerson },
  page: async (request) => {
    const m = messages[request.language];
    const { name, crumbs } = await personCrumbs(request);
    return {
      title: `${m.endStaff}: ${name}`,
      back: backTo(request),
      crumbs,
      fields: (
        <>
          <DayField name="until" label={m.until} hint={m.untilHint} />
          <TextField name="act" label={m.act} hint={m.actHint} />
        </>
      ),
    };
  },
  input: ofPerson,
});
