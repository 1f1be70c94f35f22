import type { PageRequest, TodayPanel } from '../../../platform/page.ts';
import { numberText } from '../../../platform/pages/value-text.ts';
import { showRoster, whoIsOnSite } from '../actions/plan.ts';
import { showQuotas } from '../actions/quotas.ts';
import { decideClaim, listClaims, payClaim } from '../actions/reimbursement-claims.ts';
import { showReferents } from '../actions/show-referents.ts';
import { listMissedMedia } from '../actions/site-tasks.ts';
import { answerStaffRequest, listStaffRequests } from '../actions/staff-requests.ts';
import { messages } from '../messages.ts';
import { staffingHref } from './staffing-frame.tsx';

type Line = { readonly says: string; readonly href: string };

/** What of staff and sites waits for somebody: referents missing, media not changed, quotas running out, gaps in the plan. */
export const staffingPanel: TodayPanel = {
  needs: whoIsOnSite,
  order: 35,
  panel: async (request) => {
    const m = messages[request.language];
    const lines = [
      ...(await referents(request)),
      ...(await media(request)),
      ...(await quotas(request)),
      ...(await gaps(request)),
      ...(await lent(request)),
    ];
    if (lines.length === 0) return null;
    return (
      <section class="panel" aria-labelledby="oggi-persone">
        <h2 id="oggi-persone">{m.panelTitle}</h2>
        <ul class="plain-list">
          {lines.map(({ says, href }) => (
            <li key={says}>
              <a href={href}>{says}</a>
            </li>
          ))}
        </ul>
      </section>
    );
  },
};

async function referents(request: PageRequest): Promise<Line[]> {
  if (!request.may(showReferents)) return [];
  const { count } = await request.perform(showReferents, { state: 'missing' });
  if (count === 0) return [];
  return [
    {
      says: messages[request.language].panelReferent(count),
      href: staffingHref(request, '/referenti?stato=missing'),
    },
  ];
}

async function media(request: PageRequest): Promise<Line[]> {
  if (!request.may(listMissedMedia)) return [];
  const m = messages[request.language];
  const { items } = await request.perform(listMissedMedia, {});
  return items.map(({ site, missed }) => ({
    says: missed.length > 0 ? m.panelMedia(site.name, missed.length) : m.panelMediaToday(site.name),
    href: staffingHref(request, `/sedi/${site.id}/compiti`),
  }));
}

async function quotas(request: PageRequest): Promise<Line[]> {
  if (!request.may(showQuotas)) return [];
  const { language } = request;
  const { items } = await request.perform(showQuotas, {});
  return items
    .filter(({ state }) => state !== 'ok')
    .map(({ name, percent }) => ({
      says: messages[language].panelQuota(name[language], numberText(Number(percent), language)),
      href: staffingHref(request, '/ore-annue'),
    }));
}

/** Requests for staff to answer, reimbursements to approve or to pay: to each who can. */
async function lent(request: PageRequest): Promise<Line[]> {
  const m = messages[request.language];
  const lines: Line[] = [];
  if (request.actor.role === 'REF' && request.may(answerStaffRequest)) {
    const { count } = await request.perform(listStaffRequests, { state: 'asked' });
    if (count > 0) lines.push({ says: m.panelRequests(count), href: staffingHref(request, '/richieste?stato=asked') });
  }
  if (request.may(decideClaim)) {
    const { count } = await request.perform(listClaims, { state: 'claimed' });
    if (count > 0) lines.push({ says: m.panelClaims(count), href: staffingHref(request, '/rimborsi?stato=claimed') });
  }
  if (request.may(payClaim) && request.may(listClaims)) {
    const { count } = await request.perform(listClaims, { state: 'approved' });
    if (count > 0)
      lines.push({ says: m.panelPayments(count), href: staffingHref(request, '/rimborsi?stato=approved') });
  }
  return lines;
}

async function gaps(request: PageRequest): Promise<Line[]> {
  if (!request.may(showRoster) || request.actor.role !== 'RES') return [];
  const { gaps: found } = await request.perform(showRoster, { days: 7 });
  if (found === 0) return [];
  return [{ says: messages[request.language].panelGaps(found), href: staffingHref(request, '/calendario') }];
}
