import { expect, test } from 'vitest';
import { stoppedClock } from '../../platform/clock.ts';
import { inContext } from '../../platform/database/context.ts';
import { consoleIn } from '../../testing/actor.ts';
import { testPeople } from '../../testing/people.ts';
import { joinAssociation } from '../membership/actions/join-association.ts';
import { leaveAssociation } from '../membership/actions/leave-association.ts';
import { createProgramToken as programTokens } from '../tokens/actions/create-program-token.ts';
import { listTokens } from '../tokens/actions/list-tokens.ts';
import { identificationByToken } from '../tokens/module.ts';
import { listPosts } from './actions/list-posts.ts';
import { showPerson } from './actions/show-person.ts';
import { holdersOf } from './index.ts';

const { database, perform, itIs, somebody, actingAs, association, pelago, rufina } = await testPeople();
const operator = consoleIn(association);
const leaving = await somebody({ role: 'REF', entity: pelago });
const staying = await somebody({ role: 'REF', entity: rufina });
const acts = () => [{ module: 'identity', action: listPosts }];
const { token } = await perform(
  programTokens(acts),
  { name: 'protocollo di Pelago', role: 'REF', entity: pelago, actions: ['identity/list-posts'], until: '2027-12-31' },
  operator,
);
const byToken = identificationByToken(database);
const roleOf = async (instant: string) => {
  itIs(instant);
  const found = await byToken(token, stoppedClock(instant)(), {});
  return {
    leaving: (await actingAs(leaving)).role,
    staying: (await actingAs(staying)).role,
    program: found && 'it' in found ? found.it : found?.role,
  };
};

test('[ISO-13] the posts of an entity that leaves, and what programs hold from them, open to its last day in and nothing from the day after', async () => {
  await perform(leaveAssociation, { entity: pelago, left: '2027-07-01', act: 'recesso' }, operator);
  expect(await roleOf('2027-06-30T21:30:00Z')).toEqual({ leaving: 'REF', staying: 'REF', program: 'REF' });
  expect(await roleOf('2027-06-30T22:30:00Z')).toEqual({
    leaving: null,
    staying: 'REF',
    program: 'L’ente per cui il gettone opera è uscito dall’associazione.',
  });
});

test('[ISO-13] the page of the person and the lists say why', async () => {
  itIs('2027-08-01T10:00:00Z');
  const { items } = await perform(listPosts, { state: 'left' }, operator);
  expect(items.map(({ email }) => email)).toEqual([leaving]);
  const { posts } = await perform(showPerson, { person: items[0]!.person }, operator);
  expect(posts).toMatchObject([{ state: 'left', outSince: '2027-07-01', soon: false }]);
  expect((await perform(listTokens, {}, operator)).items).toMatchObject([{ state: 'ended' }]);
  const inForce = (await perform(listPosts, {}, operator)).items.map(({ email }) => email);
  expect(inForce).not.toContain(leaving);
  const contacts = await inContext(database, { association, actor: { person: null }, entities: 'all' }, (tx) =>
    holdersOf(tx, { association, roles: ['REF'], on: '2027-08-01' as never }),
  );
  expect(contacts.map(({ email }) => email)).toEqual([staying]);
});

test('[ISO-13] an entity that comes back finds its posts again', async () => {
  await perform(joinAssociation, { entity: pelago, joined: '2028-01-01', act: 'nuova adesione' }, operator);
  expect((await roleOf('2027-12-31T10:00:00Z')).leaving).toBeNull();
  expect((await roleOf('2028-01-01T10:00:00Z')).leaving).toBe('REF');
});
