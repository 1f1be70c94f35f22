import { addYears, type Day } from '../../../kernel/day.ts';
import type { Refusal } from '../../../kernel/result.ts';
import type { Source } from '../../../kernel/source.ts';
import { type Text, text } from '../../../kernel/text.ts';
import type { Role } from '../../../platform/role.ts';
import { clausesInForce, type EntitySet } from '../../agreement/rules/index.ts';
import { bodiesFrom } from './body.ts';
import { type Appointment, type BodyFacts, holds, type MemberFact, type PostFact } from './facts.ts';
import { refusals } from './refusals.ts';
import { isAmong } from './seat.ts';
import { roleOf } from './speaker.ts';

type Named = { readonly id: string; readonly title: Text };

/** An office of the association that a person is appointed to. */
export type Office = {
  readonly id: string;
  readonly name: Text;
  readonly per: 'association' | 'entity';
  /** The role whose post lets the holder work in the platform. */
  readonly role: Role | null;
  readonly from: EntitySet | null;
  readonly appointedBy: Text | null;
  readonly deputy: boolean;
  readonly years: number | null;
  readonly papers: readonly Named[];
  readonly powers: readonly Named[];
  /** The clause; null where no text has this office. */
  readonly source: Source | null;
};

const silent = {
  from: null,
  appointedBy: null,
  deputy: true,
  years: null,
  papers: [],
  powers: [],
  source: null,
} as const;

/** Offices every association has, where its agreement does not speak of them. */
const ordinary: readonly Office[] = [
  {
    ...silent,
    id: 'head',
    name: text('Responsabile del servizio', 'Head of the service'),
    per: 'association',
    role: 'RES',
  },
  { ...silent, id: 'referent', name: text('Referente comunale', 'Municipal referent'), per: 'entity', role: 'REF' },
];

/**
 * The offices of an association on a day: those of the agreement's clauses, a head and referents where no clause has them,
 * and any other that somebody was appointed to.
 * Source: clause kind `appointment` (Valdarno e Valdisieve: art. 7 and 9; Calatino: art. 1 c. 2).
 */
export function officesFrom(facts: Pick<BodyFacts, 'agreement' | 'on' | 'appointments'>): Office[] {
  const clauses = facts.agreement ? clausesInForce(facts.agreement, 'appointment', facts.on) : [];
  const found: Office[] = clauses.map(({ terms, source }) => ({
    id: terms.office,
    name: terms.name,
    per: terms.per,
    role: terms.role ?? null,
    from: terms.from ?? null,
    appointedBy: terms.appointedBy ?? null,
    deputy: terms.deputy,
    years: terms.years ?? null,
    papers: terms.papers,
    powers: terms.powers,
    source,
  }));
  for (const office of ordinary) if (!found.some(({ id }) => id === office.id)) found.push(office);
  for (const { office, name, entity } of facts.appointments) {
    if (name === null || found.some(({ id }) => id === office)) continue;
    found.push({ ...silent, id: office, name, per: entity === null ? 'association' : 'entity', role: null });
  }
  return found;
}

/** Who holds an office, or held it: by a recorded appointment, or by the post alone. */
export type OfficeHolder = {
  readonly office: string;
  readonly person: string;
  readonly entity: string | null;
  readonly deputy: boolean;
  readonly since: Day;
  readonly until: Day | null;
  readonly appointment: Appointment | null;
  readonly post: PostFact | null;
};

/**
 * Everybody who has held the offices by the day of the facts, the oldest first. An office that each entity has and that carries
 * a role (the referent) is held by who is appointed to it; where nobody is, by who has held the post longest: the same person
 * who has the entity's seat in the bodies (`speakerFor`).
 */
export function officeHolders(facts: BodyFacts, offices: readonly Office[]): OfficeHolder[] {
  const { on } = facts;
  const appointed = facts.appointments.map((appointment): OfficeHolder => {
    const { office, person, entity, deputy, since, until } = appointment;
    return { office, person, entity, deputy, since, until, appointment, post: null };
  });
  const byPost = offices
    .filter(({ per, role }) => per === 'entity' && role !== null)
    .flatMap(({ id, role }) => {
      const posts = facts.posts.filter((post) => post.role === role && post.entity !== null);
      const isAppointed = (post: PostFact, when: Day) =>
        appointed.some((one) => one.office === id && one.entity === post.entity && !one.deputy && holds(one, when));
      const first = (post: PostFact) => posts.find((one) => one.entity === post.entity && holds(one, on)) === post;
      return posts
        .filter((post) => !isAppointed(post, holds(post, on) ? on : post.until!) && (!holds(post, on) || first(post)))
        .map(
          (post): OfficeHolder => ({
            office: id,
            person: post.person,
            entity: post.entity,
            deputy: false,
            since: post.since,
            until: post.until,
            appointment: null,
            post,
          }),
        );
    });
  return [...appointed, ...byPost].toSorted((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0));
}

/**
 * The entities that should have somebody in an office: those its clause names, else those whose holder sits in a body by it,
 * else every one but partners. None for an office of the whole association.
 */
export function entitiesNeeding(facts: BodyFacts, { per, role, from }: Office): readonly MemberFact[] {
  if (per === 'association') return [];
  if (from !== null) return facts.members.filter((member) => isAmong(member, from));
  const seated = bodiesFrom(facts).flatMap((body) =>
    (body.clause?.terms.seats ?? []).flatMap((seat) =>
      'each' in seat && roleOf[seat.held] === role ? [seat.each] : [],
    ),
  );
  if (seated.length > 0) return facts.members.filter((member) => seated.some((set) => isAmong(member, set)));
  return facts.members.filter(({ relation }) => relation !== 'partner');
}

/** The last day of an appointment that begins on a day, where the office has a term. */
export function endOfAppointment(office: Office, since: Day): Day | null {
  return office.years === null ? null : addYears(since, office.years);
}

export type NewAppointment = {
  readonly office: Office;
  readonly entity: string | null;
  readonly deputy: boolean;
  readonly person: string;
  readonly since: Day;
};

/**
 * Why a person may not be appointed; empty when nothing speaks against it. `facts` are those of the first day.
 * Refuses `bodies/office-needs-entity`, `bodies/office-outside-entities` and `bodies/no-deputy`.
 */
export function whyNotAppoint(facts: BodyFacts, { office, entity, deputy, person }: NewAppointment): Refusal[] {
  const { name, source } = office;
  if (deputy && !office.deputy) return [refusals.noDeputy(name, source)];
  if (office.per === 'entity') {
    if (entity === null) return [refusals.officeNeedsEntity(name, source)];
    const member = facts.members.find(({ code }) => code === entity);
    const fits = member && (office.from === null || isAmong(member, office.from));
    return fits ? [] : [refusals.officeOutsideEntities(name, source)];
  }
  const { from } = office;
  if (from === null) return [];
  const works = facts.posts.some((post) => {
    const member = facts.members.find(({ code }) => code === post.entity);
    const counts = office.role !== 'MAY' || post.role === 'MAY';
    return post.person === person && holds(post, facts.on) && counts && member !== undefined && isAmong(member, from);
  });
  return works ? [] : [refusals.officeOutsideEntities(name, source)];
}

/** The appointments to an office in force on a day: the holder's and deputies', of an entity where it is given. */
export function appointmentsIn(facts: BodyFacts, office: string, entity?: string | null): Appointment[] {
  return facts.appointments.filter(
    (one) =>
      one.office === office &&
      holds(one, facts.on) &&
      (entity === undefined || one.entity === (entity as string | null)),
  );
}
