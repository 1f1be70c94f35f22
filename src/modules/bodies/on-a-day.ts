import type { Day } from '../../kernel/day.ts';
import type { Text } from '../../kernel/text.ts';
import type { Tx } from '../../platform/action.ts';
import { bodyFacts } from './body-facts.ts';
import { officeNames } from './office-names.ts';
import {
  type Act,
  type Body,
  type BodyFacts,
  type BodyRules,
  bodiesFrom,
  bodyRulesOf,
  chairFrom,
  type Ending,
  endingsWithin,
  type Mandate,
  type MemberFact,
  mandateIn,
  type Seat,
  seatInWords,
  seatsFrom,
  secretaryFrom,
  type Vacancy,
  viceChairFrom,
} from './rules/index.ts';

export type NamedPerson = { readonly person: string; readonly name: string };

/** A seat as sittings see it. */
export type SeatOn = {
  readonly body: string;
  readonly seat: string;
  /** What the seat is called, with its entity. */
  readonly title: Text;
  readonly entity: MemberFact | null;
  readonly holder:
    | (NamedPerson & {
        readonly post: string | null;
        readonly since: Day;
        readonly until: Day | null;
        readonly act: Act;
      })
    | null;
  /** Who sits in the holder's place, by a delegation in force. */
  readonly delegate:
    | (NamedPerson & {
        readonly delegation: string;
        readonly form: 'sitting' | 'standing';
        readonly since: Day;
        readonly until: Day | null;
      })
    | null;
  /** The delegate, else the holder: who acts for the seat. */
  readonly seated: NamedPerson | null;
  /** Whether the seat has a vote, filled or not. */
  readonly votes: boolean;
  /** Whether somebody is there to cast it. */
  readonly mayVote: boolean;
  readonly chair: boolean;
  readonly vacancy: Vacancy | null;
};

/** A body on a day, with everything a sitting needs of it. */
export type BodyOn = {
  readonly body: Body;
  readonly seats: readonly SeatOn[];
  /** Who presides; `seat` is null for who presides without a seat, and then has no vote. */
  readonly chair: (NamedPerson & { readonly seat: string | null }) | null;
  readonly viceChair: NamedPerson | null;
  readonly secretary: NamedPerson | null;
  readonly rules: BodyRules;
  readonly mandate: Mandate;
};

export type Asked = {
  /** The sitting asked about: delegations given for another one of the same day do not count. */
  readonly meeting?: string | undefined;
};

/** The bodies of the association on a day: the agreement's, then the added ones. */
export async function bodiesOn(tx: Tx, association: string, on: Day): Promise<Body[]> {
  return bodiesFrom(await bodyFacts(tx, association, on));
}

/** One body on a day with its seats and who presides; undefined where the association has no such body that day. */
export async function bodyOn(
  tx: Tx,
  association: string,
  body: string,
  on: Day,
  asked: Asked = {},
): Promise<BodyOn | undefined> {
  const facts = await bodyFacts(tx, association, on);
  const found = bodiesFrom(facts).find(({ id }) => id === body);
  return found && bodyFromFacts(tx, facts, found, asked);
}

/** The same for facts already gathered. */
export async function bodyFromFacts(tx: Tx, facts: BodyFacts, body: Body, asked: Asked = {}): Promise<BodyOn> {
  const seats = seatsFrom(facts, body, asked.meeting);
  const chair = chairFrom(facts, body, seats);
  const viceChair = viceChairFrom(facts, body, seats);
  const secretary = secretaryFrom(facts, body);
  const people = [
    ...seats.flatMap(({ holder, delegation }) => [holder?.person, delegation?.delegate]),
    chair?.person,
    viceChair?.person,
    secretary?.person,
  ].filter((person): person is string => typeof person === 'string');
  const names = await officeNames(tx, [...new Set(people)]);
  const named = (person: string): NamedPerson => ({ person, name: names.get(person) ?? '' });
  return {
    body,
    seats: seats.map((seat) => seatOn(seat, named, chair?.seat ?? null)),
    chair: chair ? { ...named(chair.person), seat: chair.seat } : null,
    viceChair: viceChair ? named(viceChair.person) : null,
    secretary: secretary ? named(secretary.person) : null,
    rules: bodyRulesOf(facts, body),
    mandate: mandateIn(facts, body.id),
  };
}

/** The seats of a body on a day; empty where the association has no such body that day. */
export async function seatsOn(
  tx: Tx,
  association: string,
  body: string,
  on: Day,
  asked: Asked = {},
): Promise<readonly SeatOn[]> {
  return (await bodyOn(tx, association, body, on, asked))?.seats ?? [];
}

/** Who presides over a body on a day, if anybody. */
export async function chairOf(tx: Tx, association: string, body: string, on: Day): Promise<BodyOn['chair']> {
  return (await bodyOn(tx, association, body, on))?.chair ?? null;
}

function seatOn(seat: Seat, named: (person: string) => NamedPerson, chairSeat: string | null): SeatOn {
  const { holder, delegation } = seat;
  return {
    body: seat.body,
    seat: seat.id,
    title: seatInWords(seat),
    entity: seat.entity,
    holder: holder && {
      ...named(holder.person),
      post: holder.post,
      since: holder.since,
      until: holder.until,
      act: holder.act,
    },
    delegate: delegation && {
      ...named(delegation.delegate),
      delegation: delegation.id,
      form: delegation.form,
      since: delegation.since,
      until: delegation.until,
    },
    seated: seat.seated === null ? null : named(seat.seated),
    votes: seat.votes,
    mayVote: seat.votes && seat.seated !== null,
    chair: seat.id === chairSeat,
    vacancy: seat.vacancy,
  };
}

/**
 * What ends within some days of a day, the first to end first: seats given for a term, chosen roles, appointments, standing
 * delegations, mandates with a last day. For calendars of obligations.
 */
export async function endingsOn(tx: Tx, association: string, on: Day, days: number): Promise<readonly Ending[]> {
  const facts = await bodyFacts(tx, association, on);
  return endingsWithin(facts, bodiesFrom(facts), days);
}
