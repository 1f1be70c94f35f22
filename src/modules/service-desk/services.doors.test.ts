import { expect, test } from 'vitest';
import { Refused } from '../../kernel/result.ts';
import { BadInput } from '../../platform/problem.ts';
import { consoleIn, personIn } from '../../testing/actor.ts';
import { startTestServer } from '../../testing/server.ts';
import { startAssociation } from '../agreement/index.ts';
import { changeContract, listContracts, recordContract, showContract } from '../contracts/actions/supply-contracts.ts';
import { addEntity } from '../membership/index.ts';
import { askScope, declareSystem, listAskable, loadServices } from '../service-catalogue/index.ts';
import { changeTicket } from './actions/hand-over.ts';
import { listLinks, listMachines } from './actions/links-of-ticket.ts';
import { listTickets } from './actions/list-tickets.ts';
import { openTicket } from './actions/open-ticket.ts';
import { listRefusalGrounds, refuseTicket } from './actions/refusal.ts';
import { linkTicket } from './actions/relate.ts';
import { showTicket } from './actions/show-ticket.ts';
import { lookUpSupport } from './actions/support.ts';

const association = 'valdarno-valdisieve';
const server = await startTestServer({ associations: [] });
const { perform } = server;
await perform(
  startAssociation,
  { id: association, agreement: association, name: 'VV', shortName: 'VV' },
  consoleIn(null),
);
const operator = consoleIn(association);
await perform(addEntity, { code: 'c_e668', name: 'Londa', kind: 'comune', relation: 'member' }, operator);
await perform(loadServices, { approves: true }, operator);
const employee = personIn(association, 'EMP', 'c_e668');
const referent = personIn(association, 'REF', 'c_e668');
const head = personIn(association, 'RES');

async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    if (error instanceof Refused) return error.refusals.map(({ code, source }) => `${code} ${source?.clause}`).join();
    if (error instanceof BadInput) return error.problems.map(({ path }) => path).join();
    throw error;
  }
}

test('[VV-1.3, VV-3.2.5] employees ask for what their entity has, and answer the form of the service; the answers stay with the request', async () => {
  const codes = async (who: typeof employee) => (await perform(listAskable, {}, who)).items.map(({ code }) => code);
  expect(await codes(employee)).toEqual(['assistenza-postazioni', 'corsi', 'posta-pec-firme']);
  expect(await codes(referent)).toContain('gestione-completa');
  const asked = { body: 'Una casella per la nuova collega.', service: 'posta-pec-firme' };
  expect(await refusal(perform(openTicket, { ...asked, service: 'gestione-completa' }, employee))).toBe('service');
  expect(await refusal(perform(openTicket, { ...asked, answers: { dal: '30/2' } }, employee))).toBe(
    'answers.cosa,answers.chi,answers.dal',
  );
  const answers = { cosa: 'Una casella PEC', chi: 'Zelinda Fusi' };
  const { number } = await perform(openTicket, { ...asked, answers }, employee);
  const { events } = await perform(showTicket, { ticket: number }, head);
  expect(events[0]!.what.answers).toMatchObject([
    { label: { it: 'Che cosa serve?' }, value: 'Una casella PEC' },
    { label: { it: 'Per chi?' }, value: 'Zelinda Fusi' },
  ]);
  expect((await perform(listTickets, { q: 'zelinda' }, head)).count).toBe(1);
  // on the telephone the form is not read out
  const phoned = { ...asked, entity: 'c_e668', requesterName: 'Zelinda Fusi', origin: 'phone' } as const;
  expect(await refusal(perform(openTicket, phoned, head))).toBe('done');
  expect(await refusal(perform(openTicket, { ...phoned, service: 'nulla' }, head))).toBe('service');
});

test('[VV-1.3] a request is said to be of a service of the catalogue, or of none; other words are refused', async () => {
  const { number, version } = await perform(openTicket, { body: 'Il monitor è nero.' }, employee);
  const says = (service: string, seen = version) =>
    refusal(perform(changeTicket, { ticket: number, version: seen, service }, head));
  expect(await says('stampanti')).toBe('service');
  const shown = await perform(showTicket, { ticket: number }, head);
  expect(shown.services.map(({ code }) => code)).toContain('gestione-completa');
  expect((await perform(showTicket, { ticket: number }, employee)).services).toEqual([]);
  const cookie = await server.signedIn({ role: 'L1', association });
  const address = `${server.url}/${association}/assistenza/richieste/${number.replace('/', '-')}/cambia`;
  const form = await (await fetch(address, { headers: { cookie } })).text();
  expect(form).toMatch(/<select[^>]*name="service"/);
  expect(form).toContain('<option value="posta-pec-firme">');
  expect(await says('posta-pec-firme')).toBe('done');
  const { ticket } = await perform(showTicket, { ticket: number }, employee);
  expect([ticket.service, ticket.serviceName?.it]).toEqual(['posta-pec-firme', expect.stringMatching(/^Posta/)]);
  expect(await says('', version + 1)).toBe('done');
});

test('[VV-5.3.a, VV-3.2.5] choosing the service of a request, or another, keeps what was typed and sends nothing; the machine of the last request is there', async () => {
  const cookie = await server.signedIn({ role: 'EMP', association, entity: 'c_e668' });
  const address = `${server.url}/${association}/assistenza/nuova`;
  const headers = { cookie, origin: server.url };
  const csrf = /name="_csrf" value="([^"]+)"/.exec(await (await fetch(address, { headers })).text())![1]!;
  const post = async (fields: Record<string, string>) => {
    const body = new URLSearchParams({
      _csrf: csrf,
      body: 'Il plotter tace',
      asset: 'PLOT-9',
      blocking: 'true',
      ...fields,
    });
    return fetch(`${address}?servizio=corsi`, { method: 'POST', redirect: 'manual', headers, body });
  };
  const before = (await perform(listTickets, {}, head)).count;
  const chosen = await (await post({ scegliServizio: 'posta-pec-firme' })).text();
  for (const kept of [
    'Il plotter tace',
    'value="PLOT-9"',
    'name="service" value="posta-pec-firme"',
    'name="answers.cosa"',
  ])
    expect(chosen).toContain(kept);
  expect(chosen).toMatch(/name="blocking"[^>]*checked/);
  const changed = await (
    await post({ service: 'posta-pec-firme', scegliServizio: '-', 'answers.cosa': 'Una PEC' })
  ).text();
  expect(changed).toContain('Il plotter tace');
  expect(changed).not.toContain('name="service"');
  expect(changed).toContain('value="assistenza-postazioni"');
  expect((await perform(listTickets, {}, head)).count).toBe(before);
  expect(await (await fetch(`${address}?servizio=corsi`, { headers })).text()).toContain(
    'name="service" value="corsi"',
  );
  expect((await post({})).status).toBe(303);
  // the machine is known from then on, and stays out where it was taken out
  const next = await (await fetch(address, { headers })).text();
  expect(next).toContain('value="PLOT-9"');
  expect(next).toContain('Quella dell’ultima richiesta');
  expect(await (await post({ asset: '', scegliServizio: 'corsi' })).text()).not.toContain('PLOT-9');
  const stranger = await server.signedIn({ role: 'EMP', association, entity: 'c_e668' });
  expect(await (await fetch(address, { headers: { cookie: stranger } })).text()).not.toContain('PLOT-9');
});

test('[VV-10.5.a] about what the entity bought alone no request is opened, and the office turns it down with the clause', async () => {
  const printer = {
    name: 'Stampante del sindaco',
    category: 'printer',
    bought: '2026-05-05',
    boughtBy: 'entity',
  } as const;
  await perform(declareSystem, printer, referent);
  const asked = { body: 'Non stampa.', asset: 'stampante del sindaco' };
  expect(await refusal(perform(openTicket, asked, employee))).toBe('service-catalogue/unsupported scope');
  const { number, version } = await perform(openTicket, { ...asked, entity: 'c_e668', requesterName: 'Sindaco' }, head);
  // who writes the call down is told, at the form and at the request, and is not stopped
  const looked = await perform(lookUpSupport, { entity: 'c_e668', asset: 'stampante del sindaco' }, head);
  expect(looked.unsupported).toMatchObject({ system: 'Stampante del sindaco', clause: 'scope', effect: 'blocked' });
  expect((await perform(lookUpSupport, { entity: 'c_e668', asset: 'altro' }, head)).unsupported).toBeNull();
  expect((await perform(showTicket, { ticket: number }, head)).unsupported).toEqual(looked.unsupported);
  expect((await perform(showTicket, { ticket: number }, referent)).unsupported).toBeNull();
  await perform(refuseTicket, { ticket: number, version, body: 'Non è assistita.', ask: 'Economato' }, head);
  const { events, unsupported } = await perform(showTicket, { ticket: number }, head);
  expect(unsupported).toBeNull();
  expect(events.at(-1)!.what).toMatchObject({ clause: 'scope', article: 'art. 10 c. 5 e art. 3 c. 3' });
});

test('[AT-U0] what the agreement does not list is turned down with the clause of the list, and the page says so', async () => {
  const asti = 'asti';
  const at = { association: asti, entity: 'c_f902' };
  await perform(startAssociation, { id: asti, agreement: asti }, consoleIn(null));
  await perform(addEntity, { code: at.entity, name: 'Nizza', kind: 'comune' }, consoleIn(asti));
  const asker = personIn(asti, 'EMP', at.entity);
  const office = personIn(asti, 'RES');
  const { number, version } = await perform(openTicket, { body: 'Serve un computer fisso.' }, asker);
  expect(await perform(listRefusalGrounds, { ticket: number }, office)).toMatchObject({
    hasTable: false,
    ground: { clause: 'beneficiaries', article: 'enti, alinea' },
  });
  await perform(refuseTicket, { ticket: number, version }, office);
  expect((await perform(showTicket, { ticket: number }, asker)).events.at(-1)!.what).toMatchObject({
    clause: 'beneficiaries',
    ask: 'Il referente informatico dell’ente',
    body: expect.stringContaining("non è nell'elenco"),
  });
  expect(await refusal(perform(askScope, { category: 'pc' }, asker))).toBe(
    'service-catalogue/only-listed beneficiaries',
  );
});

test('[VV-2.3.f, VV-6.2] a request names a contract of the register, which says what it covers and when it ends; unknown ones are refused', async () => {
  const problems = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (error) =>
        error instanceof BadInput
          ? error.problems.map(({ path }) => path).join()
          : error instanceof Refused
            ? error.refusals[0]!.code
            : Promise.reject(error),
    );
  await perform(addEntity, { code: 'c_g420', name: 'Pelago', kind: 'comune', relation: 'member' }, operator);
  const pelago = personIn(association, 'REF', 'c_g420');
  const technician = personIn(association, 'L1');
  const terms = { supplier: 'Rete Srl', subject: 'Stampanti', from: '2025-01-01', until: '2099-12-31' };
  const record = (more: object, by = head) => perform(recordContract, { ...terms, ...more } as never, by);
  expect(await problems(record({ cig: '12', until: '2024-01-01' }))).toBe('cig');
  expect(await problems(record({ until: '2024-01-01', entity: 'c_x000', services: ['mai'] }))).toBe(
    'until,entity,services',
  );
  expect(await problems(record({}, technician))).toBe('platform/forbidden');
  const { code } = await record({ entity: 'c_e668', machines: 'PLOT-1\nPLOT-2', cig: 'z1a2b3c4d5' });
  expect(code).toBe('C1');
  expect(await problems(record({ code: 'c1' }))).toBe('contracts/same-code');
  await record({ code: 'VECCHIO', supplier: 'Antica Spa', until: '2025-12-31' });
  await record({ code: 'PEL-9', entity: 'c_g420', supplier: 'Altri Srl' });
  const codes = async (by = head, more: object = {}) =>
    (await perform(listContracts, more, by)).items.map((one) => `${one.code} ${one.standing}`);
  expect(await codes()).toEqual(['PEL-9 running', 'VECCHIO expired', 'C1 running']);
  expect(await codes(pelago)).toEqual(['PEL-9 running', 'VECCHIO expired']);
  expect(await codes(head, { q: 'plot rete' })).toEqual(['C1 running']);
  expect(await problems(perform(showContract, { contract: 'C1' }, pelago))).toBe('contracts/no-such-contract');
  expect(await problems(perform(listContracts, {}, employee))).toBe('platform/missing');

  const { number, version } = await perform(openTicket, { body: 'Il plotter è fermo.' }, employee);
  const asked = { ticket: number, version };
  const link = (more: object) => perform(linkTicket, { ...asked, ...more } as never, technician);
  expect(await problems(link({ contract: 'PEL-9' }))).toBe('contract');
  expect(await problems(link({ contract: 'nonesiste' }))).toBe('contract');
  expect(await problems(perform(openTicket, { body: 'Ancora', contract: 'nonesiste' }, employee))).toBe('contract');
  const linked = await link({ asset: 'plot-1', contract: 'c1' });
  const choices = await perform(listLinks, { ticket: number }, technician);
  expect(choices.contracts.map(({ code, covers, standing }) => `${code} ${covers} ${standing}`)).toEqual([
    'C1 true running',
    'VECCHIO false expired',
  ]);
  const shown = await perform(showTicket, { ticket: number }, technician);
  expect(shown.ticket.contract).toBe('C1');
  expect(shown.links).toMatchObject({ assetKnown: false, contract: { supplier: 'Rete Srl', covers: true } });
  await perform(declareSystem, { name: 'PLOT-1', category: 'pc', entity: 'c_e668' }, head);
  await perform(changeContract, { ...terms, contract: 'C1', entity: 'c_e668', until: '2025-02-01' }, head);
  expect((await perform(listMachines, { entity: 'c_e668' }, employee)).items).toContain('PLOT-1');
  expect((await perform(listMachines, { entity: 'c_e668' }, pelago)).items).toEqual([]);
  const later = await perform(showTicket, { ticket: number }, technician);
  expect(later.links).toMatchObject({ assetKnown: true, contract: { standing: 'expired', covers: false } });
  expect((await perform(showTicket, { ticket: number }, employee)).links).toEqual({ assetKnown: null, contract: null });
  expect((await perform(listTickets, { q: 'Rete Srl' }, technician)).items.map((one) => one.number)).toEqual([number]);
  await perform(linkTicket, { ticket: number, version: linked.version }, technician);
  expect((await perform(showTicket, { ticket: number }, technician)).ticket.contract).toBe('');
});
