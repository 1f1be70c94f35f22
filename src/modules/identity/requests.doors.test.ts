import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { inContext } from '../../platform/database/context.ts';
import type { BadInput } from '../../platform/problem.ts';
import { consoleIn } from '../../testing/actor.ts';
import { codesOf, testPeople } from '../../testing/people.ts';
import { addEntity } from '../membership/index.ts';
import { chooseLanguage } from './actions/choose-language.ts';
import { listPosts } from './actions/list-posts.ts';
import { authoriseRequest } from './actions/requests/authorise-request.ts';
import { carryOutRequest } from './actions/requests/carry-out-request.ts';
import { listRequests } from './actions/requests/list-requests.ts';
import { rejectRequest } from './actions/requests/reject-request.ts';
import { requestAccess } from './actions/requests/request-access.ts';
import { showRequest } from './actions/requests/show-request.ts';
import { withdrawRequest } from './actions/requests/withdraw-request.ts';

const { database, perform, somebody, actingAs, actor, itIs, association, pelago, rufina } = await testPeople();
const referent = await actor({ role: 'REF', entity: pelago });
const elsewhere = await actor({ role: 'REF', entity: rufina });
const controller = await actor({ role: 'CTR', entity: pelago });
const head = await actor({ role: 'RES' });
const technician = await actor({ role: 'L2' });
const joiner = (email: string, more: object = {}) => ({
  kind: 'joiner' as const,
  name: 'Nuova Persona',
  email,
  role: 'EMP' as const,
  since: '2027-04-01',
  ...more,
});
const postsOf = async (email: string) =>
  (await perform(listPosts, { q: email, state: 'any' }, consoleIn(association))).items;

describe('somebody joins', () => {
  test('[VV-2.3.c] requested by the referent, authorised by the own controller, carried out by the office, which gives the post', async () => {
    const { request } = await perform(requestAccess, joiner('entra@prova.example', { actNumber: '9/2027' }), referent);
    expect(await codesOf(perform(carryOutRequest, { request }, technician))).toEqual([
      'identity/request-stands-otherwise',
    ]);
    expect(await postsOf('entra@prova.example')).toEqual([]);
    await perform(authoriseRequest, { request }, controller);
    const done = await perform(carryOutRequest, { request }, technician);
    expect(await postsOf('entra@prova.example')).toMatchObject([
      {
        post: done.posts[0],
        role: 'EMP',
        entity: pelago,
        entityName: 'Pelago',
        since: '2027-04-01',
        actNumber: '9/2027',
      },
    ]);
    expect(done.isNew).toBe(true);
    expect(await codesOf(perform(carryOutRequest, { request }, technician))).toEqual([
      'identity/request-stands-otherwise',
    ]);
    const shown = await perform(showRequest, { request }, referent);
    expect(shown).toMatchObject({ state: 'done', decidedRole: 'CTR', requestedRole: 'REF' });
  });

  test('[VV-2.3.c] an entity that the register does not have asks for nobody', async () => {
    const unknown = { ...referent, entity: 'c_x999' as never };
    expect(await codesOf(perform(requestAccess, joiner('nessuno@prova.example'), unknown))).toEqual([
      'identity/no-such-entity',
    ]);
  });

  test('[VV-2.3.c] two technicians who carry it out at once give one post', async () => {
    const { request } = await perform(requestAccess, joiner('uno-solo@prova.example'), referent);
    await perform(authoriseRequest, { request }, controller);
    const both = await Promise.all([
      codesOf(perform(carryOutRequest, { request }, technician)),
      codesOf(perform(carryOutRequest, { request }, technician)),
    ]);
    expect(both.flat()).toEqual(['identity/request-stands-otherwise']);
    expect(await postsOf('uno-solo@prova.example')).toHaveLength(1);
  });

  test('the head authorises only where the entity has nobody who does, and nobody authorises an own request', async () => {
    const { request } = await perform(requestAccess, joiner('capo@prova.example'), referent);
    expect(await codesOf(perform(authoriseRequest, { request }, head))).toEqual(['identity/controller-authorises']);
    const { request: other } = await perform(requestAccess, joiner('capo2@prova.example'), elsewhere);
    expect(await codesOf(perform(authoriseRequest, { request: other }, head))).toEqual([]);
    const both = await somebody({ role: 'REF', entity: rufina }, { role: 'CTR', entity: rufina });
    const asks = { ...(await actingAs(both)), role: 'REF' as const };
    const { request: own } = await perform(requestAccess, joiner('capo3@prova.example'), asks);
    expect(await codesOf(perform(authoriseRequest, { request: own }, { ...asks, role: 'CTR' }))).toEqual([
      'identity/own-request',
    ]);
  });

  test('[VV-11.1.b] a role that the agreement excludes is not given, and the request stays authorised', async () => {
    const email = await somebody({ role: 'L1' });
    const { request } = await perform(requestAccess, joiner(email, { role: 'EDI' }), referent);
    await perform(authoriseRequest, { request }, controller);
    expect(await codesOf(perform(carryOutRequest, { request }, technician))).toEqual(['identity/incompatible-roles']);
    expect((await perform(showRequest, { request }, referent)).state).toBe('authorised');
    await perform(rejectRequest, { request, reason: 'È un tecnico dell’ufficio.' }, technician);
    expect((await perform(showRequest, { request }, referent)).decidedReason).toContain('tecnico');
  });

  test('everything missing is said at once, and office roles are not asked for', async () => {
    const wrong = await perform(requestAccess, { kind: 'joiner' }, referent).catch((error) => error);
    expect((wrong as BadInput).problems.map(({ path }) => path)).toEqual(['name', 'email', 'role', 'since']);
    const office = await perform(requestAccess, joiner('x@prova.example', { role: 'SYS' }), referent).catch((e) => e);
    expect((office as BadInput).problems.map(({ path }) => path)).toEqual(['role']);
  });
});

describe('somebody changes or leaves', () => {
  test('[VV-2.3.c] the old post ends the day before the new one', async () => {
    const email = await somebody({ role: 'EMP', entity: pelago });
    const [old] = await postsOf(email);
    const { request } = await perform(
      requestAccess,
      { kind: 'mover', post: old!.post, role: 'ACC', since: '2027-05-01', reason: 'passa in ragioneria' },
      referent,
    );
    await perform(authoriseRequest, { request }, controller);
    await perform(carryOutRequest, { request }, technician);
    expect((await postsOf(email)).map(({ role, since, until }) => [role, since, until])).toEqual([
      ['ACC', '2027-05-01', null],
      ['EMP', '2020-01-01', '2027-04-30'],
    ]);
  });

  test('[VV-2.3.c] who leaves loses every post at the entity the same day, and those elsewhere stay', async () => {
    const email = await somebody(
      { role: 'EMP', entity: pelago },
      { role: 'ACC', entity: pelago },
      { role: 'EMP', entity: rufina },
    );
    const [one] = await postsOf(email);
    const { request } = await perform(
      requestAccess,
      { kind: 'leaver', person: one!.person, until: '2027-03-10' },
      referent,
    );
    await perform(authoriseRequest, { request }, controller);
    expect((await perform(carryOutRequest, { request }, technician)).posts).toHaveLength(2);
    itIs('2027-03-11T08:00:00Z');
    const left = (await perform(listPosts, { q: email }, consoleIn(association))).items;
    expect(left.map(({ entity }) => entity)).toEqual([rufina]);
    itIs('2027-03-01T10:00:00Z');
  });

  test('[ISO-1] a person or a post of another entity does not exist', async () => {
    const email = await somebody({ role: 'EMP', entity: rufina });
    const [post] = await postsOf(email);
    const leave = { kind: 'leaver' as const, person: post!.person, until: '2027-03-10' };
    expect(await codesOf(perform(requestAccess, leave, referent))).toEqual(['identity/unknown-person']);
    const move = { kind: 'mover' as const, post: post!.post, role: 'ACC' as const, since: '2027-04-01' };
    expect(await codesOf(perform(requestAccess, move, referent))).toEqual(['identity/no-such-post']);
  });
});

describe('who sees and touches a request', () => {
  test('[ISO-1] only its entity and the office; lists, counts and what waits agree', async () => {
    const { request } = await perform(requestAccess, joiner('vista@prova.example'), referent);
    for (const other of [elsewhere, await actor({ role: 'CTR', entity: rufina })]) {
      expect(await codesOf(perform(showRequest, { request }, other))).toEqual(['identity/no-such-request']);
      const { items, count, waiting } = await perform(listRequests, { state: 'any' }, other);
      expect(items.every(({ entity }) => entity === rufina)).toBe(true);
      expect(count).toBe(items.length);
      expect(waiting.requested).toBe(items.filter(({ state }) => state === 'requested').length);
    }
    expect(await codesOf(perform(withdrawRequest, { request }, elsewhere))).toEqual(['identity/no-such-request']);
    const employee = await actor({ role: 'EMP', entity: pelago });
    expect(await codesOf(perform(listRequests, {}, employee))).toEqual(['platform/missing']);
  });

  test('withdrawn or rejected, it goes no further', async () => {
    const one = await perform(requestAccess, joiner('ritirata@prova.example'), referent);
    await perform(withdrawRequest, one, referent);
    expect(await codesOf(perform(authoriseRequest, one, controller))).toEqual(['identity/request-stands-otherwise']);
    const other = await perform(requestAccess, joiner('respinta@prova.example'), referent);
    await perform(rejectRequest, { ...other, reason: 'Non lavora più qui.' }, controller);
    expect(await codesOf(perform(authoriseRequest, other, controller))).toEqual(['identity/request-stands-otherwise']);
    expect(await codesOf(perform(withdrawRequest, other, referent))).toEqual(['identity/request-stands-otherwise']);
  });
});

describe('who is told', () => {
  const everything = { association, actor: { person: null }, entities: 'all', installation: true } as const;
  type Row = { recipient: string; language: string; subject: string; body: string; kind: string; association: string };
  /** The letters since the last time. */
  const letters = () =>
    inContext(database, everything, async (tx) => {
      const { rows } = await sql<Row>`select recipient, language, subject, body, kind, association from mail.outbox
        where kind like 'identity/request-%' order by asked, recipient`.execute(tx);
      const fresh = rows.slice(read);
      read = rows.length;
      return fresh;
    });
  let read = 0;
  const emailOf = (person: string | null) =>
    inContext(database, everything, async (tx) => {
      const { rows } = await sql<{ email: string }>`select email from identity.people where id = ${person}`.execute(tx);
      return rows[0]!.email;
    });

  test('[VV-2.3.c] the own controller that a request waits, the referent how each step went', async () => {
    const [asks, authorises] = [await emailOf(referent.person), await emailOf(controller.person)];
    await letters();
    const { request } = await perform(requestAccess, joiner('avvisi@prova.example'), referent);
    expect(await letters()).toMatchObject([
      { recipient: authorises, kind: 'identity/request-waiting', association, language: 'it' },
    ]);
    await perform(authoriseRequest, { request }, controller);
    expect(await letters()).toMatchObject([{ recipient: asks, kind: 'identity/request-authorised' }]);
    await perform(carryOutRequest, { request }, technician);
    const [done, ...more] = await letters();
    expect([done?.recipient, done?.kind, more]).toEqual([asks, 'identity/request-done', []]);
    expect(done?.body).toContain('Nuova Persona entra come dipendente di un ente per Pelago, dal 1º aprile 2027.');
  });

  test('[VV-2.3.c] a refusal carries its reason, in the language of who asked', async () => {
    await perform(chooseLanguage, { language: 'en' }, referent);
    const { request } = await perform(requestAccess, joiner('avvisi2@prova.example'), referent);
    await letters();
    await perform(rejectRequest, { request, reason: 'lavora altrove' }, controller);
    const [letter] = await letters();
    expect([letter?.kind, letter?.language, letter?.subject]).toEqual([
      'identity/request-rejected',
      'en',
      expect.stringMatching(/^\S.* · Request for access rejected: Nuova Persona$/),
    ]);
    expect(letter?.body).toContain('Reason: lavora altrove');
  });

  test('[VV-2.3.c] where no controller is in office the head of the service is told', async () => {
    await letters();
    const londa = { name: 'Londa', kind: 'comune' as const, ipa: 'c_e668', istat: '048025', joined: '2018-01-15' };
    await perform(addEntity, londa, consoleIn(association));
    const alone = await actor({ role: 'REF', entity: 'c_e668' });
    await perform(requestAccess, joiner('avvisi3@prova.example'), alone);
    const told = await letters();
    expect(told.map(({ recipient }) => recipient)).toContain(await emailOf(head.person));
  });
});
