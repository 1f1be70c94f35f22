import { Refused } from '../../kernel/result.ts';
import { text } from '../../kernel/text.ts';
import type { Asked } from '../../platform/perform.ts';
import { assignTicket, changeTickets, openTicket } from '../service-desk/index.ts';
import { quotasOfYear } from './quotas-of-year.ts';
import { refusals } from './rules/index.ts';
import { staffOf } from './storage/staff.ts';

/**
 * Refuses to give a request to somebody whose profile has used up the hours of the year and what the head allowed beyond them, and
 * to whoever opens one as solved already, who has it by that. The head who gives it confirms by doing so. Who is not among the
 * staff, or has no profile with a quota, is not counted.
 * Refuses `staffing/beyond-quota`.
 */
export async function refuseBeyondQuota({ tx, action, actor, now, input }: Asked): Promise<void> {
  const { association, role } = actor;
  if (!association || role === 'RES' || actor.kind === 'console') return;
  const person = givenTo(action.name, input, actor.person);
  if (!person) return;
  const [whose] = (await staffOf(tx, association, person)).filter(
    ({ since, until, profile }) => profile !== null && since <= now.today && (until === null || now.today <= until),
  );
  if (!whose) return;
  const found = await quotasOfYear(tx, association, now.today);
  if (!found.ok || !found.value) return;
  const quota = found.value.quotas.find(({ profile }) => profile === whose.profile);
  if (!quota?.needsConfirmation) return;
  const { terms, source } = found.value.clause;
  const name = terms.profiles.find(({ id }) => id === quota.profile)?.name ?? text(quota.profile, quota.profile);
  throw new Refused(refusals.beyondQuota(name, whose.name, source));
}

/** Who would have the request by the act; nobody where the act gives none. */
function givenTo(action: string, input: unknown, self: string | null): string | null {
  const { to, solution } = input as { readonly to?: string; readonly solution?: string };
  // only who works for the office opens requests that are solved already: of others nobody is among the staff
  if (action === openTicket.name) return solution ? self : null;
  if (action !== assignTicket.name && action !== changeTickets.name) return null;
  return to === 'me' ? self : to === 'nobody' ? null : (to ?? null);
}
