import { describe, expect, it } from 'vitest';
import { loadExample } from '../../app/examples.ts';
import { modules } from '../../app/modules.ts';
import type { Actor, AnyAction } from '../../platform/action.ts';
import { stoppedClock } from '../../platform/clock.ts';
import { inContext } from '../../platform/database/context.ts';
import { createPerform } from '../../platform/perform.ts';
import { BadInput } from '../../platform/problem.ts';
import { consoleIn, personIn } from '../../testing/actor.ts';
import { createTestDatabase } from '../../testing/database.ts';
import { endPost } from '../identity/actions/end-post.ts';
import { assignPost, authorise, registerPerson } from '../identity/index.ts';
import { leaveAssociation } from '../membership/actions/leave-association.ts';
import { addBody } from './actions/add-body.ts';
import { addGuest } from './actions/add-guest.ts';
import { addSeat } from './actions/add-seat.ts';
import { appoint } from './actions/appoint.ts';
import { chooseRole } from './actions/choose-role.ts';
import { closeBody } from './actions/close-body.ts';
import { delegateSeat } from './actions/delegate-seat.ts';
import { specimen } from './actions/documents.ts';
import { endAppointment } from './actions/end-appointment.ts';
import { fillSeat } from './actions/fill-seat.ts';
import { listAppointments } from './actions/list-appointments.ts';
import { listBodies } from './actions/list-bodies.ts';
import { listEndings } from './actions/list-endings.ts';
import { listPeople } from './actions/list-people.ts';
import { proposeCandidate } from './actions/propose-candidate.ts';
import { readDocument } from './actions/read-document.ts';
import { remindEndings } from './actions/remind-endings.ts';
import { revokeDelegation } from './actions/revoke-delegation.ts';
import { showBody } from './actions/show-body.ts';
import { showPublicBodies } from './actions/show-public-bodies.ts';
import { vacateSeat } from './actions/vacate-seat.ts';
import { withdrawCandidate } from './actions/withdraw-candidate.ts';
import { chairOf, seatsOn } from './index.ts';
import { namingsBy } from './namings.ts';

const database = await createTestDatabase();
const clock = { now: stoppedClock('2027-05-03T10:00:00+02:00') };
const perform = createPerform({ database, clock: () => clock.now(), authorise, checksOutput: true });
await loadExample({ perform, modules, now: clock.now().instant }, 'lecco');

const console_ = consoleIn('lecco');
const secretary = personIn('lecco', 'SEC', 'p_lc');
let count = 0;
/** A person with a post; gives both, and an actor of that post. */
async function somebody(
  role: 'MAY' | 'ASS' | 'REF' | 'RES' | 'SEC' | 'EMP',
  entity: string | null,
  since = '2022-06-01',
) {
  count += 1;
  const email = `p${count}@bodies.example`;
  const { person } = (await perform(registerPerson, { email, name: `Persona ${count}` }, console_)) as {
    person: string;
  };
  const { post } = await perform(assignPost, { email, role, entity, since, act: 'proclamazione' }, console_);
  const actor: Actor = { ...personIn('lecco', role, entity), person };
  return { person, post, actor, name: `Persona ${count}` };
}
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) =>
      error.refusals?.[0]?.code ?? (error instanceof BadInput ? error.problems.map(({ path }) => path).join() : error),
  );
const at = (instant: string) => {
  clock.now = stoppedClock(instant);
};
const reading = { association: 'lecco', actor: secretary, entities: 'all', reads: true } as const;
const seatOf = (entity: string, on: string, meeting?: string) =>
  inContext(database, reading, async (tx) =>
    (await seatsOn(tx, 'lecco', 'assembly', on as never, { meeting })).find((seat) => seat.entity?.code === entity),
  );

const act = { act: "delibera dell'Assemblea", actNumber: '2', actDay: '2027-02-20' };
const document = { ...specimen, name: 'delega.pdf' };
const lead = await somebody('MAY', 'p_lc');
const lecco = await somebody('MAY', 'c_e507');
const mayor = await somebody('MAY', 'c_a112');
const councillor = await somebody('ASS', 'c_a112');
const other = await somebody('MAY', 'c_a005');
const referent = await somebody('REF', 'c_a005');
const deputy = await somebody('ASS', 'c_a005');

describe('bodies through their doors', () => {
  it('[LC-4.comp] the assembly has a seat for every entity and the chair of the Province', async () => {
    const { items } = await perform(listBodies, {}, secretary);
    const assembly = items.find(({ id }) => id === 'assembly');
    expect(assembly).toMatchObject({ seats: 86, filled: 4, chair: { name: lead.name } });
    expect(assembly?.missing).toHaveLength(82);
    const presidency = items.find(({ id }) => id === 'presidency');
    expect(presidency).toMatchObject({ seats: 5, filled: 1, missing: [] });
    expect(presidency?.vacant.map(({ it }) => it)).toContain('Comuni sotto i 3.000 abitanti');
    await inContext(database, reading, async (tx) => {
      expect(await chairOf(tx, 'lecco', 'assembly', '2027-05-03' as never)).toMatchObject({
        name: lead.name,
        seat: 'ente.p_lc',
      });
    });
  });

  it('[LC-4.mand] [E2E-X-04] a mayor’s delegation ends with the mayor’s office, whoever ends the post', async () => {
    const given = {
      body: 'assembly',
      seat: 'ente.c_a112',
      delegate: councillor.person,
      kind: 'standing' as const,
      since: '2027-05-03',
      signed: '2027-05-02',
      document,
    };
    expect(await code(perform(delegateSeat, given, mayor.actor))).toBe('done');
    expect(await seatOf('c_a112', '2027-06-09')).toMatchObject({ seated: { name: councillor.name }, mayVote: true });
    await perform(endPost, { post: mayor.post, until: '2027-06-09' }, console_);
    expect(await seatOf('c_a112', '2027-06-09')).toMatchObject({ seated: { name: councillor.name } });
    expect(await seatOf('c_a112', '2027-06-10')).toMatchObject({
      holder: null,
      delegate: null,
      seated: null,
      mayVote: false,
      votes: true,
    });
    const next = await somebody('MAY', 'c_a112', '2027-06-11');
    expect(await seatOf('c_a112', '2027-06-11')).toMatchObject({ seated: { name: next.name }, delegate: null });
    at('2027-06-15T10:00:00+02:00');
    const then = await perform(showBody, { body: 'assembly', on: '2027-05-20' }, secretary);
    expect(then.seats.find(({ entity }) => entity?.code === 'c_a112')).toMatchObject({
      holder: { name: mayor.name },
      delegate: { name: councillor.name },
    });
    at('2027-05-03T10:00:00+02:00');
  });

  it('[LC-4.comp] who acts for one entity delegates for it alone, from the own seat', async () => {
    const given = {
      body: 'assembly',
      seat: 'ente.c_e507',
      delegate: deputy.person,
      kind: 'sitting' as const,
      since: '2027-05-20',
      signed: '2027-05-02',
      document,
    };
    expect(await code(perform(delegateSeat, given, other.actor))).toBe('bodies/not-your-entity');
    const notTheMayor = { ...personIn('lecco', 'MAY', 'c_e507'), person: other.person };
    expect(await code(perform(delegateSeat, given, notTheMayor))).toBe('bodies/not-the-holder');
    expect(await code(perform(delegateSeat, given, referent.actor))).toBe('platform/forbidden');
    expect(await code(perform(delegateSeat, { ...given, delegate: referent.person }, secretary))).toBe(
      'bodies/not-a-delegate',
    );
    const offered = { body: 'assembly', seat: 'ente.c_a005', as: 'delegate' as const };
    const { items: offers } = await perform(listPeople, offered, other.actor);
    expect(offers.map(({ person, role }) => [person, role])).toEqual([
      [other.person, 'MAY'],
      [deputy.person, 'ASS'],
    ]);
    const { items: wide } = await perform(listPeople, offered, secretary);
    expect(wide.map(({ person }) => person)).not.toContain(lead.person);
    expect(wide.map(({ person }) => person)).toContain(councillor.person);
    expect(await code(perform(delegateSeat, { ...given, delegate: lead.person }, secretary))).toBe(
      'bodies/too-many-entities',
    );
    expect(await code(perform(delegateSeat, { ...given, signed: '2027-05-21' }, secretary))).toBe('signed,signed');
    expect(
      await code(
        perform(
          delegateSeat,
          { ...given, document: { name: 'x.pdf', content: Buffer.from('<html>').toString('base64') } },
          secretary,
        ),
      ),
    ).toBe('bodies/document-type');
    const unknown = { ...given, delegate: '00000000-0000-4000-8000-00000000ffff' };
    expect(await code(perform(delegateSeat, unknown, secretary))).toBe('bodies/no-such-person');
  });

  it('[VV-8.1] the signed document of an entity is seen by that entity and by who keeps the bodies', async () => {
    const { delegations } = await perform(showBody, { body: 'assembly' }, secretary);
    const found = delegations.find(({ delegate }) => delegate.person === councillor.person)?.document;
    expect(found?.name).toBe('delega.pdf');
    expect(await code(perform(readDocument, { document: found!.id }, secretary))).toBe('done');
    expect(await code(perform(readDocument, { document: found!.id }, mayor.actor))).toBe('done');
    for (const actor of [referent.actor, other.actor]) {
      expect(await code(perform(readDocument, { document: found!.id }, actor))).toBe('bodies/no-such-record');
      const seen = await perform(showBody, { body: 'assembly' }, actor);
      expect(seen.delegations).toHaveLength(1);
      expect(seen.delegations[0]).toMatchObject({ delegate: { name: councillor.name }, document: null });
    }
    const foreign = { association: 'lecco', actor: referent.actor, entities: ['c_a005' as never], reads: true };
    const rows = await inContext(database, foreign, (tx) =>
      tx.withTables<{ 'bodies.documents': { id: string } }>().selectFrom('bodies.documents').select('id').execute(),
    );
    expect(rows).toEqual([]);
  });

  it('[LC-3.6] [LC-5.comp] [E2E-LC-02] candidates, election, chair and the term of the presidency', async () => {
    expect(
      await code(
        perform(proposeCandidate, { body: 'presidency', seat: 'fascia-media', post: other.post }, lecco.actor),
      ),
    ).toBe('bodies/not-your-entity');
    const { candidate } = await perform(
      proposeCandidate,
      { body: 'presidency', seat: 'fascia-media', post: other.post },
      other.actor,
    );
    const again = perform(
      proposeCandidate,
      { body: 'presidency', seat: 'fascia-media', post: other.post },
      other.actor,
    );
    expect(await code(again)).toBe('bodies/already-candidate');
    expect((await perform(showBody, { body: 'presidency' }, referent.actor)).candidates).toMatchObject([
      { id: candidate, name: other.name, appointed: false },
    ]);
    const { items } = await perform(listPeople, { body: 'presidency', seat: 'fascia-media' }, secretary);
    expect(items.map(({ person }) => person)).toContain(other.person);
    expect(items.map(({ person }) => person)).not.toContain(lecco.person);
    const give = (seat: string, post: string, more = {}) =>
      perform(fillSeat, { body: 'presidency', seat, post, since: '2027-05-03', ...act, ...more }, secretary);
    expect(await code(give('fascia-media', lecco.post))).toBe('bodies/outside-band');
    expect(await code(give('comunita-unioni', lecco.post))).toBe('bodies/not-eligible');
    expect(await code(give('fascia-piccola', other.post))).toBe('bodies/outside-band');
    expect(await code(give('provincia.p_lc', lead.post))).toBe('bodies/seat-follows-office');
    expect(await code(give('fascia-media', other.post, { until: '2040-01-01' }))).toBe('bodies/beyond-term');
    const filled = await give('fascia-media', other.post);
    expect(filled.until).toBe('2032-05-03');
    expect(filled.trace?.what.it).toBe('ultimo giorno in carica');
    expect(await code(give('fascia-media', other.post))).toBe('bodies/seat-taken');
    const elected = await perform(showBody, { body: 'presidency', on: '2027-05-03' }, referent.actor);
    expect(elected.candidates).toMatchObject([{ id: candidate, appointed: true }]);
    await perform(withdrawCandidate, { candidate }, other.actor);
    const choose = (role: 'chair' | 'secretary', person: string, body = 'presidency') =>
      perform(chooseRole, { body, role, person, since: '2027-05-04', ...act }, secretary);
    expect(await code(choose('chair', lecco.person))).toBe('bodies/not-a-member');
    expect(await code(choose('chair', lead.person, 'assembly'))).toBe('bodies/chair-by-right');
    expect(await code(choose('secretary', lecco.person, 'assembly'))).toBe('bodies/secretary-not-of-lead');
    const clerk = await somebody('SEC', 'p_lc');
    expect(await code(choose('secretary', clerk.person, 'assembly'))).toBe('done');
    await choose('chair', other.person);
    const shown = await perform(showBody, { body: 'presidency', on: '2027-05-04' }, secretary);
    expect(shown.chair).toMatchObject({ name: other.name, seat: 'fascia-media' });
    const holding = shown.seats.find(({ seat }) => seat === 'fascia-media')!.holder!.holding!;
    await perform(vacateSeat, { holding, until: '2027-05-31', act: 'dimissioni' }, secretary);
    expect((await perform(showBody, { body: 'presidency', on: '2027-06-01' }, secretary)).chair).toBeNull();
  });

  it('[LC-5.term] an entity that leaves the association leaves its seat empty', async () => {
    const union = await somebody('MAY', 'c_c521');
    await perform(
      fillSeat,
      { body: 'presidency', seat: 'lecco', post: lecco.post, since: '2027-05-03', ...act },
      secretary,
    );
    await perform(leaveAssociation, { entity: 'c_e507', left: '2027-08-01', act: 'recesso' }, console_);
    const seat = async (on: string) =>
      (await perform(showBody, { body: 'presidency', on }, secretary)).seats.find((one) => one.seat === 'lecco');
    expect(await seat('2027-07-31')).toMatchObject({ holder: { name: lecco.name }, vacancy: null });
    expect(await seat('2027-08-01')).toMatchObject({ holder: null, vacancy: 'entity-left' });
    expect(union.name).not.toBe(lecco.name);
  });

  it('[2.3] a body that the agreement does not know, its seats and its end', async () => {
    const given = {
      body: 'tavolo-scuola',
      name: 'Tavolo per la scuola',
      nature: 'advises' as const,
      since: '2027-05-01',
      ...act,
    };
    expect(await code(perform(addBody, { ...given, body: 'nomine' }, secretary))).toBe('body');
    expect(await code(perform(addBody, { ...given, body: 'assembly' }, secretary))).toBe('bodies/body-exists');
    expect(await code(perform(addBody, given, mayor.actor))).toBe('platform/missing');
    await perform(addBody, { ...given, document: specimen }, secretary);
    expect(await code(perform(addSeat, { body: 'assembly', title: 'In più', since: '2027-05-01' }, secretary))).toBe(
      'bodies/seats-fixed',
    );
    const { seat } = await perform(
      addSeat,
      { body: 'tavolo-scuola', title: 'Città di Lecco', entity: 'c_e507', since: '2027-05-01' },
      secretary,
    );
    expect(seat).toBe('citta-di-lecco');
    expect(
      await code(
        perform(fillSeat, { body: 'tavolo-scuola', seat, post: other.post, since: '2027-05-03', ...act }, secretary),
      ),
    ).toBe('bodies/not-eligible');
    await perform(fillSeat, { body: 'tavolo-scuola', seat, post: lecco.post, since: '2027-05-03', ...act }, secretary);
    expect((await perform(showBody, { body: 'tavolo-scuola' }, secretary)).seats).toMatchObject([
      { holder: { name: lecco.name } },
    ]);
    expect(await code(perform(closeBody, { body: 'assembly', until: '2027-12-31', act: 'x' }, secretary))).toBe(
      'bodies/body-of-agreement',
    );
    await perform(closeBody, { body: 'tavolo-scuola', until: '2027-05-31', act: 'delibera 9' }, secretary);
    expect(await code(perform(showBody, { body: 'tavolo-scuola', on: '2027-06-01' }, secretary))).toBe(
      'bodies/no-such-body',
    );
    expect(await code(perform(showBody, { body: 'tavolo-scuola', on: '2027-05-31' }, secretary))).toBe('done');
  });

  it('[LC-5.staff] an expert is invited when a member proposes it', async () => {
    const guest = { body: 'presidency', group: 'esperti', name: 'Responsabile CED', since: '2027-05-03' };
    expect(await code(perform(addGuest, guest, secretary))).toBe('bodies/guest-needs-proposer');
    expect(await code(perform(addGuest, { ...guest, proposedBy: referent.person }, secretary))).toBe(
      'bodies/not-a-member',
    );
    expect(await code(perform(addGuest, { ...guest, proposedBy: lead.person }, secretary))).toBe('done');
    const { guests, seats } = await perform(showBody, { body: 'presidency' }, secretary);
    expect(guests).toMatchObject([{ name: 'Responsabile CED', proposedBy: { name: lead.name } }]);
    expect(seats).toHaveLength(5);
  });

  it('[VV-7.1] appointments: one holder at a time, the own entity’s by its mayor, with the act attached', async () => {
    const person = (await somebody('RES', 'p_lc')).person;
    const head = {
      office: 'head',
      person,
      since: '2027-01-01',
      until: '2027-06-02',
      act: 'decreto',
      actNumber: '7',
      actDay: '2026-12-18',
      document: specimen,
    };
    await perform(appoint, head, secretary);
    expect(await code(perform(appoint, head, secretary))).toBe('bodies/office-taken');
    expect(await code(perform(appoint, { ...head, powers: ['nessuna'] }, secretary))).toBe('powers');
    expect(await code(perform(appoint, { ...head, office: 'altra' }, secretary))).toBe('bodies/no-such-office');
    const named = { ...head, office: 'ambassador', name: 'Ambasciatore digitale', until: '2028-12-31' };
    const { appointment } = await perform(appoint, named, secretary);
    const own = {
      ...head,
      office: 'referent',
      entity: 'c_a005',
      person: referent.person,
      since: '2027-05-01',
      until: '2029-05-01',
    };
    expect(await code(perform(appoint, own, mayor.actor))).toBe('bodies/not-your-entity');
    await perform(appoint, own, other.actor);
    const reader = { association: 'lecco', actor: secretary, entities: 'all' as const, reads: true };
    const namings = await inContext(database, reader, (tx) => namingsBy(tx, 'lecco', '2027-05-03' as never));
    expect(namings.filter(({ entity, naming }) => entity === 'c_a005' && 'office' in naming)).toMatchObject([
      { on: '2027-05-01', until: '2029-05-02', words: { it: expect.stringContaining('decreto n. 7') } },
    ]);
    const { items, offices } = await perform(listAppointments, {}, secretary);
    expect(items.map(({ name, holder }) => [name.it, holder.name])).toContainEqual([
      'Ambasciatore digitale',
      `Persona ${count}`,
    ]);
    const gaps = (found: typeof offices) => found.find(({ id }) => id === 'referent')!.missing.map((one) => one.code);
    expect(gaps(offices)).not.toContain('c_a005');
    expect(items.find(({ office }) => office === 'head')).toMatchObject({
      canWork: true,
      document: { name: 'decreto.pdf' },
    });
    const endings = await perform(listEndings, { days: 30 }, secretary);
    expect(endings.items.map(({ what, due }) => [what.it, due])).toContainEqual([
      'Responsabile del servizio',
      '2027-06-02',
    ]);
    await perform(endAppointment, { appointment, until: '2027-05-31', act: 'dimissioni' }, secretary);
    expect(
      await code(perform(endAppointment, { appointment, until: '2027-07-31', act: 'dimissioni' }, secretary)),
    ).toBe('bodies/already-ended');
  });

  it('[2.3] the public page has names and offices only, for anybody', async () => {
    const nobody: Actor = { ...personIn('lecco', 'CIT'), kind: 'anonymous', person: null, role: null };
    const found = await perform(showPublicBodies, {}, nobody);
    const text = JSON.stringify(found);
    expect(text).toContain(lecco.name);
    expect(text).not.toContain('bodies.example');
    expect(text).not.toContain(lecco.person);
    expect(text).not.toContain('delega.pdf');
    for (const action of [showBody, listAppointments, readDocument] as AnyAction[]) {
      expect(await code(perform(action, action.example, nobody)), action.name).toBe('platform/missing');
    }
    const employee = (await somebody('EMP', 'c_a005')).actor;
    expect(await code(perform(listBodies, {}, employee))).toBe('platform/missing');
    expect(await code(perform(showPublicBodies, {}, employee))).toBe('done');
  });

  it('[ISO-14] what was done is in the trail with whom it was about', async () => {
    type Trail = {
      'platform.audit_entries': {
        action: string;
        acting_for: string | null;
        change: string | null;
        association: string;
      };
    };
    const rows = await inContext(database, reading, (tx) =>
      tx
        .withTables<Trail>()
        .selectFrom('platform.audit_entries')
        .select(['action', 'acting_for', 'change'])
        .where('action', '=', 'bodies/delegate-seat')
        .execute(),
    );
    const done = rows.find(({ change }) => change !== null);
    expect(done?.acting_for).toBe('c_a112');
    expect(done?.change).toContain(councillor.person);
    expect(JSON.stringify(rows)).not.toContain(document.content);
  });

  it('[LC-4.mand] revoking ends a delegation from its day, once', async () => {
    const { delegation } = await perform(
      delegateSeat,
      {
        body: 'assembly',
        seat: 'ente.c_a005',
        delegate: deputy.person,
        kind: 'standing',
        since: '2027-05-03',
        signed: '2027-05-03',
        document,
      },
      other.actor,
    );
    const nobody: Actor = { ...personIn('lecco', 'CIT'), kind: 'anonymous', person: null, role: null };
    const published = await perform(showPublicBodies, { on: '2027-05-04' }, nobody);
    expect(published.bodies.flatMap(({ members }) => members).find((one) => one.name === other.name)?.delegate).toEqual(
      { name: deputy.name, since: '2027-05-03', until: null },
    );
    expect(await code(perform(revokeDelegation, { delegation, on: '2027-05-10' }, mayor.actor))).toBe(
      'bodies/not-your-entity',
    );
    await perform(revokeDelegation, { delegation, on: '2027-05-10', act: 'nota prot. 880' }, other.actor);
    const revokedFor = async (actor: Actor) =>
      (await perform(showBody, { body: 'assembly' }, actor)).delegations.find(({ id }) => id === delegation)
        ?.revokingAct;
    expect(await revokedFor(secretary)).toBe('nota prot. 880');
    expect(await revokedFor(other.actor)).toBe('nota prot. 880');
    expect(await revokedFor(mayor.actor)).toBeNull();
    expect(await code(perform(revokeDelegation, { delegation, on: '2027-05-12' }, other.actor))).toBe(
      'bodies/already-revoked',
    );
    expect(await seatOf('c_a005', '2027-05-09')).toMatchObject({ seated: { name: deputy.name } });
    expect(await seatOf('c_a005', '2027-05-10')).toMatchObject({ seated: { name: other.name } });
  });

  it('[2.3] reminds once at 30, 15, 7 and 1 days, and whoever keeps the bodies is written to', async () => {
    type Mail = { 'mail.outbox': { recipient: string; subject: string; kind: string } };
    const mails = () =>
      inContext(database, reading, (tx) =>
        tx
          .withTables<Mail>()
          .selectFrom('mail.outbox')
          .select(['recipient', 'subject'])
          .where('kind', '=', 'bodies/ending')
          .execute(),
      );
    const person = (await somebody('RES', 'p_lc')).person;
    const given = {
      office: 'coordinator',
      name: 'Coordinatore',
      person,
      since: '2027-07-01',
      until: '2027-09-30',
      act: 'decreto',
      actDay: '2027-06-20',
      document: specimen,
    };
    at('2027-07-01T08:00:00+02:00');
    await perform(appoint, given, secretary);
    const before = (await mails()).length;
    const sentOn = async (day: string) => {
      at(`${day}T05:20:00+02:00`);
      await perform(remindEndings, {}, console_);
      await perform(remindEndings, {}, console_);
      return (await mails()).filter(({ subject }) => subject.includes('Coordinatore')).length;
    };
    expect(before).toBe(0);
    expect(await sentOn('2027-08-30')).toBe(0);
    const first = await sentOn('2027-08-31');
    expect(first).toBeGreaterThan(1);
    expect(await sentOn('2027-09-14')).toBe(first);
    expect(await sentOn('2027-09-15')).toBe(2 * first);
    expect(await sentOn('2027-09-25')).toBe(3 * first);
    expect(await sentOn('2027-09-29')).toBe(4 * first);
    expect((await mails()).map(({ subject }) => subject)).toContain('Fra 30 giorni scade: Coordinatore');
    expect(await code(perform(remindEndings, {}, secretary))).toBe('platform/missing');
    at('2027-05-03T10:00:00+02:00');
  });
});
