import { addDays, type Day, dayAt, showDay } from '../../kernel/day.ts';
import { type Text, text } from '../../kernel/text.ts';
import type { Tx } from '../../platform/action.ts';
import { bodyFacts } from './body-facts.ts';
import { officeNames } from './office-names.ts';
import { type Act, bodiesFrom, officeHolders, officesFrom, seatInWords, seatsFrom } from './rules/index.ts';
import { candidatesEver } from './storage/candidates.ts';

/** A person whom an entity named: a candidate for a seat of a body, or who holds an office for it. */
export type NamedFor = {
  readonly naming: { readonly candidateFor: string } | { readonly office: string };
  readonly entity: string;
  readonly on: Day;
  /** The first day without it; null: it stands. */
  readonly until: Day | null;
  /** Who was named for what, and the act. */
  readonly words: Text;
  /** Who recorded it, and when; null where the register does not say. */
  readonly by: string | null;
  /** Below the association's address. */
  readonly link: string;
};

/**
 * Whom entities have named by a day, the first first: candidates, and holders of the offices that each entity has (appointed,
 * or by their posts). Whoever reads it may read the bodies: names and acts of offices are common to all entities.
 */
export async function namingsBy(tx: Tx, association: string, on: Day): Promise<NamedFor[]> {
  const facts = await bodyFacts(tx, association, on);
  const candidates = (await candidatesEver(tx, association)).filter(({ proposed }) => proposed <= on);
  const offices = officesFrom(facts).filter(({ per, role }) => per === 'entity' && role !== null);
  const held = officeHolders(facts, offices).filter(
    ({ office, entity, deputy }) => entity !== null && !deputy && offices.some(({ id }) => id === office),
  );
  const names = await officeNames(tx, [
    ...candidates.flatMap(({ person, recordedBy }) => (recordedBy === null ? [person] : [person, recordedBy])),
    ...held.map(({ person }) => person),
  ]);
  const name = (person: string) => names.get(person) ?? '';
  const seats = new Map(
    bodiesFrom(facts).flatMap((body) =>
      seatsFrom(facts, body).map((seat) => [`${body.id} ${seat.id}`, seatInWords(seat)] as const),
    ),
  );
  const proposed = candidates.map((one): NamedFor => {
    const seat = seats.get(`${one.body} ${one.seat}`) ?? text(one.seat, one.seat);
    const recorded = dayAt(one.recordedAt.getTime());
    return {
      naming: { candidateFor: one.body },
      entity: one.entity,
      on: one.proposed,
      until: one.withdrawn,
      words: text(
        `candidatura di ${name(one.person)} (${seat.it})${actIn(one.act, 'it')}, registrata il ${showDay(recorded)}`,
        `candidate ${name(one.person)} (${seat.en})${actIn(one.act, 'en')}, recorded on ${showDay(recorded, 'en')}`,
      ),
      by: one.recordedBy === null ? null : name(one.recordedBy) || null,
      link: `organi/${one.body}#candidature`,
    };
  });
  const appointed = held.map(({ office, person, entity, since, until, appointment, post }): NamedFor => {
    const { it, en } = offices.find(({ id }) => id === office)!.name;
    const act = appointment?.act ?? { act: post?.act ?? '', number: '', day: null };
    return {
      naming: { office },
      entity: entity!,
      on: since,
      until: until && addDays(until, 1),
      words: text(`${it}: ${name(person)}${actIn(act, 'it')}`, `${en}: ${name(person)}${actIn(act, 'en')}`),
      by: null,
      link: 'organi/nomine',
    };
  });
  return [...proposed, ...appointed].toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

function actIn({ act, number, day }: Act, language: 'it' | 'en'): string {
  if (act === '') return '';
  const of = { it: 'del', en: 'of' }[language];
  return `, ${[act, number && `n. ${number}`, day && `${of} ${showDay(day, language)}`].filter(Boolean).join(' ')}`;
}
