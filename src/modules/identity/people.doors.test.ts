import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { inContext } from '../../platform/database/context.ts';
import { consoleIn } from '../../testing/actor.ts';
import { codesOf, testPeople } from '../../testing/people.ts';
import { adoptDocument } from '../agreement/actions/adopt-document.ts';
import { importDocument } from '../agreement/actions/import-document.ts';
import { showAgreement } from '../agreement/index.ts';
import { appointAdministrator } from './actions/administrators/appoint-administrator.ts';
import { endAppointment } from './actions/administrators/end-appointment.ts';
import { listAdministrators } from './actions/administrators/list-administrators.ts';
import { recordCheck } from './actions/administrators/record-check.ts';
import { listPosts } from './actions/list-posts.ts';
import { previewRenewal } from './actions/representatives/preview-renewal.ts';
import { renewRepresentatives } from './actions/representatives/renew-representatives.ts';
import { renewSeats } from './actions/representatives/renew-seats.ts';
import { showPermissions } from './actions/show-permissions.ts';

const { perform, somebody, actingAs, actor, itIs, association, pelago, rufina, database } = await testPeople();
const console = consoleIn(association);
const personOf = async (email: string) =>
  (await perform(listPosts, { q: email, state: 'any' }, console)).items[0]!.person;

describe('representatives after elections', () => {
  const file = (...lines: string[]) => ({
    fileName: 'eletti.csv',
    content: Buffer.from(['ente;ruolo;nome;email;dal;atto;numero;data;organo', ...lines].join('\r\n')).toString(
      'base64',
    ),
  });

  test('from a file with semicolons: the new ones begin, the old ones end the day before, who stays stays', async () => {
    const oldMayor = await somebody({ role: 'MAY', entity: pelago });
    const stays = await somebody({ role: 'ASS', entity: pelago });
    const administrator = await actor({ role: 'SYS' });
    const asked = file(
      'Pelago;sindaco;Nuova Sindaca;sindaca@pelago.example;15/06/2027;proclamazione;1/2027;14/06/2027;ufficio elettorale',
      `c_g420;assessore;Persona Che Resta;${stays};2027-06-15;;;;`,
      'Rufina;MAY;Altro Sindaco;sindaco@rufina.example;15/06/2027;proclamazione;2/2027;14/06/2027;ufficio elettorale',
    );
    const plan = await perform(previewRenewal, asked, administrator);
    expect(plan.problems).toEqual([]);
    expect(plan.changes.map(({ entityName, role, stays: same }) => [entityName, role, same])).toEqual([
      ['Pelago', 'MAY', false],
      ['Pelago', 'ASS', true],
      ['Rufina', 'MAY', false],
    ]);
    expect(plan.ending.map(({ until }) => until)).toEqual(['2027-06-14']);
    expect((await perform(listPosts, { q: 'pelago.example', state: 'any' }, console)).count).toBe(0);
    const done = await perform(renewRepresentatives, asked, administrator);
    expect([done.given.length, done.ended.length, done.registered]).toEqual([2, 1, 2]);
    itIs('2027-06-15T10:00:00Z');
    const mayors = await perform(listPosts, { role: 'MAY' }, console);
    expect(mayors.items.map(({ email, actNumber, actDate }) => [email, actNumber, actDate])).toEqual([
      ['sindaco@rufina.example', '2/2027', '2027-06-14'],
      ['sindaca@pelago.example', '1/2027', '2027-06-14'],
    ]);
    expect((await actingAs(oldMayor)).role).toBeNull();
    expect((await actingAs(stays)).role).toBe('ASS');
    itIs('2027-03-01T10:00:00Z');
  });

  test('one wrong line and nothing changes; every problem is named at its line', async () => {
    const before = (await perform(listPosts, { state: 'any' }, console)).count;
    const asked = file(
      'Atlantide;sindaco;Nessuno Mai;nessuno@prova.example;2028-06-15;;;;',
      'Rufina;sindaco;Senza Indirizzo;;2028-06-15;;;;',
      'Rufina;imperatore;Con Ruolo;ruolo@prova.example;2028-06-15;;;;',
      'Rufina;assessore;Senza Giorno;giorno@prova.example;;;;;',
      'Pelago;sindaco;Sindaca Buona;buona@prova.example;2028-06-15;;;;',
    );
    const { problems } = await perform(previewRenewal, asked, console);
    expect(problems.map(({ line }) => line).sort()).toEqual([2, 3, 4, 5]);
    expect(await codesOf(perform(renewRepresentatives, asked, console))).toEqual(['identity/renewal-incomplete']);
    expect((await perform(listPosts, { state: 'any' }, console)).count).toBe(before);
  });

  test('an act that cannot be finished leaves nothing behind', async () => {
    const technician = await somebody({ role: 'L1' });
    const clash = [
      { entity: pelago, role: 'ASS' as const, name: 'Primo Assessore', email: 'primo@prova.example' },
      { entity: 'c_none', role: 'ASS' as const, name: 'Secondo Assessore', email: technician },
    ];
    expect(await codesOf(perform(renewRepresentatives, { since: '2027-07-01', entries: clash }, console))).toEqual([
      'identity/renewal-incomplete',
    ]);
    expect((await perform(listPosts, { q: 'primo@prova.example', state: 'any' }, console)).count).toBe(0);
  });

  test('[VV-2.3.c] the secretary records representatives and nobody else; the referent records none', async () => {
    const secretary = await actor({ role: 'SEC' });
    const entries = [
      { entity: rufina, role: 'ASS' as const, name: 'Nuovo Assessore', email: 'assessore@rufina.example' },
    ];
    const asked = { since: '2027-07-01', entries };
    expect(await codesOf(perform(renewRepresentatives, asked, secretary))).toEqual(['platform/forbidden']);
    expect((await perform(renewSeats, asked, secretary)).registered).toBe(1);
    expect(await codesOf(perform(renewSeats, asked, await actor({ role: 'REF', entity: rufina })))).toEqual([
      'platform/missing',
    ]);
  });
});

describe('the register of system administrators', () => {
  test('[LC-2.role] names the person, the systems and the act; a check is due every year and its outcome stays', async () => {
    const head = await actor({ role: 'RES' });
    const email = await somebody({ role: 'SYS' });
    const person = await personOf(email);
    const unappointed = async () => (await perform(listAdministrators, {}, head)).unappointed.map((one) => one.person);
    expect(await unappointed()).toContain(person);
    const appointment = { person, systems: 'server e rete della sede', since: '2026-03-20', actNumber: '7/2026' };
    const { administrator } = await perform(appointAdministrator, appointment, head);
    expect(await unappointed()).not.toContain(person);
    expect(await codesOf(perform(appointAdministrator, appointment, head))).toEqual(['identity/appointed-already']);
    const [soon] = (await perform(listAdministrators, { state: 'due' }, head)).items;
    expect(soon).toMatchObject({ administrator, state: 'soon', nextCheck: '2027-03-20', actNumber: '7/2026' });
    itIs('2027-03-21T10:00:00Z');
    expect((await perform(listAdministrators, { state: 'due' }, head)).items[0]!.state).toBe('overdue');
    await perform(recordCheck, { administrator, on: '2027-03-21', outcome: 'adequate', notes: 'log esaminati' }, head);
    const { items, due, count } = await perform(listAdministrators, {}, head);
    expect(items[0]).toMatchObject({ state: 'checked', nextCheck: '2028-03-21', checks: [{ outcome: 'adequate' }] });
    expect([due, count]).toEqual([0, items.length]);
    expect(await codesOf(perform(recordCheck, { administrator, on: '2027-05-01', outcome: 'adequate' }, head))).toEqual(
      ['identity/check-outside-appointment'],
    );
    await perform(endAppointment, { administrator, until: '2027-03-21' }, head);
    itIs('2027-03-22T10:00:00Z');
    expect((await perform(listAdministrators, { state: 'ended' }, head)).items[0]!.nextCheck).toBeNull();
    itIs('2027-03-01T10:00:00Z');
  });

  test('[LC-2.role] nobody checks the own work, and only the head appoints', async () => {
    const email = await somebody({ role: 'RES' }, { role: 'SYS' });
    const person = await personOf(email);
    const asHead = { ...(await actingAs(email)), role: 'RES' as const };
    const { administrator } = await perform(
      appointAdministrator,
      { person, systems: 'posta elettronica', since: '2026-06-01' },
      asHead,
    );
    expect(
      await codesOf(perform(recordCheck, { administrator, on: '2027-02-01', outcome: 'adequate' }, asHead)),
    ).toEqual(['identity/own-check']);
    const technician = await actor({ role: 'SYS' });
    const appointment = { person, systems: 'altro sistema', since: '2026-06-01' };
    expect(await codesOf(perform(appointAdministrator, appointment, technician))).toEqual(['platform/missing']);
  });

  test('[ISO-5] the controller of an entity reads who administers the systems, an employee does not', async () => {
    const controller = await actor({ role: 'CTR', entity: pelago });
    const { items, unappointed } = await perform(listAdministrators, { state: 'any' }, controller);
    expect(items.length).toBeGreaterThan(0);
    expect(items.every(({ name }) => name !== null)).toBe(true);
    expect(unappointed).toEqual([]);
    expect(await codesOf(perform(listAdministrators, {}, await actor({ role: 'EMP', entity: pelago })))).toEqual([
      'platform/missing',
    ]);
  });

  test('[LC-2.role] a recorded check can be neither changed nor removed', async () => {
    const context = { association, actor: { person: null }, entities: 'all' } as const;
    for (const change of [
      sql`update identity.administrator_checks set outcome = 'inadequate'`,
      sql`delete from identity.administrator_checks`,
    ]) {
      await expect(inContext(database, context, (tx) => change.execute(tx))).rejects.toThrow(/permission denied/);
    }
  });
});

describe('what an agreement takes from roles', () => {
  const limitClause = `
  - id: limits-of-roles
    article: art. 99
    title: { it: Limiti, en: Limits }
    summary: { it: La ragioneria di un ente non legge il piano., en: An entity's accounting office does not read the plan. }
    kind: role-limits
    versions:
      - limits:
          - { roles: [SEC], capabilities: [agreement], letters: [] }
          - { roles: [L1], capabilities: [identity], letters: [r, w, x], reach: e }
          - { roles: [CIT], capabilities: [agreement], letters: [], reach: p }
`;

  test('[VV-2.3.c] holds at every door from the day it is in force, for people without a post too, and never widens', async () => {
    const secretary = await actor({ role: 'SEC' });
    const technician = await actor({ role: 'L1', entity: pelago });
    const nobody = { ...consoleIn(association), kind: 'anonymous' as const, via: 'page' as const };
    expect(await codesOf(perform(showAgreement, {}, secretary))).toEqual([]);
    expect(await codesOf(perform(showAgreement, {}, nobody))).toEqual([]);
    expect((await perform(listPosts, {}, technician)).items.some(({ entity }) => entity === rufina)).toBe(true);
    const written =
      readFileSync(new URL(`../../../agreements/${association}.yaml`, import.meta.url), 'utf8') + limitClause;
    const { number } = await perform(importDocument, { written }, console);
    await perform(adoptDocument, { number, act: 'delibera 1/2027', since: '2027-04-01' }, console);
    expect(await codesOf(perform(showAgreement, {}, secretary))).toEqual([]);
    itIs('2027-04-01T10:00:00Z');
    expect(await codesOf(perform(showAgreement, {}, secretary))).toEqual(['platform/missing']);
    expect(await codesOf(perform(showAgreement, {}, nobody))).toEqual(['platform/missing']);
    const { items, count } = await perform(listPosts, {}, technician);
    expect(new Set(items.map(({ entity }) => entity))).toEqual(new Set([pelago]));
    expect(count).toBe(items.length);
    const seen = await perform(showPermissions, { role: 'L1' }, technician);
    expect(seen.cells.find(({ capability }) => capability === 'identity')).toMatchObject({
      here: { letters: ['r'], reach: 'e' },
      usual: { letters: ['r'], reach: 'g' },
      sources: [{ clause: 'limits-of-roles', article: 'art. 99' }],
    });
    itIs('2027-03-01T10:00:00Z');
  });

  test('[VV-11.1.b] the page of permissions says which roles exclude each other, and by which article', async () => {
    const { incompatible, limits } = await perform(showPermissions, { role: 'EDI' }, console);
    expect(limits).toEqual([]);
    expect(incompatible.map(({ excludes }) => excludes)).toEqual(['L1', 'L2', 'SYS', 'RES', 'ADM']);
    expect(incompatible[0]!.source.article).toContain('art. 11 c. 1');
    const all = (await perform(showPermissions, {}, console)).incompatible.map(({ role, excludes }) => [
      role,
      excludes,
    ]);
    expect(all).toEqual(incompatible.map(({ excludes }) => ['EDI', excludes]));
  });
});
