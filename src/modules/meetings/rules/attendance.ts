export const passageKinds = ['arrives', 'leaves'] as const;
export type PassageKind = (typeof passageKinds)[number];
export const capacities = ['holder', 'delegate'] as const;
export type Capacity = (typeof capacities)[number];

/** Somebody enters or leaves the room for a seat, to the minute. */
export type Passage = {
  readonly seat: string;
  readonly what: PassageKind;
  readonly at: Date;
  readonly name: string;
  readonly capacity: Capacity;
  readonly remote: boolean;
  /** Struck out as a mistake. */
  readonly struck?: Date | null;
};

/** Who is there for a seat, and since when. */
export type Presence = Pick<Passage, 'name' | 'capacity' | 'remote'> & { readonly since: Date };

/**
 * Who is in the room at a moment, by seat. A seat is there through one person: who arrives for it takes the place of who was
 * there, and a delegate who leaves leaves it empty. Of entries of one minute the later recorded counts.
 *
 * @param passages in the order in which they happened
 */
export function presentAt(passages: readonly Passage[], at: Date): Map<string, Presence> {
  const present = new Map<string, Presence>();
  for (const passage of passages) {
    if (passage.struck || passage.at > at) continue;
    if (passage.what === 'leaves') present.delete(passage.seat);
    else {
      const { name, capacity, remote } = passage;
      present.set(passage.seat, { name, capacity, remote, since: passage.at });
    }
  }
  return present;
}
