import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { inContext } from '../../platform/database/context.ts';
import { consoleIn } from '../../testing/actor.ts';
import { codesOf, testPeople } from '../../testing/people.ts';
import { correctPerson } from './actions/correct-person.ts';
import { showAccount } from './actions/show-account.ts';
import { insertPost } from './index.ts';

const { database, perform, actor, association, pelago } = await testPeople();
const office = await actor({ role: 'SYS' });
const everything = { association: null, actor: { person: null }, entities: 'all', installation: true } as const;
const correct = (person: string | null, email: string, by = office, name = 'Paola Riva') =>
  perform(correctPerson, { person: person!, name, email }, by);

test('a name and an address are put right, the trail has both, the person is told at the old and at the new one', async () => {
  const clerk = await actor({ role: 'REF', entity: pelago });
  const before = await perform(showAccount, { person: clerk.person! }, office);
  await correct(clerk.person, 'Paola.Riva@prova.example');
  const { name, email } = await perform(showAccount, { person: clerk.person! }, office);
  expect({ name, email }).toEqual({ name: 'Paola Riva', email: 'paola.riva@prova.example' });
  const [letters, entries] = await inContext(database, { ...everything, association }, async (tx) => [
    (
      await sql<{
        recipient: string;
      }>`select recipient from mail.outbox where kind = 'identity/address-changed'`.execute(tx)
    ).rows,
    (
      await sql<{ change: string }>`select change from platform.audit_entries
        where association = ${association} and action = 'identity/correct-person'`.execute(tx)
    ).rows,
  ]);
  expect(letters.map(({ recipient }) => recipient).sort()).toEqual([before.email, email].sort());
  expect(entries.map(({ change }) => JSON.parse(change))).toMatchObject([
    { before: { name: before.name, email: before.email }, after: { name, email } },
  ]);
});

test('[VV-2.3.c] an address is not taken over: one in use, one of another association, one of who administers the installation', async () => {
  const [clerk, other] = [await actor({ role: 'EMP', entity: pelago }), await actor({ role: 'ACC', entity: pelago })];
  const taken = (await perform(showAccount, { person: other.person! }, office)).email!;
  expect(await codesOf(correct(clerk.person, taken))).toEqual(['identity/email-taken']);
  for (const [elsewhere, code] of [
    ['lecco', 'identity/address-used-elsewhere'],
    ['', 'identity/address-of-administrator'],
  ] as const) {
    const { person } = await actor({ role: 'EMP', entity: pelago });
    const post = { association: elsewhere, id: crypto.randomUUID(), person: person!, role: 'SYS' as const };
    const since = { since: '2020-01-01' as never, until: null, act: '', assigned_at: new Date() };
    await inContext(database, everything, (tx) =>
      insertPost(tx, { ...post, ...since, entity: null, entity_name: null }),
    );
    expect(await codesOf(correct(person, 'presa@prova.example'))).toEqual([code]);
    const { email } = await perform(showAccount, { person: person! }, consoleIn(association));
    await correct(person, email!, office, 'Solo Nome');
  }
  const stranger = '00000000-0000-4000-8000-00000000000f';
  expect(await codesOf(correct(stranger, 'x@prova.example'))).toEqual(['identity/no-such-colleague']);
  expect(await codesOf(correct(clerk.person, 'x@prova.example', other))).toEqual(['platform/forbidden']);
});
