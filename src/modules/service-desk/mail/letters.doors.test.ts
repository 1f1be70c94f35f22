import { Client } from 'pg';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AnyAction } from '../../../platform/action.ts';
import { inContext } from '../../../platform/database/context.ts';
import { inAssociation } from '../../../platform/jobs/installation-context.ts';
import { fetchMail } from '../../../platform/mail/stored-mail.ts';
import { dovecotIsHere, startDovecot } from '../../../testing/dovecot.ts';
import { startFaultyImap } from '../../../testing/faulty-imap.ts';
import { codeOf, helpDesk, type Somebody } from '../../../testing/help-desk.ts';
import { startTestServer } from '../../../testing/server.ts';
import { solveTicket } from '../actions/endings.ts';
import { assignTicket } from '../actions/hand-over.ts';
import { dropLetter, letInLetter, listLetters, readLetterFile, showLetter } from '../actions/letters.ts';
import { listTickets } from '../actions/list-tickets.ts';
import { removeMailbox, setMailbox, showMailbox } from '../actions/mailbox.ts';
import { openTicket } from '../actions/open-ticket.ts';
import { mergeTicket } from '../actions/relate.ts';
import { showTicket } from '../actions/show-ticket.ts';
import { holdTicket } from '../actions/waits.ts';
import { readTicketNumber } from '../rules/index.ts';
import { firstNewLetter, storeLetter } from '../storage/letters.ts';
import { deskMailboxOf, markKeyOf } from '../storage/mailbox.ts';
import { deskMail } from './desk-mail.ts';
import { fetchDeskLetters, takeInLetters } from './fetch-letters.ts';
import { markedAddress, markedName, markedSubject } from './rules/mark.ts';

const server = await startTestServer({ associations: [], now: '2026-11-23T08:00:00Z' });
const { perform, database, clock } = server;
const desk = await helpDesk(server);
const { association, pelago, londa } = desk;
const imap = await startFaultyImap();
const rosa = await desk.somebody('EMP', pelago, { name: 'Rosa Neri', email: 'rosa@pelago.example' });
const pia = await desk.somebody('EMP', pelago, { name: 'Pia Blu', email: 'pia@pelago.example' });
const ugo = await desk.somebody('REF', pelago, { name: 'Ugo Bo', email: 'ugo@pelago.example' });
const lapo = await desk.somebody('EMP', londa, { name: 'Lapo Gu', email: 'lapo@londa.example' });
const mayor = await desk.somebody('MAY', pelago, { email: 'sindaco@gmail.com' });
const teo = await desk.somebody('L1', null, { name: 'Teo Rossi', email: 'teo@ufficio.example' });
const head = await desk.somebody('RES', null, { email: 'capo@ufficio.example' });
const own = 'assistenza@ufficio.example';
const set = (more: object = {}) =>
  perform(
    setMailbox,
    {
      address: own,
      password: 'neve alta',
      imapHost: '127.0.0.1',
      imapPort: imap.port,
      imapSecurity: 'none',
      ...more,
    } as never,
    head,
  );
await set();

const inside = <T>(work: Parameters<typeof inContext<T>>[2]) => inContext(database, inAssociation(association), work);
const key = await inside((tx) => markKeyOf(tx, association));
const job = { database, perform, clock, now: clock(), stopping: new AbortController().signal };
const run = () => fetchDeskLetters.run(job);
const subjectOf = (number: string) => markedSubject(key, readTicketNumber(number)!, 'R: qualcosa');
const show = (ticket: string, actor: Somebody = teo) => perform(showTicket, { ticket }, actor);
const kinds = async (ticket: string) => (await show(ticket)).events.map(({ kind }) => kind).join(' ');
let letters = 0;

type Written = { from?: string; subject?: string; body?: string; more?: readonly string[]; id?: string | null };
function raw({
  from = 'Rosa Neri <rosa@pelago.example>',
  subject = 'Aiuto',
  body = 'Non va nulla.',
  more = [],
  id,
}: Written) {
  letters += 1;
  const name = id === undefined ? `<l${letters}@pelago.example>` : id;
  return Buffer.from(
    [
      `From: ${from}`,
      `To: ${own}`,
      `Subject: ${subject}`,
      ...(name === null ? [] : [`Message-ID: ${name}`]),
      ...more,
      '',
      body,
    ].join('\r\n'),
  );
}

/** The moment of the desk's clock, as mail servers write it. */
const cameNow = () => {
  const [, day, month, year, time] = /, (\d\d) (\w+) (\d+) ([\d:]+)/.exec(clock().instant.toUTCString())!;
  return `${day}-${month}-${year} ${time} +0000`;
};
const place = (raw: Buffer) => ({ uidValidity: 'a', uid: letters, came: clock().instant, raw });
/** Letters that were fetched, taken in; gives what became of the last one. */
async function comes(...written: readonly (Written | Buffer)[]) {
  server.moveTo(new Date(clock().instant.getTime() + 60_000).toISOString());
  for (const one of written) {
    const given = Buffer.isBuffer(one) ? one : raw(one);
    await inside((tx) => storeLetter(tx, association, place(given)));
  }
  await takeInLetters(job, association);
  return (await perform(listLetters, {}, teo)).items[0]!;
}
/** The same, by way of the mailbox. */
async function arrives(...written: readonly (Written | Buffer)[]) {
  for (const one of written) imap.put(Buffer.isBuffer(one) ? one : raw(one), 'gives', cameNow());
  await run();
  return (await perform(listLetters, {}, teo)).items[0]!;
}
beforeEach(() => {
  imap.state.messages.length = 0;
  imap.state.uidValidity += 1;
  server.moveTo(new Date(clock().instant.getTime() + 2 * 3_600_000).toISOString());
});

describe('[AT-P4] the mailbox of the desk', () => {
  it('is tried before it is stored; its password is never shown, and kept for the same machine only', async () => {
    imap.state.signsIn = false;
    expect(await codeOf(set())).toBe('service-desk/reading-refused');
    imap.state.signsIn = true;
    const shown = await perform(showMailbox, {}, teo);
    expect(shown.mailbox).toMatchObject({ state: 'set', address: own, username: own, strangers: 'quarantine' });
    expect(JSON.stringify(shown)).not.toContain('neve alta');
    await set({ password: '', hourly: 15 });
    expect(await codeOf(set({ password: '', imapHost: 'localhost' }))).toBe('service-desk/password-needed');
    expect(await codeOf(perform(setMailbox, {} as never, teo))).toBe('platform/missing');
    for (const actor of [rosa, ugo, mayor]) expect(await codeOf(perform(showMailbox, {}, actor))).not.toBe('done');
  });

  it('what the agreement names as channels is shown with its article', async () => {
    const other = await startAsti();
    expect(other).toEqual([
      expect.objectContaining({ telephone: '0141/433434', mailbox: 'assistenza.comuni@provincia.asti.it' }),
    ]);
  });

  it('one that does not answer says so on its page, and is asked again', async () => {
    imap.state.signsIn = false;
    await run();
    expect((await perform(showMailbox, {}, teo)).failure).toMatch(/no|failed/i);
    imap.state.signsIn = true;
    expect((await arrives({ subject: 'dopo il guasto' })).subject).toBe('dopo il guasto');
    expect((await perform(showMailbox, {}, teo)).failure).toBeNull();
  });
});

async function startAsti() {
  const { startAssociation } = await import('../../agreement/index.ts');
  const { consoleIn, personIn } = await import('../../../testing/actor.ts');
  await perform(startAssociation, { id: 'asti', agreement: 'asti' }, consoleIn(null));
  return (await perform(showMailbox, {}, personIn('asti', 'RES'))).channels;
}

describe('[AT-P4] letters that become requests', () => {
  it('of somebody known: for the own entity, with its words and files, found by them', async () => {
    const came = await comes(
      Buffer.from(
        raw({
          subject: 'R: Stampante',
          more: ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=k'],
          body: '',
        }).toString() +
          [
            '--k',
            '',
            'Non stampa più.',
            '',
            '-- ',
            'Rosa',
            '--k',
            'Content-Disposition: attachment; filename=tormalina.txt',
            '',
            'righe',
            '--k',
            'Content-Disposition: attachment; filename=via.exe',
            '',
            'MZ',
            '--k--',
          ].join('\r\n'),
      ),
    );
    expect(came).toMatchObject({ state: 'opened', reason: null });
    const { ticket, events } = await show(came.ticket!);
    expect(ticket).toMatchObject({
      entity: pelago,
      requester: rosa.person,
      subject: 'Stampante',
      contact: 'rosa@pelago.example',
    });
    expect(events[0]!.what).toMatchObject({
      origin: 'email',
      body: expect.stringMatching(/^Non stampa più\.\n\n\[.*via\.exe\]$/),
    });
    expect(events[0]!.files.map(({ name }) => name)).toEqual(['tormalina.txt']);
    expect((await perform(listTickets, { q: 'tormalina' }, rosa)).count).toBe(1);
  });

  it('once, however often it is fetched and under whatever name it is repeated', async () => {
    const before = (await perform(listTickets, { limit: 1 }, teo)).count;
    const one = raw({ subject: 'una volta', id: '<sempre@x>' });
    await arrives(one);
    imap.state.uidValidity += 1;
    await arrives(one, raw({ subject: 'una volta', body: 'di nuovo', id: '<sempre@x>' }));
    expect((await perform(listLetters, { state: 'repeated' }, teo)).items.map(({ subject }) => subject)).toEqual([
      'una volta',
    ]);
    expect((await perform(listTickets, { limit: 1 }, teo)).count).toBe(before + 1);
  });

  it('without a name of its own, without a subject, with nothing but a subject', async () => {
    expect((await comes({ id: null, subject: '', body: 'Solo corpo' })).state).toBe('opened');
    const bare = await comes({ subject: 'Solo oggetto', body: '' });
    expect((await show(bare.ticket!)).events[0]!.what.body).toBe('Solo oggetto');
    expect(await comes({ subject: '', body: '' })).toMatchObject({ state: 'quarantined', reason: { it: 'è vuoto' } });
    expect((await arrives(Buffer.alloc(0))).state).toBe('quarantined');
  });

  it('passed on by the office or by the referent: for who wrote it first; passed on by anybody else: for himself', async () => {
    const forwarded = (from: string) => ({
      from,
      subject: 'Fwd: scanner',
      body: 'Per voi\r\n\r\n---------- Forwarded message ---------\r\nDa: Pia Blu <pia@pelago.example>\r\nDate: oggi\r\nSubject: scanner\r\nTo: x\r\n\r\nNon va.',
    });
    const asked = async (from: string) => (await show((await comes(forwarded(from))).ticket!)).ticket;
    expect(await asked('teo@ufficio.example')).toMatchObject({ entity: pelago, requester: pia.person });
    expect(await asked('ugo@pelago.example')).toMatchObject({ entity: pelago, requester: pia.person });
    expect(await asked('lapo@londa.example')).toMatchObject({ entity: londa, requester: lapo.person });
  });

  it('of strangers: wait, or open without a person where the domain is of one entity and the association says so', async () => {
    const stranger = { from: 'Anna <anna@pelago.example>' };
    expect(await comes(stranger)).toMatchObject({ state: 'quarantined', reason: { it: 'mittente sconosciuto' } });
    await set({ strangers: 'open' });
    const opened = await comes(stranger);
    expect((await show(opened.ticket!)).ticket).toMatchObject({
      entity: pelago,
      requester: null,
      requesterName: 'Anna',
    });
    expect((await comes({ from: 'anna@gmail.com' })).state).toBe('quarantined');
    expect(await comes({ from: 'sindaco@gmail.com' })).toMatchObject({
      state: 'quarantined',
      reason: { it: expect.stringContaining('non ha un incarico') },
    });
    await set();
  });
});

describe('[AT-P4] answers', () => {
  const opened = async (actor: Somebody = rosa) =>
    (await perform(openTicket, { body: 'Il monitor è nero.' }, actor)).number;

  it('find their request by the mark in the subject, in the address, in the letter answered, and by letters of before', async () => {
    const number = await opened();
    const id = readTicketNumber(number)!;
    for (const written of [
      { subject: subjectOf(number) },
      { subject: 'Risposta', more: [`Cc: ${markedAddress(key, id, own)}`] },
      { subject: 'Risposta', more: [`In-Reply-To: <${markedName(key, id, 'u1')}@ufficio.example>`] },
      { subject: 'Risposta', more: [`References: <x@y> <${markedName(key, id, 'u2')}@ufficio.example> <z@y>`] },
    ])
      expect(await comes(written)).toMatchObject({ state: 'answered', ticket: number });
    expect(await kinds(number)).toBe('opened commented commented commented commented');
    const first = await comes({ subject: 'Per posta', id: '<prima@pelago.example>' });
    expect(await comes({ subject: 'Re: Per posta', more: ['In-Reply-To: <prima@pelago.example>'] })).toMatchObject({
      state: 'answered',
      ticket: first.ticket,
    });
  });

  it('go on with what waits for the person, open again what was solved, follow what was merged', async () => {
    const number = await opened();
    await perform(holdTicket, { ticket: number, version: 1, reason: 'person' }, teo);
    await comes({ subject: subjectOf(number), body: 'Ecco la risposta' });
    expect(await kinds(number)).toBe('opened waited commented resumed');
    await perform(solveTicket, { ticket: number, version: 4, body: 'Fatto' }, teo);
    await comes({ subject: subjectOf(number), body: 'No, non ancora' });
    expect(await kinds(number)).toBe('opened waited commented resumed solved reopened commented');
    const into = await opened();
    await perform(mergeTicket, { ticket: number, version: 7, into }, teo);
    expect(await comes({ subject: subjectOf(number), body: 'Ancora' })).toMatchObject({
      state: 'answered',
      ticket: into,
    });
  });

  it('of the office answer the person; of the referent too; nobody else writes into a request, whatever he guesses', async () => {
    const number = await opened();
    await comes({ from: 'teo@ufficio.example', subject: subjectOf(number), body: 'Provi ora.' });
    expect((await show(number, rosa)).events.at(-1)).toMatchObject({
      kind: 'commented',
      party: 'office',
      name: 'Teo Rossi',
    });
    await comes({ from: 'ugo@pelago.example', subject: subjectOf(number), body: 'Provato.' });
    expect((await show(number)).events.at(-1)).toMatchObject({ party: 'referent' });
    const events = (await show(number)).events.length;
    const wrong = `[${number}#${'a'.repeat(16)}] R: qualcosa`;
    for (const from of ['pia@pelago.example', 'lapo@londa.example', 'sindaco@gmail.com', 'chi@altrove.example']) {
      expect(await comes({ from, subject: subjectOf(number) })).toMatchObject({
        state: 'quarantined',
        reason: { it: `risponde alla richiesta ${number}, di cui il mittente non è parte` },
      });
      expect((await comes({ from, subject: wrong })).ticket).not.toBe(number);
    }
    expect((await comes({ subject: wrong })).ticket).not.toBe(number);
    expect((await show(number)).events).toHaveLength(events);
  });

  it('of a supplier’s technician count only for what he has in hand', async () => {
    const sup = await desk.somebody('SUP', null, { email: 'tecnico@ditta.example' });
    const number = await opened();
    expect((await comes({ from: sup.email, subject: subjectOf(number) })).state).toBe('quarantined');
    await perform(assignTicket, { ticket: number, version: 1, to: sup.person }, teo);
    expect((await comes({ from: sup.email, subject: subjectOf(number) })).state).toBe('answered');
    expect((await show(number)).events.at(-1)).toMatchObject({ party: 'supplier' });
  });
});

describe('[AT-P4] what nobody wrote', () => {
  it('opens and answers nothing: absences, lists, the desk’s own letters, and letters that came back', async () => {
    const before = (await perform(listTickets, { limit: 1 }, teo)).count;
    const number = (await perform(openTicket, { body: 'x' }, rosa)).number;
    for (const written of [
      { subject: `Risposta automatica: ${subjectOf(number)}` },
      { subject: subjectOf(number), more: ['Auto-Submitted: auto-replied'] },
      { subject: 'Notizie', more: ['Precedence: bulk'] },
      { from: own, subject: 'da sé stessa' },
      { subject: 'copia', id: `<${markedName(key, readTicketNumber(number)!, 'u9')}@ufficio.example>` },
    ])
      expect((await comes(written)).state).toBe('automatic');
    const report = ['MIME-Version: 1.0', 'Content-Type: multipart/report; report-type=delivery-status; boundary=b'];
    const parts = [
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Final-Recipient: rfc822; rosa@pelago.example',
      'Action: failed',
      'Status: 5.1.1',
      '',
      '--b',
      'Content-Type: message/rfc822',
      '',
      'Message-ID: <c@x>',
      '',
      'x',
      '--b--',
    ];
    expect(
      (
        await comes({
          from: 'MAILER-DAEMON@mx.example',
          subject: 'Undelivered',
          more: report,
          body: parts.join('\r\n'),
        })
      ).state,
    ).toBe('returned');
    expect((await show(number)).events).toHaveLength(1);
    expect((await perform(listTickets, { limit: 1 }, teo)).count).toBe(before + 1);
  });

  it('too many letters of one sender in an hour wait, those of others do not', async () => {
    await set({ hourly: 3 });
    const storm = await comes(...Array.from({ length: 5 }, (_, place) => ({ subject: `tempesta ${place}` })));
    expect(storm.state).toBe('quarantined');
    const all = (await perform(listLetters, { limit: 200 }, teo)).items.filter(({ subject }) =>
      subject.startsWith('tempesta'),
    );
    expect(all.every(({ state, reason }) => state === 'quarantined' && reason!.it.startsWith('più di 3'))).toBe(true);
    expect((await comes({ from: 'pia@pelago.example' })).state).toBe('opened');
    await set();
  });
});

describe('[AT-P4] letters that wait for somebody', () => {
  it('are let in for an entity or into a request, or dropped; once, by the office alone', async () => {
    const waits = async (subject: string) => (await comes({ from: 'Anna <anna@altrove.example>', subject })).id;
    const [first, second, third] = [await waits('uno'), await waits('due'), await waits('tre')];
    const { items } = await perform(listLetters, { state: 'quarantined', limit: 200 }, teo);
    const came = new Date(items.find(({ id }) => id === first)!.came);
    server.moveTo(new Date(clock().instant.getTime() + 3_600_000).toISOString());
    expect(await perform(showLetter, { letter: first }, teo)).toMatchObject({
      waits: true,
      body: 'Non va nulla.',
      senderName: 'Anna',
    });
    for (const actor of [rosa, ugo, mayor])
      for (const action of [showLetter, readLetterFile, dropLetter] as readonly AnyAction[])
        expect(await codeOf(perform(action, { letter: first }, actor))).not.toBe('done');
    const opened = await perform(letInLetter, { letter: first, entity: londa }, teo);
    expect((await show(opened.ticket!)).ticket).toMatchObject({
      entity: londa,
      requester: null,
      requesterName: 'Anna',
      openedAt: came.toISOString(),
    });
    expect(await codeOf(perform(letInLetter, { letter: first, entity: londa }, teo))).toBe(
      'service-desk/letter-settled',
    );
    const into = await perform(letInLetter, { letter: second, ticket: opened.ticket! }, teo);
    expect(into.state).toBe('answered');
    expect((await show(opened.ticket!)).events.at(-1)).toMatchObject({ kind: 'commented', name: 'Anna' });
    expect((await perform(dropLetter, { letter: third }, teo)).state).toBe('dropped');
    expect(await codeOf(perform(letInLetter, { letter: third, entity: londa }, teo))).toBe(
      'service-desk/letter-settled',
    );
    const { base64 } = await perform(readLetterFile, { letter: third }, teo);
    expect(Buffer.from(base64, 'base64').toString()).toContain('Subject: tre');
    expect(await codeOf(perform(letInLetter, { letter: crypto.randomUUID(), entity: londa }, teo))).toBe(
      'service-desk/no-such-letter',
    );
  });

  it('their answers are let in where they are known afterwards: who asked without an account may go on by mail', async () => {
    const { id } = await comes({ from: 'Anna <anna@altrove.example>', subject: 'quattro' });
    const { ticket } = await perform(letInLetter, { letter: id, entity: londa }, teo);
    expect(await comes({ from: 'anna@altrove.example', subject: subjectOf(ticket!) })).toMatchObject({
      state: 'answered',
      ticket,
    });
  });
});

/** Ends every connection of the program to its database, as a restart of PostgreSQL does. */
async function hangUp() {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
  await client.end();
}

describe('[AT-P4] a stop in the middle', () => {
  it('loses nothing and doubles nothing: neither between letters and requests, nor within one', async () => {
    const count = async () => (await perform(listTickets, { limit: 1 }, teo)).count;
    const before = await count();
    const mailbox = (await inside((tx) => deskMailboxOf(tx, association)))!;
    for (const subject of ['a', 'b', 'c']) imap.put(raw({ subject: `fermo ${subject}` }), 'gives', cameNow());
    await fetchMail(database, association, mailbox, deskMail);
    expect(await count()).toBe(before);
    expect(await inside((tx) => firstNewLetter(tx, association))).toBeDefined();
    // the database hangs up on everybody at each moment of the work
    for (let stops = 0; stops < 25; stops += 1) {
      const working = takeInLetters(job, association).catch(() => 'stopped');
      await new Promise((done) => setTimeout(done, stops * 3));
      await hangUp();
      await working;
    }
    for (let tries = 0; tries < 8; tries += 1)
      await takeInLetters(job, association).catch(() => 'a connection of before');
    await Promise.all([takeInLetters(job, association), takeInLetters(job, association)]);
    expect((await perform(listLetters, { state: 'new' }, teo)).count).toBe(0);
    const waiting = (await perform(listLetters, { state: 'quarantined', limit: 200 }, teo)).items;
    expect(waiting.filter(({ subject }) => subject.startsWith('fermo'))).toEqual([]);
    expect(await count()).toBe(before + 3);
  });

  it('one letter that cannot be understood waits, and those after it are read', async () => {
    await inside((tx) =>
      storeLetter(tx, association, {
        uidValidity: 'x',
        uid: 1,
        came: clock().instant,
        raw: Buffer.from(
          `Content-Type: multipart/mixed; boundary=k\r\n\r\n${Array.from({ length: 80 }, (_, depth) => `--k${depth || ''}\r\nContent-Type: multipart/mixed; boundary=k${depth + 1}\r\n\r\n`).join('')}`,
        ),
      }),
    );
    expect((await comes({ subject: 'dopo la contorta' })).state).toBe('opened');
    expect(
      (await perform(listLetters, { state: 'quarantined', limit: 200 }, teo)).items.some(({ reason }) =>
        reason!.it.startsWith('il messaggio non si riesce a leggere'),
      ),
    ).toBe(true);
  });
});

describe.skipIf(!dovecotIsHere)('[AT-P4] from a real server', () => {
  it('letters are read as they came', async () => {
    const dovecot = await startDovecot();
    try {
      await set({ imapPort: dovecot.port, username: dovecot.user, password: dovecot.password });
      dovecot.deliver(raw({ subject: '=?utf-8?Q?Da_un_server_vero_=C3=A8?=' }));
      await run();
      const found = (await perform(listLetters, { state: 'opened', limit: 200 }, teo)).items;
      expect(found.some(({ subject }) => subject === 'Da un server vero è')).toBe(true);
    } finally {
      await dovecot.stop();
      await set();
    }
  });
});

describe('[AT-P4] the mailbox taken away', () => {
  it('what came in stays', async () => {
    const { count } = await perform(listLetters, {}, teo);
    await perform(removeMailbox, {}, head);
    expect(await codeOf(perform(removeMailbox, {}, head))).toBe('service-desk/no-mailbox');
    expect((await perform(listLetters, {}, teo)).count).toBe(count);
    await run();
  });
});
