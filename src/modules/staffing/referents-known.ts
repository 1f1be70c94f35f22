import { addDays, dayOf } from '../../kernel/day.ts';
import type { Tx } from '../../platform/action.ts';
import type { Agreement } from '../agreement/rules/index.ts';
import { clausesInForce } from '../agreement/rules/index.ts';
import { membershipsOf } from '../membership/index.ts';
import { type Spell, unstaffedSpells } from './rules/index.ts';
import { sitesOf, staffedPeriods } from './storage/sites.ts';

/** A stretch of days in which no site of an entity is staffed, within its membership. */
export type UnstaffedSpell = Spell & { readonly entity: string };

/**
 * The stretches without staff of every entity, the first first: those that began in a year, where it is given. None where the
 * agreement hangs nothing on them.
 */
export async function unstaffedSpellsOf(
  tx: Tx,
  association: string,
  { agreement, year }: { readonly agreement: Agreement; readonly year: number },
): Promise<UnstaffedSpell[]> {
  const [clause] = clausesInForce(agreement, 'site-referent', dayOf(year, 12, 31));
  if (!clause) return [];
  const [first, last] = [dayOf(year, 1, 1), dayOf(year, 12, 31)];
  const sites = await sitesOf(tx, association);
  const periods = await staffedPeriods(tx, association);
  const memberships = await membershipsOf(tx, association);
  return memberships.flatMap(({ entity, joined, left }) => {
    const own = new Set(sites.filter((site) => site.entity === entity).map(({ id }) => id));
    if (own.size === 0) return [];
    const staffed = periods.filter(({ site }) => own.has(site));
    return unstaffedSpells(staffed, { since: joined, until: left && addDays(left, -1) }, clause.terms.staffedDays)
      .filter(({ since }) => since >= first && since <= last)
      .map((spell) => ({ ...spell, entity: entity as string }));
  });
}
