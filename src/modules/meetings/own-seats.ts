import type { Actor } from '../../platform/action.ts';
import type { FrozenSeat } from './electorate.ts';
import { presentAt } from './rules/index.ts';
import type { StoredPassage } from './storage/attendance.ts';

/** The voting seats that the actor is in the room for: recorded as arrived in person for them, and there still. */
export function ownSeats(
  actor: Pick<Actor, 'person'>,
  {
    seats,
    passages,
    at,
  }: { readonly seats: readonly FrozenSeat[]; readonly passages: readonly StoredPassage[]; readonly at: Date },
): FrozenSeat[] {
  if (actor.person === null) return [];
  const arrivedFor = new Map<string, string | null>();
  for (const { seat, what, struck, at: when, person } of passages) {
    if (!struck && when <= at && what === 'arrives') arrivedFor.set(seat, person);
  }
  const present = presentAt(passages, at);
  return seats.filter(({ seat, votes }) => votes && present.has(seat) && arrivedFor.get(seat) === actor.person);
}
