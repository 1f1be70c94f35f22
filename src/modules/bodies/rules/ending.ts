import { addDays, type Day, daysBetween } from '../../../kernel/day.ts';
import type { Text } from '../../../kernel/text.ts';
import type { Body } from './body.ts';
import type { BodyFacts, Period } from './facts.ts';
import { officesFrom } from './office.ts';
import { seatInWords, seatsFrom } from './seat.ts';

/** Something in force that ends on a known day: a seat given for a term, a chosen role, an appointment, a delegation. */
export type Ending = {
  readonly kind: 'holding' | 'role' | 'appointment' | 'delegation' | 'mandate';
  /** The record, or for a mandate the post it comes from. */
  readonly id: string;
  readonly what: Text;
  readonly body: string | null;
  readonly entity: string | null;
  readonly person: string;
  /** The last day. */
  readonly due: Day;
  readonly daysLeft: number;
};

/**
 * What ends within some days of the day of the facts, that day included, the first to end first.
 * A seat that follows an office ends with the post it comes from, where that post has a last day.
 */
export function endingsWithin(facts: BodyFacts, bodies: readonly Body[], days: number): Ending[] {
  const last = addDays(facts.on, days);
  const found: Ending[] = [];
  const add = (period: Period, ending: Omit<Ending, 'due' | 'daysLeft'>) => {
    const { since, until } = period;
    if (until === null || until < facts.on || until > last || since > facts.on) return;
    found.push({ ...ending, due: until, daysLeft: daysBetween(facts.on, until) });
  };
  const seenPosts = new Set<string>();
  for (const body of bodies) {
    for (const seat of seatsFrom(facts, body)) {
      const { holder, entity } = seat;
      if (!holder) continue;
      const about = { body: body.id, entity: entity?.code ?? null };
      const what = withBody(seatInWords(seat), body);
      if (holder.holding)
        add(holder, { kind: 'holding', id: holder.holding.id, what, person: holder.person, ...about });
      else if (holder.post !== null && !seenPosts.has(holder.post)) {
        seenPosts.add(holder.post);
        add(holder, { kind: 'mandate', id: holder.post, what, person: holder.person, ...about });
      }
      const { delegation } = seat;
      if (delegation?.form === 'standing') {
        add(delegation, { kind: 'delegation', id: delegation.id, what, person: delegation.delegate, ...about });
      }
    }
    for (const role of facts.roles.filter((one) => one.body === body.id)) {
      const what = withBody(roleNames[role.role], body);
      add(role, { kind: 'role', id: role.id, what, body: body.id, entity: null, person: role.person });
    }
  }
  const offices = officesFrom(facts);
  for (const one of facts.appointments) {
    const what = offices.find(({ id }) => id === one.office)?.name ?? one.name ?? { it: one.office, en: one.office };
    add(one, { kind: 'appointment', id: one.id, what, body: null, entity: one.entity, person: one.person });
  }
  return found.toSorted((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0));
}

/** What the chosen roles are called. */
export const roleNames = {
  chair: { it: 'Presidente', en: 'Chair' },
  'vice-chair': { it: 'Vicepresidente', en: 'Vice-chair' },
  secretary: { it: 'Segretario verbalizzante', en: 'Recording secretary' },
} as const;

/** Days before the end at which people are reminded. */
export const reminderDays = [30, 15, 7, 1] as const;

/** The reminder that is due with so many days left: the last of the four that was reached; undefined before the first. */
export function reminderFor(daysLeft: number, before: readonly number[] = reminderDays): number | undefined {
  return before.findLast((days) => daysLeft <= days);
}

function withBody(what: Text, body: Body): Text {
  return { it: `${what.it}, ${body.name.it}`, en: `${what.en}, ${body.name.en}` };
}
