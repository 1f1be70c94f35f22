import type { Day } from '../../../kernel/day.ts';
import { Refused } from '../../../kernel/result.ts';
import type { ActionContext } from '../../../platform/action.ts';
import { allEntities } from '../../membership/index.ts';
import { refusals } from '../rules/index.ts';
import { type SiteRow, sitesOf } from '../storage/sites.ts';
import { type StaffRow, staffOf } from '../storage/staff.ts';

export type Acting = Pick<ActionContext<unknown>, 'tx' | 'association' | 'actor' | 'reach'>;

/** The names of all entities, by code. */
export async function entityNames({ tx, association }: Acting): Promise<ReadonlyMap<string, string>> {
  return new Map((await allEntities(tx, association)).map(({ code, name }) => [code as string, name]));
}

/**
 * The sites that somebody knows of: all, for who works for the service or sees the whole association; the main one and those of
 * the own entity for the others.
 */
export async function sitesSeen(context: Acting): Promise<SiteRow[]> {
  const { tx, association, reach, actor } = context;
  const all = await sitesOf(tx, association);
  return reach === 'g' || reach === 'o' ? all : all.filter(({ entity, main }) => main || entity === actor.entity);
}

/** A site by its id, of those that somebody knows of. Refuses `staffing/no-such-site`. */
export async function siteSeen(context: Acting, id: string): Promise<SiteRow> {
  const site = (await sitesSeen(context)).find((one) => one.id === id);
  if (!site) throw new Refused(refusals.noSuchSite());
  return site;
}

/** A site of the own entity, or any for who reaches all. Refuses `staffing/no-such-site`. */
export async function ownSite(context: Acting, id: string): Promise<SiteRow> {
  const site = await siteSeen(context, id);
  if (context.reach !== 'g' && site.entity !== context.actor.entity) throw new Refused(refusals.noSuchSite());
  return site;
}

/** The staff that somebody may know of one by one: all, those whom the own entity employs, or oneself. */
export async function staffSeen({ tx, association, reach, actor }: Acting): Promise<StaffRow[]> {
  const all = await staffOf(tx, association);
  if (reach === 'g') return all;
  if (reach === 'e') return all.filter(({ employer }) => employer !== null && employer === actor.entity);
  return actor.person === null ? [] : all.filter(({ person }) => person === actor.person);
}

/** Somebody of the staff by id. Refuses `staffing/no-such-staff`. */
export async function staffMember(context: Acting, id: string): Promise<StaffRow> {
  const found = (await staffSeen(context)).find((one) => one.id === id);
  if (!found) throw new Refused(refusals.noSuchStaff());
  return found;
}

/** Whether a relationship lasts on a day. */
export function works({ since, until }: Pick<StaffRow, 'since' | 'until'>, on: Day): boolean {
  return since <= on && (until === null || on <= until);
}
