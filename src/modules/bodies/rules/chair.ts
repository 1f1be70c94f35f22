import { clausesInForce } from '../../agreement/rules/index.ts';
import type { Body } from './body.ts';
import { type BodyFacts, type ChosenRole, holds, type RoleHolding } from './facts.ts';
import type { Seat } from './seat.ts';
import { speakerFor } from './speaker.ts';

/** How who presides, takes the minutes and convenes is found, where the agreement says so. */
export type BodyRules = {
  readonly chair: 'lead' | 'elected' | { readonly office: string };
  readonly secretary: 'lead-staff' | 'anyone';
  readonly convener: 'chair' | { readonly office: string };
};

/** Chosen by the members where the text is silent (M-1); anyone may take the minutes; the chair convenes. */
export function bodyRulesOf(facts: Pick<BodyFacts, 'agreement' | 'on'>, body: Body): BodyRules {
  const own = body.clause?.terms;
  const more = facts.agreement
    ? clausesInForce(facts.agreement, 'body-roles', facts.on)
        .filter(({ terms }) => terms.bodies.includes(body.id))
        .map(({ terms }) => terms)
    : [];
  const said = <K extends keyof BodyRules>(key: K) =>
    own?.[key] ?? more.find((terms) => terms[key] !== undefined)?.[key];
  return {
    chair: said('chair') ?? 'elected',
    secretary: said('secretary') ?? 'anyone',
    convener: said('convener') ?? 'chair',
  };
}

/** Who presides, and the seat that person holds, if any. */
export type Chair = {
  readonly person: string;
  readonly seat: string | null;
  /** By right of the lead, of an office, or chosen by an act. */
  readonly by: 'lead' | 'office' | 'choice';
};

/**
 * Who presides on a day; undefined where nobody does. Of the lead: who sits in its seat, a delegate included, or where it has
 * none its legal representative. A chair chosen among the members is so only while holding a seat.
 * Source: clause kinds `body`, `body-roles` (Lecco: art. 4 c. 1, art. 5 c. 1).
 */
export function chairFrom(facts: BodyFacts, body: Body, seats: readonly Seat[]): Chair | undefined {
  const { chair } = bodyRulesOf(facts, body);
  if (chair === 'lead') {
    const own = seats.find(({ entity, filled }) => entity?.relation === 'lead' && filled === 'by-office');
    if (own) return own.seated === null ? undefined : { person: own.seated, seat: own.id, by: 'lead' };
    const lead = facts.members.find(({ relation }) => relation === 'lead');
    if (!lead) return undefined;
    const speaker = speakerFor({ entity: lead.code, office: 'legal-representative', endsWithOffice: true }, facts);
    return speaker && { person: speaker.person, seat: seatOf(seats, speaker.person), by: 'lead' };
  }
  if (chair !== 'elected') {
    const holder = facts.appointments.find((one) => one.office === chair.office && !one.deputy && holds(one, facts.on));
    return holder && { person: holder.person, seat: seatOf(seats, holder.person), by: 'office' };
  }
  const chosen = chosenFor('chair', facts, body.id).findLast(({ person }) => seatOf(seats, person) !== null);
  return chosen && { person: chosen.person, seat: seatOf(seats, chosen.person), by: 'choice' };
}

/** Who stands in for the chair, while holding a seat. */
export function viceChairFrom(facts: BodyFacts, body: Body, seats: readonly Seat[]): RoleHolding | undefined {
  return chosenFor('vice-chair', facts, body.id).findLast(({ person }) => seatOf(seats, person) !== null);
}

/** Who takes the minutes; of the lead's staff only while holding a post there, where the agreement wants that. */
export function secretaryFrom(facts: BodyFacts, body: Body): RoleHolding | undefined {
  return chosenFor('secretary', facts, body.id).findLast(
    ({ person }) => bodyRulesOf(facts, body).secretary === 'anyone' || isOfLead(facts, person),
  );
}

/** Whether a person holds a post of the lead, or the post of recording secretary, on the day. */
export function isOfLead(facts: BodyFacts, person: string): boolean {
  const lead = facts.members.find(({ relation }) => relation === 'lead');
  return facts.posts.some(
    (post) =>
      post.person === person &&
      holds(post, facts.on) &&
      (post.role === 'SEC' || (lead !== undefined && post.entity === lead.code)),
  );
}

function chosenFor(role: ChosenRole, facts: BodyFacts, body: string): RoleHolding[] {
  return facts.roles.filter((one) => one.body === body && one.role === role && holds(one, facts.on));
}

/** The seat a person holds by right. */
function seatOf(seats: readonly Seat[], person: string): string | null {
  return seats.find(({ holder }) => holder?.person === person)?.id ?? null;
}
