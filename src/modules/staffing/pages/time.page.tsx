import type { Day } from '../../../kernel/day.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { DayText } from '../../../platform/pages/day-text.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { DayField, SelectField, TextField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { ListPage } from '../../../platform/pages/list-page.tsx';
import { Notice } from '../../../platform/pages/notice.tsx';
import { oneText } from '../../../platform/pages/one-text.ts';
import { type SheetFormat, sheetFile, sheetFormats } from '../../../platform/sheets/sheet-file.ts';
import { listChoices } from '../actions/staff.ts';
import {
  closeMonth,
  correctTime,
  listTime,
  recordTime,
  reopenMonth,
  showTime,
  type WorkView,
  withdrawTime,
} from '../actions/time.ts';
import { messages } from '../messages.ts';
import { notices } from '../notices.ts';
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

const path = `${basePath}/ore`;

function asked(request: PageRequest) {
  const { month } = monthAsked(request, request.now.today.slice(0, 7));
  const [person, line] = [oneText(request.query.persona), oneText(request.query.linea)];
  return { month, ...(person ? { staff: person } : {}), ...(line ? { line } : {}) } as { month: string };
}

/** Hours worked in a month: the own, or everybody's. */
export const timePage: PageRoute = {
  method: 'GET',
  path,
  needs: listTime,
  answer: async (request) => {
    const { language, query } = request;
    const m = messages[language];
    const { before, after, words, month } = monthAsked(request, request.now.today.slice(0, 7));
    const cursor = oneText(query.cursor);
    const list = await request.perform(listTime, { ...asked(request), ...(cursor ? { cursor } : {}), limit: 60 });
    const here = staffingHref(request, '/ore');
    return {
      kind: 'page',
      title: m.timeTitle(words),
      crumbs: staffingCrumbs(request),
      scope: scopeOf(request),
      body: (
        <>
          <PageHead
            title={m.timeTitle(words)}
            lead={m.timeLead}
            acts={
              request.may(recordTime) && !list.closed
                ? [{ title: m.recordTime, href: `${here}/nuove`, main: true }]
                : []
            }
          />
          {timeTabs(request, 'sheets')}
          {list.closed && <Notice>{m.closed}</Notice>}
          <MonthPager href={here} before={before} after={after} />
          <ListPage
            caption={m.timeTitle(words)}
            filters={[
              {
                kind: 'choice',
                name: 'persona',
                label: m.person,
                choices: list.people.map(({ id, name }) => ({ value: id, label: name })),
                value: oneText(query.persona),
              },
              {
                kind: 'choice',
                name: 'linea',
                label: m.line,
                choices: workLines.map((value) => ({ value, label: lineNames[value][language] })),
              },
            ]}
            rows={list.items}
            rowKey={({ id, on, person }) => `${id} ${on} ${person.id}`}
            count={list.count}
            next={list.next ?? undefined}
            empty={<EmptyState title={m.noTime} />}
            exports={sheetFormats.map((format) => ({
              title: format.toUpperCase(),
              href: `${here}/esporta?${new URLSearchParams({ ...asked(request), mese: month, formato: format })}`,
            }))}
            columns={[
              { key: 'day', title: m.day, cell: ({ on }) => <DayText day={on as Day} /> },
              { key: 'person', title: m.person, cell: ({ person }) => person.name },
              { key: 'what', title: m.what, names: true, cell: (row) => whatCell(row, request) },
              { key: 'site', title: m.site, cell: ({ site }) => site?.name ?? m.dash },
              { key: 'line', title: m.line, cell: ({ line }) => (line ? lineNames[line][language] : m.dash) },
              {
                key: 'hours',
                title: m.hours,
                numeric: true,
                cell: ({ minutes }) => hoursText(minutes),
                total: hoursText(list.minutes),
              },
              {
                key: 'act',
                title: m.actions,
                cell: ({ id, mayChange, what }) =>
                  mayChange && request.may(correctTime) ? (
                    <a href={`${here}/${id}`} aria-label={m.correctOf(what)}>
                      {m.correct}
                    </a>
                  ) : null,
              },
            ]}
          />
          {!list.closed && request.may(closeMonth) && month < request.now.today.slice(0, 7) && (
            <Form action={`${here}/chiusura?mese=${month}`}>
              <FormActions submit={m.closeMonth} />
            </Form>
          )}
          {list.closed && request.may(reopenMonth) && (
            <p>
              <a href={`${here}/riapertura?mese=${month}`}>{m.reopenMonth}</a>
            </p>
          )}
        </>
      ),
    };
  },
};

function whatCell({ from, id, what, corrections }: WorkView, { language, association }: PageRequest) {
  const m = messages[language];
  if (from === 'ticket')
    return <a href={`/${association!.id}/assistenza/richieste/${id.replace('/', '-')}`}>{m.request(id)}</a>;
  return (
    <>
      {what}
      {corrections > 0 && <span class="muted"> ({m.corrected(corrections)})</span>}
    </>
  );
}

/** The month as a file, exactly what is filtered. */
export const timeExport: PageRoute = {
  method: 'GET',
  path: `${path}/esporta`,
  needs: listTime,
  answer: async (request): Promise<PageReply> => {
    const { language } = request;
    const m = messages[language];
    const wanted = oneText(request.query.formato) as SheetFormat | undefined;
    const format = wanted && sheetFormats.includes(wanted) ? wanted : 'ods';
    const { month, items } = await request.perform(listTime, { ...asked(request), limit: 100_000 });
    const { words } = monthAsked(request, month);
    const sheet = {
      name: m.time,
      title: m.timeTitle(words),
      columns: [
        { key: 'on', header: m.day, kind: 'day' as const },
        { key: 'person', header: m.person, kind: 'text' as const },
        { key: 'what', header: m.what, kind: 'text' as const },
        { key: 'site', header: m.site, kind: 'text' as const },
        { key: 'line', header: m.line, kind: 'text' as const },
        { key: 'hours', header: m.hours, kind: 'number' as const },
      ],
      rows: items.map(({ on, person, what, from, id, site, line, minutes }) => ({
        on: on as Day,
        person: person.name,
        what: from === 'ticket' ? m.request(id) : what,
        site: site?.name ?? '',
        line: line ? lineNames[line][language] : '',
        hours: Math.round((minutes / 60) * 100) / 100,
      })),
    };
    const about = { title: sheet.title, author: request.association!.name, language };
    return { kind: 'file', ...(await sheetFile(format, `ore-${month}`, [sheet], about)) };
  },
};

const crumb = (request: PageRequest) => [
  { title: messages[request.language].time, href: staffingHref(request, '/ore') },
];

function WorkFields({
  request,
  sites,
}: {
  request: PageRequest;
  sites: readonly { readonly id: string; readonly name: string }[];
}) {
  const { language } = request;
  const m = messages[language];
  return (
    <>
      <TextField name="hours" label={m.workedHours} hint={m.workedHint} width="short" />
      <TextField name="what" label={m.what} />
      <SelectField
        name="site"
        label={m.site}
        optional
        choices={[{ value: '', label: m.noSite }, ...sites.map(({ id, name }) => ({ value: id, label: name }))]}
      />
      <SelectField
        name="line"
        label={m.line}
        optional
        choices={[
          { value: '', label: m.dash },
          ...workLines.map((value) => ({ value, label: lineNames[value][language] })),
        ]}
      />
    </>
  );
}

export const recordTimeRoutes = formRoutes({
  path: '/ore/nuove',
  needs: recordTime,
  page: async (request) => {
    const m = messages[request.language];
    const { staff, sites } = await request.perform(listChoices, {});
    const own = ['L1', 'L2', 'SYS'].includes(request.actor.role ?? '');
    return {
      title: m.recordTime,
      back: '/ore',
      crumbs: crumb(request),
      values: { on: request.now.today },
      fields: (
        <>
          {!own && (
            <SelectField
              name="staff"
              label={m.person}
              choices={staff.map(({ id, name }) => ({ value: id, label: name }))}
            />
          )}
          <DayField name="on" label={m.day} />
          {WorkFields({ request, sites })}
        </>
      ),
    };
  },
});

const entryPath = `${path}/:riga`;

async function entryPage(request: PageRequest, form = freshForm(), status = 200): Promise<PageReply> {
  const { language } = request;
  const m = messages[language];
  const entry = await request.perform(showTime, { entry: request.params.riga! });
  const { sites } = await request.perform(listChoices, {});
  const values = {
    hours: `${Math.floor((entry.minutes ?? 0) / 60)}:${String((entry.minutes ?? 0) % 60).padStart(2, '0')}`,
    what: entry.what,
    site: entry.site ?? '',
    line: entry.line ?? '',
  };
  const state = form.problems.length + form.refusals.length > 0 ? form : freshForm(values);
  return {
    kind: 'page',
    status,
    title: m.correctTime,
    crumbs: staffingCrumbs(request, ...crumb(request)),
    scope: scopeOf(request),
    body: (
      <>
        <h1>{m.correctTime}</h1>
        <p>
          {entry.person.name}, <DayText day={entry.on as Day} />
        </p>
        <Form state={state}>
          {WorkFields({ request, sites })}
          <TextField name="why" label={m.whyCorrect} />
          <FormActions submit={m.save}>
            <button type="submit" class="btn btn-outline-primary" name="togli" value="si" formnovalidate>
              {m.withdraw}
            </button>
            <a class="btn btn-outline-primary" href={staffingHref(request, `/ore?mese=${entry.on.slice(0, 7)}`)}>
              {m.cancel}
            </a>
          </FormActions>
        </Form>
        {entry.revisions.length > 1 && (
          <>
            <h2>{m.history}</h2>
            <ul>
              {entry.revisions.map(({ at, minutes, what, why }) => (
                <li key={at}>
                  {minutes === null ? m.withdrawnWord : hoursText(minutes)}, {what}
                  {why && ` (${why})`}
                </li>
              ))}
            </ul>
          </>
        )}
      </>
    ),
  };
}

/** A line of a time sheet: corrected or withdrawn, with what it was. */
export const entryRoutes: PageRoute[] = [
  { method: 'GET', path: entryPath, needs: correctTime, answer: (request) => entryPage(request) },
  {
    method: 'POST',
    path: entryPath,
    needs: correctTime,
    answer: async (request) => {
      const { togli, _csrf, ...typed } = request.form;
      const given = Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== ''));
      const entry = request.params.riga!;
      const attempt = togli
        ? await request.attempt(withdrawTime, { entry, why: given.why })
        : await request.attempt(correctTime, { ...given, entry });
      if (!attempt.ok) return entryPage(request, returnedForm(request, attempt), 422);
      return { kind: 'redirect', to: staffingHref(request, '/ore'), notice: notices.saved };
    },
  },
];

/** Closes a month. */
export const closingRoute: PageRoute = {
  method: 'POST',
  path: `${path}/chiusura`,
  needs: closeMonth,
  answer: async (request) => {
    const { month } = monthAsked(request, request.now.today.slice(0, 7));
    await request.perform(closeMonth, { month });
    return { kind: 'redirect', to: staffingHref(request, `/ore?mese=${month}`), notice: notices.closed };
  },
};

export const reopeningRoutes = formRoutes({
  path: '/ore/riapertura',
  needs: reopenMonth,
  page: async (request) => {
    const m = messages[request.language];
    const { month, words } = monthAsked(request, request.now.today.slice(0, 7));
    return {
      title: `${m.reopenMonth}: ${words}`,
      back: `/ore?mese=${month}`,
      crumbs: crumb(request),
      fields: <TextField name="reason" label={m.why} />,
    };
  },
  input: (request) => ({ month: monthAsked(request, request.now.today.slice(0, 7)).month }),
});
