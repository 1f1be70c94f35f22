import type { Day } from '../../../kernel/day.ts';
import type { Refusal } from '../../../kernel/result.ts';
import type { Role } from '../../../platform/role.ts';
import type { EntityOffice } from '../../agreement/rules/index.ts';
import type { Body } from './body.ts';
import { type BodyFacts, type Delegation, holds } from './facts.ts';
import { type Mandate, mandateIn } from './mandate.ts';
import { refusals } from './refusals.ts';
import { type Seat, seatInWords, seatsFrom } from './seat.ts';
import { roleOf } from './speaker.ts';

/** A delegation as it is asked for: its days, its form, to whom. */
export type NewDelegation = {
  readonly seat: string;
  readonly delegate: string;
  readonly form: 'sitting' | 'standing';
  readonly meeting: string | null;
  readonly since: Day;
  readonly until: Day | null;
};

/** The roles that sit in bodies: elected ones, those of technical bodies, referents, the head. Nobody else stands in for them. */
const sittingRoles: readonly Role[] = ['MAY', 'ASS', 'PRE', 'TEC', 'REF', 'RES'];

/**
 * The roles whose holders may be delegated for a seat: those of the offices that the clause names, else of the offices that the
 * seat is for. A councillor stands in for a mayor, and the other way round; a seat of no office is stood in for by whoever sits
 * in bodies. Source: clause kind `mandate` (`delegates`); requirements.md 5.1 (the councillor has no vote of the own).
 */
export function rolesToDelegate(
  { rule }: Pick<Seat, 'rule'>,
  { delegates }: Pick<Mandate, 'delegates'>,
): readonly Role[] {
  const offices = delegates ?? (rule && 'held' in rule ? [rule.held].flat() : []);
  if (offices.length === 0) return sittingRoles;
  const elected: readonly EntityOffice[] = ['legal-representative', 'councillor'];
  const roles = new Set<Role>(offices.map((office) => roleOf[office]));
  if (!delegates && offices.some((office) => elected.includes(office)))
    for (const role of ['MAY', 'ASS', 'PRE'] as const) roles.add(role);
  if (offices.includes('referent')) roles.add('TEC');
  return [...roles];
}

/** Whether a person may be delegated for a seat on the day of the facts: by a post, or by being appointed referent. */
function mayBeDelegated(facts: BodyFacts, person: string, seat: Seat): boolean {
  const roles = rolesToDelegate(seat, mandateIn(facts, seat.body));
  return (
    facts.posts.some((post) => post.person === person && roles.includes(post.role) && holds(post, facts.on)) ||
    (roles.includes('REF') &&
      facts.appointments.some((one) => one.office === 'referent' && one.person === person && holds(one, facts.on)))
  );
}

/** Whether a person comes into question for a seat: may be delegated, and does not fill already as many others as one may speak for. */
export function comesIntoQuestion(
  facts: BodyFacts,
  person: string,
  { body, seat }: { readonly body: Body; readonly seat: Seat },
): boolean {
  if (!mayBeDelegated(facts, person, seat)) return false;
  const others = seatsFrom(facts, body).filter(({ id, holder }) => id !== seat.id && holder?.person === person);
  return others.length < mandateIn(facts, body.id).perPerson;
}

/**
 * Why a delegation may not be recorded; empty when it may. `facts` are those of its first day, with the delegations that
 * begin later too.
 *
 * Refuses `bodies/no-delegations`, `bodies/delegation-form`, `bodies/no-holder`, `bodies/delegate-is-holder`,
 * `bodies/not-a-delegate`, `bodies/already-delegated` and `bodies/too-many-entities`.
 * Source: clause kind `mandate` (Lecco: art. 4 c. 1).
 */
export function whyNotDelegate(
  facts: BodyFacts,
  asked: NewDelegation,
  { body, seat, name }: { readonly body: Body; readonly seat: Seat; readonly name: (person: string) => string },
): Refusal[] {
  const mandate = mandateIn(facts, body.id);
  const { source } = mandate;
  if (mandate.delegations === 'none') return [refusals.noDelegations(body.name, source)];
  if (mandate.delegations !== 'sitting_or_standing' && mandate.delegations !== asked.form)
    return [refusals.delegationForm(asked.form, source)];
  if (!seat.holder) return [refusals.noHolder(seatInWords(seat), facts.on)];
  if (seat.holder.person === asked.delegate) return [refusals.delegateIsHolder(name(asked.delegate))];
  if (!mayBeDelegated(facts, asked.delegate, seat)) {
    const wanted = rolesToDelegate(seat, mandate);
    return [refusals.notADelegate(name(asked.delegate), seatInWords(seat), wanted, source)];
  }
  const beside = facts.delegations.filter((other) => other.body === body.id && overlaps(other, asked));
  const same = beside.find(
    (other) =>
      other.seat === asked.seat &&
      other.giver === seat.holder?.person &&
      other.giverPost === seat.holder.post &&
      other.form === asked.form &&
      (asked.form === 'standing' || other.meeting === asked.meeting),
  );
  if (same) return [refusals.alreadyDelegated(name(same.delegate), same.since)];
  const seats = seatsFrom(facts, body);
  const spokenFor = new Map<string, string>();
  for (const other of seats) {
    if (other.holder?.person === asked.delegate) spokenFor.set(other.id, seatInWords(other).it);
  }
  for (const other of beside) {
    if (other.delegate !== asked.delegate || other.seat === asked.seat) continue;
    const there = seats.find(({ id }) => id === other.seat);
    if (there?.holder?.person === other.giver) spokenFor.set(other.seat, seatInWords(there).it);
  }
  return spokenFor.size < mandate.perPerson
    ? []
    : [refusals.tooManyEntities(name(asked.delegate), mandate.perPerson, [...spokenFor.values()], source)];
}

/** Whether two delegations hold on some same day. */
function overlaps(one: Delegation, other: NewDelegation): boolean {
  const end = one.revoked ?? null;
  return (
    (other.until === null || one.since <= other.until) &&
    (one.until === null || other.since <= one.until) &&
    (end === null || other.since < end)
  );
}
