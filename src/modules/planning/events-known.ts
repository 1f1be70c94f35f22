import { type Day, dayOf } from '../../kernel/day.ts';
import type { Tx } from '../../platform/action.ts';
import { allEntities, membershipsOf } from '../membership/index.ts';
import type { Events } from './rules/index.ts';

/** Days that the registers know, and the names of entities by code. */
export type KnownEvents = { readonly events: Events; readonly names: ReadonlyMap<string, string> };

/** The day each entity signed, as the register of entities holds it. */
export async function eventsOf(tx: Tx, association: string): Promise<KnownEvents> {
  const events = new Map<string, readonly Day[]>();
  for (const { entity, signed } of await membershipsOf(tx, association)) {
    if (signed) events.set(`signed:${entity}`, [...(events.get(`signed:${entity}`) ?? []), signed]);
  }
  return {
    events,
    names: new Map((await allEntities(tx, association)).map(({ code, name }) => [code as string, name])),
  };
}

/** The day of a year whose agreement makes its calendar: today within this year, else its first day. */
export function dayOfCalendar(year: number, today: Day): Day {
  return today.startsWith(`${String(year).padStart(4, '0')}-`) ? today : dayOf(year, 1, 1);
}
