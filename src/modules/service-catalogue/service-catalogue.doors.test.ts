import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { exampleAssociations } from '../../app/examples.ts';
import { day } from '../../kernel/day.ts';
import { Refused } from '../../kernel/result.ts';
import { inContext } from '../../platform/database/context.ts';
import { BadInput } from '../../platform/problem.ts';
import { consoleIn, personIn } from '../../testing/actor.ts';
import { startTestServer } from '../../testing/server.ts';
import { startAssociation } from '../agreement/index.ts';
import { addEntity } from '../membership/index.ts';
import { activateService, correctActivation, decideActivation, endActivation } from './actions/activations.ts';
import { adoptStandard, listAdoptions } from './actions/adoptions.ts';
import { askScope } from './actions/ask-scope.ts';
import { listOffices, recordUnification, setOffice } from './actions/associated-offices.ts';
import { approveService, draftService, dropDraft, listDrafts } from './actions/draft-service.ts';
import { listActivations, showActivation } from './actions/list-activations.ts';
import { listServices } from './actions/list-services.ts';
import { loadServices } from './actions/load-services.ts';
import { showService } from './actions/show-service.ts';
import { listStandards, setStandard } from './actions/standards.ts';
import {
  authoriseSystem,
  checkSystem,
  declareSystem,
  listSystems,
  recordPurchase,
  showSystem,
} from './actions/systems.ts';
import { countedUnits } from './counted-units.ts';
import { supportOfAsset } from './support-of-systems.ts';

const server = await startTestServer({ associations: [] });
const { perform, database } = server;
const entities: Readonly<Record<string, readonly string[]>> = {
  lecco: ['c_e507', 'c_e858'],
  'valdarno-valdisieve': ['c_e668'],
  calatino: ['c_b428'],
  'empolese-valdelsa': ['c_d403'],
  asti: ['c_a479'],
};
for (const id of exampleAssociations) {
  await perform(startAssociation, { id, agreement: id, name: id, shortName: id }, consoleIn(null));
  for (const code of entities[id] ?? [])
    await perform(addEntity, { code, name: code, kind: 'comune', relation: 'member' }, consoleIn(id));
}

const head = personIn('lecco', 'RES');
const support = personIn('lecco', 'ADM');
const referent = personIn('lecco', 'REF', 'c_e507');
const employee = personIn('lecco', 'EMP', 'c_e507');
const elsewhere = personIn('lecco', 'REF', 'c_e858');
const citizen = { ...personIn('lecco', 'CIT'), kind: 'anonymous', person: null, role: null } as const;

async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    if (error instanceof Refused) return error.refusals.map(({ code }) => code).join();
    if (error instanceof BadInput) return error.problems.map(({ path }) => path).join();
    throw error;
  }
}

const seen = <T>(association: string, work: Parameters<typeof inContext<T>>[2]) =>
  inContext(database, { association, actor: head, entities: 'all', reads: true }, work);

describe('the catalogue of services', () => {
  it('[CAL-2.0, EV-fun.0] each association begins with what its agreement says it does, each service with its article', async () => {
    const counts: Record<string, number> = {};
    for (const id of exampleAssociations) {
      const { loaded, alreadyThere } = await perform(loadServices, { approves: true }, consoleIn(id));
      expect(alreadyThere).toEqual([]);
      const { items } = await perform(listServices, {}, consoleIn(id));
      expect(items.every(({ article }) => article !== null && article !== '')).toBe(true);
      expect(items).toHaveLength(loaded.length);
      counts[id] = items.length;
    }
    expect(counts).toMatchObject({ 'empolese-valdelsa': 17, calatino: 17 });
    const again = await perform(loadServices, { approves: true }, consoleIn('lecco'));
    expect([again.loaded, again.alreadyThere.length]).toEqual([[], counts.lecco]);
  });

  it('[CAL-2.0] a document of one’s own is told what is wrong in it, all at once, at its place', async () => {
    const document = [
      'format: 1',
      'since: 2026-01-01',
      'services:',
      '  - { code: uno, clause: nowhere, name: { it: Uno }, does: { it: Uno. } }',
      '  - { code: due, clause: system-antivirus, needs: [tre] }',
      '  - { code: quattro }',
    ].join('\n');
    const attempt = perform(loadServices, { document }, support);
    await expect(attempt).rejects.toThrow(/services\[0\]\.clause.*services\[1\]\.needs\[0\].*services\[2\]/s);
    expect(await refusal(perform(loadServices, { document: '{ [' }, support))).toBe('document');
    const taken = await perform(
      loadServices,
      { document: `${document.split('\n').slice(0, 3).join('\n')}\n  - { code: bollette, clause: system-antivirus }` },
      support,
    );
    expect(taken.loaded).toEqual(['bollette']);
    const { items } = await perform(listDrafts, {}, support);
    expect(items.map(({ code }) => code)).toEqual(['bollette']);
    await perform(dropDraft, { service: 'bollette' }, support);
  });

  it('[LC-2.f2] a new service goes from the idea to the catalogue by the approval of the head; before, nobody else sees it', async () => {
    const written = {
      service: 'wifi',
      since: '2026-11-01',
      stage: 'idea' as const,
      name: { it: 'Wi-Fi negli uffici', en: 'Wi-Fi in offices' },
      does: { it: 'Rete senza fili per chi lavora.', en: 'Wireless network for who works.' },
      offeredSince: '2027-01-01',
      unit: 'devices',
    };
    expect(
      await refusal(perform(draftService, { ...written, clause: 'no', costItem: 'no', needs: ['wifi'] }, support)),
    ).toBe('clause,costItem,needs[0]');
    await perform(draftService, written, support);
    await perform(draftService, { ...written, stage: 'proposal' }, support);
    expect(await refusal(perform(draftService, written, referent))).toBe('platform/forbidden');
    expect(await refusal(perform(showService, { service: 'wifi' }, referent))).toBe(
      'service-catalogue/no-such-service',
    );
    expect(await refusal(perform(approveService, { service: 'wifi' }, support))).toBe('platform/missing');
    await perform(approveService, { service: 'wifi', act: 'det. 3' }, head);
    const { content, state, versions } = await perform(showService, { service: 'wifi' }, head);
    expect([content?.name.it, state, versions.map(({ number, stage }) => `${number} ${stage}`)]).toEqual([
      ...['Wi-Fi negli uffici', 'planned', ['1 approved']],
    ]);
    expect(await refusal(perform(approveService, { service: 'wifi' }, head))).toBe('service-catalogue/no-draft');
  });

  it('[AT-P0, AT-U4] anybody reads what the office does, what is free and what is planned; the owner stays inside', async () => {
    const nobody = { ...citizen, association: 'asti' };
    const { items } = await perform(listServices, { q: 'server' }, nobody);
    expect(items.some(({ free }) => free)).toBe(true);
    expect(items.every(({ yours, activeAt }) => yours === null && activeAt === null)).toBe(true);
    const { content, versions } = await perform(showService, { service: items[0]!.code }, nobody);
    expect([content!.owner, content!.fields, versions]).toEqual(['', [], []]);
  });

  it('[EV-fun.0] a secretary, a supplier, a delegate of the controller or of the processor reads what everybody reads, and no more', async () => {
    const codes = async (who: typeof head) => (await perform(listServices, {}, who)).items.map(({ code }) => code);
    const open = await codes(citizen as unknown as typeof head);
    for (const role of ['SEC', 'SUP', 'CTR', 'PRC'] as const) {
      const somebody = personIn('lecco', role, role === 'CTR' ? 'c_e507' : null);
      expect([role, await codes(somebody)]).toEqual([role, open]);
      expect((await perform(showService, { service: open[0]! }, somebody)).content!.owner).toBe('');
      expect(await refusal(perform(listActivations, {}, somebody))).toBe('platform/missing');
    }
  });

  it('[AT-F2] a new service by adhesion does not start without the key of its proposal; with it, who adheres by an act has it', async () => {
    const there = consoleIn('asti');
    const proposal = {
      ...{ service: 'copia-esterna', since: '2026-11-01', offeredSince: '2026-11-01', clause: 'new-services' },
      name: { it: 'Copia fuori sede', en: 'Copy elsewhere' },
      does: { it: 'Una copia in un altro luogo.', en: 'A copy in another place.' },
    };
    const adheres = () =>
      perform(
        activateService,
        { service: 'copia-esterna', from: '2026-12-01', act: 'delibera 8/2026' },
        personIn('asti', 'REF', 'c_a479'),
      );
    expect(await refusal(perform(draftService, { ...proposal, entitlement: 'by-right', free: true }, there))).toBe(
      'entitlement,free',
    );
    await perform(draftService, proposal, there);
    await perform(approveService, { service: 'copia-esterna', act: 'C.T.A. 3' }, there);
    expect((await perform(showService, { service: 'copia-esterna' }, there)).adhesion).toEqual({ key: null });
    expect(await refusal(adheres())).toBe('service-catalogue/no-key');
    await perform(draftService, { ...proposal, key: 'equal' }, there);
    await perform(approveService, { service: 'copia-esterna', act: 'C.T.A. 4' }, there);
    const { id, state } = await adheres();
    expect(state).toBe('asked');
    expect((await perform(decideActivation, { activation: id, approves: true }, there)).state).toBe('in-force');
    expect(await refusal(perform(draftService, { ...proposal, clause: 'province-hosting', key: 'pcs' }, there))).toBe(
      'key',
    );
  });
});

describe('what the office does not do', () => {
  it('[VV-3.3.a, VV-3.3.b, VV-10.5.b] the table answers with the article, and whom to ask', async () => {
    const asks = personIn('valdarno-valdisieve', 'EMP', 'c_e668');
    const toner = await perform(askScope, { category: 'consumable' }, asks);
    expect([toner.outcome, toner.requirement, toner.article]).toEqual([
      ...['out-of-scope', 'VV-3.3.a', 'art. 10 c. 5 e art. 3 c. 3'],
    ]);
    const tablet = await perform(askScope, { category: 'tablet', project: 'Polizia locale 2027' }, asks);
    expect(tablet.outcome).toBe('in-scope');
    const pc = await perform(askScope, { category: 'pc' }, asks);
    expect(pc.services.map(({ code }) => code)).toContain('acquisti-hardware');
    expect(await refusal(perform(askScope, { category: 'pc' }, referent))).toBe('service-catalogue/no-scope');
  });

  it('[CAL-2.tel] the same question has another answer where the agreement says another thing', async () => {
    const { outcome, services } = await perform(askScope, { category: 'fixed-telephony' }, personIn('calatino', 'RES'));
    expect([outcome, services.map(({ code }) => code)]).toEqual(['in-scope', ['telefonia']]);
  });
});

describe('activations', () => {
  it('[LC-6.2] a referent asks for the own entity, the head approves, and the units count from that day', async () => {
    const asked = { service: 'antivirus', from: '2026-03-01', units: 40, act: 'det. 12/2026' };
    const { id, state } = await perform(activateService, asked, referent);
    expect(state).toBe('asked');
    const on = day('2026-06-30');
    expect(await seen('lecco', (tx) => countedUnits(tx, 'lecco', { on }))).toEqual([]);
    expect(await refusal(perform(decideActivation, { activation: id, approves: true }, referent))).toBe(
      'platform/missing',
    );
    await perform(decideActivation, { activation: id, approves: true }, head);
    expect(await refusal(perform(decideActivation, { activation: id, approves: true }, head))).toBe(
      'service-catalogue/already-decided',
    );
    expect(await seen('lecco', (tx) => countedUnits(tx, 'lecco', { on }))).toEqual([
      {
        ...{ entity: 'c_e507', unit: 'protected-workstations', quantity: 40 },
        evidence: 'Antivirus: 40 dal 1º marzo 2026 (det. 12/2026)',
      },
    ]);
    expect(await refusal(perform(activateService, { ...asked, from: '2026-05-01' }, head))).toBe('entity');
  });

  it('[LC-6.2] refused: twice, for another entity, without units, what everybody has by right', async () => {
    const asked = { service: 'antivirus', from: '2026-05-01', units: 4, act: 'det. 2' };
    expect(await refusal(perform(activateService, { ...asked, entity: 'c_e507' }, head))).toBe(
      'service-catalogue/already-activated',
    );
    expect(await refusal(perform(activateService, { ...asked, entity: 'c_e507' }, elsewhere))).toBe(
      'service-catalogue/not-own-entity',
    );
    const { units: _, ...uncounted } = asked;
    expect(await refusal(perform(activateService, { ...uncounted, service: 'posta' }, referent))).toBe(
      'service-catalogue/no-units',
    );
    expect(await refusal(perform(activateService, { ...uncounted, service: 'formazione' }, referent))).toBe(
      'service-catalogue/by-right',
    );
    expect(await refusal(perform(activateService, asked, employee))).toBe('platform/forbidden');
  });

  it('[LC-6.2] a correction keeps what was said before; an entity sees its own activations only', async () => {
    const { items } = await perform(listActivations, { service: 'antivirus' }, referent);
    const { id } = items[0]!;
    const right = { activation: id, from: '2026-03-01', units: 42, act: 'det. 12/2026', why: 'Due in più.' };
    expect(await refusal(perform(correctActivation, right, referent))).toBe('platform/forbidden');
    await perform(correctActivation, right, support);
    const { history } = await perform(showActivation, { activation: id }, referent);
    expect(history.map(({ did, units }) => `${did} ${units}`)).toEqual(['asked 40', 'approved 40', 'corrected 42']);
    expect(await refusal(perform(showActivation, { activation: id }, elsewhere))).toBe(
      'service-catalogue/no-such-activation',
    );
    const other = await perform(listActivations, {}, elsewhere);
    expect([other.items, other.entities.map(({ entity }) => entity)]).toEqual([[], ['c_e858']]);
    await perform(endActivation, { activation: id, until: '2026-09-30' }, referent);
    const after = await seen('lecco', (tx) => countedUnits(tx, 'lecco', { on: day('2026-10-01') }));
    expect(after).toEqual([
      expect.objectContaining({ quantity: 0, evidence: 'Antivirus: chiuso il 30 settembre 2026' }),
    ]);
  });

  it('[LC-6.2, LC-6.2.a] a service at actual cost asks for no quantity, and says that the split changes by the amount written, not by it', async () => {
    const asked = { service: 'connettivita', from: '2026-05-01', act: 'det. 7' };
    const { id } = await perform(activateService, { ...asked, entity: 'c_e858' }, head);
    const effectOf = async (activation: string) =>
      (await perform(showActivation, { activation }, head)).costEffect?.it ?? '';
    expect(await effectOf(id)).toContain('L’attivazione da sola non cambia il riparto');
    const counted = { service: 'antivirus', from: '2026-05-01', units: 4, act: 'det. 8', entity: 'c_e858' };
    const antivirus = await perform(activateService, counted, head);
    expect(await effectOf(antivirus.id)).toContain('Di questo ente ne conta 4, dal riparto 2027');
    for (const activation of [id, antivirus.id])
      await perform(endActivation, { activation, until: '2026-05-31' }, head);
    expect((await perform(showService, { service: 'connettivita' }, head)).costEffect.it).toContain('Costo effettivo');
  });

  it('[EV-fun.0] of each entity it is told how many functions it delegates, of how many', async () => {
    const there = consoleIn('empolese-valdelsa');
    const { entities } = await perform(listActivations, {}, there);
    expect(entities.every(({ has, of }) => has === 0 && of === 17)).toBe(true);
  });
});

describe('what entities adopt, and offices they have together', () => {
  const there = personIn('empolese-valdelsa', 'RES');
  const town = personIn('empolese-valdelsa', 'REF', 'c_d403');

  it('[EV-fun.12] a standard of documents is adopted entity by entity, by an act; who does not says why', async () => {
    const written = {
      ...{ code: 'documenti-1', since: '2026-03-01' },
      title: { it: 'Modelli degli atti', en: 'Templates of acts' },
    } as const;
    const adopts = { code: 'documenti-1', since: '2026-04-01', act: 'delibera 9/2026' };
    const state = async () => {
      const { adopted, items } = await perform(listAdoptions, { code: 'documenti-1' }, there);
      return [adopted, items.find(({ entity }) => entity === 'c_d403')];
    };
    await perform(setStandard, { ...written, kind: 'documents', stage: 'proposal' }, there);
    expect(await refusal(perform(adoptStandard, adopts, town))).toBe('service-catalogue/no-such-standard');
    expect(await refusal(perform(adoptStandard, { ...adopts, entity: 'c_d403' }, there))).toBe(
      'service-catalogue/not-adopted-yet',
    );
    await perform(setStandard, { ...written, kind: 'documents' }, there);
    await perform(setStandard, { ...written, code: 'macchine-1', kind: 'structural' }, there);
    expect(await refusal(perform(adoptStandard, { ...adopts, code: 'macchine-1' }, town))).toBe(
      'service-catalogue/holds-for-all',
    );
    expect(await refusal(perform(adoptStandard, { ...adopts, act: '' }, town))).toBe('act');
    expect(await refusal(perform(adoptStandard, { ...adopts, since: '2026-01-01' }, town))).toBe(
      'service-catalogue/before-its-standard',
    );
    expect(await state()).toMatchObject([0, { state: null }]);
    await perform(adoptStandard, adopts, town);
    expect(await state()).toMatchObject([1, { state: 'adopted', since: '2026-04-01', act: 'delibera 9/2026' }]);
    await perform(adoptStandard, { code: 'documenti-1', adopts: false, why: 'Il gestionale non li regge.' }, town);
    expect(await state()).toMatchObject([0, { state: 'declined', why: 'Il gestionale non li regge.' }]);
  });

  it('[VV-3.2.2] an associated office has its procedures with their standard programme; each entity that comes over is a step done', async () => {
    const boss = personIn('valdarno-valdisieve', 'RES');
    const londa = personIn('valdarno-valdisieve', 'REF', 'c_e668');
    const office = {
      ...{ code: 'polizia-locale', stage: 'planned', since: '2026-01-01', entities: ['c_e668'] },
      name: { it: 'Polizia locale associata', en: 'Joint local police' },
      procedures: [
        { code: 'verbali', name: 'Verbali', software: 'Gestionale verbali' },
        { code: 'permessi', name: 'Permessi' },
      ],
    } as const;
    expect(await refusal(perform(setOffice, { ...office, entities: ['c_e668', 'c_x'] }, boss))).toBe('entities[1]');
    expect(await refusal(perform(setOffice, office, londa))).toBe('platform/forbidden');
    expect(await perform(setOffice, office, boss)).toMatchObject({ done: 0, of: 2 });
    const came = { code: 'polizia-locale', procedure: 'verbali' };
    expect(await perform(recordUnification, { ...came, since: '2026-05-01' }, londa)).toMatchObject({ done: 1, of: 2 });
    expect(await refusal(perform(recordUnification, { ...came, procedure: 'altro' }, londa))).toBe('procedure');
    await perform(setOffice, { ...office, stage: 'active', procedures: [...office.procedures] }, boss);
    const { items } = await perform(listOffices, {}, londa);
    expect(items).toMatchObject([
      {
        stage: 'active',
        done: 1,
        procedures: [{ unified: [{ entity: 'c_e668', since: '2026-05-01' }] }, { unified: [] }],
      },
    ]);
    expect(await perform(recordUnification, { ...came, done: false }, londa)).toMatchObject({ done: 0 });
  });
});

describe('standards and systems', () => {
  const calatino = personIn('calatino', 'RES');
  const entity = 'c_b428';
  const town = personIn('calatino', 'REF', entity);

  it('[CAL-2.std.1, LC-2.f1] standards are studied, proposed and adopted by the head; entities see what is adopted', async () => {
    const written = {
      ...{ code: 'struttura-2', kind: 'structural', since: '2026-03-01', title: { it: 'Versione 2', en: 'Version 2' } },
      points: [{ code: 'cifratura', says: { it: 'Dati cifrati.', en: 'Encrypted data.' } }],
    } as const;
    const clerk = personIn('calatino', 'ADM');
    expect(await refusal(perform(setStandard, written, clerk))).toBe('service-catalogue/head-adopts');
    await perform(setStandard, { ...written, stage: 'study' }, clerk);
    const codes = async (who: typeof town) => (await perform(listStandards, {}, who)).items.map(({ code }) => code);
    expect([await codes(town), await codes(clerk)]).toEqual([
      ['programmi-1', 'struttura-1'],
      ['programmi-1', 'struttura-2', 'struttura-1'],
    ]);
    await server.registered({ role: 'REF', association: 'calatino', entity });
    await perform(setStandard, written, calatino);
    const told = await seen('calatino', (tx) => sql<{ subject: string }>`select subject from mail.outbox`.execute(tx));
    expect(told.rows.map(({ subject }) => subject)).toEqual(['Un nuovo standard']);
    expect(await refusal(perform(setStandard, written, calatino))).toBe('service-catalogue/already-adopted');
  });

  it('[CAL-2.std.2, CAL-2.m] what is bought outside the standards stays unsupported, with the clause; what conforms and is authorised is not', async () => {
    const bought = { name: 'NAS anagrafe', category: 'server', bought: '2026-03-15', boughtBy: 'entity' } as const;
    const alone = await perform(declareSystem, bought, town);
    expect([alone.supported, alone.integrable]).toEqual([false, false]);
    expect(await refusal(perform(authoriseSystem, { system: alone.id, authorises: true }, calatino))).toBe(
      'service-catalogue/outside-standards',
    );
    const { source, explanation } = await perform(showSystem, { system: alone.id }, town);
    expect([source?.clause, JSON.stringify(explanation)]).toEqual([
      'outside-standards',
      expect.stringContaining('struttura-2'),
    ]);
    const asset = await seen('calatino', (tx) =>
      supportOfAsset(tx, 'calatino', { entity, asset: 'nas ANAGRAFE', on: day('2026-11-21') }),
    );
    expect([asset?.standing.supported, asset?.effect]).toEqual([false, 'blocked']);
    const joint = await perform(declareSystem, { name: 'Archivio comune', category: 'server' }, town);
    await perform(
      checkSystem,
      { system: joint.id, answers: { cifratura: { met: true, evidence: 'Scheda del produttore.' } } },
      calatino,
    );
    await perform(authoriseSystem, { system: joint.id, authorises: true, act: 'prot. 9' }, calatino);
    const done = await perform(recordPurchase, { system: joint.id, bought: '2026-11-20', boughtBy: 'office' }, town);
    expect([done.supported, done.integrable]).toEqual([true, true]);
    const { items } = await perform(listSystems, { supported: false }, calatino);
    expect(items.map(({ name }) => name)).toEqual(['NAS anagrafe']);
  });

  it('[VV-3.2.13, VV-10.5.a] software is checked point by point, and what the entity bought alone is unsupported', async () => {
    const boss = personIn('valdarno-valdisieve', 'RES');
    const londa = personIn('valdarno-valdisieve', 'REF', 'c_e668');
    const software = await perform(declareSystem, { name: 'Protocollo web', category: 'application' }, londa);
    const { standard } = await perform(showSystem, { system: software.id }, londa);
    const met = Object.fromEntries(
      standard!.points.map(({ code }) => [code, { met: code !== 'browser', evidence: 'Prova' }]),
    );
    expect((await perform(checkSystem, { system: software.id, answers: met }, boss)).conforms).toBe(true);
    const worse = { ...met, banda: { met: false, evidence: '4 Mbit/s' } };
    expect((await perform(checkSystem, { system: software.id, answers: worse }, boss)).conforms).toBe(false);
    expect(await refusal(perform(checkSystem, { system: software.id, answers: { no: { met: true } } }, boss))).toBe(
      'answers.no',
    );
    const printer = {
      name: 'Stampante del sindaco',
      category: 'printer',
      bought: '2026-05-05',
      boughtBy: 'entity',
    } as const;
    expect((await perform(declareSystem, printer, londa)).supported).toBe(false);
    const calculator = { ...printer, name: 'Calcolatrice', category: 'electric-device' } as const;
    expect((await perform(declareSystem, calculator, londa)).supported).toBe(true);
    expect(await refusal(perform(declareSystem, calculator, londa))).toBe('service-catalogue/same-name');
  });
});
