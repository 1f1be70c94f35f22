import type { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { DataTable } from '../../../platform/pages/data-table.tsx';
import { DayText } from '../../../platform/pages/day-text.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import {
  CheckField,
  DayField,
  HiddenField,
  NumberField,
  SelectField,
  TextField,
} from '../../../platform/pages/field.tsx';
import { Form } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { oneText } from '../../../platform/pages/one-text.ts';
import { setClockRules } from '../actions/set-clock-rules.ts';
import { listTargets, removeTarget, setTarget } from '../actions/set-target.ts';
import { type calendarView, showCalendar } from '../actions/show-calendar.ts';
import { clockMessages } from '../clock-messages.ts';
import { pauseReasons, priorities, priorityNames, waitNames } from '../vocabulary.ts';
import { ClockTabs, clockCrumbs, clockHref, formReply } from './clock-frame.tsx';

type Line = z.output<typeof listTargets.output>['items'][number];
type Rules = Pick<z.output<typeof calendarView>, 'stops' | 'escalations' | 'nationalHolidays'>;
const path = '/:association/assistenza/obiettivi';

/** How soon requests are meant to be answered and solved, and what stops the clock. */
export const targetsPage: PageRoute = {
  method: 'GET',
  path,
  needs: listTargets,
  answer: async (request) => {
    const { items } = await request.perform(listTargets, {});
    const rules = await request.perform(showCalendar, {});
    return {
      kind: 'page',
      title: clockMessages[request.language].targetsTitle,
      crumbs: clockCrumbs(request),
      scope: 'association',
      body: <TargetsPage lines={items} rules={rules} changes={request.may(setTarget)} />,
    };
  },
};

/** Takes a target out. */
export const targetRemoval: PageRoute = {
  method: 'POST',
  path,
  needs: removeTarget,
  answer: async (request) => {
    const { service, priority, since } = request.form;
    const attempt = await request.attempt(removeTarget, { service, priority, since });
    if (attempt.ok) return saved(request, 'removed');
    return targetForm(request, returnedForm(request, attempt));
  },
};

const saved = (request: PageRequest, message: 'removed' | 'targetSaved' | 'rulesSaved'): PageReply => ({
  kind: 'redirect',
  to: clockHref(request, 'obiettivi'),
  notice: text(clockMessages.it[message], clockMessages.en[message]),
});

function targetForm(request: PageRequest, form: FormState): PageReply {
  const m = clockMessages[request.language];
  const fields = (
    <>
      <TextField name="service" label={m.service} hint={m.anyService} width="medium" optional />
      <SelectField
        name="priority"
        label={m.priority}
        optional
        choices={[
          { value: '', label: m.anyPriority },
          ...priorities.map((value) => ({ value, label: priorityNames[value][request.language] })),
        ]}
      />
      <NumberField name="firstAnswer" label={m.firstAnswer} hint={m.minutesHint} suffix={m.minutes} optional />
      <NumberField name="solution" label={m.solution} hint={m.minutesHint} suffix={m.minutes} optional />
      <DayField name="since" label={m.since} hint={m.sinceHint} />
      <TextField name="clause" label={m.clause} hint={m.clauseHint} width="medium" optional />
    </>
  );
  return formReply(request, { title: m.targetsAdd, fields, form, place: 'obiettivi' });
}

/** Sets a target. */
export const targetRoutes: PageRoute[] = [
  {
    method: 'GET',
    path: `${path}/nuovo`,
    needs: setTarget,
    answer: async (request) => targetForm(request, freshForm({ since: request.now.today })),
  },
  {
    method: 'POST',
    path: `${path}/nuovo`,
    needs: setTarget,
    answer: async (request) => {
      const attempt = await request.attempt(setTarget, request.form);
      return attempt.ok ? saved(request, 'targetSaved') : targetForm(request, returnedForm(request, attempt));
    },
  },
];

function rulesForm(request: PageRequest, form: FormState): PageReply {
  const m = clockMessages[request.language];
  const fields = (
    <>
      {pauseReasons.map((reason) => (
        <div key={reason}>
          <CheckField name={`stop-${reason}`} label={`${m.stops}: ${waitNames[reason][request.language]}`} />
          <TextField
            name={`clause-${reason}`}
            label={`${m.clause}: ${waitNames[reason][request.language]}`}
            width="medium"
            optional
          />
        </div>
      ))}
      <CheckField name="open" label={m.holidaysWorked} />
      <TextField name="escalations" label={m.warnings} hint={m.warningsHint} width="medium" optional />
    </>
  );
  return formReply(request, { title: m.rulesChange, intro: m.clauseHint, fields, form, place: 'obiettivi' });
}

/** Changes what stops the clock. */
export const clockRulesRoutes: PageRoute[] = [
  {
    method: 'GET',
    path: `${path}/orologio`,
    needs: setClockRules,
    answer: async (request) => rulesForm(request, freshForm(written(await request.perform(showCalendar, {})))),
  },
  {
    method: 'POST',
    path: `${path}/orologio`,
    needs: setClockRules,
    answer: async (request) => {
      const { form } = request;
      const typed = (oneText(form.escalations) ?? '').split(/[\s,;%]+/).filter((part) => part !== '');
      const attempt = await request.attempt(setClockRules, {
        nationalHolidays: form.open ? 'open' : 'closed',
        stops: pauseReasons.flatMap((reason) =>
          form[`stop-${reason}`] ? [{ reason, clause: oneText(form[`clause-${reason}`]) || null }] : [],
        ),
        escalations: typed,
      });
      if (attempt.ok) return saved(request, 'rulesSaved');
      const returned = returnedForm(request, attempt);
      const problems = returned.problems.map((one) => ({ ...one, path: one.path.replace(/\[.*$/, '') }));
      return rulesForm(request, { ...returned, problems });
    },
  },
];

function written({ stops, escalations, nationalHolidays }: Rules): Record<string, string> {
  return {
    ...Object.fromEntries(
      stops.flatMap(({ reason, clause }) => [
        [`stop-${reason}`, 'true'],
        [`clause-${reason}`, clause ?? ''],
      ]),
    ),
    ...(nationalHolidays === 'open' ? { open: 'true' } : {}),
    escalations: escalations.join(', '),
  };
}

export function TargetsPage({ lines, rules, changes }: { lines: readonly Line[]; rules: Rules; changes: boolean }) {
  const { association, url } = useFrame();
  const language = useLanguage();
  const m = clockMessages[language];
  const base = `/${association?.id}/assistenza/obiettivi`;
  const minutes = (value: number | null) =>
    value === null ? <span class="muted">{m.noTerm}</span> : m.duration(Math.floor(value / 60), value % 60);
  const clause = (id: string | null) =>
    id === null ? <span class="muted">{m.office}</span> : <a href={`/${association?.id}/convenzione/${id}`}>{id}</a>;
  const nameOf = ({ service, priority }: Line) =>
    `${service ?? m.anyService}, ${priority ? priorityNames[priority][language] : m.anyPriority}`;
  return (
    <>
      <h1>{m.targetsTitle}</h1>
      <ClockTabs at="obiettivi" />
      <p>{m.targetsLead}</p>
      <DataTable
        caption={m.targetsTitle}
        captionHidden
        rows={lines}
        rowKey={(line) => `${line.service}/${line.priority}/${line.since}`}
        empty={<EmptyState title={m.targetsNone} />}
        columns={[
          { key: 'service', title: m.service, names: true, cell: (line) => line.service ?? m.anyService },
          {
            key: 'priority',
            title: m.priority,
            cell: (line) => (line.priority ? priorityNames[line.priority][language] : m.anyPriority),
          },
          { key: 'since', title: m.since, cell: (line) => <DayText day={line.since} /> },
          { key: 'firstAnswer', title: m.firstAnswer, cell: (line) => minutes(line.firstAnswer) },
          { key: 'solution', title: m.solution, cell: (line) => minutes(line.solution) },
          { key: 'who', title: m.who, cell: (line) => clause(line.clause) },
          {
            key: 'act',
            title: m.act,
            cell: (line) =>
              changes && (
                <Form action={url}>
                  <HiddenField name="service" value={line.service ?? ''} />
                  <HiddenField name="priority" value={line.priority ?? ''} />
                  <HiddenField name="since" value={line.since} />
                  <button type="submit" class="btn btn-link" aria-label={m.removeOf(nameOf(line))}>
                    {m.remove}
                  </button>
                </Form>
              ),
          },
        ]}
      />
      {changes && (
        <p>
          <a href={`${base}/nuovo`}>{m.targetsAdd}</a>
        </p>
      )}
      <h2>{m.rules}</h2>
      <DataTable
        caption={m.rules}
        captionHidden
        rows={pauseReasons}
        rowKey={(reason) => reason}
        columns={[
          { key: 'wait', title: m.wait, names: true, cell: (reason) => waitNames[reason][language] },
          {
            key: 'effect',
            title: m.effect,
            cell: (reason) => (rules.stops.some((stop) => stop.reason === reason) ? m.stops : m.runs),
          },
          {
            key: 'who',
            title: m.who,
            cell: (reason) => clause(rules.stops.find((stop) => stop.reason === reason)?.clause ?? null),
          },
        ]}
      />
      <p>
        {m.warnings}:{' '}
        {rules.escalations.length > 0 ? rules.escalations.map((percent) => `${percent}%`).join(', ') : m.warningsNone}
      </p>
      {changes && (
        <p>
          <a href={`${base}/orologio`}>{m.rulesChange}</a>
        </p>
      )}
    </>
  );
}
