import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { modules } from '../../app/modules.ts';
import { Refused } from '../../kernel/result.ts';
import type { Actor, AnyAction } from '../../platform/action.ts';
import { inContext } from '../../platform/database/context.ts';
import { inAssociation } from '../../platform/jobs/installation-context.ts';
import { BadInput } from '../../platform/problem.ts';
import type { Role } from '../../platform/role.ts';
import { consoleIn, personIn } from '../../testing/actor.ts';
import { startTestServer } from '../../testing/server.ts';
import { startAssociation } from '../agreement/index.ts';
import { assignPost, registerPerson } from '../identity/index.ts';
import { addEntity } from '../membership/index.ts';
import { serviceDeskModule } from '../service-desk/module.ts';
import { readProblemWay } from './actions/read-problem-way.ts';
import { staffingModule } from './module.ts';
import { tellMissedTasks } from './tell-missed.ts';

const server = await startTestServer({
  associations: [],
  now: '2027-03-31T08:00:00Z',
  modules: [
    ...modules.filter(({ name }) => name !== serviceDeskModule.name && name !== staffingModule.name),
    serviceDeskModule,
    staffingModule,
  ],
});
const { perform, moveTo } = server;
const [pelago, londa, rufina] = ['c_g420', 'c_e668', 'c_h635'];
type Someone = Actor & { readonly person: string };

const action = (name: string) => {
  const found = [
    ...staffingModule.actions,
    ...serviceDeskModule.actions,
    ...modules.flatMap((one) => one.actions),
  ].find((one) => one.name === name);
  if (!found) throw new Error(name);
  return found as AnyAction;
};
/** What an action answers, or the code of its refusal, or the places of wrong input. */
const ask = (name: string, actor: Actor, input: object = {}) =>
  perform(action(name.includes('/') ? name : `staffing/${name}`), input, actor).catch((error: unknown) => {
    if (error instanceof Refused) return error.refusals[0]!.code;
    if (error instanceof BadInput) return error.problems.map(({ path }) => path).join(' ');
    throw error;
  }) as Promise<never>;

const paper = { name: 'decreto.pdf', content: Buffer.from('%PDF-1.4 decreto\n%%EOF\n').toString('base64') };

let people = 0;
async function somebody(association: string, role: Role, entity: string | null = null): Promise<Someone> {
  people += 1;
  const operator = consoleIn(association);
  const [email, name] = [`s${people}@prova.example`, `${role} ${people}`];
  const { person } = await perform(registerPerson, { email, name, password: 'torre ponte lago neve' }, operator);
  await perform(assignPost, { email, role, since: '2020-01-01', ...(entity ? { entity } : {}) }, operator);
  return { ...personIn(association, role, entity), person, name };
}

async function start(association: string, entities: readonly (readonly [string, string])[]): Promise<void> {
  await perform(startAssociation, { id: association, agreement: association }, consoleIn(null));
  for (const [code, name] of entities)
    await perform(
      addEntity,
      { code, name, kind: 'comune', joined: '2019-01-01', signed: '2019-01-01' },
      consoleIn(association),
    );
}

describe('Valdarno e Valdisieve', () => {
  const association = 'valdarno-valdisieve';
  let head: Someone;
  let technician: Someone;
  let referent: Someone;
  let neighbour: Someone;
  let employee: Someone;
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    await start(association, [
      [pelago!, 'Pelago'],
      [londa!, 'Londa'],
      [rufina!, 'Rufina'],
    ]);
    head = await somebody(association, 'RES', rufina);
    technician = await somebody(association, 'L1', rufina);
    employee = await somebody(association, 'EMP', londa);
    referent = await somebody(association, 'REF', pelago);
    neighbour = await somebody(association, 'REF', rufina);
    const site = async (name: string, entity: string, more: object = {}) =>
      ((await ask('add-site', head, { name, entity, since: '2020-01-01', ...more })) as { site: string }).site;
    ids.main = await site('Ufficio centrale', rufina!, { main: true });
    ids.londa = await site('Municipio di Londa', londa!, { mediaSince: '2026-01-01' });
    ids.pelago = await site('Municipio di Pelago', pelago!);
    const staff = async (name: string, more: object = {}) =>
      (
        (await ask('add-staff', head, {
          ...{ name, kind: 'seconded', employer: rufina, percentage: 50, since: '2026-01-01', act: 'delibera 4/2026' },
          ...more,
        })) as { staff: string }
      ).staff;
    ids.teo = await staff('Teo Riva', { person: technician.person, line: 'technical' });
    ids.ada = await staff('Ada Colli');
  });

  it('[VV-4.1] one main site; who may write sites and staff; bad input says every place', async () => {
    expect(await ask('add-site', head, { name: 'Altra', entity: pelago, since: '2027-01-01', main: true })).toBe(
      'staffing/second-main-site',
    );
    expect(await ask('add-site', head, { name: ' ', entity: '', since: 'ieri' })).toBe('entity since name');
    expect(await ask('add-site', head, { name: 'Altrove', entity: 'c_zzz', since: '2027-01-01' })).toBe(
      'staffing/no-such-entity',
    );
    expect(await ask('add-site', referent, { name: 'Altra', entity: pelago, since: '2027-01-01' })).toBe(
      'platform/missing',
    );
    expect(await ask('add-staff', technician, {})).toBe('platform/missing');
    expect(
      await ask('add-staff', head, { name: 'Ditta', kind: 'company', since: '2027-01-01', act: 'contratto' }),
    ).toBe('employer contract');
  });

  it('[VV-6.1, VV-6.2] who is seconded twice at once is refused; a technician sees the own record, a referent the own entity’s', async () => {
    expect(
      await ask('add-staff', head, {
        ...{ name: 'Altro nome', person: technician.person, kind: 'permanent', employer: rufina },
        ...{ since: '2027-01-01', act: 'x' },
      }),
    ).toBe('staffing/already-staff');
    const names = async (actor: Actor) =>
      ((await ask('list-staff', actor)) as { items: { name: string }[] }).items.map(({ name }) => name);
    expect(await names(head)).toEqual(['Ada Colli', 'Teo Riva']);
    expect(await names(technician)).toEqual(['Teo Riva']);
    expect(await names(referent)).toEqual([]);
    expect(await names(neighbour)).toEqual(['Ada Colli', 'Teo Riva']);
    expect(await ask('show-staff', referent, { staff: ids.teo })).toBe('staffing/no-such-staff');
    expect(await ask('list-staff', employee)).toBe('platform/missing');
  });

  it('[VV-6.3] planned and worked in March against the minimum: 5 days and 33 hours of 6 and 36', async () => {
    const minimum = { staff: ids.teo, site: ids.londa, month: '2027-01', days: 6, hours: '36', act: 'intesa 4/2027' };
    await ask('agree-minimum', head, minimum);
    const tuesdays = { hours: '8-14', site: ids.londa };
    await ask('plan-week', head, {
      ...{ staff: ids.teo, since: '2027-01-01', tuesday: tuesdays, monday: { hours: '8-14', site: ids.main } },
    });
    expect(await ask('plan-week', head, { staff: ids.teo, since: '2027-01-01', friday: { hours: '8-14' } })).toBe(
      'friday.site',
    );
    for (const on of ['2027-03-02', '2027-03-09', '2027-03-16', '2027-03-23'])
      await ask('record-time', technician, { on, hours: '6,5', what: 'assistenza in sede' }); // Tuesdays: at Londa by the plan
    await ask('record-time', technician, { on: '2027-03-25', hours: '7:00', site: ids.londa, what: 'rete' });
    const { items } = (await ask('show-shortfalls', head, { month: '2027-03' })) as {
      items: { person: { name: string }; worked: object; planned: object; missing: object; trace: object }[];
    };
    expect(items).toMatchObject([
      {
        person: { name: 'Teo Riva' },
        planned: { days: 5, minutes: 5 * 360 },
        worked: { days: 5, minutes: 33 * 60 },
        missing: { days: 1, minutes: 180 },
      },
    ]);
    expect(JSON.stringify(items[0]!.trace)).toContain('art. 6 c. 3');
    expect((await ask('show-shortfalls', technician, { month: '2027-03' })) as object).toMatchObject({ count: 1 });
    expect((await ask('show-shortfalls', referent, { month: '2027-03' })) as object).toMatchObject({ count: 0 });
  });

  it('[VV-6.3] minutes in requests count with the sheet; corrections keep what was; nobody writes another’s hours', async () => {
    const opened = (await ask('service-desk/open-ticket', technician, {
      ...{ body: 'Il monitor è nero.', entity: londa, requesterName: 'Anagrafe', origin: 'phone' },
    })) as { number: string; version: number };
    await ask('service-desk/comment-ticket', technician, {
      ...{ ticket: opened.number, version: opened.version, body: 'Si guarda.', minutes: 45 },
    });
    const month = { month: '2027-03' };
    const time = async (actor: Actor) =>
      (await ask('list-time', actor, month)) as {
        minutes: number;
        items: { from: string; id: string; minutes: number }[];
      };
    expect((await time(technician)).minutes).toBe(33 * 60 + 45);
    const entry = (await time(technician)).items[0]!.id;
    await ask('correct-time', technician, { entry, hours: '6', what: 'assistenza', why: 'mezz’ora di troppo' });
    expect((await time(head)).minutes).toBe(33 * 60 + 15);
    const { revisions } = (await ask('show-time', head, { entry })) as { revisions: { minutes: number }[] };
    expect(revisions.map(({ minutes }) => minutes)).toEqual([390, 360]);
    expect(await ask('record-time', technician, { staff: ids.ada, on: '2027-03-02', hours: '1', what: 'x' })).toBe(
      'staffing/not-your-time',
    );
    expect(await ask('record-time', head, { staff: ids.ada, on: '2027-03-02', hours: '20', what: 'x' })).toMatchObject(
      {},
    );
    expect(await ask('record-time', head, { staff: ids.ada, on: '2027-03-02', hours: '5', what: 'x' })).toBe(
      'staffing/too-long-a-day',
    );
    expect(await ask('record-time', technician, { on: '2027-04-01', hours: '5 ore', what: '' })).toBe('hours what');
    expect(await ask('record-time', technician, { on: '2027-04-01', hours: '5', what: 'domani' })).toBe('on');
    expect((await time(technician)).items.some(({ id }) => id === ids.ada)).toBe(false);
    expect(await ask('list-time', referent, month)).toBe('platform/missing');
  });

  it('[VV-6.3] a closed month changes only after the head opened it with a reason', async () => {
    expect(await ask('close-month', head, { month: '2027-03' })).toBe('staffing/month-not-over');
    moveTo('2027-04-05T08:00:00Z');
    await ask('close-month', head, { month: '2027-03' });
    const late = { on: '2027-03-30', hours: '2', what: 'dimenticata' };
    expect(await ask('record-time', technician, late)).toBe('staffing/month-closed');
    expect(await ask('reopen-month', head, { month: '2027-03', reason: '' })).toBe('reason');
    await ask('reopen-month', head, { month: '2027-03', reason: 'ore dimenticate' });
    expect(await ask('record-time', technician, late)).toMatchObject({ entry: expect.any(String) });
    expect(await ask('reopen-month', head, { month: '2027-03', reason: 'ancora' })).toBe('staffing/month-not-closed');
  });

  it('[VV-9.3] E2E-VV-06: a site staffed until 30 June needs a referent from 1 July; the calendar says so until one is appointed, media tasks start', async () => {
    await ask('staff-site', head, { site: ids.londa, since: '2020-01-01', daysPerWeek: 2, act: 'intesa 1/2020' });
    const state = async (actor: Actor = head) => {
      const { items } = (await ask('show-referents', actor)) as {
        items: { entity: { code: string }; state: string; due: string | null; trace: object }[];
      };
      return items.find(({ entity }) => entity.code === londa);
    };
    const duties = async () =>
      (
        (await ask('planning/list-duties', head, { year: 2027, of: 'entities' })) as {
          items: { id: string; state: string; due: string; article: string; bearer: { code: string } }[];
        }
      ).items.filter(({ bearer, id }) => bearer.code === londa && id.startsWith('referent-not-needed'));
    expect((await state())?.state).toBe('not-needed');
    moveTo('2027-06-20T08:00:00Z');
    await ask('unstaff-site', head, { site: ids.londa, until: '2027-06-30', act: 'delibera 12/2027' });
    expect((await state())?.state).toBe('not-needed');
    expect(await duties()).toMatchObject([{ state: 'open', due: '2027-07-01', article: 'art. 9 c. 3' }]);
    moveTo('2027-07-01T08:00:00Z');
    expect(await state()).toMatchObject({ state: 'missing', due: '2027-07-01' });
    moveTo('2027-07-06T08:00:00Z');
    expect(await duties()).toMatchObject([{ state: 'overdue' }]);
    const tasks = async (actor: Actor) =>
      (await ask('show-site-tasks', actor, { site: ids.londa })) as {
        missed: number;
        media: { on: string; state: string }[];
      };
    expect((await tasks(head)).media).toEqual([
      { on: '2027-07-06', state: 'to-do', medium: '', note: '' },
      { on: '2027-07-05', state: 'missed', medium: '', note: '' },
      { on: '2027-07-02', state: 'missed', medium: '', note: '' },
      { on: '2027-07-01', state: 'missed', medium: '', note: '' },
    ]);
    const named = await somebody(association, 'EDI', londa);
    const deputy = await somebody(association, 'EDI', londa);
    const appointment = (person: string, more: object = {}) =>
      ask('bodies/appoint', head, {
        ...{ office: 'referent', entity: londa, person, since: '2027-07-06', act: 'decreto del sindaco' },
        ...{ actNumber: '8', actDay: '2027-07-05', document: paper, ...more },
      });
    expect(await appointment(named.person)).toMatchObject({ since: '2027-07-06' });
    expect(await appointment(deputy.person, { deputy: true })).toMatchObject({ since: '2027-07-06' });
    expect(await state()).toMatchObject({
      ...{ state: 'in-office', holder: { name: named.name }, deputies: [{ name: deputy.name }] },
    });
    expect(await duties()).toMatchObject([{ state: 'late' }]);
    const local: Actor = { ...named, role: 'REF' };
    await ask('record-media-change', local, { site: ids.londa, medium: 'nastro martedì' });
    expect(await ask('record-media-change', local, { site: ids.londa, medium: 'nastro' })).toBe(
      'staffing/media-already-changed',
    );
    expect(await ask('record-media-change', local, { site: ids.pelago, medium: 'nastro' })).toBe(
      'staffing/no-such-site',
    );
    expect((await tasks(local)).media[0]).toMatchObject({ on: '2027-07-06', state: 'done' });
    expect((await ask('list-missed-media', local)) as object).toMatchObject({ items: [{ missed: expect.any(Array) }] });
    expect(await ask('show-site-tasks', referent, { site: ids.londa })).toBe('staffing/no-such-site');
  });

  it('[VV-5.3.d] who enters the machine room, and the stock of consumables, of the own entity only', async () => {
    const visit = { site: ids.pelago, who: 'Carlo Bianchi', company: 'Impianti', why: 'gruppo di continuità' };
    const { entry } = (await ask('record-room-entry', referent, visit)) as { entry: string };
    expect(await ask('record-room-leaving', neighbour, { entry })).toBe('staffing/no-such-entry');
    await ask('record-room-leaving', referent, { entry });
    expect(await ask('record-room-leaving', referent, { entry })).toBe('staffing/already-left');
    await ask('move-stock', referent, { site: ids.pelago, item: 'toner nero', quantity: 3, least: 4 });
    expect(await ask('move-stock', referent, { site: ids.pelago, item: 'toner nero', quantity: -4 })).toBe(
      'staffing/stock-below-nothing',
    );
    const { room, stock } = (await ask('show-site-tasks', referent, { site: ids.pelago })) as {
      room: { leftAt: string }[];
      stock: object[];
    };
    expect(room).toMatchObject([{ who: 'Carlo Bianchi', leftAt: '2027-07-06T08:00:00.000Z' }]);
    expect(stock).toEqual([{ item: 'toner nero', stock: 3, least: 4, short: true }]);
  });

  it('[VV-9.2.b] a change told three days after the fact; others’ are not seen', async () => {
    const told = { about: 'people', happened: '2027-07-03', what: 'Nuova addetta all’anagrafe.' };
    expect(await ask('tell-change', referent, told)).toMatchObject({ days: 3 });
    expect(await ask('tell-change', referent, { ...told, entity: londa })).toBe('staffing/not-own-entity');
    expect(await ask('tell-change', referent, { ...told, happened: '2027-08-01' })).toBe('happened');
    expect(await ask('list-change-notices', referent)).toMatchObject({ count: 1, middle: 3, items: [{ days: 3 }] });
    expect(await ask('list-change-notices', neighbour)).toMatchObject({ count: 0, items: [] });
  });

  it('[VV-9.2.b, VV-5.3.a] what a citizen noticed becomes a request with one press, of who told it; once, and linked both ways', async () => {
    moveTo('2027-07-06T08:00:00Z');
    const told = { about: 'lines', noticedBy: 'citizen', happened: '2027-07-03', what: 'Il totem non si accende.' };
    const { notice } = await ask('tell-change', referent, told);
    expect(await ask('ask-for-notice', neighbour, { notice })).toBe('staffing/no-such-entry');
    const { request } = (await ask('ask-for-notice', head, { notice })) as { request: string };
    expect(await ask('ask-for-notice', referent, { notice })).toEqual({ request });
    const { ticket, events } = (await ask('service-desk/show-ticket', referent, { ticket: request })) as {
      ticket: object;
      events: { what: { body: string } }[];
    };
    expect(ticket).toMatchObject({ entity: pelago, requester: referent.person, subject: 'Il totem non si accende.' });
    expect(events[0]!.what.body).toMatch(/cittadino, il 3 luglio 2027; lo ha comunicato REF/);
    const found = { count: 1, items: [{ id: notice, request }] };
    expect(await ask('list-change-notices', head, { request: request.replace('/', '-') })).toMatchObject(found);
    expect(await ask('list-change-notices', neighbour, { request })).toMatchObject({ count: 0 });
  });

  it('[VV-5.3.d] missed tasks are told by mail once, to the referent; to the head where there is none; never to who wants no notices', async () => {
    moveTo('2027-07-08T05:15:00Z');
    const stopping = new AbortController().signal;
    const told = async () => {
      const clock = server.clock;
      const mail = () => sql<{ recipient: string; body: string }>`
        select recipient, body from mail.outbox where kind = 'staffing/missed-tasks' order by asked`;
      const read = () => inContext(server.database, inAssociation(association), (tx) => mail().execute(tx));
      const before = (await read()).rows.length;
      await tellMissedTasks.run({ database: server.database, perform, now: clock(), clock, stopping });
      return (await read()).rows.slice(before);
    };
    const london = await somebody(association, 'REF', londa);
    const [letter, ...more] = await told();
    expect([more, letter!.body.match(/i supporti dei salvataggi/g)]).toEqual([
      [],
      Array(4).fill('i supporti dei salvataggi'),
    ]);
    expect(letter!.body).toContain('7 luglio 2027');
    expect(letter!.body).toContain('/assistenza/avvisi');
    expect(await told()).toEqual([]);
    await ask('record-room-entry', referent, { site: ids.pelago, who: 'Ugo Neri', why: 'prova' });
    await ask('service-desk/choose-notices', london, { tasks: 'never' });
    moveTo('2027-07-09T05:15:00Z');
    const [next, ...others] = await told();
    expect([others, next!.body.includes('Ugo Neri'), next!.body.includes('supporti')]).toEqual([[], true, false]);
  });

  it('[VV-5.3.a, VV-9.2.b] whom to tell a problem: the clause and the referents by name, for anybody; under the own box that of the entity', async () => {
    const nobody: Actor = { ...consoleIn(association), kind: 'anonymous', via: 'page' };
    const way = await perform(readProblemWay, {}, nobody);
    const ofPelago = way.items.find(({ entity }) => entity.code === pelago);
    expect([way.source?.article, ofPelago?.names.length]).toEqual(['art. 9 c. 2, seconda parte', 1]);
    const own = await perform(readProblemWay, { entity: pelago! }, nobody);
    expect(own.items).toEqual([ofPelago]);
    const [name] = ofPelago!.names as [string];
    const page = async (path: string, cookie = '') =>
      (await fetch(`${server.url}/${association}${path}`, { headers: { cookie } })).text();
    for (const path of ['/assistenza/articoli', '/stato']) {
      const help = (await page(path)).split('id="a-chi-dirlo"')[1];
      expect(help).toContain(`Pelago: ${name}`);
      expect(help).toContain('/convenzione/referent-changes');
    }
    const asks = await page('/assistenza/nuova', await server.signedIn({ role: 'EMP', association, entity: pelago! }));
    expect(asks).toContain(`dal referente dell’ente, ${name} (<a href="/${association}/convenzione/referent-changes">`);
    const referents = await page(
      '/assistenza/nuova',
      await server.signedIn({ role: 'REF', association, entity: rufina! }),
    );
    expect(referents).not.toContain('passano dal referente');
  });

  it('[VV-9.1, VV-5.3] an entity without any site in the register has none that is staffed: its referent is due from its first day', async () => {
    await perform(
      addEntity,
      { code: 'c_h256', name: 'Reggello', kind: 'comune', joined: '2027-05-01', signed: '2027-05-01' },
      consoleIn(association),
    );
    const { items } = (await ask('planning/list-duties', head, { year: 2027, of: 'entities' })) as {
      items: { id: string; due: string; title: { it: string }; bearer: { code: string } }[];
    };
    const duties = items.filter(({ bearer, id }) => bearer.code === 'c_h256' && id.startsWith('referent-not-needed'));
    expect(duties).toMatchObject([{ due: '2027-05-01', title: { it: 'Referente dove l’ufficio non ha personale' } }]);
    const { items: states } = (await ask('show-referents', head, { state: 'missing' })) as {
      items: { entity: { code: string } }[];
    };
    expect(states.map(({ entity }) => entity.code)).toContain('c_h256');
  });

  it('[VV-6.1, CAL-7.1] the plan of the staff holds from the act that approves it, beside who works; the draft is the office’s', async () => {
    const posts = [
      { title: 'Tecnico di sistemi', category: 'D1', percentage: 50, filling: 'seconded' },
      { title: 'Assistenza', area: 'istruttori', filling: 'competition' },
    ];
    expect(await ask('approve-staff-plan', head, { actNumber: '9', actDay: '2027-07-01' })).toBe(
      'staffing/no-draft-plan',
    );
    expect(
      await ask('draft-staff-plan', head, { since: '2027-07-01', posts: [{ title: 'X', filling: 'mobility' }] }),
    ).toBe('posts[0].area');
    await ask('draft-staff-plan', head, { since: '2027-07-01', posts });
    type Shown = { inForce: object | null; draft: object | null };
    expect(await ask('show-staff-plan', head)).toMatchObject({ inForce: null, draft: { number: 1, fullTime: 150 } });
    expect((await ask('show-staff-plan', referent)) as Shown).toMatchObject({ inForce: null, draft: null });
    expect(await ask('draft-staff-plan', referent, { since: '2027-07-01', posts })).toBe('platform/missing');
    expect(await ask('approve-staff-plan', head, { actNumber: '9', actDay: '2028-07-01' })).toBe('actDay');
    await ask('approve-staff-plan', head, { actNumber: '9', actDay: '2027-07-01' });
    expect(await ask('show-staff-plan', referent)).toMatchObject({
      ...{ draft: null, working: { fullTime: 100, people: 2 } },
      inForce: { actNumber: '9', actDay: '2027-07-01', fullTime: 150 },
    });
    await ask('draft-staff-plan', head, { since: '2028-01-01', posts: posts.slice(0, 1) });
    await ask('approve-staff-plan', head, { actNumber: '10', actDay: '2027-07-08' });
    expect(await ask('show-staff-plan', head)).toMatchObject({
      inForce: { number: 1 },
      approved: [{ number: 2 }, { number: 1 }],
    });
    expect(await ask('show-staff-plan', head, { on: '2028-01-01' })).toMatchObject({ inForce: { number: 2 } });
  });

  it('[CAL-7.3, LC-3.4] the office asks an entity for staff; its referent accepts with who and by which act, or says why not', async () => {
    const asked = { entity: pelago, form: 'detached', what: 'Un tecnico', hours: '18', since: '2027-09-01' };
    expect(await ask('ask-staff', referent, asked)).toBe('platform/missing');
    expect(await ask('ask-staff', head, { ...asked, form: 'time' })).toBe('until');
    const { id } = (await ask('ask-staff', head, asked)) as { id: string };
    const list = async (actor: Actor) =>
      ((await ask('list-staff-requests', actor)) as { items: { state: string; who: string }[] }).items;
    expect([(await list(referent)).length, await list(neighbour)]).toEqual([1, []]);
    const answer = (actor: Actor, given: object) => ask('answer-staff-request', actor, { request: id, ...given });
    expect(await answer(neighbour, { accepts: false, why: 'no' })).toBe('staffing/no-such-entry');
    expect(await answer(referent, { accepts: true })).toBe('who act');
    expect(await answer(referent, { accepts: false })).toBe('why');
    const accepts = { accepts: true, who: 'Elio Bini', act: 'determina 5', yearlyCost: '30000' };
    expect(await answer(referent, accepts)).toMatchObject({ state: 'accepted', yearlyCost: '30000.00' });
    expect(await answer(referent, { accepts: false, why: 'no' })).toBe('staffing/already-answered');
    expect(await ask('withdraw-staff-request', head, { request: id })).toBe('staffing/already-answered');
    const mail = await inContext(server.database, inAssociation(association), (tx) =>
      sql<{ body: string }>`select body from mail.outbox where kind = 'staffing/staff-request' order by asked`.execute(
        tx,
      ),
    );
    expect(mail.rows.map(({ body }) => body.split('\n')[0])).toEqual([
      'L’ufficio chiede personale (distacco) dal 1º settembre 2027: Un tecnico',
      'Pelago accoglie la richiesta di personale: Elio Bini (determina 5).',
    ]);
  });

  it('[VV-13.5] what an entity bears for who it lends goes back for the part lent: claimed, approved, paid', async () => {
    const accounts = await somebody(association, 'FIN', rufina);
    const claim = { staff: ids.teo, year: 2027, cost: '36.501,01' };
    expect(await ask('claim-reimbursement', referent, claim)).toBe('staffing/no-such-staff');
    expect(await ask('claim-reimbursement', neighbour, { ...claim, year: 2024 })).toBe('year');
    const claimed = (await ask('claim-reimbursement', neighbour, claim)) as { id: string };
    expect(claimed).toMatchObject({ amount: '18250.51', percentage: 50, state: 'claimed' });
    expect(await ask('claim-reimbursement', neighbour, claim)).toBe('staffing/already-claimed');
    const of = { claim: claimed.id };
    expect(await ask('pay-reimbursement-claim', accounts, { ...of, paidOn: '2027-07-09', act: 'm. 1' })).toBe(
      'staffing/not-now',
    );
    expect(await ask('decide-reimbursement-claim', neighbour, { ...of, approves: true })).toBe('platform/missing');
    await ask('decide-reimbursement-claim', head, { ...of, approves: true, act: 'determina 40' });
    expect(await ask('pay-reimbursement-claim', head, { ...of, paidOn: '2027-07-09', act: 'm. 1' })).toBe(
      'platform/forbidden',
    );
    await ask('pay-reimbursement-claim', accounts, { ...of, paidOn: '2027-07-09', act: 'mandato 812' });
    expect(await ask('list-reimbursement-claims', neighbour)).toMatchObject({
      ...{ count: 1, total: '18250.51', paid: '18250.51' },
      items: [{ state: 'paid', paidOn: '2027-07-09', act: 'mandato 812' }],
    });
    expect(await ask('list-reimbursement-claims', referent)).toMatchObject({ count: 0, items: [] });
  });

  it('[VV-2.3.f] E2E-VV-08: in August one console is held by who is left, and what nobody holds is a gap', async () => {
    const week = { hours: '8-14', site: ids.main };
    const everyDay = { monday: week, tuesday: week, wednesday: week, thursday: week, friday: week };
    await ask('plan-week', head, { staff: ids.ada, since: '2027-07-01', ...everyDay });
    const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];
    await ask('set-coverage', head, { weekdays: days, hours: '8-14', people: 1, since: '2027-07-01' });
    await ask('plan-absence', technician, { staff: ids.teo, since: '2027-08-02', until: '2027-08-20' });
    expect(await ask('plan-absence', technician, { staff: ids.ada, since: '2027-08-02' })).toBe(
      'staffing/no-such-staff',
    );
    const roster = async (actor: Actor = head) =>
      (await ask('show-roster', actor, { from: '2027-08-09', days: 5 })) as {
        gaps: number;
        items: { on: string; gaps: object[]; absent: { name: string }[] }[];
        changes: { id: string; mine: boolean }[];
      };
    const reduced = await roster();
    expect([reduced.gaps, reduced.items[0]!.absent]).toMatchObject([0, [{ name: 'Teo Riva' }]]);
    await ask('plan-absence', head, { staff: ids.ada, since: '2027-08-12', until: '2027-08-13' });
    const short = await roster();
    expect(short.items.filter(({ gaps }) => gaps.length > 0)).toMatchObject([
      { on: '2027-08-12', gaps: [{ site: null, hours: '08:00-14:00', wanted: 1, present: 0 }] },
      { on: '2027-08-13' },
    ]);
    expect((await roster(technician)).changes.map(({ mine }) => mine)).toEqual([true, false]);
    const call = { body: 'Il monitor è nero.', entity: pelago, requesterName: 'Anagrafe', origin: 'phone' };
    const { number } = (await ask('service-desk/open-ticket', technician, call)) as { number: string };
    const visit = { ticket: number, person: technician.person, minutes: 60 };
    const book = (starts: string, more: object = {}) =>
      ask('service-desk/book-visit', head, { ...visit, starts, ...more });
    expect(await book('2027-08-10T09:00')).toBe('service-desk/visit-unusual');
    expect(await book('2027-08-23T09:00')).toMatchObject({ visit: expect.any(String) });
    expect(await book('2027-08-10T09:00', { anyway: true })).toMatchObject({ visit: expect.any(String) });
    const others = short.changes.find(({ id }) => id !== reduced.changes[0]!.id)!;
    expect(await ask('remove-plan-days', technician, { id: others.id })).toBe('staffing/no-such-entry');
    expect((await roster()).changes).toHaveLength(2);
    await ask('remove-plan-days', head, { id: others.id });
    expect((await roster()).gaps).toBe(0);
  });

  it('[VV-7.7] an employee sees who is on site today and when next, at the own entity and the main site only', async () => {
    moveTo('2027-09-06T06:00:00Z'); // a Monday: Teo and Ada are at the main site, Tuesdays Teo at Londa
    const { items } = (await ask('who-is-on-site', employee)) as {
      items: { site: { name: string }; today: object[]; next: { on: string; people: object[] } | null }[];
    };
    expect(items).toMatchObject([
      { site: { name: 'Ufficio centrale' }, today: [{ name: 'Ada Colli' }, { name: 'Teo Riva' }] },
      {
        site: { name: 'Municipio di Londa' },
        today: [],
        next: { on: '2027-09-07', people: [{ hours: '08:00-14:00' }] },
      },
    ]);
    expect(await ask('show-roster', employee)).toBe('platform/missing');
    expect(await ask('show-quotas', head)).toMatchObject({ year: null, items: [] });
  });
});

describe('Asti', () => {
  const association = 'asti';
  it('[AT-H3] E2E-AT-12: 268.5 of 300 hours by 30 November is a warning; at 300 only the head gives more, or allows it', async () => {
    moveTo('2027-11-30T10:00:00Z');
    await start(association, [
      ['c_a479', 'Asti'],
      ['c_a588', 'Baldichieri'],
    ]);
    expect(await perform(readProblemWay, {}, consoleIn(association))).toEqual({ source: null, items: [] }); // [VV-9.2.b]
    const head = await somebody(association, 'RES', 'c_a479');
    const technician = await somebody(association, 'L1', 'c_a479');
    const second = await somebody(association, 'L2', 'c_a479');
    const staff = (name: string, person: string, profile: string) =>
      ask('add-staff', head, {
        ...{ name, person, profile, kind: 'permanent', employer: 'c_a479', since: '2020-01-01', act: 'piano' },
      });
    const { staff: teo } = (await staff('Teo Riva', technician.person, 'help-desk')) as { staff: string };
    await staff('Lia Alba', second.person, 'systems');
    expect(await staff('Ugo Sala', head.person, 'cuoco')).toBe('staffing/no-such-profile');
    for (let i = 0; i < 12; i += 1)
      await ask('record-time', head, {
        staff: teo,
        on: `2027-${String(i < 9 ? i + 1 : 9).padStart(2, '0')}-${10 + i}`,
        hours: '22',
        what: 'assistenza',
      });
    const opened = (await ask('service-desk/open-ticket', technician, {
      ...{ body: 'La posta non arriva.', entity: 'c_a588', requesterName: 'Segreteria', origin: 'phone' },
    })) as { number: string; version: number };
    await ask('service-desk/comment-ticket', technician, {
      ...{ ticket: opened.number, version: opened.version, body: 'Verifica della casella.', minutes: 270 },
    });
    const quota = async () =>
      ((await ask('show-quotas', head)) as { items: { profile: string }[] }).items.find(
        ({ profile }) => profile === 'help-desk',
      );
    expect(await quota()).toMatchObject({
      ...{ quota: '300', used: '268.5', residual: '31.5', percent: '89.50', state: 'warning', owed: '31.5' },
      ...{ needsConfirmation: false, people: ['Teo Riva'] },
    });
    const give = async (actor: Actor, to: string) => {
      const { ticket } = (await ask('service-desk/show-ticket', head, { ticket: opened.number })) as {
        ticket: { version: number };
      };
      const { version } = ticket;
      return ask('service-desk/assign-ticket', actor, { ticket: opened.number, version, to });
    };
    expect(await give(second, technician.person)).toMatchObject({});
    await ask('record-time', head, { staff: teo, on: '2027-11-29', hours: '20', what: 'migrazione' });
    await ask('record-time', head, { staff: teo, on: '2027-11-28', hours: '11:30', what: 'migrazione' });
    expect(await quota()).toMatchObject({ used: '300', state: 'exhausted', needsConfirmation: true });
    expect(await give(second, 'nobody')).toMatchObject({});
    expect(await give(second, technician.person)).toBe('staffing/beyond-quota');
    expect(await give(technician, 'me')).toBe('staffing/beyond-quota');
    const solved = { body: 'La posta non parte.', entity: 'c_a588', requesterName: 'Segreteria', origin: 'phone' };
    const done = { ...solved, solution: 'Rifatto l’accesso.', minutes: 20 };
    expect(await ask('service-desk/open-ticket', technician, done)).toBe('staffing/beyond-quota');
    expect(await ask('service-desk/open-ticket', technician, solved)).toMatchObject({ state: 'new' });
    expect(await ask('service-desk/open-ticket', second, done)).toMatchObject({ state: 'solved' });
    expect(await give(second, 'me')).toMatchObject({});
    expect(await give(head, technician.person)).toMatchObject({});
    await give(second, 'nobody');
    expect(await ask('confirm-beyond-quota', technician, { profile: 'help-desk', hours: '10', why: 'x' })).toBe(
      'platform/missing',
    );
    await ask('confirm-beyond-quota', head, { profile: 'help-desk', hours: '10', why: 'chiusura dei servizi' });
    expect(await quota()).toMatchObject({ allowed: '10', needsConfirmation: false });
    expect(await give(technician, 'me')).toMatchObject({});
    moveTo('2028-01-03T10:00:00Z');
    expect(await quota()).toMatchObject({ used: '0', state: 'ok', allowed: '0' });
  });

  it('[EV-line.1] hours by line: of the work where a sheet, a request or its service says so, else of the person', async () => {
    const head = personIn(association, 'RES', 'c_a479');
    const totals = async () =>
      ((await ask('show-hours-by-line', head, { year: 2027 })) as { totals: Record<string, number> }).totals;
    expect(await totals()).toMatchObject({ technical: 0, none: 300 * 60 + 20 });
    const proposal = {
      ...{ service: 'bandi', since: '2027-01-01', offeredSince: '2027-01-01', line: 'project' },
      ...{ name: { it: 'Bandi' }, does: { it: 'Domande di contributo.' } },
    };
    await ask('service-catalogue/draft-service', consoleIn(association) as Actor, proposal);
    await ask('service-catalogue/approve-service', consoleIn(association) as Actor, { service: 'bandi' });
    const shown = async () =>
      ((await ask('service-desk/show-ticket', head, { ticket: '2027-1' })) as { ticket: { version: number } }).ticket;
    const change = async (what: object) =>
      ask('service-desk/change-ticket', head, { ticket: '2027-1', version: (await shown()).version, ...what });
    await change({ service: 'bandi' });
    expect(await totals()).toMatchObject({ project: 270, none: 300 * 60 - 250 });
    expect(await change({ line: 'administrative' })).toMatchObject({});
    expect(await shown()).toMatchObject({ line: 'administrative', ownLine: 'administrative' });
    expect(await totals()).toMatchObject({ administrative: 270, project: 0 });
    await change({ line: 'of-service' });
    expect(await shown()).toMatchObject({ line: 'project', ownLine: null });
  });
});
