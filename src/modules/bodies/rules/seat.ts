import type { EntityCode } from '../../../kernel/entity.ts';
import { type Text, text } from '../../../kernel/text.ts';
import type { EntitySet, SeatRule } from '../../agreement/rules/index.ts';
import type { Body } from './body.ts';
import { type Act, type BodyFacts, type Delegation, type Holding, holds, type MemberFact } from './facts.ts';
import { type Mandate, mandateIn } from './mandate.ts';
import { type Speaker, speakerFor } from './speaker.ts';

/** Who fills a seat by right. */
export type SeatHolder = {
  readonly person: string;
  /** The post it comes from, where it comes from one. */
  readonly post: string | null;
  readonly since: BodyFacts['on'];
  readonly until: BodyFacts['on'] | null;
  readonly act: Act;
  /** The record that gave the seat; null where the seat follows an office. */
  readonly holding: Holding | null;
};

/** Why a seat is empty: nobody yet, the office it came from is over, the entity has left, the time is up. */
export type Vacancy = 'nobody' | 'office-ended' | 'entity-left' | 'term-ended';

/** A seat of a body on a day. */
export type Seat = {
  readonly body: string;
  /** Unique in its body: `ente.c_e507`, `fascia-media`. */
  readonly id: string;
  /** What the seat is called; null where its entity is all there is to say. */
  readonly title: Text | null;
  readonly entity: MemberFact | null;
  readonly votes: boolean;
  /** How it is filled: by an office of the entity, by an act, by an office of the association. */
  readonly filled: 'by-office' | 'by-act' | 'by-appointment';
  readonly rule: SeatRule | null;
  readonly holder: SeatHolder | null;
  /** In force that day; for one sitting only where that sitting is asked about, or none is. */
  readonly delegation: Delegation | null;
  /** The person who sits there: the delegate, else the holder. */
  readonly seated: string | null;
  readonly vacancy: Vacancy | null;
};

/**
 * The seats of a body on a day, in the order of the clause and of the entities' codes: who fills each and who sits in it.
 * A seat follows the posts of its entity, so that it is empty the day after a mayor's last one, and delegations with it.
 *
 * @param meeting the sitting asked about: its own delegations count, those of other sittings of the day do not
 * Source: clause kinds `body`, `mandate` (Lecco: art. 4 and 5; R-LC-9, R-LC-11; Empolese Valdelsa: R-EV-2).
 */
export function seatsFrom(facts: BodyFacts, body: Body, meeting?: string): Seat[] {
  const mandate = mandateIn(facts, body.id);
  const rules = body.clause?.terms.seats ?? [];
  const seats = [
    ...rules.flatMap((rule) => seatsByRule(facts, body, rule, mandate)),
    ...(rules.length === 0 ? recordedSeats(facts, body, null, mandate) : []),
  ];
  return seats.map((seat) => withDelegation(facts, seat, mandate, meeting));
}

type Filled = Omit<Seat, 'delegation' | 'seated'>;

function seatsByRule(facts: BodyFacts, body: Body, rule: SeatRule, mandate: Mandate): Filled[] {
  if ('recorded' in rule) return recordedSeats(facts, body, rule, mandate);
  if ('each' in rule) {
    return facts.members
      .filter((member) => isAmong(member, rule.each))
      .map((member): Filled => {
        const spokenFor = {
          entity: member.code,
          office: rule.held,
          endsWithOffice: mandate.endsWithOffice(member.kind),
        };
        const speaker = speakerFor(spokenFor, facts);
        return {
          body: body.id,
          id: `${rule.id}.${member.code}`,
          title: rule.title ?? null,
          entity: member,
          votes: rule.votes && member.relation !== 'partner',
          filled: 'by-office',
          rule,
          holder: speaker ? byOffice(speaker) : null,
          vacancy: speaker ? null : 'nobody',
        };
      });
  }
  if ('office' in rule) {
    if (!rule.seated) return [];
    const appointed = facts.appointments.find(
      (one) => one.office === rule.office && !one.deputy && holds(one, facts.on),
    );
    return [
      {
        body: body.id,
        id: rule.id,
        title: rule.title,
        entity: null,
        votes: rule.votes,
        filled: 'by-appointment',
        rule,
        holder: appointed ? { ...appointed, post: null, holding: null } : null,
        vacancy: appointed ? null : 'nobody',
      },
    ];
  }
  return [
    {
      body: body.id,
      id: rule.id,
      title: rule.title,
      votes: rule.votes,
      filled: 'by-act',
      rule,
      ...heldByAct(facts, { body: body.id, seat: rule.id }, mandate),
    },
  ];
}

function recordedSeats(facts: BodyFacts, body: Body, rule: SeatRule | null, mandate: Mandate): Filled[] {
  return facts.seats
    .filter((seat) => seat.body === body.id && holds(seat, facts.on))
    .map((seat): Filled => {
      const held = heldByAct(facts, { body: body.id, seat: seat.id }, mandate);
      const own = seat.entity === null ? null : (facts.members.find(({ code }) => code === seat.entity) ?? null);
      return {
        body: body.id,
        id: seat.id,
        title: seat.title,
        votes: seat.votes,
        filled: 'by-act',
        rule,
        ...held,
        entity: held.entity ?? own,
      };
    });
}

/** The holder of a seat given by an act, while what made the person eligible lasts. */
function heldByAct(
  facts: BodyFacts,
  { body, seat }: { readonly body: string; readonly seat: string },
  mandate: Mandate,
): Pick<Filled, 'entity' | 'holder' | 'vacancy'> {
  const holdings = facts.holdings.filter((one) => one.body === body && one.seat === seat && one.since <= facts.on);
  const holding = holdings.findLast((one) => holds(one, facts.on));
  if (!holding) return { entity: null, holder: null, vacancy: holdings.length > 0 ? 'term-ended' : 'nobody' };
  const entity = holding.entity === null ? null : facts.members.find(({ code }) => code === holding.entity);
  if (entity === undefined) return { entity: null, holder: null, vacancy: 'entity-left' };
  if (holding.post !== null && (entity === null || mandate.endsWithOffice(entity.kind))) {
    const post = facts.posts.find((one) => one.post === holding.post);
    if (!post || !holds(post, facts.on)) return { entity: null, holder: null, vacancy: 'office-ended' };
  }
  const { person, post, since, until, act } = holding;
  return { entity, holder: { person, post, since, until, act, holding }, vacancy: null };
}

function withDelegation(facts: BodyFacts, seat: Filled, mandate: Mandate, meeting: string | undefined): Seat {
  const { holder } = seat;
  if (!holder) return { ...seat, delegation: null, seated: null };
  const endsWithOffice = !seat.entity || mandate.endsWithOffice(seat.entity.kind);
  const delegation =
    facts.delegations
      .filter(
        (one) =>
          one.body === seat.body &&
          one.seat === seat.id &&
          holds(one, facts.on) &&
          (one.revoked === null || facts.on < one.revoked) &&
          one.giver === holder.person &&
          (one.giverPost === holder.post || !endsWithOffice) &&
          (one.meeting === null || meeting === undefined || one.meeting === meeting),
      )
      .toSorted(latestOfSittingFirst)[0] ?? null;
  return { ...seat, delegation, seated: delegation?.delegate ?? holder.person };
}

/** One for a sitting comes before a standing one; then the one that begins later. */
function latestOfSittingFirst(a: Delegation, b: Delegation): number {
  if (a.form !== b.form) return a.form === 'sitting' ? -1 : 1;
  return a.since > b.since ? -1 : a.since < b.since ? 1 : 0;
}

function byOffice({ person, post, since, until, act }: Speaker): SeatHolder {
  return { person, post, since, until, act: { act, number: '', day: null }, holding: null };
}

/** Whether an entity is among those that a clause names; inhabitants are looked at when somebody is appointed only. */
export function isAmong(member: MemberFact, set: EntitySet): boolean {
  const relations = set.relations ?? ['member', 'lead'];
  return (
    relations.includes(member.relation) &&
    (set.kinds === undefined || set.kinds.includes(member.kind)) &&
    (set.code === undefined || set.code === (member.code as EntityCode as string))
  );
}

/** What a seat is called in a list: its title, its entity, or both. */
export function seatInWords({ title, entity }: Pick<Seat, 'title' | 'entity'>): Text {
  if (title && entity) return text(`${title.it} (${entity.name})`, `${title.en} (${entity.name})`);
  return title ?? text(entity?.name ?? '', entity?.name ?? '');
}
