import type { Day } from '../../../kernel/day.ts';
import type { PageRequest, PageRoute } from '../../../platform/page.ts';
import { askedIn } from '../../../platform/pages/asked-in.ts';
import { DayText } from '../../../platform/pages/day-text.tsx';
import { Definitions } from '../../../platform/pages/definitions.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import {
  ChoiceField,
  DayField,
  MoneyField,
  SelectField,
  TextAreaField,
  TextField,
} from '../../../platform/pages/field.tsx';
import { ListPage } from '../../../platform/pages/list-page.tsx';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { addStaff, listChoices } from '../actions/staff.ts';
import { answerStaffRequest, askStaff, listStaffRequests, withdrawStaffRequest } from '../actions/staff-requests.ts';
import { messages } from '../messages.ts';
import { hoursText, requestFormNames, requestForms, requestStateNames, requestStates } from '../vocabulary.ts';
import { Amount } from './amount.tsx';
import { basePath, formRoutes, PageHead, scopeOf, staffingCrumbs, staffingHref, staffTabs } from './staffing-frame.tsx';

/** A request of the example data. */
const exampleRequest = '30000000-0000-4000-8000-000000000001';
const tones = { asked: 'attention', accepted: 'good', declined: 'bad', withdrawn: 'neutral' } as const;

/** What entities were asked for of their staff, and what they answered. */
export const staffRequestsPage: PageRoute = {
  method: 'GET',
  path: `${basePath}/richieste`,
  needs: listStaffRequests,
  answer: async (request) => {
    const { language } = request;
    const m = messages[language];
    const asked = askedIn<Record<string, string>>(request.query, { state: 'stato' });
    const { items, count } = await request.perform(listStaffRequests, asked as never);
    return {
      kind: 'page',
      title: m.staffRequests,
      crumbs: staffingCrumbs(request),
      scope: scopeOf(request),
      body: (
        <>
          <PageHead
            title={m.staffRequests}
            lead={m.staffRequestsLead}
            acts={
              request.may(askStaff)
                ? [{ title: m.askStaff, href: staffingHref(request, '/richieste/nuova'), main: true }]
                : []
            }
          />
          {staffTabs(request, 'requests')}
          <ListPage
            caption={m.staffRequests}
            filters={[
              {
                kind: 'choice',
                name: 'stato',
                label: m.state,
                choices: requestStates.map((value) => ({ value, label: requestStateNames[value][language] })),
              },
            ]}
            rows={items}
            rowKey={({ id }) => id}
            count={count}
            empty={<EmptyState title={m.noStaffRequests} />}
            columns={[
              {
                key: 'what',
                title: m.what,
                names: true,
                cell: ({ id, what }) => <a href={staffingHref(request, `/richieste/${id}`)}>{what}</a>,
              },
              {
                key: 'state',
                title: m.state,
                cell: ({ state }) => <StatusChip tone={tones[state]}>{requestStateNames[state][language]}</StatusChip>,
              },
              { key: 'entity', title: m.entity, cell: ({ entity }) => entity.name },
              { key: 'form', title: m.lentBy, cell: ({ form }) => requestFormNames[form][language] },
              { key: 'since', title: m.since, cell: ({ since }) => <DayText day={since as Day} /> },
              { key: 'until', title: m.until, cell: ({ until }) => (until ? <DayText day={until as Day} /> : m.dash) },
              { key: 'who', title: m.person, cell: ({ who }) => who },
            ]}
          />
        </>
      ),
    };
  },
};

async function theRequest(request: PageRequest) {
  const { items } = await request.perform(listStaffRequests, { request: request.params.richiesta! });
  return items[0]!;
}

/** One request: what is asked, and its answer. */
export const staffRequestPage: PageRoute = {
  method: 'GET',
  path: `${basePath}/richieste/:richiesta`,
  needs: listStaffRequests,
  example: { richiesta: exampleRequest },
  answer: async (request) => {
    const { language } = request;
    const m = messages[language];
    const row = await theRequest(request);
    const here = (below: string) => staffingHref(request, `/richieste/${row.id}/${below}`);
    const waits = row.state === 'asked';
    return {
      kind: 'page',
      title: `${m.staffRequest}: ${row.entity.name}`,
      crumbs: staffingCrumbs(request, ...crumb(request)),
      scope: scopeOf(request),
      body: (
        <>
          <PageHead
            title={`${m.staffRequest}: ${row.entity.name}`}
            lead={row.what}
            acts={[
              ...(waits && request.may(answerStaffRequest)
                ? [{ title: m.answer, href: here('risposta'), main: true }]
                : []),
              ...(waits && request.may(withdrawStaffRequest)
                ? [{ title: m.withdrawRequest, href: here('ritiro') }]
                : []),
              ...(row.state === 'accepted' && row.form !== 'time' && request.may(addStaff)
                ? [
                    {
                      title: m.addToStaff,
                      href: staffingHref(request, `/personale/nuovo?richiesta=${row.id}`),
                      main: true,
                    },
                  ]
                : []),
            ]}
          />
          <Definitions
            items={[
              {
                term: m.state,
                is: <StatusChip tone={tones[row.state]}>{requestStateNames[row.state][language]}</StatusChip>,
              },
              { term: m.lentBy, is: requestFormNames[row.form][language] },
              {
                term: m.hours,
                is: row.form === 'time' ? m.hoursInAll(hoursText(row.minutes)) : m.hoursAWeek(hoursText(row.minutes)),
              },
              { term: m.since, is: <DayText day={row.since as Day} /> },
              { term: m.until, is: row.until ? <DayText day={row.until as Day} /> : undefined },
              { term: m.person, is: row.who || undefined },
              { term: m.yearlyCost, is: row.yearlyCost === null ? undefined : <Amount of={row.yearlyCost} /> },
              { term: m.act, is: row.act || undefined },
              { term: m.note, is: row.why || undefined },
              { term: m.by, is: row.by },
            ]}
          />
        </>
      ),
    };
  },
};

const crumb = (request: PageRequest) => [
  { title: messages[request.language].staffRequests, href: staffingHref(request, '/richieste') },
];
const ofRequest = (request: PageRequest) => ({ request: request.params.richiesta });

export const askStaffRoutes = formRoutes({
  path: '/richieste/nuova',
  needs: askStaff,
  page: async (request) => {
    const { language } = request;
    const m = messages[language];
    const { entities } = await request.perform(listChoices, {});
    return {
      title: m.askStaff,
      intro: m.askStaffHint,
      back: '/richieste',
      crumbs: crumb(request),
      values: { since: request.now.today },
      fields: (
        <>
          <SelectField
            name="entity"
            label={m.entity}
            choices={entities.map(({ code, name }) => ({ value: code, label: name }))}
          />
          <ChoiceField
            name="form"
            label={m.lentBy}
            value="seconded"
            choices={requestForms.map((value) => ({ value, label: requestFormNames[value][language] }))}
          />
          <TextAreaField name="what" label={m.whatStaff} rows={3} />
          <TextField name="hours" label={m.hours} hint={m.hoursAskedHint} width="short" />
          <DayField name="since" label={m.since} />
          <DayField name="until" label={m.until} hint={m.untilHint} optional />
        </>
      ),
    };
  },
});

export const answerRequestRoutes = formRoutes({
  path: '/richieste/:richiesta/risposta',
  needs: answerStaffRequest,
  example: { richiesta: exampleRequest },
  page: async (request) => {
    const m = messages[request.language];
    const row = await theRequest(request);
    return {
      title: m.answerRequest,
      intro: `${row.entity.name}: ${row.what}`,
      back: `/richieste/${row.id}`,
      crumbs: crumb(request),
      fields: (
        <>
          <ChoiceField
            name="accepts"
            label={m.answer}
            value="true"
            choices={[
              { value: 'true', label: m.accepts },
              { value: 'false', label: m.declines },
            ]}
          />
          <TextField name="who" label={m.whoIsGiven} hint={m.ifAccepts} width="medium" optional />
          <TextField name="act" label={m.act} hint={m.ifAccepts} optional />
          {row.form !== 'time' && (
            <MoneyField name="yearlyCost" label={m.yearlyCost} hint={m.yearlyCostHint} optional />
          )}
          <TextAreaField name="why" label={m.why} hint={m.ifDeclines} rows={2} optional />
        </>
      ),
    };
  },
  input: ofRequest,
});

export const withdrawRequestRoutes = formRoutes({
  path: '/richieste/:richiesta/ritiro',
  needs: withdrawStaffRequest,
  example: { richiesta: exampleRequest },
  page: async (request) => {
    const m = messages[request.language];
    const row = await theRequest(request);
    return {
      title: m.withdrawRequest,
      intro: `${row.entity.name}: ${row.what}`,
      back: `/richieste/${row.id}`,
      crumbs: crumb(request),
      fields: <TextAreaField name="why" label={m.why} rows={2} optional />,
    };
  },
  input: ofRequest,
});
