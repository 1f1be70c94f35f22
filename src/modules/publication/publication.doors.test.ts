import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { loadExample } from '../../app/examples.ts';
import { modules } from '../../app/modules.ts';
import { Refused } from '../../kernel/result.ts';
import type { Actor } from '../../platform/action.ts';
import { jobActor } from '../../platform/jobs/job-actor.ts';
import { personIn } from '../../testing/actor.ts';
import { startTestServer } from '../../testing/server.ts';
import { importDocument } from '../agreement/actions/import-document.ts';
import { showAgreement } from '../agreement/index.ts';
import { shippedAgreement } from '../agreement/shipped.ts';
import { certifyPosting } from './actions/certify-posting.ts';
import { changeNotice } from './actions/change-notice.ts';
import { draftNotice } from './actions/draft-notice.ts';
import { endPostings } from './actions/end-postings.ts';
import { interruptPosting } from './actions/interrupt-posting.ts';
import { listNotices } from './actions/list-notices.ts';
import { openBoard } from './actions/open-board.ts';
import { postNotice } from './actions/post-notice.ts';
import { previewRates, publishRates, withdrawRates } from './actions/publish-rates.ts';
import { readBoard } from './actions/read-board.ts';
import { readDocument, readOfficeDocument } from './actions/read-document.ts';
import { explainRate, readRates } from './actions/read-rates.ts';
import { resumePosting } from './actions/resume-posting.ts';
import { setOfficeDays } from './actions/set-office-days.ts';
import { withdrawNotice } from './actions/withdraw-notice.ts';

const server = await startTestServer({ associations: [] });
const { perform, moveTo } = server;
for (const id of ['calatino', 'asti']) await loadExample({ perform, modules, now: server.clock().instant }, id);

const clerk = personIn('calatino', 'SEC');
const vizzini = personIn('calatino', 'REF', 'c_m100');
const mineo = personIn('calatino', 'REF', 'c_f217');
const passerBy: Actor = { ...personIn('calatino', 'CIT'), kind: 'anonymous', person: null, role: null, via: 'page' };
const base64 = (words: string) => Buffer.from(words).toString('base64');
const letter = (words = 'Testo del regolamento.') => ({
  name: 'regolamento.txt',
  type: 'text/plain',
  base64: base64(words),
});

async function codes(work: Promise<unknown>): Promise<string[]> {
  try {
    await work;
    return ['done'];
  } catch (error) {
    if (error instanceof Refused) return error.refusals.map(({ code }) => code);
    throw error;
  }
}

async function posted(more: object = {}) {
  const { id } = await perform(
    draftNotice,
    { subject: 'Regolamento del servizio', kind: 'regulation', executive: '2027-03-10', document: letter(), ...more },
    clerk,
  );
  return perform(postNotice, { id, personalData: 'none' }, clerk);
}

beforeEach(() => moveTo('2027-03-15T09:00:00+01:00'));

describe('a notice on the board', () => {
  it('[CAL-10.2] is posted with its number, read by anybody until its last day, and by nobody outside after it', async () => {
    const notice = await posted({ subject: 'Regolamento letto da tutti' });
    expect(notice).toMatchObject({
      state: 'posted',
      posted: '2027-03-15',
      lastDay: '2027-03-30',
      inForce: '2027-03-31',
    });
    const read = async () => (await perform(readBoard, { q: 'letto da tutti' }, passerBy)).count;
    expect(await read()).toBe(1);
    const file = await perform(readDocument, { id: notice.id }, passerBy);
    expect(Buffer.from(file.base64, 'base64').toString()).toBe('Testo del regolamento.');
    moveTo('2027-03-30T23:59:00+02:00');
    expect(await read()).toBe(1);
    moveTo('2027-03-31T00:01:00+02:00');
    expect(await read()).toBe(0);
    expect(await codes(perform(readDocument, { id: notice.id }, passerBy))).toEqual(['publication/no-such-notice']);
    expect((await fetch(`${server.url}/calatino/albo/${notice.id}`)).status).toBe(404);
    expect((await perform(listNotices, { q: 'letto da tutti' }, clerk)).items).toMatchObject([{ state: 'ended' }]);
  });

  it('[CAL-10.2] numbers follow one another without gaps, also when two clerks post at once', async () => {
    const drafts = await Promise.all(
      [1, 2, 3, 4].map((place) =>
        perform(draftNotice, { subject: `Avviso in gara ${place}`, kind: 'notice', document: letter() }, clerk),
      ),
    );
    const numbers = await Promise.all(
      drafts.map(async ({ id }) => (await perform(postNotice, { id, personalData: 'none' }, clerk)).number!),
    );
    const sorted = numbers.toSorted((a, b) => a - b);
    expect(sorted).toEqual(sorted.map((_, place) => sorted[0]! + place));
  });

  it('[CAL-10.2] is refused before the act is executive, without a document, twice, and changed once posted', async () => {
    const early = await perform(
      draftNotice,
      { subject: 'Non ancora esecutivo', kind: 'resolution', executive: '2027-03-16', document: letter() },
      clerk,
    );
    expect(await codes(perform(postNotice, { id: early.id, personalData: 'none' }, clerk))).toEqual([
      'publication/posted-before-executive',
    ]);
    const bare = await perform(draftNotice, { subject: 'Senza documento', kind: 'notice' }, clerk);
    expect(await codes(perform(postNotice, { id: bare.id, personalData: 'none' }, clerk))).toEqual([
      'publication/no-document',
    ]);
    const { id } = await posted();
    expect(await codes(perform(postNotice, { id, personalData: 'none' }, clerk))).toEqual([
      'publication/already-posted',
    ]);
    const change = perform(changeNotice, { id, subject: 'Altro oggetto', kind: 'notice' }, clerk);
    expect(await codes(change)).toEqual(['publication/already-posted']);
  });

  it('[CAL-10.2] an interruption starts the count again; a withdrawn notice keeps its number and its reason', async () => {
    const { id, number } = await posted();
    moveTo('2027-03-20T09:00:00+01:00');
    const cut = await perform(interruptPosting, { id, reason: 'Sito fermo' }, clerk);
    expect(cut.state).toBe('interrupted');
    expect(await codes(perform(readDocument, { id }, passerBy))).toEqual(['publication/no-such-notice']);
    moveTo('2027-03-22T09:00:00+01:00');
    const again = await perform(resumePosting, { id }, clerk);
    expect(again).toMatchObject({ number, posted: '2027-03-22', lastDay: '2027-04-06', inForce: '2027-04-07' });
    const gone = await perform(withdrawNotice, { id, reason: 'Allegato sbagliato' }, clerk);
    expect(gone).toMatchObject({ state: 'withdrawn', number, withdrawnReason: 'Allegato sbagliato' });
    expect(await codes(perform(resumePosting, { id }, clerk))).toEqual(['publication/not-interrupted']);
  });

  it('personal data found have to be answered for, and leave with the end of the posting; the hash stays', async () => {
    const draft = await perform(
      draftNotice,
      { subject: 'Graduatoria', kind: 'notice', document: letter('Rossi Mario RSSMRA80A01H501U') },
      clerk,
    );
    expect(draft.found).toMatchObject([{ kind: 'fiscal-code', count: 1 }]);
    const post = (more: object) => perform(postNotice, { id: draft.id, personalData: 'none', ...more }, clerk);
    expect(await codes(post({}))).toEqual(['publication/personal-data-found']);
    expect(await codes(post({ personalData: 'necessary' }))).toEqual(['publication/needs-reason']);
    const notice = await post({ personalData: 'necessary', personalReason: 'art. 18 D.Lgs. 33/2013' });
    expect(notice.state).toBe('posted');
    moveTo('2027-03-31T03:00:00+02:00');
    expect((await perform(endPostings, {}, jobActor('calatino'))).removed).toBe(1);
    expect((await perform(endPostings, {}, jobActor('calatino'))).removed).toBe(0);
    expect(await codes(perform(readOfficeDocument, { id: draft.id }, clerk))).toEqual(['publication/document-removed']);
    const [kept] = (await perform(listNotices, { q: 'Graduatoria' }, clerk)).items;
    expect(kept!.document).toMatchObject({ sha256: notice.document!.sha256, removed: '2027-03-31T01:00:00.000Z' });
  });

  it('[CAL-10.2] certifies what served its days, as PDF, and nothing before', async () => {
    const { id } = await posted();
    expect(await codes(perform(certifyPosting, { id }, clerk))).toEqual(['publication/not-over']);
    moveTo('2027-04-01T09:00:00+02:00');
    const cookie = await server.signedIn({ role: 'SEC', association: 'calatino' });
    const answer = await fetch(`${server.url}/calatino/albo/${id}/relata.pdf`, { headers: { cookie } });
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    const file = join(mkdtempSync(join(tmpdir(), 'relata-')), 'relata.pdf');
    writeFileSync(file, Buffer.from(await answer.arrayBuffer()));
    const words = execFileSync('pdftotext', ['-layout', file, '-']).toString();
    expect(words).toContain('Relata di pubblicazione');
    expect(words).toContain('30 marzo 2027');
    expect(words).toContain('31 marzo 2027');
  });
});

describe('the text of an agreement', () => {
  it('[CAL-10.2] [E2E-CAL-03] enters into force by itself the day after its posting ends', async () => {
    const text = shippedAgreement('calatino')!.written.replace('state: in-force', 'state: in-force\n# nuova versione');
    const { number } = await perform(importDocument, { written: text }, clerk);
    await posted({ subject: 'Nuovo regolamento', adoptsDocument: number, act: 'delibera 9/2027' });
    moveTo('2027-03-31T03:00:00+02:00');
    expect(await perform(endPostings, {}, jobActor('calatino'))).toMatchObject({ adopted: 1, refused: [] });
    expect(await perform(showAgreement, { on: '2027-03-30' }, clerk)).not.toMatchObject({ number });
    expect(await perform(showAgreement, { on: '2027-03-31' }, clerk)).toMatchObject({ number });
  });
});

describe('boards of entities', () => {
  it('[ISO-1] an entity posts on its own board only, and sees no draft of another', async () => {
    await perform(openBoard, { entity: 'c_m100', act: 'delibera 1/2027' }, clerk);
    const draft = { subject: 'Avviso di Vizzini riservato', kind: 'notice' as const, document: letter() };
    const { id } = await perform(draftNotice, { ...draft, entity: 'c_m100' }, vizzini);
    expect(await codes(perform(draftNotice, draft, vizzini))).toEqual(['publication/board-of-others']);
    expect(await codes(perform(draftNotice, { ...draft, entity: 'c_f217' }, mineo))).toEqual([
      'publication/no-such-board',
    ]);
    expect((await perform(listNotices, { q: 'riservato' }, mineo)).count).toBe(0);
    expect(await codes(perform(readOfficeDocument, { id }, mineo))).toEqual(['publication/no-such-notice']);
    expect(await codes(perform(postNotice, { id, personalData: 'none' }, mineo))).toEqual([
      'publication/no-such-notice',
    ]);
    const done = await perform(postNotice, { id, personalData: 'none' }, vizzini);
    expect(done.number).toBe(1);
    expect((await perform(readBoard, { board: 'c_m100' }, passerBy)).count).toBe(1);
  });

  it('[ISO-1] who writes for one entity is offered its board alone, and told where it has none', async () => {
    const at = (role: 'EDI' | 'MAY', entity: string) => server.signedIn({ role, association: 'calatino', entity });
    const page = async (path: string, cookie: string) =>
      (await fetch(`${server.url}/calatino/albo/${path}`, { headers: { cookie } })).text();
    const without = await page('repertorio', await at('EDI', 'c_f217'));
    expect(without).toContain('Il proprio ente non ha un albo qui');
    expect(without).not.toContain('Il repertorio è vuoto');
    expect(without).not.toContain('/albo/nuovo');
    const editor = await at('EDI', 'c_m100');
    expect(await page('repertorio', editor)).toContain('/albo/nuovo');
    const boards = (shown: string) =>
      [.../<select[^>]*name="entity"[\s\S]*?<\/select>/.exec(shown)![0].matchAll(/<option value="([^"]+)"/g)].map(
        ([, code]) => code,
      );
    expect(boards(await page('nuovo', editor))).toEqual(['c_m100']);
    expect(boards(await page('enti', await at('MAY', 'c_f217')))).toEqual(['c_f217']);
    const withOne = await page('enti', await at('MAY', 'c_m100'));
    expect(withOne).not.toContain('name="entity"');
    expect(withOne).toContain('value="c_m100"');
  });
});

describe('rates of absence', () => {
  const asti = personIn('asti', 'ADM');
  const sheet = (rows: readonly string[]) =>
    base64(`Ufficio;Giorni lavorativi;Giorni di assenza\r\n${rows.join('\r\n')}\r\n`);
  const ten = Array.from({ length: 10 }, (_, place) => `Anagrafe;21;${place < 9 ? 3 : 0}`);

  it('[AT-S5] twenty-seven days of ten people over twenty-one are 12.86 per cent, explained and open', async () => {
    const { items, foreseen } = await perform(readRates, {}, passerBy);
    expect([items, foreseen]).toEqual([[], false]);
    const form = async (association: string) => {
      const cookie = await server.signedIn({ role: 'ADM', association });
      const answer = await fetch(`${server.url}/${association}/trasparenza/assenze`, { headers: { cookie } });
      return /name="period"/.test(await answer.text());
    };
    expect([await form('calatino'), await form('asti')]).toEqual([false, true]);
    const sent = new FormData();
    const clerkCookie = await server.signedIn({ role: 'ADM', association: 'calatino' });
    const address = `${server.url}/calatino/trasparenza/assenze`;
    const shown = await (await fetch(address, { headers: { cookie: clerkCookie } })).text();
    const csrf = /name="_csrf" value="([^"]+)"/.exec(shown)![1]!;
    for (const [name, value] of Object.entries({ _csrf: csrf, entity: 'c_m100', period: '2026-T4' }))
      sent.append(name, value);
    sent.append('content', new Blob([Buffer.from(sheet(ten), 'base64')]), 'assenze.csv');
    const refused = await fetch(address, { method: 'POST', headers: { cookie: clerkCookie }, body: sent });
    const answer = await refused.text();
    expect([refused.status, answer.includes('non disciplina'), answer.includes('Articolo:')]).toEqual([
      422,
      true,
      false,
    ]);
    const at = { entity: 'c_a479', period: '2027-T1' };
    expect(await codes(perform(publishRates, at, asti))).toEqual(['publication/period-not-over']);
    moveTo('2027-04-10T09:00:00+02:00');
    expect(await codes(perform(publishRates, at, asti))).toEqual(['publication/no-figures']);
    await perform(setOfficeDays, { ...at, content: sheet([...ten, 'Messi;21;0', 'Messi;21;21']) }, asti);
    await perform(publishRates, at, asti);
    const open = await perform(readRates, {}, { ...passerBy, association: 'asti' });
    expect(open.items).toMatchObject([{ absence: '19.05', presence: '80.95', office: 'Anagrafe, Messi' }]);
    await perform(setOfficeDays, { ...at, content: sheet(ten) }, asti);
    const preview = await perform(previewRates, at, asti);
    expect(preview).toMatchObject({
      ...{ people: 10, items: [{ office: 'Anagrafe', absence: '12.86', presence: '87.14' }] },
      published: [{ office: 'Anagrafe, Messi', absence: '19.05' }],
    });
    const unchanged = await perform(readRates, {}, { ...passerBy, association: 'asti' });
    expect(unchanged.items).toMatchObject([{ absence: '19.05' }]);
    await perform(publishRates, at, asti);
    const again = await perform(readRates, {}, { ...passerBy, association: 'asti' });
    expect(again.items).toMatchObject([{ absence: '12.86', presence: '87.14', office: 'Anagrafe' }]);
    const why = await perform(explainRate, { ...at, office: 'Anagrafe' }, { ...passerBy, association: 'asti' });
    expect(why.trace?.from.length).toBeGreaterThan(2);
    const csv = await (await fetch(`${server.url}/asti/trasparenza/assenze/tassi.csv`)).text();
    expect(csv).toContain('2027-T1,c_a479');
  });

  it('[AT-S5] on the page a sheet is checked before it is published, and what was published is withdrawn with its reason', async () => {
    moveTo('2027-04-10T09:00:00+02:00');
    const cookie = await server.signedIn({ role: 'ADM', association: 'asti' });
    const address = `${server.url}/asti/trasparenza/assenze`;
    const csrfOf = (html: string) => /name="_csrf" value="([^"]+)"/.exec(html)![1]!;
    const page = async (path = '') => (await fetch(`${address}${path}`, { headers: { cookie } })).text();
    const post = (path: string, body: FormData | URLSearchParams) =>
      fetch(`${address}${path}`, { method: 'POST', headers: { cookie }, body, redirect: 'manual' });
    const _csrf = csrfOf(await page());
    const of = '?ente=c_a479&periodo=2027-T1';
    const sent = new FormData();
    for (const [name, value] of Object.entries({ _csrf, entity: 'c_a479', period: '2027-T1' }))
      sent.append(name, value);
    sent.append('content', new Blob([Buffer.from(sheet(ten.map(() => 'Anagrafe;20;5')), 'base64')]), 'giorni.csv');
    const stored = await post('', sent);
    expect([stored.status, stored.headers.get('location')]).toEqual([303, `/asti/trasparenza/assenze/anteprima${of}`]);
    const checked = await page(`/anteprima${of}`);
    expect([checked.includes('25,00'), checked.includes('12,86'), (await page()).includes('25,00')]).toEqual([
      true,
      true,
      false,
    ]);
    const at = { _csrf, entity: 'c_a479', period: '2027-T1' };
    expect((await post(`/anteprima${of}`, new URLSearchParams(at))).status).toBe(303);
    expect((await page()).includes('25,00')).toBe(true);
    expect((await post(`/ritira${of}`, new URLSearchParams(at))).status).toBe(422);
    expect((await post(`/ritira${of}`, new URLSearchParams({ ...at, why: 'Foglio sbagliato' }))).status).toBe(303);
    expect((await page()).includes('25,00')).toBe(false);
    expect(await codes(perform(withdrawRates, { entity: 'c_a479', period: '2027-T1', why: 'Ancora' }, asti))).toEqual([
      'publication/no-rates',
    ]);
  });

  it('[AT-S5] every wrong row is told with its line', async () => {
    const wrong = perform(
      setOfficeDays,
      { entity: 'c_a479', period: '2027-T1', content: sheet(['Anagrafe;21;x', ';20;1', 'Messi;10;11']) },
      asti,
    );
    await expect(wrong).rejects.toMatchObject({
      problems: [
        { says: { it: expect.stringContaining('Riga 2') } },
        { says: { it: expect.stringContaining('Riga 3') } },
        { says: { it: expect.stringContaining('superano') } },
      ],
    });
  });
});
