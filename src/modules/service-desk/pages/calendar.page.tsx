import type { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { DataTable } from '../../../platform/pages/data-table.tsx';
import { DayText } from '../../../platform/pages/day-text.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { type Choice, HiddenField, SelectField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { oneText } from '../../../platform/pages/one-text.ts';
import { listEntities } from '../../membership/index.ts';
import { addSpecialDays, removeSpecialDays } from '../actions/add-special-days.ts';
import { removeYearlyHoliday } from '../actions/add-yearly-holiday.ts';
import { weekdays } from '../actions/calendar-shapes.ts';
import { removeWeeklyHours } from '../actions/set-weekly-hours.ts';
import { type calendarView, showCalendar } from '../actions/show-calendar.ts';
import { clockMessages } from '../clock-messages.ts';
import { monthNames, nationalHolidayWords, weekdayNames } from '../clock-names.ts';
import { ClockTabs, clockCrumbs, clockHref, entityLookedAt, ofAssociation } from './clock-frame.tsx';

type Calendar = z.output<typeof calendarView>;
const path = '/:association/assistenza/calendario';

/** When the service desk works: hours, holidays and special days, of the association and of an entity. */
export const calendarPage: PageRoute = {
  method: 'GET',
  path,
  needs: showCalendar,
  answer: (request) => reply(request),
};

/** Takes a line out of the calendar. */
export const calendarRemoval: PageRoute = {
  method: 'POST',
  path,
  needs: addSpecialDays,
  answer: async (request) => {
    const { week, holiday, days } = request.form;
    const entity = entityLookedAt(request);
    if (week) await request.perform(removeWeeklyHours, { entity, since: oneText(week) ?? '' });
    if (holiday) await request.perform(removeYearlyHoliday, { entity, monthDay: oneText(holiday) ?? '' });
    if (days) await request.perform(removeSpecialDays, { entity, id: oneText(days) ?? '' });
    return {
      kind: 'redirect',
      to: clockHref(request, 'calendario'),
      notice: text(clockMessages.it.removed, clockMessages.en.removed),
    };
  },
};

async function reply(request: PageRequest): Promise<PageReply> {
  const entity = entityLookedAt(request);
  const calendar = await request.perform(showCalendar, { entity });
  const asks = !calendar.own && request.may(listEntities);
  const entities = asks ? (await request.perform(listEntities, { limit: 10_000 })).items : [];
  return {
    kind: 'page',
    title: clockMessages[request.language].calendarTitle,
    crumbs: clockCrumbs(request),
    scope: 'association',
    body: (
      <CalendarPage
        calendar={calendar}
        entities={entities.map(({ code, name }) => ({ value: code, label: name }))}
        looking={entity ?? ''}
        changes={request.may(addSpecialDays) ? calendar.entity : undefined}
      />
    ),
  };
}

/**
 * @param entities to choose from; none where the actor sees one only
 * @param changes whose lines the actor may change here: an entity's, the association's (null), or none (undefined)
 */
export function CalendarPage({
  calendar,
  entities,
  looking,
  changes,
}: {
  calendar: Calendar;
  entities: readonly Choice[];
  looking: string;
  changes: string | null | undefined;
}) {
  const { association, url } = useFrame();
  const language = useLanguage();
  const m = clockMessages[language];
  const base = `/${association?.id}/assistenza/calendario`;
  const query = looking ? `?ente=${encodeURIComponent(looking)}` : '';
  const holder = (code: string | null) =>
    code === null ? m.ofAssociation : (entities.find(({ value }) => value === code)?.label ?? m.ofOwnEntity);
  const removal = (line: { entity: string | null }, name: string, value: string, what: string) =>
    changes !== undefined && line.entity === changes ? (
      <Form action={url}>
        <HiddenField name={name} value={value} />
        <button type="submit" class="btn btn-link" aria-label={m.removeOf(what)}>
          {m.remove}
        </button>
      </Form>
    ) : null;
  return (
    <>
      <h1>{m.calendarTitle}</h1>
      <ClockTabs at="calendario" />
      <p>{m.calendarLead}</p>
      {entities.length > 0 && (
        <Form method="get" action={base}>
          <SelectField
            name="ente"
            label={m.whose}
            value={looking || ofAssociation}
            choices={[{ value: ofAssociation, label: m.ofAssociation }, ...entities]}
          />
          <FormActions submit={m.show} />
        </Form>
      )}
      <h2>{m.weeks}</h2>
      <DataTable
        caption={m.weeks}
        captionHidden
        rows={calendar.weeks}
        rowKey={(week) => `${week.entity}${week.since}`}
        empty={<EmptyState title={m.weeksNone} />}
        columns={[
          { key: 'since', title: m.since, names: true, cell: (week) => <DayText day={week.since} /> },
          { key: 'holder', title: m.holder, cell: (week) => holder(week.entity) },
          ...weekdays.map((weekday) => ({
            key: weekday,
            title: weekdayNames[weekday][language],
            cell: (week: Calendar['weeks'][number]) => <Hours written={week[weekday]} />,
          })),
          { key: 'act', title: m.act, cell: (week) => removal(week, 'week', week.since, `${m.weeks} ${week.since}`) },
        ]}
      />
      {changes !== undefined && (
        <p>
          <a href={`${base}/orario${query}`}>{m.weeksAdd}</a>
        </p>
      )}
      <h2>{m.holidays}</h2>
      <p>{nationalHolidayWords[calendar.nationalHolidays][language]}</p>
      <DataTable
        caption={m.holidays}
        captionHidden
        rows={calendar.holidays}
        rowKey={(holiday) => `${holiday.entity}${holiday.monthDay}`}
        empty={<EmptyState title={m.holidaysNone} />}
        columns={[
          { key: 'name', title: m.name, names: true, cell: (holiday) => holiday.name },
          { key: 'on', title: m.on, cell: (holiday) => <MonthDay monthDay={holiday.monthDay} /> },
          { key: 'holder', title: m.holder, cell: (holiday) => holder(holiday.entity) },
          {
            key: 'act',
            title: m.act,
            cell: (holiday) => removal(holiday, 'holiday', holiday.monthDay, holiday.name),
          },
        ]}
      />
      {changes !== undefined && (
        <p>
          <a href={`${base}/festa${query}`}>{m.holidaysAdd}</a>
        </p>
      )}
      <h2>{m.specialDays}</h2>
      <DataTable
        caption={m.specialDays}
        captionHidden
        rows={calendar.specialDays}
        rowKey={(days) => days.id}
        empty={<EmptyState title={m.specialNone} />}
        columns={[
          { key: 'why', title: m.why, names: true, cell: (days) => days.why },
          { key: 'from', title: m.from, cell: (days) => <DayText day={days.from} /> },
          { key: 'until', title: m.until, cell: (days) => <DayText day={days.until} /> },
          { key: 'hours', title: m.hours, cell: (days) => <Hours written={days.hours} /> },
          { key: 'holder', title: m.holder, cell: (days) => holder(days.entity) },
          { key: 'act', title: m.act, cell: (days) => removal(days, 'days', days.id, days.why) },
        ]}
      />
      {changes !== undefined && (
        <p>
          <a href={`${base}/giorni${query}`}>{m.specialAdd}</a>
        </p>
      )}
    </>
  );
}

function MonthDay({ monthDay }: { monthDay: string }) {
  const language = useLanguage();
  const [month, on] = monthDay.split('-').map(Number);
  return <>{`${on} ${monthNames[(month ?? 1) - 1]?.[language]}`}</>;
}

/** Each stretch of hours on a line of its own, unbroken. */
function Hours({ written }: { written: string }) {
  const m = clockMessages[useLanguage()];
  if (written === '') return <span class="muted">{m.closed}</span>;
  return (
    <>
      {written.split(', ').map((stretch) => (
        <div key={stretch}>{stretch.replace('-', '\u2011')}</div>
      ))}
    </>
  );
}
