import { assignPost, openSession, registerPerson } from '../../modules/identity/index.ts';
import { authorise } from '../../modules/identity/rules/authorise.ts';
import type { AnyAction } from '../../platform/action.ts';
import { inContext } from '../../platform/database/context.ts';
import type { Module } from '../../platform/page.ts';
import { type Role, roleCodes } from '../../platform/role.ts';
import { consoleIn, personIn } from '../actor.ts';
import { type TestServer, testPassword } from '../server.ts';
import type { Walk } from './build-walk.ts';
import type { Place } from './place.ts';
import type { Walker } from './walker.ts';

/** Somebody without a post in force, whatever the reason. */
const nobodyThere = { place: null, association: null, role: null, entity: null } as const;

/**
 * Everybody who goes about: each role at an entity that is not the one looked at, those whose things they are, people whose
 * post is over or suspended, programs with a token, people of another association, nobody.
 *
 * @param installer the person who administers the installation, and what that walker is called
 */
export async function everybody(
  server: TestServer,
  { home, away }: Walk,
  modules: readonly Module[],
  installer: { readonly person: string; readonly name: string },
): Promise<Walker[]> {
  const at = (place: Place, entity: string) => ({ association: place.association, entity, entityName: 'Ente b' });
  const of = (place: Place, role: Role) => ({
    place: place.letter,
    association: place.association,
    role,
    entity: place.b,
  });
  const signedIn = async (place: Place, role: Role, name: string): Promise<Walker> => ({
    name,
    headers: { cookie: await server.signedIn({ role, ...at(place, place.b) }) },
    ...of(place, role),
  });
  const list: Walker[] = [
    { name: 'nobody', headers: {}, ...nobodyThere },
    { name: 'without a post', headers: { cookie: await server.signedIn() }, ...nobodyThere },
  ];
  for (const role of roleCodes) list.push(await signedIn(home, role, `${role} of another entity`));
  for (const role of ['CTR', 'REF', 'L1', 'SYS', 'PRC', 'RES'] as const) {
    const staff = home.staff[`${role} ${role === 'CTR' || role === 'REF' ? 'a' : 'lead'}`]!;
    list.push({
      name: `${role} whose things they are`,
      headers: await sessionOf(server, staff.person),
      ...of(home, role),
      entity: home.a,
      at: 'a',
      // by an act of the entity, and by the emergency that was opened
      ...(role === 'L1' || role === 'SYS' ? { granted: 'privacy' as const } : {}),
    });
  }
  list.push({
    name: 'CTR of the entity until yesterday',
    headers: await sessionOf(server, (await formerly(server, home, '2026-11-20')).person),
    ...nobodyThere,
  });
  const suspended = await formerly(server, home, undefined);
  await suspend(server, home, suspended.post);
  list.push({
    name: 'CTR of the entity whom nobody confirmed',
    headers: await sessionOf(server, suspended.person),
    ...nobodyThere,
  });
  for (const role of ['RES', 'CIT'] as const) list.push(await signedIn(away, role, `${role} of the other association`));
  for (const [place, role] of [
    [home, 'FIN'],
    [home, 'REF'],
    [away, 'RES'],
  ] as const) {
    list.push({
      name: `a program for ${role} ${place === home ? 'of another entity' : 'of the other association'}`,
      headers: { authorization: `Bearer ${await tokenFor(server, place, role, modules)}` },
      ...of(place, role),
    });
  }
  list.push({ name: installer.name, headers: await sessionOf(server, installer.person), ...nobodyThere });
  return list;
}

/** The cookie of a session opened with the strongest proof. */
async function sessionOf(server: TestServer, person: string): Promise<{ cookie: string }> {
  const installation = { association: null, actor: { person: null }, entities: 'all', installation: true } as const;
  const entered = { person, method: 'passkey', level: 3, now: server.clock(), call: {} } as const;
  const token = await inContext(server.database, installation, (tx) => openSession(tx, entered));
  return { cookie: `sessione=${token}` };
}

/** Somebody who checked the things of the entity, until a day. */
async function formerly({ perform }: TestServer, place: Place, until: string | undefined) {
  const operator = consoleIn(place.association);
  const email = `${until ? 'former' : 'suspended'}-${place.letter}@walk.example`;
  const name = 'Persona di prima';
  const { person } = await perform(registerPerson, { email, name, password: testPassword }, operator);
  const given = { email, role: 'CTR' as const, entity: place.a, since: '2020-01-01', ...(until ? { until } : {}) };
  return { person, post: (await perform(assignPost, given, operator)).post };
}

/** As a round leaves a post that nobody confirmed in time. */
async function suspend(server: TestServer, { association, a }: Place, post: string): Promise<void> {
  const review = '00000000-0000-4000-8000-0000000005e0';
  const round = { association, due: '2026-11-01', unconfirmed: 'suspend' };
  await inContext(server.database, { association, actor: { person: null }, entities: 'all' }, async (tx) => {
    const open = tx.withTables<{
      'identity.reviews': Record<string, unknown>;
      'identity.review_posts': Record<string, unknown>;
    }>();
    await open
      .insertInto('identity.reviews')
      .values({ ...round, id: review, opened_on: '2026-10-01', opened_at: server.clock().instant })
      .execute();
    await open
      .insertInto('identity.review_posts')
      .values({ ...round, review, post, entity: a })
      .execute();
  });
}

/** A token that may do whatever the role may. */
async function tokenFor(server: TestServer, place: Place, role: Role, modules: readonly Module[]): Promise<string> {
  const actor = personIn(place.association, role, place.b);
  const may = (action: AnyAction) =>
    typeof action.permission === 'object' &&
    action.scope !== 'installation' &&
    (action.doors ?? ['api']).includes('api') &&
    !['unseen', 'forbidden'].includes(authorise(action, actor));
  const acts = modules.flatMap(({ actions }) => actions.filter(may).map(({ name }) => name));
  const create = modules
    .flatMap(({ actions }) => actions)
    .find(({ name }) => name === 'tokens/create-program-token') as AnyAction;
  const asked = { name: `programma ${role}`, role, entity: place.b, actions: acts, until: '2027-06-30' };
  return (await server.perform(create, asked, consoleIn(place.association))).token;
}
