import { describe, expect, it } from 'vitest';
import { day } from '../../kernel/day.ts';
import type { EntityCode } from '../../kernel/entity.ts';
import { shippedAgreement } from '../agreement/index.ts';
import { type AgreementDocument, withReadings } from '../agreement/rules/index.ts';
import {
  type Appointment,
  type BodyFacts,
  bodiesFrom,
  bodyRulesOf,
  chairFrom,
  type Delegation,
  endingsWithin,
  type Holding,
  holds,
  isInBand,
  type MemberFact,
  mandateIn,
  officeHolders,
  officesFrom,
  type PostFact,
  reminderFor,
  rolesToDelegate,
  seatsFrom,
  termOfOffice,
  whyNotAppoint,
  whyNotDelegate,
  whyNotEligible,
} from './rules/index.ts';

const documentOf = (name: string): AgreementDocument => shippedAgreement(name)!.document;
const agreementOf = (name: string, readings: Record<string, unknown> = {}) =>
  withReadings(documentOf(name), readings).agreement;

const member = (
  code: string,
  kind: MemberFact['kind'] = 'comune',
  relation: MemberFact['relation'] = 'member',
): MemberFact => ({
  code: code as EntityCode,
  name: `Ente ${code}`,
  kind,
  relation,
});
const post = (
  id: string,
  role: PostFact['role'],
  entity: string,
  since = '2020-01-01',
  until: string | null = null,
): PostFact => ({
  post: id,
  person: `persona-${id}`,
  role,
  entity: entity as EntityCode,
  since: day(since),
  until: until === null ? null : day(until),
  act: '',
});
const act = { act: 'delibera', number: '1', day: null };
const holding = (seat: string, of: PostFact, since: string, until: string | null = null): Holding => ({
  id: `h-${seat}`,
  body: 'presidency',
  seat,
  person: of.person,
  post: of.post,
  entity: of.entity,
  since: day(since),
  until: until === null ? null : day(until),
  act,
  document: null,
  ending: null,
});
const delegation = (
  seat: string,
  giver: PostFact,
  delegate: string,
  since: string,
  more: Partial<Delegation> = {},
): Delegation => ({
  id: `d-${seat}-${delegate}`,
  body: 'assembly',
  seat,
  entity: giver.entity,
  giver: giver.person,
  giverPost: giver.post,
  delegate,
  form: 'standing',
  meeting: null,
  since: day(since),
  until: null,
  signed: day(since),
  document: 'x',
  revoked: null,
  revokingAct: null,
  ...more,
});

const lecco: BodyFacts = {
  on: day('2027-06-09'),
  agreement: agreementOf('lecco'),
  members: [
    member('c_a100'),
    member('c_b200'),
    member('c_e507'),
    member('cm-valle', 'comunita_montana'),
    member('p_lc', 'provincia', 'lead'),
  ],
  posts: [
    post('a', 'MAY', 'c_a100', '2022-06-01', '2027-06-09'),
    post('b', 'MAY', 'c_b200'),
    post('e', 'MAY', 'c_e507'),
    post('m', 'MAY', 'cm-valle', '2020-01-01', '2027-06-09'),
    post('p', 'MAY', 'p_lc'),
    post('s', 'ASS', 'c_a100'),
  ],
  added: [],
  seats: [],
  holdings: [],
  delegations: [],
  roles: [],
  appointments: [],
};
const [mayorA, mayorB, mayorE, mayorM, president, councillorA] = lecco.posts as [
  PostFact,
  PostFact,
  PostFact,
  PostFact,
  PostFact,
  PostFact,
];
const bodyIn = (facts: BodyFacts, id: string) => bodiesFrom(facts).find((one) => one.id === id)!;
const seatIn = (facts: BodyFacts, body: string, seat: string, meeting?: string) =>
  seatsFrom(facts, bodyIn(facts, body), meeting).find(({ id }) => id === seat)!;
const onDay = (facts: BodyFacts, on: string): BodyFacts => ({ ...facts, on: day(on) });
const codes = (refusals: readonly { code: string }[]) => refusals.map(({ code }) => code);

describe('bodies come from the clauses of the agreement', () => {
  const bodies = (name: string) =>
    bodiesFrom({ ...lecco, agreement: agreementOf(name) }).map(({ id, nature }) => `${id} ${nature}`);

  it('[LC-4.comp] [LC-5.comp] Lecco has an assembly and a presidency of five seats', () => {
    expect(bodies('lecco')).toEqual(['assembly decides', 'presidency decides']);
    expect(seatsFrom(lecco, bodyIn(lecco, 'presidency'))).toHaveLength(5);
    expect(seatsFrom(lecco, bodyIn(lecco, 'assembly')).map(({ id }) => id)).toEqual([
      'ente.c_a100',
      'ente.c_b200',
      'ente.c_e507',
      'ente.cm-valle',
      'ente.p_lc',
    ]);
  });

  it('[EV-org.1] [EV-org.2] [EV-org.10] Empoli has a board, an advisory authority and a table that no text founds', () => {
    expect(bodies('empolese-valdelsa')).toEqual(['giunta decides', 'authority advises', 'councillors advises']);
    const table = bodiesFrom({ ...lecco, agreement: agreementOf('empolese-valdelsa') }).at(-1);
    expect(table?.foreseen).toBe(false);
  });

  it('[CAL-1.2.b] [CAL-5.2] the Calatino has a committee of referents with the head, and an assembly of mayors', () => {
    expect(bodies('calatino')).toEqual(['committee decides', 'assembly decides']);
    const facts = { ...lecco, agreement: agreementOf('calatino') };
    const seats = seatsFrom(facts, bodyIn(facts, 'committee'));
    expect(seats.at(-1)?.id).toBe('responsabile');
    const without = { ...lecco, agreement: agreementOf('calatino', { 'committee.includes_head': false }) };
    expect(seatsFrom(without, bodyIn(without, 'committee'))).toHaveLength(seats.length - 1);
  });

  it('[VV-14.1.a] [AT-P2] where a text leaves the composition out, it is proposed or recorded', () => {
    expect(bodies('valdarno-valdisieve')).toEqual(['giunta decides']);
    const vv = { ...lecco, agreement: agreementOf('valdarno-valdisieve') };
    expect(seatsFrom(vv, bodyIn(vv, 'giunta')).every(({ filled }) => filled === 'by-office')).toBe(true);
    const recorded = { ...lecco, agreement: agreementOf('valdarno-valdisieve', { 'giunta.composition': 'recorded' }) };
    expect(seatsFrom(recorded, bodyIn(recorded, 'giunta'))).toEqual([]);
    const asti = { ...lecco, agreement: agreementOf('asti') };
    expect(bodyIn(asti, 'cta').clause?.terms.seats).toEqual([{ id: 'componente', recorded: true }]);
  });

  it('[2.3] a body that no text foresees is added by its act, and is no more after its last day', () => {
    const added = {
      id: 'tavolo',
      name: { it: 'Tavolo', en: 'Table' },
      nature: 'advises' as const,
      about: '',
      act,
      document: null,
      closingAct: null,
      since: day('2027-01-01'),
      until: day('2027-12-31'),
    };
    const facts = { ...lecco, added: [added] };
    expect(bodyIn(onDay(facts, '2027-12-31'), 'tavolo').foreseen).toBe(false);
    expect(bodyIn(onDay(facts, '2028-01-01'), 'tavolo')).toBeUndefined();
  });

  it('[2.3] a sixth agreement gets its bodies from a document alone', () => {
    const sixth = structuredClone(documentOf('asti'));
    sixth.clauses.push({
      ...sixth.clauses[0]!,
      id: 'consulta',
      kind: 'body',
      requirement: [],
      readings: {},
      versions: [
        {
          body: 'consulta',
          name: { it: 'Consulta', en: 'Council' },
          nature: 'advises',
          seats: [{ id: 'unione', each: { kinds: ['comunita_montana'] }, held: 'legal-representative', votes: false }],
        },
      ],
    });
    const facts = { ...lecco, agreement: withReadings(sixth).agreement };
    expect(seatsFrom(facts, bodyIn(facts, 'consulta'))).toMatchObject([
      { id: 'unione.cm-valle', votes: false, seated: mayorM.person },
    ]);
  });
});

describe('a seat follows the office it comes from', () => {
  it('[LC-4.mand] the mayor sits on the last day of office, and on the next day the seat is empty', () => {
    expect(seatIn(lecco, 'assembly', 'ente.c_a100').seated).toBe(mayorA.person);
    expect(seatIn(onDay(lecco, '2027-06-10'), 'assembly', 'ente.c_a100')).toMatchObject({
      seated: null,
      vacancy: 'nobody',
    });
  });

  it('[LC-4.mand] a delegate of that mayor sits on 9 June 2027 and not on 10 June', () => {
    const facts = { ...lecco, delegations: [delegation('ente.c_a100', mayorA, councillorA.person, '2027-01-01')] };
    expect(seatIn(facts, 'assembly', 'ente.c_a100').seated).toBe(councillorA.person);
    expect(seatIn(onDay(facts, '2027-06-10'), 'assembly', 'ente.c_a100')).toMatchObject({
      delegation: null,
      seated: null,
    });
  });

  it('[LC-4.mand] a new mayor takes the seat, and the delegation of the old one does not come back', () => {
    const next = post('n', 'MAY', 'c_a100', '2027-06-12');
    const facts = {
      ...onDay(lecco, '2027-06-12'),
      posts: [...lecco.posts, next],
      delegations: [delegation('ente.c_a100', mayorA, councillorA.person, '2027-01-01')],
    };
    expect(seatIn(facts, 'assembly', 'ente.c_a100').seated).toBe(next.person);
  });

  it('[LC-4.mand] the same mayor elected again gives delegations anew', () => {
    const again = { ...post('a2', 'MAY', 'c_a100', '2027-06-10'), person: mayorA.person };
    const facts = {
      ...onDay(lecco, '2027-06-10'),
      posts: [...lecco.posts, again],
      delegations: [delegation('ente.c_a100', mayorA, councillorA.person, '2027-01-01')],
    };
    expect(seatIn(facts, 'assembly', 'ente.c_a100')).toMatchObject({ seated: mayorA.person, delegation: null });
  });

  it('[LC-4.mand] for entities without a mayor the reading says whether the mandate outlasts the office', () => {
    const after = onDay(lecco, '2027-06-10');
    expect(seatIn(after, 'assembly', 'ente.cm-valle').seated).toBeNull();
    const lasting = {
      ...after,
      agreement: agreementOf('lecco', { 'mandate.other_representatives': 'no_automatic_end' }),
    };
    expect(seatIn(lasting, 'assembly', 'ente.cm-valle').seated).toBe(mayorM.person);
    expect(seatIn(lasting, 'assembly', 'ente.c_a100').seated).toBeNull();
    const followed = { ...lasting, posts: [...lasting.posts, post('m2', 'MAY', 'cm-valle', '2027-06-10')] };
    expect(seatIn(followed, 'assembly', 'ente.cm-valle').seated).toBe('persona-m2');
  });

  it('[LC-4.comp] the chair is whoever sits for the Province, a delegate included', () => {
    const body = bodyIn(lecco, 'assembly');
    expect(chairFrom(lecco, body, seatsFrom(lecco, body))).toEqual({
      person: president.person,
      seat: 'ente.p_lc',
      by: 'lead',
    });
    const facts = { ...lecco, delegations: [delegation('ente.p_lc', president, councillorA.person, '2027-01-01')] };
    expect(chairFrom(facts, body, seatsFrom(facts, body))?.person).toBe(councillorA.person);
  });

  it('[EV-org.3] the authority fills from appointed referents and else from posts, and says who is missing', () => {
    const members = ['c_d403', 'c_m059', 'c_f398'].map((code) => member(code));
    const facts: BodyFacts = {
      ...lecco,
      agreement: agreementOf('empolese-valdelsa'),
      members,
      posts: [post('x', 'REF', 'c_d403'), post('y', 'REF', 'c_m059')],
      appointments: [
        {
          id: '1',
          office: 'referent',
          name: null,
          entity: 'c_d403' as EntityCode,
          deputy: false,
          person: 'persona-nominata',
          since: day('2027-01-01'),
          until: null,
          act,
          document: 'x',
          powers: [],
          provisional: false,
          note: '',
          ending: null,
        },
      ],
    };
    const seats = seatsFrom(facts, bodyIn(facts, 'authority'));
    expect(seats.map(({ seated }) => seated)).toEqual(['persona-nominata', 'persona-y', null]);
    expect(seats.filter(({ seated }) => !seated).map(({ entity }) => entity?.code)).toEqual(['c_f398']);
  });

  it('a partner of the association never votes', () => {
    const facts = { ...lecco, members: [...lecco.members, member('x-partner', 'other', 'partner')] };
    expect(seatsFrom(facts, bodyIn(facts, 'assembly')).some(({ entity }) => entity?.code === 'x-partner')).toBe(false);
  });
});

describe('seats given by an act', () => {
  const given = { ...lecco, holdings: [holding('fascia-piccola', mayorA, '2027-01-01', '2032-01-01')] };

  it('[LC-5.comp] whoever loses the office leaves the seat vacant the same day', () => {
    expect(seatIn(given, 'presidency', 'fascia-piccola').seated).toBe(mayorA.person);
    expect(seatIn(onDay(given, '2027-06-10'), 'presidency', 'fascia-piccola')).toMatchObject({
      seated: null,
      vacancy: 'office-ended',
    });
  });

  it('[LC-5.term] an entity that leaves, or a term that is over, empties it too', () => {
    const left = { ...given, members: lecco.members.filter(({ code }) => code !== 'c_a100') };
    expect(seatIn(left, 'presidency', 'fascia-piccola').vacancy).toBe('entity-left');
    const short = { ...lecco, holdings: [holding('fascia-piccola', mayorB, '2027-01-01', '2027-06-08')] };
    expect(seatIn(short, 'presidency', 'fascia-piccola').vacancy).toBe('term-ended');
  });

  it('[LC-5.comp] 3,000 and 10,000 inhabitants are of the middle band, 2,999 of the small one, 10,001 of neither', () => {
    const middle = { from: 3000, to: 10000 };
    expect([2999n, 3000n, 10000n, 10001n].map((people) => isInBand(people, middle))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect([2999n, 3000n].map((people) => isInBand(people, { under: 3000 }))).toEqual([true, false]);
  });

  it('[LC-5.comp] says why somebody may not have a seat', () => {
    const body = bodyIn(lecco, 'presidency');
    const why = (seat: string, of: PostFact, people: Record<string, bigint> = {}) =>
      codes(
        whyNotEligible(
          lecco,
          { post: of, name: 'X', body, seat: seatIn(lecco, 'presidency', seat) },
          new Map(Object.entries(people)) as never,
        ),
      );
    expect(why('fascia-media', mayorB, { c_b200: 3000n })).toEqual([]);
    expect(why('fascia-media', mayorB, { c_b200: 2999n })).toEqual(['bodies/outside-band']);
    expect(why('fascia-media', mayorB)).toEqual(['bodies/missing-population']);
    expect(why('fascia-media', mayorM, { 'cm-valle': 5000n })).toEqual(['bodies/not-eligible']);
    expect(why('comunita-unioni', mayorM)).toEqual([]);
    expect(why('lecco', mayorE)).toEqual([]);
    expect(why('lecco', mayorB, { c_b200: 12_000n })).toEqual(['bodies/not-eligible']);
    expect(why('fascia-piccola', post('r', 'REF', 'c_b200'), { c_b200: 1n })).toEqual(['bodies/not-eligible']);
  });

  it('[LC-5.term] five years, but not beyond the agreement: 20 February 2018 ends on 31 December 2022', () => {
    const found = (since: string, readings = {}) =>
      termOfOffice(
        { agreement: agreementOf('lecco', readings), on: day(since) },
        { body: 'presidency', since: day(since) },
      )?.until;
    expect(found('2018-02-20')).toBe('2022-12-31');
    expect(found('2018-02-20', { 'presidency.cap_at_agreement_end': false })).toBe('2023-02-20');
    expect(found('2027-02-20')).toBe('2032-02-20');
    expect(termOfOffice(lecco, { body: 'assembly', since: day('2027-01-01') })).toBeUndefined();
  });

  it('[LC-5.chair] the elected chair counts while holding a seat', () => {
    const role = {
      id: 'r',
      body: 'presidency',
      role: 'chair' as const,
      person: mayorA.person,
      since: day('2027-01-01'),
      until: null,
      act,
      document: null,
    };
    const facts = { ...given, roles: [role] };
    const chair = (on: string) => {
      const then = onDay(facts, on);
      const body = bodyIn(then, 'presidency');
      return chairFrom(then, body, seatsFrom(then, body))?.person;
    };
    expect(chair('2027-06-09')).toBe(mayorA.person);
    expect(chair('2027-06-10')).toBeUndefined();
  });

  it('[LC-4.sec] the assembly takes its secretary from the lead', () => {
    expect(bodyRulesOf(lecco, bodyIn(lecco, 'assembly')).secretary).toBe('lead-staff');
    expect(bodyRulesOf(lecco, bodyIn(lecco, 'presidency')).secretary).toBe('anyone');
  });
});

describe('delegations', () => {
  const asked = {
    seat: 'ente.c_a100',
    delegate: councillorA.person,
    form: 'standing' as const,
    meeting: null,
    since: day('2027-05-01'),
    until: null,
  };
  const on = onDay(lecco, '2027-05-01');
  const why = (facts: BodyFacts, more: Partial<Parameters<typeof whyNotDelegate>[1]> = {}) => {
    const wanted = { ...asked, ...more };
    const body = bodyIn(facts, 'assembly');
    return codes(
      whyNotDelegate(facts, wanted, { body, seat: seatIn(facts, 'assembly', wanted.seat), name: (person) => person }),
    );
  };

  it('[LC-4.comp] are recorded as the agreement allows', () => {
    expect(why(on)).toEqual([]);
    expect(why({ ...on, agreement: agreementOf('lecco', { 'delegations.form': 'sitting' }) })).toEqual([
      'bodies/delegation-form',
    ]);
    expect(why({ ...on, agreement: agreementOf('lecco', { 'delegations.form': 'none' }) })).toEqual([
      'bodies/no-delegations',
    ]);
    expect(why(on, { delegate: mayorA.person })).toEqual(['bodies/delegate-is-holder']);
    expect(why(onDay(lecco, '2027-06-10'), { since: day('2027-06-10') })).toEqual(['bodies/no-holder']);
  });

  it('[VV-14.1.a] [LC-4.comp] only who may sit in the seat is delegated for it: a councillor for a mayor, no clerk', () => {
    const clerks = (['ACC', 'EDI', 'REF', 'CTR', 'AUD'] as const).map((role) => post(role, role, 'c_a100'));
    const facts = { ...on, posts: [...on.posts, ...clerks] };
    for (const { person } of clerks) expect(why(facts, { delegate: person })).toEqual(['bodies/not-a-delegate']);
    expect(why(facts)).toEqual([]);
    const body = bodyIn(facts, 'assembly');
    const seat = seatIn(facts, 'assembly', 'ente.c_a100');
    const [refused] = whyNotDelegate(
      facts,
      { ...asked, delegate: clerks[0]!.person },
      { body, seat, name: () => 'Ada' },
    );
    expect(refused?.source?.article).toBe('art. 4 c. 1, secondo periodo');
    expect(refused?.remedy?.it).toContain('assessore');
    // a body of referents has other delegates, and so has an agreement that names them
    const empoli = { ...facts, agreement: agreementOf('empolese-valdelsa') };
    const ofReferents = { ...seat, rule: bodyIn(empoli, 'authority').clause!.terms.seats![0]! };
    expect(rolesToDelegate(ofReferents, { delegates: null })).toEqual(['REF', 'TEC']);
    expect(rolesToDelegate(seat, { delegates: ['referent'] })).toEqual(['REF', 'TEC']);
    expect(rolesToDelegate({ rule: null }, { delegates: null })).toContain('RES');
  });

  it('[LC-4.comp] one person speaks for one entity, the own seat counted', () => {
    expect(why(on, { delegate: mayorB.person })).toEqual(['bodies/too-many-entities']);
    const busy = { ...on, delegations: [delegation('ente.c_b200', mayorB, councillorA.person, '2027-05-10')] };
    expect(why(busy)).toEqual(['bodies/too-many-entities']);
    expect(why(busy, { until: day('2027-05-09') })).toEqual([]);
    const two = agreementOf('lecco', { 'delegations.max_per_person': 2 });
    expect(why({ ...busy, agreement: two })).toEqual([]);
  });

  it('[LC-4.comp] one standing delegation at a time; one for a sitting goes before it, on its day and for its meeting', () => {
    const standing = delegation('ente.c_a100', mayorA, councillorA.person, '2027-01-01');
    expect(why({ ...on, delegations: [standing] })).toEqual(['bodies/already-delegated']);
    const sitting = delegation('ente.c_a100', mayorA, 'persona-z', '2027-05-01', {
      form: 'sitting',
      until: day('2027-05-01'),
      meeting: 'm1',
    });
    const facts = { ...on, delegations: [standing, sitting] };
    expect(seatIn(facts, 'assembly', 'ente.c_a100', 'm1').seated).toBe('persona-z');
    expect(seatIn(facts, 'assembly', 'ente.c_a100', 'm2').seated).toBe(councillorA.person);
    expect(seatIn(onDay(facts, '2027-05-02'), 'assembly', 'ente.c_a100').seated).toBe(councillorA.person);
  });

  it('[LC-4.comp] a revoked one no longer holds from its day on', () => {
    const revoked = delegation('ente.c_a100', mayorA, councillorA.person, '2027-01-01', { revoked: day('2027-05-02') });
    const facts = { ...on, delegations: [revoked] };
    expect(seatIn(facts, 'assembly', 'ente.c_a100').seated).toBe(councillorA.person);
    expect(seatIn(onDay(facts, '2027-05-02'), 'assembly', 'ente.c_a100').seated).toBe(mayorA.person);
  });

  it('a body that no clause gives delegations has none', () => {
    expect(mandateIn(lecco, 'tavolo').delegations).toBe('none');
  });
});

describe('offices and what ends', () => {
  it('[VV-7.1] [VV-7.5] the head of Valdarno e Valdisieve carries the opinion and a list of powers', () => {
    const facts = { ...lecco, agreement: agreementOf('valdarno-valdisieve') };
    const head = officesFrom(facts).find(({ id }) => id === 'head')!;
    expect(head.papers.map(({ id }) => id)).toEqual(['parere-giunta']);
    expect(head.powers).toHaveLength(8);
    expect(officesFrom(lecco).map(({ id, source }) => [id, source])).toEqual([
      ['head', null],
      ['referent', null],
    ]);
  });

  it('[CAL-1.2.a] the head of the Calatino belongs to the lead', () => {
    const facts = { ...lecco, agreement: agreementOf('calatino'), posts: [...lecco.posts, post('h', 'RES', 'p_lc')] };
    const office = officesFrom(facts).find(({ id }) => id === 'head')!;
    const why = (person: string) =>
      codes(whyNotAppoint(facts, { office, entity: null, deputy: false, person, since: facts.on }));
    expect(why('persona-h')).toEqual([]);
    expect(why(mayorB.person)).toEqual(['bodies/office-outside-entities']);
  });

  it('[EV-org.11] the delegated mayor is a mayor of a member', () => {
    const facts = { ...lecco, agreement: agreementOf('empolese-valdelsa') };
    const office = officesFrom(facts).find(({ id }) => id === 'delegated-mayor')!;
    const why = (person: string) =>
      codes(whyNotAppoint(facts, { office, entity: null, deputy: false, person, since: facts.on }));
    expect(why(mayorB.person)).toEqual([]);
    expect(why(councillorA.person)).toEqual(['bodies/office-outside-entities']);
    expect(why(president.person)).toEqual(['bodies/office-outside-entities']);
  });

  it('[2.3] tells what ends, mandates too, the first to end first', () => {
    const facts = {
      ...onDay(lecco, '2027-06-01'),
      holdings: [holding('lecco', mayorE, '2027-01-01', '2027-06-20')],
    };
    expect(endingsWithin(facts, bodiesFrom(facts), 30).map(({ kind, due, daysLeft }) => [kind, due, daysLeft])).toEqual(
      [
        ['mandate', '2027-06-09', 8],
        ['mandate', '2027-06-09', 8],
        ['holding', '2027-06-20', 19],
      ],
    );
    expect(endingsWithin(facts, bodiesFrom(facts), 7)).toEqual([]);
  });

  it('[2.3] reminds 30, 15, 7 and 1 days before, and catches up with one that was missed', () => {
    expect([31, 30, 16, 15, 8, 7, 2, 1, 0].map((days) => reminderFor(days))).toEqual([
      undefined,
      30,
      30,
      15,
      15,
      7,
      7,
      1,
      1,
    ]);
  });
});

describe('offices and seats', () => {
  const agreement = agreementOf('empolese-valdelsa');
  const towns = ['c_d403', 'c_m059', 'c_c540'];
  const appointed = (entity: string, person: string): Appointment => ({
    id: `n-${person}`,
    office: 'referent',
    name: null,
    entity: entity as EntityCode,
    deputy: false,
    person,
    since: day('2027-01-01'),
    until: null,
    act,
    document: 'x',
    powers: [],
    provisional: false,
    note: '',
    ending: null,
  });
  const facts: BodyFacts = {
    ...lecco,
    agreement,
    members: towns.map((code) => member(code)),
    posts: [
      post('r1', 'REF', 'c_d403'),
      post('r2', 'REF', 'c_d403', '2021-01-01'),
      post('r3', 'REF', 'c_m059'),
      post('old', 'REF', 'c_c540', '2020-01-01', '2026-12-31'),
    ],
    appointments: [appointed('c_m059', 'altro')],
  };

  it('[EV-org.3] [R-EV-2] whoever is the referent in the appointments has the seat in the authority, and the same are missing', () => {
    const offices = officesFrom(facts);
    const referents = officeHolders(facts, offices).filter((one) => one.office === 'referent' && holds(one, facts.on));
    const authority = bodiesFrom(facts).find(({ id }) => id === 'authority')!;
    const seated = seatsFrom(facts, authority).map(({ entity, seated: person }) => [entity!.code, person]);
    expect(seated).toEqual([
      ['c_d403', 'persona-r1'],
      ['c_m059', 'altro'],
      ['c_c540', null],
    ]);
    expect(referents.map(({ entity, person }) => [entity, person]).toSorted()).toEqual(
      seated.filter(([, person]) => person !== null).toSorted(),
    );
    const ever = officeHolders(facts, offices).map(({ person }) => person);
    expect(ever).toContain('persona-old');
    expect(ever).not.toContain('persona-r2');
  });
});
