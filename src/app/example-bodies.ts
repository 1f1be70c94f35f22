import { addDays, addYears, type Day, dayAt } from '../kernel/day.ts';
import {
  addGuest,
  addSeat,
  appoint,
  chooseRole,
  delegateSeat,
  fillSeat,
  listBodies,
  listPeople,
  proposeOrganisationText,
  recordOrganisationAct,
  recordOrganisationDecision,
  showBody,
} from '../modules/bodies/module.ts';
import { assignPost, registerPerson, renewRepresentatives } from '../modules/identity/module.ts';
import { listEntities } from '../modules/membership/module.ts';
import type { Perform } from '../platform/perform.ts';
import type { Role } from '../platform/role.ts';
import { consoleIn, type ExamplePlace } from './example-accounts.ts';
import { paperOf } from './example-paper.ts';

type Person = {
  readonly person: string;
  readonly name: string;
  readonly post: string;
  readonly role: string;
  readonly entity: { readonly code: string } | null;
};

/**
 * Mayors with invented names for every entity of an example association, and what its bodies need beside: the presidency of
 * Lecco, the technical committee of Asti, councillors and referents, a head with the act, guests, delegations. Entities whose
 * mayor is one of the example accounts keep that one. What is already there stays.
 */
export async function loadExampleBodies(perform: Perform, { association, member, now }: ExamplePlace): Promise<void> {
  const operator = consoleIn(association);
  const today = dayAt(now.getTime());
  const since = addDays(today, -500);
  const people = async (): Promise<Person[]> => (await perform(listPeople, {}, operator)).items as Person[];
  const entities = (await perform(listEntities, { limit: 10_000 }, operator)).items;
  const there = await people();
  const isThere = (role: Role, entity: string) => there.some((one) => one.role === role && one.entity?.code === entity);
  const wantsCouncillors = association === 'empolese-valdelsa';
  const entries = entities.flatMap(({ code, relation }, place) =>
    (wantsCouncillors ? (['MAY', 'ASS'] as const) : (['MAY'] as const))
      .filter((role) => relation !== 'partner' && !isThere(role, code))
      .map((role) => ({ entity: code, role, ...invented(association, code, role, place) })),
  );
  if (entries.length === 0) return;
  await perform(renewRepresentatives, { since, act: 'proclamazione degli eletti', entries }, operator);
  if (['empolese-valdelsa', 'calatino'].includes(association)) {
    for (const [place, { code, relation }] of entities.entries()) {
      // One municipality without a referent, so that the page shows a gap.
      if (isThere('REF', code) || relation === 'partner' || code === 'c_f398' || code === 'c_m100') continue;
      const { name, email } = invented(association, code, 'REF', place + 40);
      await perform(registerPerson, { email, name }, operator);
      await perform(assignPost, { email, role: 'REF', entity: code, since, act: 'decreto del Sindaco' }, operator);
    }
  }
  const all = await people();
  const holder = (role: Role, entity?: string) =>
    all.find((one) => one.role === role && (entity === undefined || one.entity?.code === entity));
  const act = (number: string, day: Day = since) => ({ actNumber: number, actDay: day });
  const head = holder('RES');
  if (head) {
    await perform(
      appoint,
      {
        office: 'head',
        person: head.person,
        since,
        until: association === 'calatino' ? addDays(today, 25) : addYears(since, 3),
        act: association === 'valdarno-valdisieve' ? "decreto del Presidente dell'Unione" : 'decreto di nomina',
        ...act('7'),
        document: paperOf('Nomina del responsabile'),
        ...(association === 'valdarno-valdisieve'
          ? {
              papers: { 'parere-giunta': paperOf('Parere della Giunta') },
              powers: ['obiettivi', 'procedimento', 'dispositivi', 'servizi', 'connettivita'],
            }
          : {}),
      },
      operator,
    );
  }
  await (
    {
      lecco: fillPresidency,
      asti: fillCommittee,
      'empolese-valdelsa': fillBoard,
    }[association] ?? (async () => {})
  )({ perform, association, since, today, all });
  const { items: bodies } = await perform(listBodies, {}, operator);
  const main = bodies.find(({ id }) => ['assembly', 'giunta'].includes(id));
  const clerk = holder('SEC');
  if (main && clerk) {
    const secretary = { body: main.id, role: 'secretary' as const, person: clerk.person, since };
    await perform(chooseRole, { ...secretary, act: 'incarico di segreteria', ...act('3') }, operator);
  }
  await delegateOnce({ perform, association, today, all, not: member?.code });
  if (association === 'calatino') await organiseOffice({ perform, association, today });
}

/** The chart of the office in force by both acts, and the next one, which the Assembly has still to decide. */
async function organiseOffice({ perform, association, today }: Pick<Context, 'perform' | 'association' | 'today'>) {
  const operator = consoleIn(association);
  const document = paperOf('Organigramma del SIA');
  const chart = { kind: 'chart' as const, title: 'Organigramma del SIA', document };
  const { number } = await perform(proposeOrganisationText, chart, operator);
  const decided = { act: "delibera dell'Assemblea dei Sindaci", actNumber: '5', actDay: addDays(today, -120) };
  await perform(recordOrganisationDecision, { number, ...decided }, operator);
  const confirmed = { act: 'delibera della Giunta di Caltagirone', actNumber: '88', actDay: addDays(today, -100) };
  await perform(recordOrganisationAct, { number, ...confirmed, document }, operator);
  const next = {
    title: 'Organigramma del SIA, con lo sportello unico',
    document: paperOf('Organigramma del SIA con lo sportello'),
  };
  await perform(proposeOrganisationText, { kind: 'chart', ...next }, operator);
}

type Context = {
  readonly perform: Perform;
  readonly association: string;
  readonly since: Day;
  readonly today: Day;
  readonly all: readonly Person[];
};

const mayorOf = (all: readonly Person[], entity: string) =>
  all.find((one) => one.role === 'MAY' && one.entity?.code === entity);

async function fillPresidency({ perform, association, since }: Context): Promise<void> {
  const operator = consoleIn(association);
  const resolution = { act: "delibera dell'Assemblea", actNumber: '4', actDay: since };
  for (const seat of ['lecco', 'comunita-unioni', 'fascia-media']) {
    const { items } = await perform(listPeople, { body: 'presidency', seat }, operator);
    const chosen = items.find(({ role }) => role === 'MAY');
    if (!chosen) continue;
    await perform(fillSeat, { body: 'presidency', seat, post: chosen.post, since, ...resolution }, operator);
    if (seat === 'fascia-media') {
      const chair = { body: 'presidency', role: 'chair' as const, person: chosen.person, since: addDays(since, 4) };
      await perform(chooseRole, { ...chair, act: "verbale dell'Ufficio di Presidenza" }, operator);
    }
  }
}

async function fillCommittee({ perform, association, since, all }: Context): Promise<void> {
  const operator = consoleIn(association);
  const decree = { act: 'decreto del Presidente della Provincia', actNumber: '21', actDay: since };
  const seats = [
    ['Presidente della Provincia', 'President of the Province', 'p_at'],
    ['Comune di Asti', 'Municipality of Asti', 'c_a479'],
    ['Comuni sopra i 5.000 abitanti', 'Municipalities over 5,000 inhabitants', 'c_b594'],
    ['Comuni fino a 5.000 abitanti', 'Municipalities up to 5,000 inhabitants', 'c_a072'],
    ['Rappresentante delle Unioni', 'Representative of the unions', null],
  ] as const;
  for (const [title, titleEnglish, entity] of seats) {
    const { seat } = await perform(addSeat, { body: 'cta', title, titleEnglish, since, ...decree }, operator);
    const mayor = entity && mayorOf(all, entity);
    if (mayor) await perform(fillSeat, { body: 'cta', seat, post: mayor.post, since, ...decree }, operator);
  }
}

async function fillBoard({ perform, association, since, all }: Context): Promise<void> {
  const operator = consoleIn(association);
  const mayor = mayorOf(all, 'c_d403');
  const second = mayorOf(all, 'c_c540');
  if (mayor) {
    const chair = { body: 'giunta', role: 'chair' as const, person: mayor.person, since };
    await perform(chooseRole, { ...chair, act: 'verbale della Giunta', actNumber: '1', actDay: since }, operator);
  }
  if (second) {
    await perform(
      appoint,
      {
        office: 'delegated-mayor',
        person: second.person,
        since,
        act: 'delibera della Giunta esecutiva',
        actNumber: '12',
        actDay: since,
        document: paperOf("Delega all'innovazione"),
      },
      operator,
    );
  }
  for (const [group, name] of [
    ['prefettura', 'Prefettura di Firenze'],
    ['azienda-sanitaria', 'Azienda USL Toscana Centro'],
  ] as const) {
    await perform(addGuest, { body: 'authority', group, name, since }, operator);
  }
}

/** A standing delegation in the first body that has them, to a councillor of the same entity. */
async function delegateOnce({
  perform,
  association,
  today,
  all,
  not,
}: Omit<Context, 'since'> & { readonly not: string | undefined }): Promise<void> {
  const operator = consoleIn(association);
  const body = association === 'asti' ? undefined : ['lecco', 'calatino'].includes(association) ? 'assembly' : 'giunta';
  if (!body) return;
  const { seats } = await perform(showBody, { body }, operator);
  const seat = seats.find(({ entity, holder, chair }) => entity && holder && !chair && entity.code !== not);
  if (!seat?.entity) return;
  const councillor = all.find((one) => one.role === 'ASS' && one.entity?.code === seat.entity?.code);
  const delegate = councillor ?? (await newCouncillor(perform, association, seat.entity.code, today));
  await perform(
    delegateSeat,
    {
      body,
      seat: seat.seat,
      delegate: delegate.person,
      kind: 'standing',
      since: addDays(today, -60),
      signed: addDays(today, -61),
      document: paperOf('Delega permanente'),
    },
    operator,
  );
}

async function newCouncillor(perform: Perform, association: string, entity: string, today: Day) {
  const operator = consoleIn(association);
  const { name, email } = invented(association, entity, 'ASS', 77);
  const { person } = await perform(registerPerson, { email, name }, operator);
  const post = { email, role: 'ASS' as const, entity, since: addDays(today, -400), act: 'decreto del Sindaco' };
  await perform(assignPost, post, operator);
  return { person };
}

const firstNames =
  'Anna Marco Giulia Paolo Elena Luca Chiara Andrea Sara Davide Marta Stefano Laura Matteo Silvia Pietro Irene Carlo Nadia Ivo Teresa Bruno'.split(
    ' ',
  );
const lastNames =
  'Ferri Bassi Colli Donati Fabbri Galli Leoni Marchi Neri Olivi Pardi Rinaldi Sarti Testa Valli Zanon Bruni Corsi Poggi Serra Monti Riva Gatti'.split(
    ' ',
  );

/** A name that nobody of that entity has, the same at each load. */
function invented(association: string, entity: string, role: Role, place: number) {
  const turn = role === 'MAY' ? 0 : role === 'ASS' ? 7 : 13;
  const first = firstNames[(place * 5 + turn) % firstNames.length]!;
  const last = lastNames[(place * 7 + turn) % lastNames.length]!;
  return { name: `${first} ${last}`, email: `${role}.${entity}@${association}.example`.toLowerCase() };
}
