import { addDays, dayOf } from '../../kernel/day.ts';
import type { Tx } from '../../platform/action.ts';
import type { Agreement } from '../agreement/rules/index.ts';
import { clausesInForce } from '../agreement/rules/index.ts';
import { allEntities, membershipsOf } from '../membership/index.ts';
import { type Spell, unstaffedSpells } from './rules/index.ts';
import { sitesOf, staffedPeriods } from './storage/sites.ts';

/** A stretch of days in which no site of an entity is staffed, within its membership. */
export type UnstaffedSpell = Spell & {
  readonly entity: string;
  /** Some site of it was staffed before. */
  readonly staffedBefore: boolean;
};

/**
 * The stretches without staff of every entity that began in a year, the first first. A member without any site in the register has
 * none that is staffed; of the lead and of others only what is recorded counts. None where the agreement hangs nothing on them.
 * Source: clause kind `site-referent` (Valdarno e Valdisieve: art. 5 c. 3, every entity without a staffed site).
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
  const members = new Set<string>(
    (await allEntities(tx, association)).filter(({ relation }) => relation === 'member').map(({ code }) => code),
  );
  return memberships.flatMap(({ entity, joined, left }) => {
    const own = new Set(sites.filter((site) => site.entity === entity).map(({ id }) => id));
    if (own.size === 0 && !members.has(entity)) return [];
    const staffed = periods.filter(({ site }) => own.has(site));
    return unstaffedSpells(staffed, { since: joined, until: left && addDays(left, -1) }, clause.terms.staffedDays)
      .filter(({ since }) => since >= first && since <= last)
      .map((spell) => ({
        ...spell,
        entity: entity as string,
        staffedBefore: staffed.some(({ since }) => since < spell.since),
      }));
  });
}
