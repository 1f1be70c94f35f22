import type { Day } from '../../../kernel/day.ts';
import { Refused } from '../../../kernel/result.ts';
import type { Actor, Tx } from '../../../platform/action.ts';
import type { Reach } from '../../../platform/role.ts';
import { bodyFacts } from '../body-facts.ts';
import { type Body, type BodyFacts, bodiesFrom, holds, type PostFact, type Seat, seatsFrom } from '../rules/index.ts';
import { refusals } from '../rules/refusals.ts';
import { bodyRegisters } from '../storage/body-registers.ts';

/** Refuses `bodies/no-such-body`. */
export function theBody(facts: BodyFacts, body: string): Body {
  const found = bodiesFrom(facts).find(({ id }) => id === body);
  if (!found) throw new Refused(refusals.noSuchBody(facts.on));
  return found;
}

/** Refuses `bodies/no-such-body`, `bodies/no-such-seat`. */
export function theSeat(facts: BodyFacts, body: string, seat: string): { body: Body; seat: Seat } {
  const found = theBody(facts, body);
  const there = seatsFrom(facts, found).find(({ id }) => id === seat);
  if (!there) throw new Refused(refusals.noSuchSeat(found.name));
  return { body: found, seat: there };
}

/** A post of the association in force on a day. Refuses `bodies/no-such-person`. */
export function thePost(facts: BodyFacts, post: string): PostFact {
  const found = facts.posts.find((one) => one.post === post);
  if (!found || !holds(found, facts.on)) throw new Refused(refusals.noSuchPerson());
  return found;
}

/** Refuses `bodies/no-such-person` for who holds no post in the association on the day. */
export function mustBeKnown(facts: BodyFacts, person: string): void {
  const known = facts.posts.some((one) => one.person === person && holds(one, facts.on));
  if (!known) throw new Refused(refusals.noSuchPerson());
}

/** Whoever reaches their own entity only may act for no other. Refuses `bodies/not-your-entity`. */
export function mustBeOwn(reach: Reach, actor: Actor, entity: string | null): void {
  if (reach !== 'g' && (entity === null || entity !== actor.entity)) throw new Refused(refusals.notYourEntity());
}

/** The facts of a day with everything recorded, also what begins later: for saying whether something new fits. */
export async function factsToChange(tx: Tx, association: string, on: Day): Promise<BodyFacts> {
  const facts = await bodyFacts(tx, association, on);
  const all = await bodyRegisters(tx, association);
  return {
    ...facts,
    delegations: all.delegations,
    holdings: all.holdings,
    roles: all.roles,
    appointments: all.appointments,
  };
}
