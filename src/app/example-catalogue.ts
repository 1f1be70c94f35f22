import { addDays, dayAt } from '../kernel/day.ts';
import { listEntities, listFigures } from '../modules/membership/module.ts';
import {
  activateService,
  adoptStandard,
  approveService,
  authoriseSystem,
  checkSystem,
  declareSystem,
  draftService,
  listActivations,
  listServices,
  loadServices,
  recordPurchase,
  recordUnification,
  setOffice,
  setStandard,
  showSystem,
} from '../modules/service-catalogue/module.ts';
import type { Actor } from '../platform/action.ts';
import type { Perform } from '../platform/perform.ts';
import { consoleIn, type ExamplePlace } from './example-accounts.ts';

/** The day from which the figures of the examples hold. */
const figuresOn = '2023-12-31';

/**
 * The catalogue that comes with the agreement, approved; who has what of what must be asked for, with the quantities that the
 * register knows; some systems declared. What is there already stays.
 */
export async function loadExampleCatalogue(perform: Perform, place: ExamplePlace): Promise<void> {
  const operator = consoleIn(place.association);
  await perform(loadServices, { approves: true }, operator);
  if ((await perform(listActivations, {}, operator)).items.length > 0 || !place.member) return;
  await activations(perform, place, operator);
  await systems(perform, place, operator);
  await together(perform, place, operator);
  if (place.association === 'asti') await byAdhesion(perform, place, operator);
}

/** A service that the committee proposed, and that some took by an act of their own: they alone pay it. */
async function byAdhesion(perform: Perform, { now }: ExamplePlace, operator: Actor): Promise<void> {
  const year = dayAt(now.getTime()).slice(0, 4);
  const [service, since] = ['copia-fuori-sede', `${year}-01-01` as const];
  await perform(
    draftService,
    {
      ...{ service, since, offeredSince: since, clause: 'new-services', key: 'equal' as const },
      name: { it: 'Copia fuori sede', en: 'Copy elsewhere' },
      does: { it: 'Ogni notte una copia dei dati dell’ente in un altro luogo.', en: 'Every night a copy elsewhere.' },
    },
    operator,
  );
  await perform(approveService, { service, act: `C.T.A., verbale 2/${year}` }, operator);
  const { items } = await perform(listEntities, {}, operator);
  const members = items.filter(({ relation }) => relation === 'member').slice(0, 3);
  for (const [place, { code: entity }] of members.entries())
    await perform(
      activateService,
      { service, entity, from: place < 2 ? since : `${year}-07-01`, act: `delibera di Giunta ${30 + place}/${year}` },
      operator,
    );
}

/** Templates that entities adopt, and an office that they have together. */
async function together(perform: Perform, { member, now }: ExamplePlace, operator: Actor): Promise<void> {
  const year = dayAt(now.getTime()).slice(0, 4);
  const since = `${year}-02-01`;
  const { items } = await perform(listEntities, {}, operator);
  const others = items.filter(({ code, relation }) => code !== member!.code && relation === 'member');
  const entities = [member!, ...others].map(({ code }) => code).slice(0, 4);
  const code = 'documenti-1';
  const title = { it: 'Modelli comuni di atti e dati', en: 'Common templates of acts and data' };
  const points = [
    { code: 'atti', says: { it: 'Determine e delibere sui modelli comuni.' } },
    { code: 'dati', says: { it: 'Elenchi pubblicati con le stesse colonne.' } },
  ];
  await perform(setStandard, { code, kind: 'documents', since, title, points, act: 'prot. 61' }, operator);
  const [first, second, third] = entities;
  await perform(adoptStandard, { code, entity: first, since: `${year}-03-01`, act: 'delibera di Giunta 12' }, operator);
  if (second)
    await perform(adoptStandard, { code, entity: second, since: `${year}-04-01`, act: 'delibera 30' }, operator);
  const why = 'Il gestionale degli atti cambia a fine anno.';
  if (third) await perform(adoptStandard, { code, entity: third, since, adopts: false, why }, operator);
  const office = 'polizia-locale';
  const name = { it: 'Polizia locale associata', en: 'Joint local police' };
  const procedures = [
    { code: 'verbali', name: 'Verbali e sanzioni', software: 'Gestionale unico dei verbali' },
    { code: 'permessi', name: 'Permessi e pass', software: 'Sportello telematico' },
  ];
  await perform(setOffice, { code: office, name, since, entities, procedures, act: 'convenzione 3' }, operator);
  for (const entity of entities.slice(0, 2))
    await perform(recordUnification, { code: office, procedure: 'verbali', entity, since: `${year}-06-01` }, operator);
}

/** The first three entities have what they ask for; one thing is left to decide on. */
async function activations(perform: Perform, { member, now }: ExamplePlace, operator: Actor): Promise<void> {
  const { items: services } = await perform(listServices, { state: 'active' }, operator);
  const asked = services.filter(({ entitlement }) => entitlement === 'on-request');
  const { items: entities } = await perform(listEntities, {}, operator);
  const others = entities.filter(({ code, relation }) => code !== member!.code && relation !== 'lead').slice(0, 2);
  let left: string | undefined;
  for (const [place, { code, name }] of [member!, ...others].entries()) {
    const figures = await figuresOf(perform, operator, code);
    for (const { code: service, unit } of asked) {
      const units = unit === null ? undefined : figures.get(`units:${unit}`);
      if (unit !== null && units === undefined) continue;
      if (place === 0 && left === undefined && unit === null) {
        left = service;
        continue;
      }
      await perform(
        activateService,
        {
          service,
          entity: code,
          from: '2024-01-01',
          act: `delibera di Giunta, ${name}`,
          ...(units === undefined ? {} : { units }),
        },
        operator,
      );
    }
  }
  if (left === undefined) return;
  const referent: Actor = {
    ...operator,
    kind: 'person',
    role: 'REF',
    entity: member!.code as Actor['entity'],
    name: 'Il referente',
  };
  const from = addDays(dayAt(now.getTime()), 30);
  await perform(activateService, { service: left, from, act: 'nota prot. 1840' }, referent);
}

async function figuresOf(perform: Perform, operator: Actor, entity: string): Promise<Map<string, number>> {
  const { items } = await perform(listFigures, { entity }, operator);
  const known = items.filter(({ on, value }) => on <= figuresOn && value !== null);
  return new Map(known.map(({ register, value }) => [register, Number(value)]));
}

/** Bought alone, bought by the office after a check, and one still to be authorised. */
async function systems(perform: Perform, { member, now }: ExamplePlace, operator: Actor): Promise<void> {
  const entity = member!.code;
  const today = dayAt(now.getTime());
  const year = today.slice(0, 4);
  const alone = { name: 'Stampante ufficio tributi', category: 'printer', use: 'Stampa degli avvisi.' } as const;
  await perform(declareSystem, { ...alone, entity, bought: `${year}-03-15`, boughtBy: 'entity' }, operator);
  const asked = {
    name: 'Protocollo in cloud',
    category: 'application',
    use: 'Sostituisce il protocollo di oggi.',
  } as const;
  const { id } = await perform(declareSystem, { ...asked, entity }, operator);
  const common = { name: 'Archivio dei backup', category: 'server', use: 'Copie della sede.' } as const;
  const { id: joint } = await perform(declareSystem, { ...common, entity }, operator);
  for (const system of [id, joint]) {
    const { standard } = await perform(showSystem, { system }, operator);
    if (!standard) continue;
    const seen = { met: true, evidence: 'Scheda tecnica del produttore.' };
    const answers = Object.fromEntries(standard.points.map(({ code }) => [code, seen]));
    await perform(checkSystem, { system, answers }, operator);
  }
  await perform(authoriseSystem, { system: joint, authorises: true, act: 'prot. 220' }, operator);
  await perform(
    recordPurchase,
    { system: joint, bought: addDays(today, -20), boughtBy: 'office', act: 'ordine comune n. 7' },
    operator,
  );
}
