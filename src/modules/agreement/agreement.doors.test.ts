import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { stoppedClock } from '../../platform/clock.ts';
import { createPerform } from '../../platform/perform.ts';
import { BadInput } from '../../platform/problem.ts';
import { consoleIn, personIn } from '../../testing/actor.ts';
import { createTestDatabase } from '../../testing/database.ts';
import { authorise } from '../identity/rules/authorise.ts';
import { adoptDocument } from './actions/adopt-document.ts';
import { compareDocuments } from './actions/compare-documents.ts';
import { discardDraft } from './actions/discard-draft.ts';
import { importDocument } from './actions/import-document.ts';
import { listDocuments } from './actions/list-documents.ts';
import { readText } from './actions/read-text.ts';
import { showAgreement } from './actions/show-agreement.ts';
import { showClause } from './actions/show-clause.ts';
import { showDocument } from './actions/show-document.ts';
import { startAssociation } from './actions/start-association.ts';

const database = await createTestDatabase();
const perform = createPerform({
  database,
  clock: stoppedClock('2027-03-01T10:00:00+01:00'),
  authorise,
  checksOutput: true,
});

const written = (days: number) => `format: 1
id: sixth
name: { it: Unione di prova, en: Trial union }
shortName: Prova
type: { it: convenzione, en: agreement }
state: in-force
lead: { name: Unione, kind: unione }
acts:
  - { id: act-1, title: { it: Delibera 1, en: Resolution 1 }, number: "1", date: 2020-01-01 }
clauses:
  - id: posting
    article: art. 9
    title: { it: Pubblicazione, en: Publication }
    summary: { it: Quanto resta all'albo., en: How long it stays posted. }
    kind: publication
    requirement: [CAL-10.2]
    versions:
      - since: 2020-01-01
        by: act-1
        days: ${days}
        firstDay: { reading: albo.first_day }
    readings:
      albo.first_day:
        nature: reading
        question: { it: Il primo giorno conta?, en: Does the first day count? }
        chosen: excluded
        allowed: { choice: [excluded, included] }
`;

await perform(startAssociation, { id: 'prova', written: written(15), act: 'Delibera 1' }, consoleIn(null));
const head = personIn('prova', 'RES');
const code = async (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => error.refusals?.[0]?.code ?? error.constructor.name,
  );

describe('the agreement of an association', () => {
  it('starts with a document that holds from the beginning, and is not started twice', async () => {
    const shown = await perform(showAgreement, {}, head);
    expect(shown).toMatchObject({ number: 1, since: null, act: 'Delibera 1', shortName: 'Prova' });
    expect(await code(perform(startAssociation, { id: 'prova', written: written(15) }, consoleIn(null)))).toBe(
      'agreement/association-exists',
    );
    expect(await code(perform(startAssociation, { id: 'altra', agreement: 'nessuna' }, consoleIn(null)))).toBe(
      'BadInput',
    );
  });

  it('[CAL-10.2] shows a clause with its versions, readings and the act that set them', async () => {
    const clause = await perform(showClause, { clause: 'posting' }, head);
    expect(clause.versions).toMatchObject([
      {
        since: '2020-01-01',
        by: 'Delibera 1',
        terms: { days: 15, firstDay: { reading: 'albo.first_day' } },
        values: [
          { path: 'days', value: 15, reading: null },
          { path: 'firstDay', value: 'excluded', reading: 'albo.first_day' },
        ],
        changes: [],
        inForce: true,
      },
    ]);
    expect(clause.readings[0]).toMatchObject({ choices: ['excluded', 'included'], used: true });
    expect(clause.readings[0]).toMatchObject({ key: 'albo.first_day', value: 'excluded' });
    expect(await code(perform(showClause, { clause: 'none' }, head))).toBe('agreement/unknown-clause');
  });

  it('[VV-0.1] a new text is a draft until adopted, holds from its day, and never rewrites the past', async () => {
    const second = await perform(importDocument, { written: written(20) }, head);
    expect(second).toMatchObject({ number: 2, isNew: true, adopted: null, changes: 1 });
    expect(await perform(importDocument, { written: written(20) }, head)).toMatchObject({ number: 2, isNew: false });
    await perform(adoptDocument, { number: 2, since: '2027-06-01', act: 'Delibera 2' }, head);
    expect((await perform(showAgreement, { on: '2027-05-31' }, head)).number).toBe(1);
    expect((await perform(showAgreement, { on: '2027-06-01' }, head)).number).toBe(2);
    expect(await code(perform(adoptDocument, { number: 2, since: '2028-01-01', act: 'x' }, head))).toBe(
      'agreement/already-adopted',
    );
    await perform(importDocument, { written: written(25) }, head);
    expect(await code(perform(adoptDocument, { number: 3, since: '2027-05-01', act: 'x' }, head))).toBe(
      'agreement/would-rewrite-past',
    );
    await perform(discardDraft, { number: 3 }, head);
    expect((await perform(listDocuments, {}, head)).documents.map(({ number }) => number)).toEqual([1, 2]);
    expect(await code(perform(discardDraft, { number: 2 }, head))).toBe('agreement/already-adopted');
  });

  it('compares two texts value by value', async () => {
    const { changes } = await perform(compareDocuments, { from: 1, to: 2 }, head);
    expect(changes).toMatchObject([
      { clause: 'posting', change: 'changed', values: [{ path: 'versions[0].days', before: 15, after: 20 }] },
    ]);
  });

  it('[VV-0.1] a clause tells which adopted texts changed it, from which day and by which act', async () => {
    const clause = await perform(showClause, { clause: 'posting', on: '2027-06-01' }, head);
    expect(clause.texts).toEqual([
      {
        number: 2,
        since: '2027-06-01',
        act: 'Delibera 2',
        changes: [{ path: 'versions[0].days', before: 15, after: 20 }],
      },
    ]);
  });

  it('an adopted text cannot be changed even in the database', async () => {
    await expect(
      database.kysely.transaction().execute(async (tx) => {
        await sql`select set_config('app.association', 'prova', true)`.execute(tx);
        await sql`update agreement.documents set written = 'x' where number = 1`.execute(tx);
      }),
    ).rejects.toThrow(/never changed/);
  });

  it('refuses a wrong document with every problem at its line, another association’s document, and who may not write', async () => {
    const error = await perform(
      importDocument,
      { written: written(0).replace('kind: publication', 'kind: posting') },
      head,
    ).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(BadInput);
    expect(error.problems[0].says.it).toMatch(/^Riga \d+/);
    expect(
      await code(perform(importDocument, { written: written(15).replace('id: sixth', 'id: seventh') }, head)),
    ).toBe('agreement/other-agreement');
    expect(await code(perform(importDocument, { written: written(30) }, personIn('prova', 'ACC', 'c_a')))).toBe(
      'platform/forbidden',
    );
  });

  it('refuses every odd text without a fault, and stores nothing', async () => {
    const before = (await perform(listDocuments, {}, head)).documents.length;
    const bomb = `a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n`;
    const good = written(15);
    for (const odd of [
      '',
      ' ',
      'null',
      '[]',
      '\u0000',
      `${good}# \u0000\n`,
      bomb,
      `${'['.repeat(5000)}`,
      `${'- '.repeat(5000)}x`,
      good.replace('Unione di prova', '\u0000'),
      good.replace('Unione di prova', '"\\0"'),
      good.replaceAll('\n', '\r'),
      'x'.repeat(2_000_001),
    ])
      expect(await code(perform(importDocument, { written: odd }, head)), JSON.stringify(odd.slice(0, 60))).toBe(
        'BadInput',
      );
    expect((await perform(listDocuments, {}, head)).documents).toHaveLength(before);
  });

  it('does not exist for another association', async () => {
    await perform(
      startAssociation,
      { id: 'seconda', written: written(15).replace('id: sixth', 'id: seventh') },
      consoleIn(null),
    );
    const other = personIn('seconda', 'RES');
    expect((await perform(listDocuments, {}, other)).documents).toHaveLength(1);
    expect((await perform(showAgreement, {}, other)).id).toBe('seventh');
  });

  it('[VV-0.1] shows the public adopted texts alone, without who imported them', async () => {
    await perform(importDocument, { written: written(40) }, head);
    const citizen = personIn('prova', 'CIT');
    const all = (await perform(listDocuments, {}, head)).documents;
    const draft = all.find(({ adopted }) => adopted === null)!;
    const seen = (await perform(listDocuments, {}, citizen)).documents;
    expect(seen.map(({ number }) => number)).toEqual(all.filter(({ adopted }) => adopted).map(({ number }) => number));
    expect(seen.every(({ importedBy }) => importedBy === '')).toBe(true);
    expect(await code(perform(showDocument, { number: draft.number }, citizen))).toBe('agreement/unknown-document');
    expect(await code(perform(compareDocuments, { from: 1, to: draft.number }, citizen))).toBe(
      'agreement/unknown-document',
    );
    expect((await perform(showDocument, { number: 1 }, citizen)).written).toBe(written(15));
  });

  it('[VV-0.2] reads the whole text as it stands on a day', async () => {
    const text = await perform(readText, { on: '2027-03-01' }, head);
    expect(text).toMatchObject({ number: 1, state: 'in-force', acts: [{ number: '1', date: '2020-01-01' }] });
    expect(text.clauses).toMatchObject([{ id: 'posting', computes: true, decides: { en: expect.any(String) } }]);
  });
});
