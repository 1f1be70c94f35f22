import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { inContext } from '../../platform/database/context.ts';
import { consoleIn } from '../../testing/actor.ts';
import { codesOf, testPeople } from '../../testing/people.ts';
import { confirmFiscalCode } from './actions/confirm-fiscal-code.ts';
import { showAccount } from './actions/show-account.ts';
import { accountBy, insertCitizen } from './index.ts';

const { database, perform, actor, association, pelago } = await testPeople();
const office = await actor({ role: 'SYS' });
const clerk = await actor({ role: 'REF', entity: pelago });
const other = await actor({ role: 'EMP', entity: pelago });
const [code, citizens] = ['PRVPRS80A01D612L', 'NREHNA80A41D612R'] as const;
const document = 'carta d’identità del 3 marzo 2024';
const everything = { association: null, actor: { person: null }, entities: 'all', installation: true } as const;
const confirm = (person: string | null, fiscalCode: string, by = office) =>
  perform(confirmFiscalCode, { person: person!, fiscalCode, document }, by);
const ownerOf = (fiscalCode: string) =>
  inContext(database, everything, (tx) => accountBy(tx, { fiscalCode }, '2027-03-01' as never));

test('[CAL-9.3] a fiscal code that the office read on a document opens the account with its posts, is in the trail, and the person is told', async () => {
  expect(await ownerOf(code)).toBeUndefined();
  await confirm(clerk.person, ` ${code.toLowerCase()} `);
  expect(await ownerOf(code)).toMatchObject({ person: clerk.person, associations: [association] });
  expect((await perform(showAccount, { person: clerk.person! }, office)).fiscalCode).toBe(code);
  const [letters, entries] = await inContext(database, { ...everything, association }, async (tx) => [
    (
      await sql<{ body: string }>`select body from mail.outbox where kind = 'identity/fiscal-code-confirmed'`.execute(
        tx,
      )
    ).rows,
    (
      await sql<{ change: string }>`select change from platform.audit_entries
        where association = ${association} and action = 'identity/confirm-fiscal-code'`.execute(tx)
    ).rows,
  ]);
  expect(letters).toHaveLength(1);
  expect(letters[0]!.body).toContain(code);
  expect(entries.map(({ change }) => JSON.parse(change))).toMatchObject([{ after: { fiscalCode: code, document } }]);
});

test('[CAL-9.3] accounts are never made one: a code of another account, of staff or of a citizen, is refused', async () => {
  await inContext(database, everything, (tx) =>
    insertCitizen(tx, {
      id: '00000000-0000-4000-8000-00000000c17a',
      fiscalCode: citizens,
      name: 'Piera Prova',
      language: 'it',
      created: new Date(),
    }),
  );
  for (const taken of [code, citizens]) {
    expect(await codesOf(confirm(other.person, taken))).toEqual(['identity/fiscal-code-taken']);
  }
  expect((await ownerOf(citizens))?.person).not.toBe(other.person);
});

test('[CAL-9.3] nobody confirms the own code, nor one without the document, nor a wrong one, nor of somebody elsewhere', async () => {
  expect(await codesOf(confirm(office.person, citizens))).toEqual(['identity/own-fiscal-code']);
  const wrong = { person: other.person!, fiscalCode: 'RSSMRA80A01H501X', document: '' };
  const problems = await perform(confirmFiscalCode, wrong, office).catch((error) => error.problems);
  expect(problems.map((one: { path: string }) => one.path).sort()).toEqual(['document', 'fiscalCode']);
  expect(await codesOf(perform(confirmFiscalCode, { ...wrong, fiscalCode: code, document }, clerk))).not.toEqual([]);
  expect(
    await codesOf(
      perform(confirmFiscalCode, { person: other.person!, fiscalCode: code, document }, consoleIn('calatino')),
    ),
  ).toEqual(['identity/no-such-colleague']);
});
