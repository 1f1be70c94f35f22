import { text } from '../../../kernel/text.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { DayField, NumberField, SelectField, TextField } from '../../../platform/pages/field.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { oneText } from '../../../platform/pages/one-text.ts';
import { addSpecialDays } from '../actions/add-special-days.ts';
import { addYearlyHoliday } from '../actions/add-yearly-holiday.ts';
import { weekdays } from '../actions/calendar-shapes.ts';
import { setWeeklyHours } from '../actions/set-weekly-hours.ts';
import { clockMessages } from '../clock-messages.ts';
import { monthNames, weekdayNames } from '../clock-names.ts';
import { clockHref, entityLookedAt, formReply } from './clock-frame.tsx';

const path = '/:association/assistenza/calendario';
const ofWhom = (request: PageRequest) => ({ entity: entityLookedAt(request) });
const saved = (request: PageRequest, message: 'weekSaved' | 'holidaySaved' | 'specialSaved'): PageReply => ({
  kind: 'redirect',
  to: clockHref(request, 'calendario'),
  notice: text(clockMessages.it[message], clockMessages.en[message]),
});

function weekForm(request: PageRequest, form: FormState): PageReply {
  const m = clockMessages[request.language];
  const fields = (
    <>
      <DayField name="since" label={m.since} hint={m.sinceHint} />
      {weekdays.map((weekday) => (
        <TextField
          key={weekday}
          name={weekday}
          label={weekdayNames[weekday][request.language]}
          hint={weekday === 'monday' ? m.hoursHint : undefined}
          width="medium"
          optional
        />
      ))}
    </>
  );
  return formReply(request, { title: m.weeksAdd, intro: m.weekEntityHint, fields, form, place: 'calendario' });
}

/** Sets weekly hours. */
export const weekRoutes: PageRoute[] = [
  {
    method: 'GET',
    path: `${path}/orario`,
    needs: setWeeklyHours,
    answer: async (request) => weekForm(request, freshForm({ since: request.now.today })),
  },
  {
    method: 'POST',
    path: `${path}/orario`,
    needs: setWeeklyHours,
    answer: async (request) => {
      const attempt = await request.attempt(setWeeklyHours, { ...request.form, ...ofWhom(request) });
      return attempt.ok ? saved(request, 'weekSaved') : weekForm(request, returnedForm(request, attempt));
    },
  },
];

function holidayForm(request: PageRequest, form: FormState): PageReply {
  const m = clockMessages[request.language];
  const fields = (
    <>
      <TextField name="name" label={m.name} width="medium" />
      <NumberField name="day" label={m.on} />
      <SelectField
        name="month"
        label={m.month}
        choices={monthNames.map((name, i) => ({
          value: String(i + 1).padStart(2, '0'),
          label: name[request.language],
        }))}
      />
    </>
  );
  return formReply(request, { title: m.holidaysAdd, fields, form, place: 'calendario' });
}

/** Adds a holiday of each year; day and month are two fields of the page and one of the action. */
export const holidayRoutes: PageRoute[] = [
  {
    method: 'GET',
    path: `${path}/festa`,
    needs: addYearlyHoliday,
    answer: async (request) => holidayForm(request, freshForm()),
  },
  {
    method: 'POST',
    path: `${path}/festa`,
    needs: addYearlyHoliday,
    answer: async (request) => {
      const { name, day, month } = request.form;
      const monthDay = `${oneText(month) ?? ''}-${(oneText(day) ?? '').padStart(2, '0')}`;
      const attempt = await request.attempt(addYearlyHoliday, { name, monthDay, ...ofWhom(request) });
      if (attempt.ok) return saved(request, 'holidaySaved');
      const form = returnedForm(request, attempt);
      const problems = form.problems.map((one) => (one.path === 'monthDay' ? { ...one, path: 'day' } : one));
      return holidayForm(request, { ...form, problems });
    },
  },
];

function specialForm(request: PageRequest, form: FormState): PageReply {
  const m = clockMessages[request.language];
  const fields = (
    <>
      <TextField name="why" label={m.why} />
      <DayField name="from" label={m.from} />
      <DayField name="until" label={m.until} hint={m.untilHint} optional />
      <TextField name="hours" label={m.hours} hint={m.hoursHint} width="medium" optional />
    </>
  );
  return formReply(request, { title: m.specialAdd, fields, form, place: 'calendario' });
}

/** Adds a closure, or an extraordinary opening. */
export const specialDaysRoutes: PageRoute[] = [
  {
    method: 'GET',
    path: `${path}/giorni`,
    needs: addSpecialDays,
    answer: async (request) => specialForm(request, freshForm()),
  },
  {
    method: 'POST',
    path: `${path}/giorni`,
    needs: addSpecialDays,
    answer: async (request) => {
      const attempt = await request.attempt(addSpecialDays, { ...request.form, ...ofWhom(request) });
      return attempt.ok ? saved(request, 'specialSaved') : specialForm(request, returnedForm(request, attempt));
    },
  },
];
