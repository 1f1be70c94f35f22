import type { Text } from '../../../kernel/text.ts';
import type { SeatOn } from '../on-a-day.ts';
import type { Body, Seat } from '../rules/index.ts';

export function viewBody({ id, name, nature, foreseen, appointedBy, source, act }: Body) {
  return { id, name, nature, foreseen, appointedBy, source, act };
}

/** A seat with the documents that the reader may open. */
export function viewSeat(seat: Seat, on: SeatOn, document: (id: string | null) => { id: string; name: string } | null) {
  const { holder, delegate } = on;
  return {
    seat: on.seat,
    title: on.title,
    entity: on.entity && { code: on.entity.code as string, name: on.entity.name },
    filled: seat.filled,
    votes: on.votes,
    chair: on.chair,
    holder: holder && {
      person: holder.person,
      name: holder.name,
      since: holder.since,
      until: holder.until,
      act: holder.act,
      holding: seat.holder?.holding?.id ?? null,
      document: document(seat.holder?.holding?.document ?? null),
    },
    delegate: delegate && {
      person: delegate.person,
      name: delegate.name,
      delegation: delegate.delegation,
      form: delegate.form,
      since: delegate.since,
      until: delegate.until,
      document: document(seat.delegation?.document ?? null),
    },
    vacancy: on.vacancy,
  };
}

/** A name in both languages: the English one is the Italian where none was given. */
export function inBoth(it: string, en: string | undefined): Text {
  return { it, en: en || it };
}
