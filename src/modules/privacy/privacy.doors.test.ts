import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { day } from '../../kernel/day.ts';
import type { EntityCode } from '../../kernel/entity.ts';
import { stoppedClock } from '../../platform/clock.ts';
import { inContext } from '../../platform/database/context.ts';
import { projectFolder } from '../../platform/database/project-folder.ts';
import { createPerform } from '../../platform/perform.ts';
import { BadInput } from '../../platform/problem.ts';
import { consoleIn, personIn } from '../../testing/actor.ts';
import { calatino, caltagirone, mineo, startCalatino, vizzini } from '../../testing/calatino.ts';
import { createTestDatabase } from '../../testing/database.ts';
import { codesOf, refusalsOf } from '../../testing/people.ts';
import { shippedAgreement } from '../agreement/index.ts';
import { withReadings } from '../agreement/rules/index.ts';
import { listEntries } from '../audit/actions/list-entries.ts';
import { authorise } from '../identity/index.ts';
import { addDataSet } from './actions/add-data-set.ts';
import { authorisePerson } from './actions/authorise-person.ts';
import { changeDataSet } from './actions/change-data-set.ts';
import { confirmAct } from './actions/confirm-act.ts';
import { confirmReading } from './actions/confirm-reading.ts';
import { endAct } from './actions/end-act.ts';
import { explainAccess } from './actions/explain-access.ts';
import { listAccesses } from './actions/list-accesses.ts';
import { listActs } from './actions/list-acts.ts';
import { listAuthorisations } from './actions/list-authorisations.ts';
import { listDataSetDocuments } from './actions/list-data-set-documents.ts';
import { listDataSets } from './actions/list-data-sets.ts';
import { listMeasures } from './actions/list-measures.ts';
import { listNameablePeople } from './actions/list-nameable-people.ts';
import { openEmergencyAccess } from './actions/open-emergency-access.ts';
import { readActDocument } from './actions/read-act-document.ts';
import { readDataSetDocument } from './actions/read-data-set-document.ts';
import { readInstructions } from './actions/read-instructions.ts';
import { recordAct } from './actions/record-act.ts';
import { recordMeasure } from './actions/record-measure.ts';
import { removeDataSetDocument } from './actions/remove-data-set-document.ts';
import { reviewEmergencyAccess } from './actions/review-emergency-access.ts';
import { revokeAuthorisation } from './actions/revoke-authorisation.ts';
import { showAct } from './actions/show-act.ts';
import { showDataSet } from './actions/show-data-set.ts';
import { showMyAccesses } from './actions/show-my-accesses.ts';
import { storeDataSetDocument } from './actions/store-data-set-document.ts';
import { transmitDataSetDocument } from './actions/transmit-data-set-document.ts';
import { closeActsDaily } from './close-acts-daily.ts';
import { accessTermsOn } from './rules/access-terms.ts';

const database = await createTestDatabase();
let instant = '2027-03-10T09:00:00Z';
const clock = () => stoppedClock(instant)();
const perform = createPerform({ database, clock, authorise, checksOutput: true });
const { actor } = await startCalatino({ database, perform, clock });
const itIs = (later: string) => {
  instant = later;
};
const file = (words: string, name = 'documento.txt') => ({
  name,
  type: 'text/plain',
  base64: Buffer.from(words).toString('base64'),
});
const shippedCalatino = () => readFileSync(join(projectFolder(), 'agreements', 'calatino.yaml'), 'utf8');
const words = (base64: string) => Buffer.from(base64, 'base64').toString();

const delegate = await actor('Delia Vizzini', 'CTR', vizzini);
const mayor = await actor('Sara Sindaca', 'MAY', vizzini);
const auditor = await actor('Aldo Fiduciario', 'AUD', vizzini);
const delegateOfMineo = await actor('Marta Mineo', 'CTR', mineo);
const technician = await actor('Teo Tecnico', 'L1', caltagirone);
const second = await actor('Luca Secondo', 'L2', caltagirone);
const administrator = await actor('Ada Sistemi', 'SYS', caltagirone);
const head = await actor('Rita Responsabile', 'RES', caltagirone);
const processor = await actor('Piero Processi', 'PRC', caltagirone);
const clerk = await actor('Ilaria Impiegata', 'EMP', vizzini);

const about = { about: 'Schede dei residenti', purpose: 'Servizi demografici', hosted: 'Centro dati', personal: true };
const registry = (await perform(addDataSet, { name: 'Anagrafe', ...about }, delegate)).id;
const registryOfMineo = (await perform(addDataSet, { name: 'Anagrafe', ...about }, delegateOfMineo)).id;
const streets = (await perform(addDataSet, { name: 'Stradario', ...about, personal: false }, delegate)).id;
const why = { purpose: 'controllo di una pratica' };

type Rights = ('consult' | 'modify' | 'transmit')[];

/** An act of Vizzini that names somebody; its measure applied where asked. */
async function act(
  number: string,
  email: string,
  rights: Rights,
  { dataSets = [registry], applied = true, ...more }: { dataSets?: string[]; applied?: boolean; until?: string } = {},
) {
  const given = { number, on: clock().today, signedBy: 'il Sindaco', email, rights, dataSets, document: file('atto') };
  const { id } = await perform(recordAct, { ...given, ...more }, delegate);
  if (applied) {
    const { items } = await perform(listMeasures, {}, administrator);
    const measure = items.find((one) => one.number === number && one.kind === 'apply')!;
    await perform(recordMeasure, { measure: measure.id, note: 'aggiunto al gruppo' }, administrator);
  }
  return id;
}

async function authorised(who: Awaited<ReturnType<typeof actor>>, read = true) {
  const { id } = await perform(
    authorisePerson,
    { email: who.email, authorisedBy: 'il Responsabile', on: clock().today, instructions: file('istruzioni') },
    processor,
  );
  if (read) await perform(confirmReading, { authorisation: id }, who);
  return id;
}

describe('the worked example: act no. 12 of Vizzini', async () => {
  const before = await codesOf(perform(listDataSetDocuments, { dataSet: registry, ...why }, technician));
  const twelve = await act('12', technician.email, ['consult'], { applied: false });

  test('[CAL-9.7, ISO-3] before any act, nobody of the office knows that the data set is there', async () => {
    expect(before).toEqual(['privacy/no-such-data-set']);
    for (const who of [second, administrator, head, processor])
      expect(await codesOf(perform(listDataSetDocuments, { dataSet: registry, ...why }, who))).toEqual([
        'privacy/no-such-data-set',
      ]);
  });

  test('[CAL-9.7] the act alone is not enough: each part that is missing is named, with its article and what to do', async () => {
    const found = await refusalsOf(perform(listDataSetDocuments, { dataSet: registry, ...why }, technician));
    expect(found.map(({ code }) => code)).toEqual(['privacy/no-authorisation', 'privacy/measure-not-applied']);
    expect(found[0]!.source!.article).toContain('art. 29');
    expect(found[1]!.source!).toMatchObject({ clause: 'access-by-own-act', article: 'art. 9, settimo capoverso' });
    expect(found.every(({ remedy, kind }) => remedy && kind === 'forbidden')).toBe(true);
  });

  test('[CAL-9.3, ISO-4] the authorisation counts once its instructions are read by the person', async () => {
    const id = await authorised(technician, false);
    const missing = () => codesOf(perform(listDataSetDocuments, { dataSet: registry, ...why }, technician));
    expect(await missing()).toEqual(['privacy/instructions-unread', 'privacy/measure-not-applied']);
    expect(words((await perform(readInstructions, { authorisation: id }, technician)).base64)).toBe('istruzioni');
    expect(await codesOf(perform(readInstructions, { authorisation: id }, second))).toEqual([
      'privacy/no-such-authorisation',
    ]);
    expect(await codesOf(perform(confirmReading, { authorisation: id }, second))).toEqual([
      'privacy/no-such-authorisation',
    ]);
    await perform(confirmReading, { authorisation: id }, technician);
    expect(await codesOf(perform(confirmReading, { authorisation: id }, technician))).toEqual(['privacy/already-read']);
    expect(await missing()).toEqual(['privacy/measure-not-applied']);
  });

  test('[CAL-9.7] the office finds the task, with its day, without seeing what the data set holds', async () => {
    const { items } = await perform(listMeasures, {}, administrator);
    expect(items).toMatchObject([
      { kind: 'apply', entityName: 'Vizzini', personName: 'Teo Tecnico', number: '12', due: '2027-03-13', late: false },
    ]);
    expect(JSON.stringify(items)).not.toContain('Schede dei residenti');
    await perform(recordMeasure, { measure: items[0]!.id, note: 'aggiunto al gruppo' }, administrator);
    expect(
      await codesOf(perform(recordMeasure, { measure: items[0]!.id, note: 'aggiunto al gruppo' }, administrator)),
    ).toEqual(['privacy/measure-done']);
    expect((await perform(listMeasures, { state: 'done' }, second)).items).toMatchObject([
      { doneBy: 'Ada Sistemi', note: 'aggiunto al gruppo' },
    ]);
  });

  test('[CAL-9.7] reads: allowed; edits and transmits: refused; Mineo: there is nothing; others of the office: neither', async () => {
    const read = (dataSet: string) => perform(listDataSetDocuments, { dataSet, ...why }, technician);
    expect((await read(registry)).items).toEqual([]);
    const store = perform(storeDataSetDocument, { dataSet: registry, ...why, document: file('x') }, technician);
    const [refusal] = await refusalsOf(store);
    expect(refusal!.code).toBe('privacy/right-not-given');
    expect(refusal!.says.it).toBe(
      'A Teo Tecnico gli atti di Vizzini non consentono di modificare: il n. 12 consente di consultare.',
    );
    expect(await codesOf(read(registryOfMineo))).toEqual(['privacy/no-such-data-set']);
    expect(await codesOf(perform(listDataSetDocuments, { dataSet: registry, ...why }, second))).toEqual([
      'privacy/no-such-data-set',
    ]);
    for (const who of [delegate, mayor, clerk])
      expect(await codesOf(perform(listDataSetDocuments, { dataSet: registry, ...why }, who))).toEqual([
        'privacy/no-act',
        'privacy/no-authorisation',
      ]);
    expect(await codesOf(perform(listDataSetDocuments, { dataSet: registry, ...why }, consoleIn(calatino)))).toEqual([
      'privacy/no-such-data-set',
    ]);
  });

  test('[CAL-9.7] the explanation names the act, the authorisation, the measure and the article', async () => {
    const { people } = await perform(showDataSet, { dataSet: registry }, delegate);
    expect(people).toMatchObject([
      { name: 'Teo Tecnico', may: [{ allowed: true }, { allowed: false, missing: ['privacy/right-not-given'] }, {}] },
    ]);
    const asked = { dataSet: registry, person: technician.person!, right: 'consult' as const };
    const { trace } = await perform(explainAccess, asked, auditor);
    const told = JSON.stringify(trace);
    for (const part of [
      'Atto n. 12 di Vizzini',
      'il Responsabile',
      'Misura tecnica applicata',
      'art. 9, settimo',
      'art. 29',
    ])
      expect(told).toContain(part);
    const no = await perform(explainAccess, { ...asked, right: 'modify' }, auditor);
    expect(no).toMatchObject({ allowed: false, refusals: [{ code: 'privacy/right-not-given' }] });
    expect(await codesOf(perform(explainAccess, asked, delegateOfMineo))).toEqual(['privacy/no-such-data-set']);
  });

  test('[CAL-9.7] the entity ends the act: rights are gone at once, and the office is asked to remove the measure', async () => {
    await perform(endAct, { act: twelve, because: 'ha cambiato ufficio' }, mayor);
    expect(await codesOf(perform(listDataSetDocuments, { dataSet: registry, ...why }, technician))).toEqual(
      ['privacy/right-not-given'].map(() => 'privacy/act-not-in-force'),
    );
    const { items } = await perform(listMeasures, {}, second);
    expect(items).toMatchObject([{ kind: 'remove', number: '12', due: '2027-03-11' }]);
    await perform(recordMeasure, { measure: items[0]!.id, note: 'tolto dal gruppo' }, second);
    expect(await codesOf(perform(endAct, { act: twelve, because: 'ancora' }, delegate))).toEqual([
      'privacy/already-ended',
    ]);
    expect(await codesOf(perform(confirmAct, { act: twelve }, delegate))).toEqual(['privacy/already-ended']);
  });
});

describe('documents of a data set', () => {
  test('[CAL-9.7, ISO-16] are put in, listed, read, transmitted and taken out; each is in the log of the entity', async () => {
    await act('13', second.email, ['consult', 'modify', 'transmit']);
    await authorised(second);
    const stored = await perform(
      storeDataSetDocument,
      { dataSet: registry, ...why, document: file('nome;cognome\n', '../residenti.csv') },
      second,
    );
    const { items } = await perform(listDataSetDocuments, { dataSet: registry, ...why }, second);
    expect(items).toMatchObject([{ id: stored.id, name: 'residenti.csv', bytes: 13 }]);
    const place = { dataSet: registry, document: stored.id, ...why };
    expect(words((await perform(readDataSetDocument, place, second)).base64)).toBe('nome;cognome\n');
    const sent = await perform(
      transmitDataSetDocument,
      { ...place, recipient: 'INPS di Catania', legalBasis: 'art. 43 DPR 445/2000' },
      second,
    );
    expect(sent).toMatchObject({ name: 'residenti.csv', sha256: stored.sha256 });
    const extra = await perform(storeDataSetDocument, { dataSet: registry, ...why, document: file('y') }, second);
    await perform(removeDataSetDocument, { dataSet: registry, document: extra.id, ...why }, second);
    expect(await codesOf(perform(readDataSetDocument, { ...place, document: extra.id }, second))).toEqual([
      'privacy/no-such-document',
    ]);
    const log = await perform(listAccesses, { person: 'Secondo' }, auditor);
    expect(log.items.map(({ right, document }) => [right, document])).toEqual([
      ['modify', 'documento.txt'],
      ['modify', 'documento.txt'],
      ['transmit', 'residenti.csv'],
      ['consult', 'residenti.csv'],
      ['consult', null],
      ['modify', 'residenti.csv'],
    ]);
    expect(log.items[2]).toMatchObject({ recipient: 'INPS di Catania', act: '13', purpose: why.purpose, role: 'L2' });
    expect(log.count).toBe(6);
    expect((await perform(listAccesses, { right: 'transmit' }, delegate)).count).toBe(1);
    expect((await perform(listAccesses, { dataSet: streets }, delegate)).items).toEqual([]);
  });

  test('[ISO-16] the audit trail holds the same accesses, chained, with whom they concern', async () => {
    const { items } = await perform(listEntries, { action: 'privacy/transmit-data-set-document' }, consoleIn(calatino));
    expect(items).toMatchObject([{ actingFor: vizzini, outcome: 'done', person: second.person }]);
    expect(items[0]!.change).toContain('INPS di Catania');
    const refused = await perform(listEntries, { outcome: 'refused' }, consoleIn(calatino));
    expect(refused.items.map(({ action }) => action)).toContain('privacy/list-data-set-documents');
  });

  test('[ISO-5] the log of one entity is not for another, nor for the office', async () => {
    expect(await perform(listAccesses, {}, delegateOfMineo)).toMatchObject({ count: 0, items: [] });
    expect(await perform(listAccesses, { dataSet: registry }, delegateOfMineo)).toMatchObject({ count: 0 });
    for (const who of [administrator, second, head, processor, clerk, mayor])
      expect(await codesOf(perform(listAccesses, {}, who))).toEqual(['platform/missing']);
  });

  test('[ISO-3] data that are not personal need the act and the measure, not the authorisation', async () => {
    await act('14', clerk.email, ['consult'], { dataSets: [streets] });
    expect((await perform(listDataSetDocuments, { dataSet: streets, ...why }, clerk)).name).toBe('Stradario');
    expect((await perform(listDataSetDocuments, { dataSet: registry, ...why }, second)).items).toHaveLength(1);
  });

  test('[CAL-9.3] an authorisation revoked ends access at once; the entity revokes only its own', async () => {
    const { items } = await perform(listAuthorisations, {}, delegate);
    const id = items.find(({ personName }) => personName === 'Luca Secondo')!.id;
    expect(await codesOf(perform(revokeAuthorisation, { authorisation: id }, delegate))).toEqual([
      'privacy/no-such-authorisation',
    ]);
    await perform(revokeAuthorisation, { authorisation: id }, processor);
    expect(await codesOf(perform(listDataSetDocuments, { dataSet: registry, ...why }, second))).toEqual([
      'privacy/authorisation-not-in-force',
    ]);
    expect(await codesOf(perform(revokeAuthorisation, { authorisation: id }, head))).toEqual(['privacy/already-ended']);
    await authorised(second);
  });
});

describe('what is entered', () => {
  const given = (more: object) => ({
    number: '20',
    on: '2027-03-10',
    signedBy: 'il Sindaco',
    email: technician.email,
    rights: ['consult'] as Rights,
    dataSets: [registry],
    document: file('atto'),
    ...more,
  });
  const paths = async (work: Promise<unknown>) => {
    const error = await work.catch((thrown: unknown) => thrown);
    return error instanceof BadInput ? error.problems.map(({ path }) => path) : [];
  };

  test('[CAL-9.7] an act is entered for the own data only; the data of others are not there', async () => {
    expect(await codesOf(perform(recordAct, given({ dataSets: [registryOfMineo] }), delegate))).toEqual([
      'privacy/no-such-data-set',
    ]);
    expect(await codesOf(perform(recordAct, given({}), delegateOfMineo))).toEqual(['privacy/no-such-data-set']);
    expect(
      await codesOf(perform(recordAct, given({ dataSets: [registry, registryOfMineo] }), consoleIn(calatino))),
    ).toEqual(['privacy/several-owners']);
    for (const who of [head, processor, auditor])
      expect(await codesOf(perform(recordAct, given({}), who))).toEqual(['platform/missing']);
    for (const who of [technician, administrator, clerk])
      expect(await codesOf(perform(recordAct, given({}), who))).toEqual(['platform/missing']);
  });

  test('[CAL-9.7] everything wrong is said at once, each at its place', async () => {
    const wrong = { email: 'nessuno@prova.example', on: '2027-04-01', since: '2027-03-01', until: '2027-02-01' };
    expect(await paths(perform(recordAct, given(wrong), delegate))).toEqual(['email', 'on', 'since', 'until']);
    expect(
      await paths(
        perform(recordAct, given({ rights: [], dataSets: [], document: { name: 'x', base64: '' } }), delegate),
      ),
    ).toEqual(['dataSets', 'rights', 'document.base64']);
  });

  test('[CAL-9.7] whoever names somebody chooses among the office and the own entity, or writes an address', async () => {
    const names = async (who: typeof delegate) =>
      (await perform(listNameablePeople, {}, who)).items.map(({ name, role, entityName }) => [name, role, entityName]);
    const seen = await names(delegate);
    expect(seen).toEqual(
      expect.arrayContaining([
        ['Teo Tecnico', 'L1', 'Caltagirone'],
        ['Ilaria Impiegata', 'EMP', 'Vizzini'],
      ]),
    );
    expect(seen.map(([name]) => name)).not.toContain('Marta Mineo');
    expect((await names(processor)).map(([name]) => name)).not.toContain('Ilaria Impiegata');
    for (const who of [clerk, technician, administrator, auditor])
      expect(await codesOf(perform(listNameablePeople, {}, who))).toEqual(['platform/missing']);
    const { person } = technician;
    const { email: _, ...nobody } = given({ number: '23' });
    expect(await paths(perform(recordAct, nobody as never, delegate))).toEqual(['person']);
    expect(await paths(perform(recordAct, { ...nobody, person: person!, email: clerk.email }, delegate))).toEqual([
      'email',
    ]);
    const stranger = '00000000-0000-4000-8000-00000000000f';
    expect(await paths(perform(recordAct, { ...nobody, person: stranger }, delegate))).toEqual(['person']);
    const { id } = await perform(recordAct, { ...nobody, person: person! }, delegate);
    expect((await perform(showAct, { act: id }, delegate)).personName).toBe('Teo Tecnico');
  });

  test('[CAL-9.7] the same act does not name the same person twice; its document is kept as it was', async () => {
    const { id } = await perform(recordAct, given({ number: '21' }), mayor);
    expect(await codesOf(perform(recordAct, given({ number: '21' }), delegate))).toEqual(['privacy/act-there']);
    expect(words((await perform(readActDocument, { act: id }, auditor)).base64)).toBe('atto');
    const foreign = [
      () => perform(readActDocument, { act: id }, delegateOfMineo),
      () => perform(showAct, { act: id }, delegateOfMineo),
      () => perform(endAct, { act: id, because: 'nessuno' }, delegateOfMineo),
      () => perform(confirmAct, { act: id }, delegateOfMineo),
    ];
    for (const work of foreign) expect(await codesOf(work())).toEqual(['privacy/no-such-act']);
  });

  test('[ISO-1] registers show the own entity to its people, every entity to the head, nothing to others', async () => {
    const names = async (who: typeof delegate) =>
      (await perform(listDataSets, {}, who)).items.map(({ entityName, name }) => `${entityName} ${name}`);
    expect(await names(delegateOfMineo)).toEqual(['Mineo Anagrafe']);
    expect(await names(auditor)).toEqual(['Vizzini Anagrafe', 'Vizzini Stradario']);
    expect(await names(head)).toEqual(['Mineo Anagrafe', 'Vizzini Anagrafe', 'Vizzini Stradario']);
    for (const who of [clerk, technician, administrator])
      expect(await codesOf(perform(listDataSets, {}, who))).toEqual(['platform/missing']);
    expect((await perform(listActs, {}, delegateOfMineo)).items).toEqual([]);
    expect((await perform(listAuthorisations, {}, delegateOfMineo)).items).toEqual([]);
    expect(await codesOf(perform(showDataSet, { dataSet: registry }, delegateOfMineo))).toEqual([
      'privacy/no-such-data-set',
    ]);
    expect(
      await codesOf(perform(changeDataSet, { dataSet: registry, name: 'Altro', ...about }, delegateOfMineo)),
    ).toEqual(['privacy/no-such-data-set']);
    expect(await codesOf(perform(addDataSet, { name: 'Altro', ...about, entity: vizzini }, delegateOfMineo))).toEqual([
      'privacy/no-such-entity',
    ]);
    expect(await codesOf(perform(addDataSet, { name: 'ANAGRAFE', ...about }, delegate))).toEqual([
      'privacy/data-set-name-taken',
    ]);
  });

  test('[ISO-1] somebody named by the act of another entity sees it as a person, not as the own entity', async () => {
    const { id } = await perform(recordAct, given({ number: '22', email: delegateOfMineo.email }), delegate);
    expect((await perform(listDataSets, {}, delegateOfMineo)).items.map(({ entityName }) => entityName)).toEqual([
      'Mineo',
    ]);
    expect((await perform(listActs, {}, delegateOfMineo)).items).toEqual([]);
    expect(await codesOf(perform(endAct, { act: id, because: 'nessuno' }, delegateOfMineo))).toEqual([
      'privacy/no-such-act',
    ]);
    const mine = await perform(showMyAccesses, {}, delegateOfMineo);
    expect(mine.dataSets).toMatchObject([{ name: 'Anagrafe', entityName: 'Vizzini', acts: [{ number: '22' }] }]);
    await perform(endAct, { act: id, because: 'prova finita' }, delegate);
  });

  test('[ISO-15] another association has none of it, with the same roles', async () => {
    for (const role of ['CTR', 'RES', 'AUD'] as const)
      expect((await perform(listDataSets, {}, personIn('altra', role, vizzini))).items).toEqual([]);
    expect(
      await codesOf(perform(listDataSetDocuments, { dataSet: registry, ...why }, { ...second, association: 'altra' })),
    ).toEqual(['privacy/no-such-data-set']);
  });
});

describe('time', () => {
  test('[CAL-9.7] an act not confirmed by its day lapses the same day; reminder, notice and removal follow by themselves', async () => {
    itIs('2027-04-01T09:00:00Z');
    const id = await act('30', second.email, ['consult'], { dataSets: [streets] });
    const kept = await act('31', second.email, ['modify'], { dataSets: [streets] });
    const open = () => codesOf(perform(listDataSetDocuments, { dataSet: streets, ...why }, second));
    const daily = () =>
      closeActsDaily.run({ database, perform, clock, now: clock(), stopping: new AbortController().signal });
    const letters = async () => {
      const { rows } = await inContext(
        database,
        { association: calatino, actor: { person: null }, entities: 'all', installation: true },
        (tx) =>
          sql<{ kind: string; recipient: string; subject: string }>`select kind, recipient, subject from mail.outbox
            where subject like '%n. 3_ %' or subject like '%no. 3_ %' order by subject`.execute(tx),
      );
      return rows.map(({ kind, recipient, subject }) => `${kind} ${recipient} ${/3\d/.exec(subject)![0]}`);
    };
    itIs('2027-09-05T09:00:00Z');
    await daily();
    await daily();
    expect(await letters()).toEqual([
      `privacy/act-to-confirm ${delegate.email} 30`,
      `privacy/act-to-confirm ${delegate.email} 31`,
    ]);
    expect((await perform(listActs, { state: 'to-confirm' }, delegate)).items.map(({ number }) => number)).toContain(
      '30',
    );
    expect((await perform(confirmAct, { act: kept }, delegate)).confirmBy).toBe('2028-03-05');
    itIs('2027-10-01T21:59:00Z');
    expect(await open()).toEqual([]);
    itIs('2027-10-01T22:00:00Z'); // midnight in Italy
    expect(await open()).toEqual(['privacy/right-not-given']);
    expect(await perform(showAct, { act: id }, delegate)).toMatchObject({ state: 'unconfirmed', measure: 'applied' });
    await daily();
    await daily();
    expect(await perform(showAct, { act: id }, delegate)).toMatchObject({ measure: 'to-remove' });
    expect((await letters()).filter((letter) => letter.startsWith('privacy/act-lapsed'))).toEqual([
      `privacy/act-lapsed ${delegate.email} 30`,
    ]);
    expect(await perform(showAct, { act: kept }, delegate)).toMatchObject({ state: 'holding' });
  });

  test('[CAL-9.7] an act holds from its first day to its last, both included', async () => {
    itIs('2027-11-02T09:00:00Z');
    await perform(
      recordAct,
      {
        number: '40',
        on: '2027-11-02',
        since: '2027-11-10',
        until: '2027-11-12',
        signedBy: 'il Sindaco',
        email: clerk.email,
        rights: ['modify'],
        dataSets: [streets],
        document: file('atto'),
      },
      delegate,
    );
    const { items } = await perform(listMeasures, {}, second);
    await perform(recordMeasure, { measure: items.find(({ number }) => number === '40')!.id, note: 'fatto' }, second);
    const store = () =>
      codesOf(perform(storeDataSetDocument, { dataSet: streets, ...why, document: file('via Roma') }, clerk));
    for (const [on, says] of [
      ['2027-11-09', 'privacy/act-not-in-force'],
      ['2027-11-10', undefined],
      ['2027-11-12', undefined],
      ['2027-11-13', 'privacy/act-not-in-force'],
    ] as const) {
      itIs(`${on}T09:00:00Z`);
      expect(await store(), on).toEqual(says ? [says] : []);
    }
  });
});

describe('the database itself', () => {
  const asTechnicianOf = (entity: string, person: string | null = null) =>
    ({ association: calatino, actor: { person }, entities: [entity as EntityCode] }) as const;
  const countOf = (context: Parameters<typeof inContext>[1], table: string) =>
    inContext(database, context, async (tx) => {
      const { rows } = await sql<{ n: bigint }>`select count(*) n from ${sql.table(table)}`.execute(tx);
      return Number(rows[0]!.n);
    });
  const tables = ['files', 'data_sets', 'acts', 'act_data_sets', 'measures', 'accesses', 'documents', 'document_names'];

  test('[ISO-1] rows of another entity are invisible to the application’s own role, table by table', async () => {
    for (const name of tables.filter((table) => table !== 'documents'))
      expect(await countOf(asTechnicianOf(vizzini), `privacy.${name}`), name).toBeGreaterThan(0);
    for (const name of tables) {
      const seen = await countOf(asTechnicianOf(mineo), `privacy.${name}`);
      expect(seen, name).toBe(name === 'data_sets' ? 1 : name === 'files' ? seen : 0);
      expect(await countOf({ association: 'altra', actor: { person: null }, entities: 'all' }, `privacy.${name}`)).toBe(
        0,
      );
    }
    const ofVizzini = await inContext(database, asTechnicianOf(mineo), (tx) =>
      sql`select 1 from privacy.files where entity = ${vizzini}`.execute(tx),
    );
    expect(ofVizzini.rows).toEqual([]);
  });

  test('[ISO-3, ISO-16] content is invisible, to the entity’s own people too, unless this transaction logged its access', async () => {
    for (const entities of [[vizzini], 'all'] as const)
      expect(
        await countOf(
          { association: calatino, actor: { person: second.person }, entities } as never,
          'privacy.documents',
        ),
      ).toBe(0);
  });

  test('[ISO-16] an access that the rule does not allow cannot even be logged, and with it nothing is opened', async () => {
    const log = (person: string, dataSet: string, entity: string, right: string, act: string | null) =>
      inContext(database, asTechnicianOf(vizzini, person), (tx) =>
        sql`insert into privacy.accesses (association, at, entity, data_set, person, act_as, purpose, act)
          values (${calatino}, ${clock().instant}, ${entity}, ${dataSet}, ${person}, ${right}, 'prova', ${act})`.execute(
          tx,
        ),
      ).then(
        () => 'written',
        (error: { code?: string }) => error.code,
      );
    itIs('2027-12-01T09:00:00Z');
    const acts = await perform(listActs, {}, delegate);
    const { id } = acts.items.find(({ number }) => number === '31')!;
    expect(await log(second.person!, streets, vizzini, 'modify', id)).toBe('written');
    expect(await log(second.person!, streets, vizzini, 'consult', id)).toBe('42501');
    expect(await log(second.person!, registry, vizzini, 'modify', id)).toBe('42501');
    expect(await log(technician.person!, streets, vizzini, 'modify', id)).toBe('42501');
    itIs('2028-03-06T09:00:00Z');
    expect(await log(second.person!, streets, vizzini, 'modify', id)).toBe('42501');
  });

  test('[ISO-16] the log is neither changed nor removed, by the owner of the tables neither', async () => {
    for (const statement of [
      sql`update privacy.accesses set purpose = 'altro'`,
      sql`delete from privacy.accesses`,
      sql`truncate privacy.accesses`,
    ]) {
      const asApplication = inContext(database, asTechnicianOf(vizzini, second.person), (tx) => statement.execute(tx));
      expect(await asApplication.catch(({ code }) => code)).toBe('42501');
      const asOwner = database.kysely.transaction().execute(async (tx) => {
        await sql`select set_config('app.backup', 'on', true)`.execute(tx);
        await statement.execute(tx);
      });
      expect(await asOwner.catch(({ code }) => code)).toBe('42501');
    }
  });
});

describe('emergencies', () => {
  const emergency = { dataSet: registryOfMineo, reason: 'server guasto la notte prima delle elezioni' };

  test('[CAL-9.7] there is none unless the agreement says so', async () => {
    const [refusal] = await refusalsOf(perform(openEmergencyAccess, emergency, administrator));
    expect(refusal).toMatchObject({ code: 'privacy/emergency-off', source: { clause: 'access-by-own-act' } });
    expect((await perform(listMeasures, {}, administrator)).emergency).toEqual([]);
  });

  test('[CAL-9.7] where the agreement has it: with a reason, for four hours, the entity told at once, logged, reviewed; never to transmit', async () => {
    const other = await createTestDatabase();
    let at = '2027-03-10T20:00:00Z';
    const now = () => stoppedClock(at)();
    const doing = createPerform({ database: other, clock: now, authorise, checksOutput: true });
    const written = shippedCalatino().replace('chosen: "off"', 'chosen: on_with_reason_and_notice');
    const there = await startCalatino({ database: other, perform: doing, clock: now, written });
    const owner = await there.actor('Delia Vizzini', 'CTR', vizzini);
    const onDuty = await there.actor('Ada Sistemi', 'SYS', caltagirone);
    const notOnDuty = await there.actor('Teo Tecnico', 'L1', caltagirone);
    const dataSet = (await doing(addDataSet, { name: 'Anagrafe', ...about }, owner)).id;
    const opening = { ...emergency, dataSet };
    const list = (who: typeof owner) => codesOf(doing(listDataSetDocuments, { dataSet, ...why }, who));
    expect(await list(onDuty)).toEqual(['privacy/no-such-data-set']);
    expect((await doing(listMeasures, {}, onDuty)).emergency).toMatchObject([{ id: dataSet, entityName: 'Vizzini' }]);
    expect(await codesOf(doing(openEmergencyAccess, opening, notOnDuty))).toEqual(['platform/missing']);
    await expect(doing(openEmergencyAccess, { ...opening, reason: 'urgente' }, onDuty)).rejects.toThrow(BadInput);
    const { closes } = await doing(openEmergencyAccess, opening, onDuty);
    expect(closes).toBe('2027-03-11T00:00:00.000Z');
    expect(await list(onDuty)).toEqual([]);
    const file_ = { dataSet, ...why, document: file('ripristino') };
    const { id } = await doing(storeDataSetDocument, file_, onDuty);
    const away = { dataSet, document: id, ...why, recipient: 'nessuno', legalBasis: 'nessuna' };
    expect(await codesOf(doing(transmitDataSetDocument, away, onDuty))).toContain('privacy/no-act');
    at = '2027-03-11T00:00:00Z';
    expect(await list(onDuty)).toEqual(['privacy/no-act', 'privacy/no-authorisation']);
    const log = await doing(listAccesses, {}, owner);
    expect(log.items.map(({ right, emergency: inEmergency, act: byAct }) => [right, inEmergency, byAct])).toEqual([
      ['modify', true, null],
      ['consult', true, null],
    ]);
    const { emergencies } = await doing(showDataSet, { dataSet }, owner);
    expect(emergencies).toMatchObject([{ personName: 'Ada Sistemi', reason: emergency.reason, reviewed: null }]);
    const review = { emergency: emergencies[0]!.id, review: 'giustificato' };
    expect(await codesOf(doing(reviewEmergencyAccess, review, await there.actor('Marta Mineo', 'CTR', mineo)))).toEqual(
      ['privacy/no-such-emergency'],
    );
    await doing(reviewEmergencyAccess, review, owner);
    expect(await codesOf(doing(reviewEmergencyAccess, review, owner))).toEqual(['privacy/already-reviewed']);
    const { rows } = await inContext(
      other,
      { association: calatino, actor: { person: null }, entities: 'all', installation: true },
      (tx) => sql<{ recipient: string; body: string }>`select recipient, body from mail.outbox`.execute(tx),
    );
    expect(rows).toMatchObject([{ recipient: owner.email }]);
    expect(rows[0]!.body).toContain(emergency.reason);
  });
});

describe('an agreement that is silent', () => {
  test('[CAL-9.7] leaves the rule of the law, and says that its terms are assumed', async () => {
    const { terms, source, readings } = accessTermsOn(null, day('2027-03-10'));
    expect(source.agreement).toBe('law');
    expect([terms.breakGlass, terms.recertification.everyMonths]).toEqual(['off', 6]);
    expect(readings[0]!.why.kind).toBe('assumed');
    for (const name of ['valdarno-valdisieve', 'lecco', 'asti', 'empolese-valdelsa']) {
      const { agreement } = withReadings(shippedAgreement(name)!.document);
      expect(accessTermsOn(agreement, day('2027-03-10')).readings[0]!.why.kind, name).toBe('assumed');
    }
  });
});
