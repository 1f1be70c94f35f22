import { describe, expect, it } from 'vitest';
import { BadInput } from '../../platform/problem.ts';
import { codeOf, helpDesk } from '../../testing/help-desk.ts';
import { startTestServer } from '../../testing/server.ts';
import { readAttachment } from './actions/attachments.ts';
import { assignTicket } from './actions/hand-over.ts';
import { listTickets } from './actions/list-tickets.ts';
import { openTicket } from './actions/open-ticket.ts';
import { showTicket } from './actions/show-ticket.ts';
import { commentTicket, noteTicket } from './actions/talk.ts';

const server = await startTestServer({ associations: [], now: '2026-11-23T08:00:00Z' });
const { perform } = server;
const desk = await helpDesk(server);
const rosa = await desk.somebody('EMP', desk.pelago);
const pia = await desk.somebody('EMP', desk.pelago);
const other = await desk.somebody('REF', desk.londa);
const teo = await desk.somebody('L1');

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const file = (name: string, bytes: Buffer | string = 'testo') => ({
  name,
  content: Buffer.from(bytes).toString('base64'),
});
const says = (promise: Promise<unknown>) =>
  promise.then(
    () => [],
    (error) =>
      error instanceof BadInput ? error.problems.map(({ path, says }) => `${path}: ${says.it}`) : Promise.reject(error),
  );

const opened = await perform(
  openTicket,
  {
    body: 'Il video lampeggia.',
    files: [file('..\\foto\\schermata zaffiro.txt', png), file('registro.log', 'errore 42\n')],
  },
  rosa,
);
const ticket = opened.number;

describe('attachments of a request', () => {
  it('[VV-1.3] files come with the request; their type is what is in them and not what their name says', async () => {
    const { events } = await perform(showTicket, { ticket }, rosa);
    expect(events[0]!.files.map(({ name, type, size }) => [name, type, size])).toEqual([
      ['registro.log', 'text/plain', 10],
      ['schermata zaffiro.txt', 'image/png', png.length],
    ]);
    const { base64, type } = await perform(readAttachment, { ticket, file: events[0]!.files[1]!.id }, rosa);
    expect([type, Buffer.from(base64, 'base64').equals(png)]).toEqual(['image/png', true]);
  });

  it('[VV-5.3.b] those of an internal note are not there for the entity, neither by their number nor by their name', async () => {
    const { version } = await perform(
      noteTicket,
      { ticket, version: 1, body: 'Vedi preventivo', files: [file('topazio.txt')] },
      teo,
    );
    await perform(commentTicket, { ticket, version, body: 'Ecco come fare', files: [file('smeraldo.txt')] }, teo);
    const seen = async (actor: typeof rosa) =>
      (await perform(showTicket, { ticket }, actor)).events.flatMap(({ files }) => files.map(({ name }) => name));
    expect(await seen(rosa)).toEqual(['registro.log', 'schermata zaffiro.txt', 'smeraldo.txt']);
    expect(await seen(teo)).toContain('topazio.txt');
    const note = (await perform(showTicket, { ticket }, teo)).events.find(({ kind }) => kind === 'noted')!.files[0]!;
    const asked = { ticket, file: note.id };
    expect((await perform(readAttachment, asked, teo)).name).toBe('topazio.txt');
    for (const actor of [rosa, other, pia])
      expect(['service-desk/no-such-attachment', 'service-desk/no-such-ticket']).toContain(
        await codeOf(perform(readAttachment, asked, actor)),
      );
    const found = async (q: string, actor: typeof rosa) => (await perform(listTickets, { q }, actor)).count;
    expect([await found('topazio', teo), await found('topazio', rosa)]).toEqual([1, 0]);
    expect([await found('smeraldo', rosa), await found('zaffiro', rosa), await found('zaffiro', pia)]).toEqual([
      1, 1, 0,
    ]);
  });

  it('empty files, programs whatever they are called and too much of it are told all at once, and nothing is stored', async () => {
    const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]);
    const wrong = await says(
      perform(
        openTicket,
        { body: 'x', files: [file('vuoto.txt', ''), file('innocuo.pdf', program), file('a.exe')] },
        rosa,
      ),
    );
    expect(wrong).toEqual([
      'files: Il file «vuoto.txt» è vuoto.',
      'files: «innocuo.pdf» è un programma: non si allega a una richiesta.',
      'files: «a.exe» è un programma: non si allega a una richiesta.',
    ]);
    const half = file('grande.bin', Buffer.alloc(11 * 1024 * 1024, 7));
    expect(await says(perform(openTicket, { body: 'x', files: [half, half] }, rosa))).toEqual([
      'files: I file superano insieme i 20 MB.',
    ]);
    expect((await perform(listTickets, {}, rosa)).count).toBe(1);
  });

  it('[VV-1.3] the pages take several files in a plain form, and give them back only as something to save', async () => {
    const form = new FormData();
    const cookie = await desk.cookieOf(rosa);
    const page = `${server.url}/${desk.association}/assistenza/nuova`;
    const shown = await (await fetch(page, { headers: { cookie } })).text();
    expect(shown).toMatch(/<input[^>]*type="file"[^>]*multiple/);
    form.set('_csrf', /name="_csrf" value="([^"]+)"/.exec(shown)![1]!);
    form.set('body', 'Con due file');
    form.append('files', new Blob([png]), 'uno è.png');
    form.append('files', new Blob(['<script>alert(1)</script>']), 'due.html');
    const sent = await fetch(page, { method: 'POST', body: form, headers: { cookie }, redirect: 'manual' });
    expect(sent.status).toBe(303);
    const address = new URL(sent.headers.get('location')!, server.url);
    const ticketPage = await (await fetch(address, { headers: { cookie } })).text();
    const [, link] = /href="([^"]+\/allegati\/[^"]+)"[^>]*>due\.html/.exec(ticketPage)!;
    const got = await fetch(new URL(link!, server.url), { headers: { cookie } });
    expect(got.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(got.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await got.text()).toBe('<script>alert(1)</script>');
    expect((await fetch(new URL(link!, server.url), { redirect: 'manual' })).status).toBe(303);
  });
});

describe('attachments of a request given to a supplier', () => {
  it('[LC-2.app.4, ISO-1] he has those that the entity has, not those of notes, and adds his own', async () => {
    const sup = await desk.somebody('SUP');
    const asked = await perform(openTicket, { body: 'Fermo', files: [file('opale.txt')] }, rosa);
    const about = { ticket: asked.number, version: 1000 };
    await perform(noteTicket, { ...about, body: 'Fra noi', files: [file('ambra.txt')] }, teo);
    await perform(assignTicket, { ...about, to: sup.person }, teo);
    await perform(commentTicket, { ...about, body: 'Ecco', files: [file('agata.txt')] }, sup);
    const filesOf = async (actor: typeof rosa) =>
      (await perform(showTicket, { ticket: asked.number }, actor)).events.flatMap(({ files }) => files);
    expect((await filesOf(sup)).map(({ name }) => name)).toEqual(['opale.txt', 'agata.txt']);
    const read = (id: string, actor: typeof rosa) =>
      perform(readAttachment, { ticket: asked.number, file: id }, actor).then(
        ({ name }) => name,
        () => 'missing',
      );
    const all = await filesOf(teo);
    expect(await Promise.all(all.map(({ id }) => read(id, sup)))).toEqual(['opale.txt', 'missing', 'agata.txt']);
    expect(await read(all[2]!.id, rosa)).toBe('agata.txt');
  });
});
