import type { ComponentChildren } from 'preact';
import type { AnyAction } from '../../../platform/action.ts';
import type { Crumb, PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { oneText } from '../../../platform/pages/one-text.ts';
import { Tabs } from '../../../platform/pages/tabs.tsx';
import { listChangeNotices } from '../actions/change-notices.ts';
import { showRoster, whoIsOnSite } from '../actions/plan.ts';
import { showQuotas } from '../actions/quotas.ts';
import { listClaims } from '../actions/reimbursement-claims.ts';
import { showHoursByLine } from '../actions/show-hours-by-line.ts';
import { showReferents } from '../actions/show-referents.ts';
import { showShortfalls } from '../actions/show-shortfalls.ts';
import { listSites } from '../actions/sites.ts';
import { listStaff } from '../actions/staff.ts';
import { showStaffPlan } from '../actions/staff-plan.ts';
import { listStaffRequests } from '../actions/staff-requests.ts';
import { listTime } from '../actions/time.ts';
import { messages } from '../messages.ts';
import { notices } from '../notices.ts';

export const basePath = '/:association/assistenza/persone';

/** An address below the staff and sites of the association. */
export function staffingHref({ association }: Pick<PageRequest, 'association'>, below = ''): string {
  return `/${association!.id}/assistenza/persone${below}`;
}

/** From the association's home down to the staff and sites, or to one of their pages. */
export function staffingCrumbs(request: PageRequest, ...more: readonly Crumb[]): Crumb[] {
  const { association, language } = request;
  const { shortName, id } = association!;
  const m = messages[language];
  return [{ title: shortName, href: `/${id}` }, { title: m.area, href: staffingHref(request) }, ...more];
}

export type View = 'today' | 'roster' | 'staff' | 'sites' | 'time' | 'shortfalls' | 'referents' | 'notices';

const views: readonly { readonly view: View; readonly path: string; readonly needs: AnyAction }[] = [
  { view: 'today', path: '', needs: whoIsOnSite },
  { view: 'roster', path: '/calendario', needs: showRoster },
  { view: 'staff', path: '/personale', needs: listStaff },
  { view: 'sites', path: '/sedi', needs: listSites },
  { view: 'time', path: '/ore', needs: listTime },
  { view: 'shortfalls', path: '/presenze-minime', needs: showShortfalls },
  { view: 'referents', path: '/referenti', needs: showReferents },
  { view: 'notices', path: '/variazioni', needs: listChangeNotices },
];

/** The views of staff and sites that the actor may open, above each of them. */
export function viewTabs(request: PageRequest, at: View) {
  const m = messages[request.language];
  // whoever has time sheets finds the minimums among the views of hours
  const open = views.filter(
    ({ view, needs }) => request.may(needs) && (view !== 'shortfalls' || !request.may(listTime)),
  );
  if (open.length < 2) return null;
  return (
    <Tabs
      label={m.views}
      tabs={open.map(({ view, path }) => ({
        title: m[view],
        href: staffingHref(request, path),
        current: view === at,
      }))}
    />
  );
}

export type StaffView = 'people' | 'plan' | 'requests' | 'claims';

const staffViews = [
  { view: 'people', title: 'staffPeople', path: '/personale', needs: listStaff as AnyAction },
  { view: 'plan', title: 'staffPosts', path: '/dotazione', needs: showStaffPlan as AnyAction },
  { view: 'requests', title: 'staffAsked', path: '/richieste', needs: listStaffRequests as AnyAction },
  { view: 'claims', title: 'staffClaims', path: '/rimborsi', needs: listClaims as AnyAction },
] as const;

/** The views of the staff, below those of staff and sites. */
export function staffTabs(request: PageRequest, at: StaffView) {
  const m = messages[request.language];
  const open = staffViews.filter(({ needs }) => request.may(needs));
  return (
    <>
      {viewTabs(request, 'staff')}
      {open.length > 1 && (
        <Tabs
          label={m.staffViews}
          tabs={open.map(({ view, title, path }) => ({
            title: m[title],
            href: staffingHref(request, path),
            current: view === at,
          }))}
        />
      )}
    </>
  );
}

export type TimeView = 'sheets' | 'shortfalls' | 'quotas' | 'lines';

const timeViews: readonly { readonly view: TimeView; readonly path: string; readonly needs: AnyAction }[] = [
  { view: 'sheets', path: '/ore', needs: listTime },
  { view: 'shortfalls', path: '/presenze-minime', needs: showShortfalls },
  { view: 'quotas', path: '/ore-annue', needs: showQuotas },
  { view: 'lines', path: '/linee', needs: showHoursByLine },
];

/** The views of hours, below those of staff and sites. */
export function timeTabs(request: PageRequest, at: TimeView) {
  const m = messages[request.language];
  const open = timeViews.filter(({ needs }) => request.may(needs));
  return (
    <>
      {viewTabs(request, request.may(listTime) ? 'time' : 'shortfalls')}
      {open.length > 1 && (
        <Tabs
          label={m.timeViews}
          tabs={open.map(({ view, path }) => ({
            title: m[view],
            href: staffingHref(request, path),
            current: view === at,
          }))}
        />
      )}
    </>
  );
}

/** Whose data a page shows: those of the own entity to who reads for it alone. */
export function scopeOf({ actor }: Pick<PageRequest, 'actor'>): 'association' | 'entity' {
  return actor.role !== null && ['EMP', 'REF', 'MAY', 'ACC', 'AUD'].includes(actor.role) ? 'entity' : 'association';
}

/** A heading with what it is about, and the acts that the page offers. */
export function PageHead({
  title,
  lead,
  acts = [],
}: {
  title: string;
  lead?: ComponentChildren;
  acts?: readonly { readonly title: string; readonly href: string; readonly main?: boolean }[];
}) {
  return (
    <div class="page-head">
      <div>
        <h1>{title}</h1>
        {lead && <p class="lead">{lead}</p>}
      </div>
      {acts.length > 0 && (
        <p class="page-actions">
          {acts.map(({ title: act, href, main }) => (
            <a key={href} class={`btn ${main ? 'btn-primary' : 'btn-outline-primary'} btn-xs`} href={href}>
              {act}
            </a>
          ))}
        </p>
      )}
    </div>
  );
}

/** What a form page shows around its fields, and what it adds to what is typed. */
export type StaffingForm = {
  readonly title: string;
  readonly intro?: ComponentChildren;
  readonly fields: ComponentChildren;
  readonly values?: FormState['values'];
  readonly crumbs?: readonly Crumb[];
  /** Its fields stand beside one another. */
  readonly wide?: true;
  /** Below the staff and sites: where cancelling leads, and where one goes when it is done. */
  readonly back: string;
};

/**
 * The two routes of a form: shown, and sent. What was typed is kept, and problems come back at their fields.
 *
 * @param input what of the address, or of what was typed, the action takes otherwise than as it stands
 */
export function formRoutes(form: {
  readonly path: string;
  readonly needs: AnyAction;
  readonly example?: Readonly<Record<string, string>>;
  readonly seenBy?: PageRoute['seenBy'];
  readonly page: (request: PageRequest) => Promise<StaffingForm>;
  readonly input?: (request: PageRequest) => Readonly<Record<string, unknown>>;
}): PageRoute[] {
  const { path, needs, example, seenBy, page, input } = form;
  const route = { path: `${basePath}${path}`, needs };
  return [
    {
      ...route,
      method: 'GET',
      ...(example ? { example } : {}),
      ...(seenBy ? { seenBy } : {}),
      answer: async (request) => {
        const shown = await page(request);
        return reply(request, shown, freshForm(shown.values));
      },
    },
    {
      ...route,
      method: 'POST',
      answer: async (request) => {
        const typed = Object.fromEntries(Object.entries(request.form).filter(([, value]) => value !== ''));
        const attempt = await request.attempt(needs, { ...typed, ...input?.(request) });
        const shown = await page(request);
        if (!attempt.ok) return reply(request, shown, returnedForm(request, attempt), 422);
        return { kind: 'redirect', to: staffingHref(request, shown.back), notice: notices.saved };
      },
    },
  ];
}

function reply(request: PageRequest, page: StaffingForm, form: FormState, status = 200): PageReply {
  return {
    kind: 'page',
    status,
    title: page.title,
    crumbs: staffingCrumbs(request, ...(page.crumbs ?? [])),
    scope: scopeOf(request),
    body: <FormPage page={page} form={form} back={staffingHref(request, page.back)} />,
  };
}

function FormPage({ page, form, back }: { page: StaffingForm; form: FormState; back: string }) {
  const m = messages[useLanguage()];
  return (
    <>
      <h1>{page.title}</h1>
      {page.intro && <p>{page.intro}</p>}
      <Form state={form} wide={page.wide === true}>
        {page.fields}
        <FormActions submit={m.save}>
          <a class="btn btn-outline-primary" href={back}>
            {m.cancel}
          </a>
        </FormActions>
      </Form>
    </>
  );
}

/** A month of the address (`2027-03`), the months beside it, and how it is called. */
export function monthAsked(request: PageRequest, otherwise: string) {
  const asked = oneText(request.query.mese);
  const month = asked && /^\d{4}-(0[1-9]|1[0-2])$/.test(asked) ? asked : otherwise;
  const [year, number] = month.split('-').map(Number) as [number, number];
  const beside = (by: number) => {
    const all = year * 12 + number - 1 + by;
    return `${String(Math.floor(all / 12)).padStart(4, '0')}-${String((all % 12) + 1).padStart(2, '0')}`;
  };
  return { month, before: beside(-1), after: beside(1), words: monthInWords(month, request.language) };
}

function monthInWords(month: string, language: 'it' | 'en'): string {
  const on = new Date(`${month}-15T12:00:00Z`);
  return new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'Europe/Rome' }).format(on);
}

/** Between a month and those beside it. */
export function MonthPager({ href, before, after }: { href: string; before: string; after: string }) {
  const m = messages[useLanguage()];
  return (
    <nav class="pager" aria-label={m.month}>
      <a rel="prev" href={`${href}?mese=${before}`}>
        ← {m.previousMonth}
      </a>
      <a rel="next" href={`${href}?mese=${after}`}>
        {m.nextMonth} →
      </a>
    </nav>
  );
}
