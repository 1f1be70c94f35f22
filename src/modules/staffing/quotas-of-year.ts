import type { Day } from '../../kernel/day.ts';
import { add, type Fraction, fraction, zero } from '../../kernel/fraction.ts';
import type { Result } from '../../kernel/result.ts';
import { ok } from '../../kernel/result.ts';
import type { Tx } from '../../platform/action.ts';
import type { InForce } from '../agreement/rules/index.ts';
import { membershipsOf } from '../membership/index.ts';
import { clauseOn } from './agreement-of-staffing.ts';
import { type HourQuota, hourQuotasOf, quotaYear } from './rules/index.ts';
import { allowancesIn } from './storage/allowances.ts';
import { workBetween } from './work-done.ts';

export type QuotasOfYear = {
  readonly clause: InForce<'hour-quota'>;
  readonly year: { readonly since: Day; readonly until: Day };
  readonly quotas: readonly HourQuota[];
  /** Hours allowed beyond, by profile. */
  readonly allowed: ReadonlyMap<string, Fraction>;
};

/**
 * The hours of each profile in the year that a day is in, from time sheets and requests; undefined where the agreement has no
 * quotas. It adds up everybody's hours, whatever the actor may see of them one by one.
 */
export async function quotasOfYear(tx: Tx, association: string, on: Day): Promise<Result<QuotasOfYear | undefined>> {
  const clause = await clauseOn(tx, { association, kind: 'hour-quota', on });
  if (!clause) return ok(undefined);
  const signings = (await membershipsOf(tx, association)).flatMap(({ signed }) => signed ?? []).toSorted();
  const year = quotaYear(on, clause, signings[0] ?? null);
  const work = await workBetween(tx, association, { from: year.since, to: year.until, everybody: true });
  const used = new Map<string, Fraction>();
  for (const { staff, minutes } of work)
    if (staff.profile !== null) used.set(staff.profile, add(used.get(staff.profile) ?? zero, fraction(minutes, 60)));
  const allowed = new Map<string, Fraction>();
  for (const { profile, minutes } of await allowancesIn(tx, association, year.since))
    allowed.set(profile, add(allowed.get(profile) ?? zero, fraction(minutes, 60)));
  const quotas = hourQuotasOf(used, clause, allowed);
  return quotas.ok ? ok({ clause, year, quotas: quotas.value, allowed }) : quotas;
}
