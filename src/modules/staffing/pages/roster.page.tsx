import { addDays, type Day, parseDay, weekdayOf } from '../../../kernel/day.ts';
import type { PageRequest, PageRoute } from '../../../platform/page.ts';
import { DataTable } from '../../../platform/pages/data-table.tsx';
import { DayText } from '../../../platform/pages/day-text.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import {
  ChoiceField,
  DayField,
  HiddenField,
  NumberField,
  SelectField,
  TextField,
} from '../../../platform/pages/field.tsx';
import { Form } from '../../../platform/pages/form.tsx';
import { ListPage } from '../../../platform/pages/list-page.tsx';
import { Notice } from '../../../platform/pages/notice.tsx';
import { oneText } from '../../../platform/pages/one-text.ts';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import {
  listCoverage,
  planAbsence,
  planPresence,
  type RosterDayView,
  removePlanDays,
  setCoverage,
  showRoster,
  weekdays,
} from '../actions/plan.ts';
import { listChoices } from '../actions/staff.ts';
import { messages } from '../messages.ts';
import { notices } from '../notices.ts';
import { weekdayNames } from '../vocabulary.ts';
import { basePath, formRoutes, PageHead, staffingCrumbs, staffingHref, viewTabs } from './staffing-frame.tsx';

const shownDays = 14;

/** The roster of two weeks, with who is away and what nobody holds. */
export const rosterPage: PageRoute = {
  method: 'GET',
  path: `${basePath}/calendario`,
  needs: showRoster,
  answer: async (request) => {
    const { language, query } = request;
    const m = messages[language];
    const asked = parseDay(oneText(query.dal) ?? '');
    const from = asked ?? addDays(request.now.today, 1 - weekdayOf(request.now.today));
    const site = oneText(query.sede);
    const roster = await request.perform(showRoster, { from, days: shownDays, ...(site ? { site } : {}) });
    const sites = new Map(roster.items.flatMap(({ stints }) => stints.map((one) => [one.site.id, one.site.name])));
    const here = staffingHref(request, '/calendario');
    const days = roster.items.filter(
      ({ on, stints, gaps }) => weekdayOf(on as Day) <= 5 || stints.length + gaps.length > 0,
    );
    return {
      kind: 'page',
      title: m.rosterTitle,
      crumbs: staffingCrumbs(request),
      scope: 'association',
      body: (
        <>
          <PageHead title={m.rosterTitle} lead={m.rosterLead} acts={actsOf(request)} />
          {viewTabs(request, 'roster')}
          {roster.gaps > 0 && <Notice tone="warning">{m.gapsFound(roster.gaps)}</Notice>}
          <nav class="pager" aria-label={m.day}>
            <a rel="prev" href={`${here}?dal=${addDays(from, -shownDays)}`}>
              ← {m.earlier}
            </a>
            <a rel="next" href={`${here}?dal=${addDays(from, shownDays)}`}>
              {m.later} →
            </a>
          </nav>
          <ListPage
            caption={m.rosterTitle}
            filters={[
              { kind: 'day', name: 'dal', label: m.since, ...(asked ? { value: asked } : {}) },
              {
                kind: 'choice',
                name: 'sede',
                label: m.site,
                choices: [...sites].map(([value, label]) => ({ value, label })),
                value: site,
              },
            ]}
            rows={days}
            rowKey={({ on }) => on}
            count={days.length}
            columns={[
              { key: 'day', title: m.day, names: true, cell: (day) => dayCell(day, request) },
              { key: 'present', title: m.present, cell: ({ stints }) => presentCell(stints) },
              { key: 'gaps', title: m.gaps, cell: ({ gaps }) => gapsCell(gaps, request) },
              {
                key: 'absent',
                title: m.absent,
                cell: ({ absent }) => absent.map(({ id, name }) => <div key={id}>{name}</div>),
              },
            ]}
          />
          <h2>{m.changes}</h2>
          <DataTable
            caption={m.changes}
            captionHidden
            dense
            rows={roster.changes}
            rowKey={({ id }) => id}
            empty={<EmptyState title={m.noChanges} />}
            columns={[
              { key: 'person', title: m.person, names: true, cell: ({ person }) => person.name },
              { key: 'since', title: m.since, cell: ({ since }) => <DayText day={since as Day} /> },
              { key: 'until', title: m.until, cell: ({ until }) => <DayText day={until as Day} /> },
              {
                key: 'what',
                title: m.site,
                cell: ({ site: at, hours }) => (at ? `${at.name}, ${hours}` : m.awayWord),
              },
              {
                key: 'act',
                title: m.actions,
                cell: ({ id, mine, person }) =>
                  mine && request.may(removePlanDays) ? (
                    <Form action={request.url}>
                      <HiddenField name="riga" value={id} />
                      <button type="submit" class="btn btn-link" aria-label={m.removeOf(person.name)}>
                        {m.remove}
                      </button>
                    </Form>
                  ) : null,
              },
            ]}
          />
        </>
      ),
    };
  },
};

function actsOf(request: PageRequest) {
  const m = messages[request.language];
  const here = (below: string) => staffingHref(request, `/calendario/${below}`);
  return [
    ...(request.may(planAbsence) ? [{ title: m.addAbsence, href: here('assenza'), main: true }] : []),
    ...(request.may(planPresence) ? [{ title: m.addPresence, href: here('presenza') }] : []),
    ...(request.may(setCoverage) ? [{ title: m.setCoverage, href: here('quante') }] : []),
  ];
}

function dayCell({ on, holiday }: RosterDayView, { language }: PageRequest) {
  return (
    <>
      {weekdayNames[weekdayOf(on as Day) - 1]![language]} <DayText day={on as Day} />
      {holiday && <span class="muted"> ({messages[language].holiday})</span>}
    </>
  );
}

/** Each site on a line, with who is there. */
function presentCell(stints: RosterDayView['stints']) {
  const bySite = Map.groupBy(stints, ({ site }) => site.id);
  return [...bySite].map(([id, there]) => (
    <div key={id}>
      <strong>{there[0]!.site.name}</strong>:{' '}
      {there.map(({ person, hours }, place) => (
        <span key={`${person.id} ${hours}`}>
          {place > 0 && '; '}
          <span class="nowrap">
            {person.name} {hours}
          </span>
        </span>
      ))}
    </div>
  ));
}

function gapsCell(gaps: RosterDayView['gaps'], { language }: PageRequest) {
  const m = messages[language];
  if (gaps.length === 0) return <span class="muted">{m.noGap}</span>;
  return gaps.map(({ site, hours, present, wanted }) => (
    <div key={`${site?.id} ${hours}`}>
      <span class="nowrap">
        <StatusChip tone="bad">{m.gap(hours, present, wanted)}</StatusChip>
      </span>{' '}
      {site?.name ?? m.anywhere}
    </div>
  ));
}

/** Takes days out of the plan. */
export const rosterRemoval: PageRoute = {
  method: 'POST',
  path: `${basePath}/calendario`,
  needs: removePlanDays,
  answer: async (request) => {
    await request.perform(removePlanDays, { id: oneText(request.form.riga) ?? '' });
    return { kind: 'redirect', to: staffingHref(request, '/calendario'), notice: notices.removed };
  },
};

const crumb = (request: PageRequest) => [
  { title: messages[request.language].roster, href: staffingHref(request, '/calendario') },
];

const peopleOf = async (request: PageRequest) =>
  (await request.perform(listChoices, {})).staff.map(({ id, name }) => ({ value: id, label: name }));
const sitesOf = async (request: PageRequest) =>
  (await request.perform(listChoices, {})).sites.map(({ id, name }) => ({ value: id, label: name }));

/** Who may write down only oneself need not choose. */
function alone(people: readonly { readonly value: string }[]): Record<string, string> {
  return people.length === 1 ? { staff: people[0]!.value } : {};
}

export const absenceRoutes = formRoutes({
  path: '/calendario/assenza',
  needs: planAbsence,
  page: async (request) => {
    const m = messages[request.language];
    const people = await peopleOf(request);
    return {
      title: m.addAbsence,
      intro: m.absenceHint,
      back: '/calendario',
      crumbs: crumb(request),
      values: alone(people),
      fields: (
        <>
          <SelectField name="staff" label={m.person} choices={people} />
          <DayField name="since" label={m.since} />
          <DayField name="until" label={m.until} hint={m.oneDayHint} optional />
        </>
      ),
    };
  },
});

export const presenceRoutes = formRoutes({
  path: '/calendario/presenza',
  needs: planPresence,
  page: async (request) => {
    const m = messages[request.language];
    const people = await peopleOf(request);
    return {
      title: m.addPresence,
      intro: m.presenceHint,
      back: '/calendario',
      crumbs: crumb(request),
      values: alone(people),
      fields: (
        <>
          <SelectField name="staff" label={m.person} choices={people} />
          <DayField name="since" label={m.since} />
          <DayField name="until" label={m.until} hint={m.oneDayHint} optional />
          <SelectField name="site" label={m.site} choices={await sitesOf(request)} />
          <TextField name="hours" label={m.hours} hint={m.hoursHint} width="medium" />
        </>
      ),
    };
  },
});

export const coverageRoutes = formRoutes({
  path: '/calendario/quante',
  needs: setCoverage,
  page: async (request) => {
    const { language } = request;
    const m = messages[language];
    const { items } = await request.perform(listCoverage, {});
    const days = weekdays.map((value, place) => ({ value, label: weekdayNames[place]![language] }));
    return {
      title: m.coverageTitle,
      back: '/calendario',
      crumbs: crumb(request),
      intro:
        items.length === 0
          ? m.coverageNone
          : `${m.coverageNow}: ${items
              .map(
                ({ site, weekday, hours, people }) =>
                  `${weekdayNames[weekdays.indexOf(weekday)]![language]} ${hours} ${site?.name ?? m.anywhere}: ${people}`,
              )
              .join('; ')}.`,
      values: { weekdays: weekdays.slice(0, 5), people: '1', since: request.now.today },
      fields: (
        <>
          <SelectField
            name="site"
            label={m.site}
            hint={m.coverageHint}
            optional
            choices={[{ value: '', label: m.anywhere }, ...(await sitesOf(request))]}
          />
          <ChoiceField name="weekdays" label={m.weekdays} several choices={days} />
          <TextField name="hours" label={m.hours} hint={m.hoursHint} width="medium" />
          <NumberField name="people" label={m.people} />
          <DayField name="since" label={m.since} />
        </>
      ),
    };
  },
});
