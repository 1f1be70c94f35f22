import type { Day } from '../../../kernel/day.ts';
import type { PageRequest, PageRoute } from '../../../platform/page.ts';
import { DataTable } from '../../../platform/pages/data-table.tsx';
import { DayText } from '../../../platform/pages/day-text.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { DayField, Fieldset, NumberField, SelectField, TextField } from '../../../platform/pages/field.tsx';
import { Notice } from '../../../platform/pages/notice.tsx';
import { oneText } from '../../../platform/pages/one-text.ts';
import { numberText } from '../../../platform/pages/value-text.ts';
import { approveStaffPlan, draftStaffPlan, showStaffPlan } from '../actions/staff-plan.ts';
import { messages } from '../messages.ts';
import { areaNames, areas, fillingNames, fillings } from '../vocabulary.ts';
import { basePath, formRoutes, PageHead, staffingCrumbs, staffingHref, staffTabs } from './staffing-frame.tsx';

type Plan = NonNullable<Awaited<ReturnType<typeof shown>>['inForce']>;
const shown = (request: PageRequest) => request.perform(showStaffPlan, {});
/** Lines for posts beside those there are. */
const spare = 2;

/** The posts of the service by the plan in force, and the draft of the next. */
export const staffPlanPage: PageRoute = {
  method: 'GET',
  path: `${basePath}/dotazione`,
  needs: showStaffPlan,
  answer: async (request) => {
    const { language } = request;
    const m = messages[language];
    const { inForce, draft, working, approved } = await shown(request);
    const units = (hundredths: number) => numberText(hundredths / 100, language);
    return {
      kind: 'page',
      title: m.staffPlan,
      crumbs: staffingCrumbs(request),
      scope: 'association',
      body: (
        <>
          <PageHead
            title={m.staffPlan}
            lead={m.staffPlanLead}
            acts={
              request.may(draftStaffPlan)
                ? [{ title: m.draftPlan, href: staffingHref(request, '/dotazione/bozza'), main: true }]
                : []
            }
          />
          {staffTabs(request, 'plan')}
          {draft && (
            <Notice tone="warning" title={m.draftPlanThere}>
              <p>
                {m.planOf(draft.posts.length, units(draft.fullTime))}, {m.since.toLowerCase()}{' '}
                <DayText day={draft.since as Day} />
              </p>
              {request.may(approveStaffPlan) && (
                <p>
                  <a class="btn btn-primary btn-xs" href={staffingHref(request, '/dotazione/approvazione')}>
                    {m.approvePlan}
                  </a>
                </p>
              )}
            </Notice>
          )}
          {inForce ? (
            <>
              <p>
                {m.planApproved(inForce.actNumber!)} <DayText day={inForce.actDay as Day} />, {m.since.toLowerCase()}{' '}
                <DayText day={inForce.since as Day} />.{' '}
                {m.planned2(units(inForce.fullTime), units(working.fullTime), working.people)}
              </p>
              <Posts plan={inForce} request={request} />
            </>
          ) : (
            <EmptyState title={m.noPlan} />
          )}
          {approved.length > 1 && (
            <>
              <h2>{m.plansBefore}</h2>
              <DataTable
                caption={m.plansBefore}
                captionHidden
                rows={approved.filter(({ number }) => number !== inForce?.number)}
                rowKey={({ number }) => String(number)}
                columns={[
                  { key: 'since', title: m.since, names: true, cell: ({ since }) => <DayText day={since as Day} /> },
                  { key: 'posts', title: m.posts, numeric: true, cell: ({ posts }) => posts.length },
                  { key: 'full', title: m.fullTime, numeric: true, cell: ({ fullTime }) => units(fullTime) },
                  { key: 'act', title: m.act, cell: ({ actNumber }) => m.actNumber(actNumber!) },
                  { key: 'day', title: m.actDay, cell: ({ actDay }) => <DayText day={actDay as Day} /> },
                ]}
              />
            </>
          )}
        </>
      ),
    };
  },
};

function Posts({ plan, request }: { plan: Plan; request: PageRequest }) {
  const { language } = request;
  const m = messages[language];
  return (
    <DataTable
      caption={m.posts}
      captionHidden
      rows={plan.posts.map((post, place) => ({ ...post, place }))}
      rowKey={({ place }) => String(place)}
      columns={[
        { key: 'title', title: m.post, names: true, cell: ({ title }) => title },
        { key: 'area', title: m.area2, cell: ({ area }) => (area ? areaNames[area][language] : m.dash) },
        { key: 'category', title: m.category, cell: ({ category }) => category || m.dash },
        { key: 'part', title: m.percentage, numeric: true, cell: ({ percentage }) => m.percent(percentage) },
        { key: 'filling', title: m.filling, cell: ({ filling }) => fillingNames[filling][language] },
        { key: 'note', title: m.note, cell: ({ note }) => note },
      ]}
    />
  );
}

const crumb = (request: PageRequest) => [
  { title: messages[request.language].staffPlan, href: staffingHref(request, '/dotazione') },
];
const fields = ['title', 'area', 'category', 'percentage', 'filling', 'note'] as const;

export const draftPlanRoutes = formRoutes({
  path: '/dotazione/bozza',
  needs: draftStaffPlan,
  page: async (request) => {
    const { language } = request;
    const m = messages[language];
    const { draft, inForce } = await shown(request);
    const posts = (draft ?? inForce)?.posts ?? [];
    const sent = Object.keys(request.form).filter((name) => /^posts\[\d+\]\.title$/.test(name)).length;
    const values: Record<string, string> = { since: draft?.since ?? request.now.today };
    for (const [place, post] of posts.entries())
      for (const field of fields) values[`posts[${place}].${field}`] = String(post[field] ?? '');
    return {
      title: m.draftPlan,
      intro: m.draftPlanHint,
      back: '/dotazione',
      crumbs: crumb(request),
      values,
      wide: true,
      fields: (
        <>
          <DayField name="since" label={m.since} />
          {Array.from({ length: Math.max(sent, posts.length + spare) }, (_, place) => (
            <Fieldset key={`post-${String(place)}`} legend={m.postNumber(place + 1)} id={`posto-${place}`}>
              <div class="field-row">
                <TextField name={`posts[${place}].title`} label={m.post} width="medium" optional />
                <SelectField
                  name={`posts[${place}].area`}
                  label={m.area2}
                  optional
                  choices={[
                    { value: '', label: m.dash },
                    ...areas.map((value) => ({ value, label: areaNames[value][language] })),
                  ]}
                />
                <TextField name={`posts[${place}].category`} label={m.category} width="short" optional />
                <NumberField name={`posts[${place}].percentage`} label={m.percentage} optional />
                <SelectField
                  name={`posts[${place}].filling`}
                  label={m.filling}
                  choices={fillings.map((value) => ({ value, label: fillingNames[value][language] }))}
                />
                <TextField name={`posts[${place}].note`} label={m.note} width="medium" optional />
              </div>
            </Fieldset>
          ))}
        </>
      ),
    };
  },
  input: ({ form }) => {
    const one = (name: string) => oneText(form[name])?.trim() ?? '';
    const places = Object.keys(form).flatMap((name) => /^posts\[(\d{1,3})\]\.title$/.exec(name)?.[1] ?? []);
    return {
      posts: places.flatMap((at) => {
        const post = fields.map((field) => [field, one(`posts[${at}].${field}`)] as const);
        // a line without a name is a spare one
        return one(`posts[${at}].title`) === '' ? [] : [Object.fromEntries(post.filter(([, value]) => value !== ''))];
      }),
    };
  },
});

export const approvePlanRoutes = formRoutes({
  path: '/dotazione/approvazione',
  needs: approveStaffPlan,
  page: async (request) => {
    const m = messages[request.language];
    return {
      title: m.approvePlan,
      intro: m.approvePlanHint,
      back: '/dotazione',
      crumbs: crumb(request),
      values: { actDay: request.now.today },
      fields: (
        <>
          <TextField name="actNumber" label={m.actNumberLabel} width="short" />
          <DayField name="actDay" label={m.actDay} />
        </>
      ),
    };
  },
});
