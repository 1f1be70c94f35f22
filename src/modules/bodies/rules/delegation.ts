import type { Day } from '../../../kernel/day.ts';
import type { Refusal } from '../../../kernel/result.ts';
import type { Body } from './body.ts';
import type { BodyFacts, Delegation } from './facts.ts';
import { mandateIn } from './mandate.ts';
import { refusals } from './refusals.ts';
import { type Seat, seatInWords, seatsFrom } from './seat.ts';

/** A delegation as it is asked for: its days, its form, to whom. */
export type NewDelegation = {
  readonly seat: string;
  readonly delegate: string;
  readonly form: 'sitting' | 'standing';
  readonly meeting: string | null;
  readonly since: Day;
  readonly until: Day | null;
};

/**
 * Why a delegation may not be recorded; empty when it may. `facts` are those of its first day, with the delegations that
 * begin later too.
 *
 * Refuses `bodies/no-delegations`, `bodies/delegation-form`, `bodies/no-holder`, `bodies/delegate-is-holder`,
 * `bodies/already-delegated` and `bodies/too-many-entities`.
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
