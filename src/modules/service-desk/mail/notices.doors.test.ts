import PostalMime from 'postal-mime';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { inContext } from '../../../platform/database/context.ts';
import { inAssociation } from '../../../platform/jobs/installation-context.ts';
import { deliverMail } from '../../../platform/mail/deliver.ts';
import { startFaultyImap } from '../../../testing/faulty-imap.ts';
import { helpDesk, type Somebody } from '../../../testing/help-desk.ts';
import { startTestServer } from '../../../testing/server.ts';
import { startSmtpServer } from '../../../testing/smtp-server.ts';
import { announce, updateAnnouncement } from '../../knowledge/actions/announce.ts';
import { chooseSubscription, showSubscription } from '../../knowledge/actions/subscribe.ts';
import { sendStatusLetters, tellSubscribers } from '../../knowledge/tell-subscribers.ts';
import { solveTicket } from '../actions/endings.ts';
import { assignTicket, changeTicket } from '../actions/hand-over.ts';
import { listLetters } from '../actions/letters.ts';
import { setMailbox } from '../actions/mailbox.ts';
import { chooseNotices, showNoticeChoices } from '../actions/notice-choices.ts';
import { openTicket } from '../actions/open-ticket.ts';
import { refuseTicket } from '../actions/refusal.ts';
import { showTicket } from '../actions/show-ticket.ts';
import { commentTicket, noteTicket } from '../actions/talk.ts';
import { askTask } from '../actions/tasks.ts';
import { undoTicket } from '../actions/undo-ticket.ts';
import { holdTicket } from '../actions/waits.ts';
import { watchTicket } from '../actions/watch-ticket.ts';
import { storeLetter } from '../storage/letters.ts';
import { sendDigests } from './digest.ts';
import { takeInLetters } from './fetch-letters.ts';
import { tellOfRequests } from './tell.ts';

const server = await startTestServer({ associations: [], now: '2026-11-23T08:00:00Z' });
const { perform, database, clock } = server;
const desk = await helpDesk(server);
const { association, pelago, londa } = desk;
const imap = await startFaultyImap();
const smtp = await startSmtpServer();
const rosa = await desk.somebody('EMP', pelago, { name: 'Rosa Neri', email: 'rosa@pelago.example' });
const ugo = await desk.somebody('REF', pelago, { name: 'Ugo Bo', email: 'ugo@pelago.example' });
const teo = await desk.somebody('L1', null, { name: 'Teo Rossi', email: 'teo@ufficio.example' });
const lia = await desk.somebody('L2', null, { name: 'Lia Viola', email: 'lia@ufficio.example' });
const head = await desk.somebody('RES', null, { email: 'capo@ufficio.example' });
await desk.somebody('REF', londa, { email: 'lapo@londa.example' });
const own = 'assistenza@ufficio.example';
await perform(
  setMailbox,
  { address: own, password: 'x', imapHost: '127.0.0.1', imapPort: imap.port, imapSecurity: 'none', subaddress: true },
  head,
);
const job = () => ({ database, perform, clock, now: clock(), stopping: new AbortController().signal });
const later = (minutes: number) => server.moveTo(new Date(clock().instant.getTime() + minutes * 60_000).toISOString());

type Came = { to: string; subject: string; text: string; mail: Awaited<ReturnType<typeof PostalMime.parse>> };
/** What people get two minutes later, over SMTP; by address. */
async function told(...also: (typeof sendDigests)[]): Promise<Came[]> {
  later(2);
  const before = smtp.received.length;
  await tellOfRequests.run(job());
  for (const one of also) await one.run(job());
  await deliverMail.run(job());
  return Promise.all(
    smtp.received.slice(before).map(async ({ to, source }) => {
      const mail = await PostalMime.parse(source);
      return { to: to[0]!, subject: mail.subject!, text: mail.text!, mail };
    }),
  );
}
const to = (letters: readonly Came[]) =>
  letters
    .map((one) => one.to.split('@')[0])
    .toSorted()
    .join(' ');
const open = async (actor: Somebody = rosa, more: object = {}) =>
  (await perform(openTicket, { body: 'Il monitor è nero.\nAiuto', ...more } as never, actor)).number;
const version = async (ticket: string) => (await perform(showTicket, { ticket }, head)).ticket.version;

beforeEach(async () => {
  vi.stubEnv('COMUNANZA_SMTP_URL', smtp.url);
  vi.stubEnv('COMUNANZA_MAIL_FROM', 'Assistenza <posta@ufficio.example>');
  vi.stubEnv('COMUNANZA_ADDRESS', 'https://comunanza.example');
  await told();
});
afterEach(() => vi.unstubAllEnvs());

describe('[VV-5.3.a] notices of requests', () => {
  it('who asked is told that it came, in a letter whose answers find the request, and not before a minute has gone', async () => {
    const ticket = await open();
    await tellOfRequests.run(job());
    const letters = await told();
    expect(to(letters)).toBe('rosa');
    const [{ subject, text, mail }] = letters as [Came];
    expect(subject).toMatch(new RegExp(`^\\[${ticket}#[a-z2-7]{16}\\] Il monitor è nero\\.$`));
    expect(text).toContain('--- Rispondere sopra questa riga ---');
    expect(text).toContain(`https://comunanza.example/${association}/assistenza/richieste/${ticket.replace('/', '-')}`);
    const header = (name: string) => mail.headers.find(({ key }) => key === name)?.value;
    expect(header('auto-submitted')).toBe('auto-generated');
    expect(mail.replyTo![0]).toMatchObject({
      address: expect.stringMatching(/^assistenza\+2026-\d+\.[a-z2-7]{16}@ufficio\.example$/),
    });
    // answered as programs do: nothing but the name of the letter, then nothing but the subject, then nothing but the address
    const answers = [
      [`In-Reply-To: ${mail.messageId}`, 'Subject: R:'],
      [`Subject: R: ${subject}`],
      [`To: ${(mail.replyTo![0] as { address: string }).address}`, 'Subject: ok'],
    ];
    for (const [place, headers] of answers.entries()) {
      const raw = Buffer.from(
        [
          'From: rosa@pelago.example',
          `Message-ID: <a${place}@x>`,
          ...headers,
          '',
          `Sì ${place}`,
          '',
          ...text.split('\n').map((line) => `> ${line}`),
        ].join('\r\n'),
      );
      await inContext(database, inAssociation(association), (tx) =>
        storeLetter(tx, association, { uidValidity: '1', uid: place, came: clock().instant, raw }),
      );
    }
    await takeInLetters(job(), association);
    expect((await perform(listLetters, { state: 'answered' }, teo)).items.map((one) => one.ticket)).toEqual([
      ticket,
      ticket,
      ticket,
    ]);
    const said = (await perform(showTicket, { ticket }, teo)).events.filter(({ kind }) => kind === 'commented');
    expect(said.map(({ what }) => what.body).toSorted()).toEqual(['Sì 0', 'Sì 1', 'Sì 2']);
  });

  it('[AT-U2] what is handed on is told to whom it is for, to all of the level where that is nobody, and to who asked', async () => {
    const ivo = await desk.somebody('L2', null, { name: 'Ivo Blu', email: 'ivo@ufficio.example' });
    const ticket = await open();
    await told();
    await perform(changeTicket, { ticket, version: 1, level: 'second', why: 'È il server.' }, teo);
    const all = await told();
    expect(to(all)).toBe('ivo lia rosa');
    const textTo = (letters: readonly Came[], name: string) => letters.find((one) => one.to.startsWith(name))!.text;
    expect(textTo(all, 'ivo')).toContain('un altro livello, secondo livello: non è ancora di nessuno.\n\nÈ il server.');
    expect(textTo(all, 'rosa')).toContain('Teo Rossi ha passato la richiesta a un altro livello: secondo livello.');
    await perform(changeTicket, { ticket, version: 2, level: 'second', to: ivo.person }, teo);
    const one = await told();
    expect(to(one)).toBe('ivo rosa');
    expect(textTo(one, 'ivo')).toContain('secondo livello, e l’ha affidata a chi legge.');
    expect(textTo(one, 'rosa')).toContain('secondo livello (Ivo Blu).');
    const sup = await desk.somebody('SUP', null, { email: 'tecnico@ditta.example' });
    await perform(changeTicket, { ticket, version: 3, level: 'supplier' }, ivo);
    expect(to(await told())).toBe('rosa tecnico');
    await perform(commentTicket, { ticket, version: 4, body: 'Pezzo ordinato.' }, sup);
    expect(to(await told())).toBe('rosa');
  });

  it('answers, waits and solutions reach who asked, what he writes reaches who has it in hand; never what one did oneself', async () => {
    const ticket = await open();
    await perform(assignTicket, { ticket, version: 1, to: lia.person }, teo);
    expect(to(await told())).toBe('lia rosa');
    await perform(commentTicket, { ticket, version: 2, body: 'Provi il cavo.' }, lia);
    const [answer] = await told();
    expect([answer!.to, answer!.text.includes('Lia Viola ha risposto:\n\nProvi il cavo.')]).toEqual([rosa.email, true]);
    await perform(commentTicket, { ticket, version: 3, body: 'Niente.' }, rosa);
    expect(to(await told())).toBe('lia');
    await perform(holdTicket, { ticket, version: 4, reason: 'supplier' }, lia);
    expect(await told()).toEqual([]);
    await perform(holdTicket, { ticket, version: 5, reason: 'person', why: 'Che modello è?' }, lia);
    expect((await told()).map((one) => [one.to, one.text.includes('Che modello è?')])).toEqual([[rosa.email, true]]);
    await perform(solveTicket, { ticket, version: 6, body: 'Cambiato.' }, lia);
    expect((await told())[0]!.text).toContain('basta rispondere: la richiesta si riapre');
    const refused = await open();
    await told();
    await perform(
      refuseTicket,
      { ticket: refused, version: 1, body: 'Non è per noi.', because: 'other', ask: 'Economato' },
      teo,
    );
    expect((await told())[0]!.text).toContain('A chi rivolgersi: Economato');
  });

  it('a note is told to who works on requests alone, even to a follower of the entity nothing of it', async () => {
    const ticket = await open();
    await perform(watchTicket, { ticket }, ugo);
    await perform(watchTicket, { ticket }, lia);
    await told();
    await perform(noteTicket, { ticket, version: 1, body: 'smeraldo segreto' }, teo);
    const letters = await told();
    expect(to(letters)).toBe('lia');
    expect(letters[0]!.text).toContain('smeraldo segreto');
    await perform(commentTicket, { ticket, version: 2, body: 'Per tutti' }, teo);
    const shown = await told();
    expect(to(shown)).toBe('lia rosa ugo');
    expect(shown.map(({ text }) => text).join()).not.toContain('segreto');
  });

  it('[VV-5.3.b] a task reaches the referent of that entity, with its instructions; what was taken back reaches nobody', async () => {
    const ticket = await open();
    await told();
    await perform(
      askTask,
      { ticket, version: 1, kind: 'hands-on', instructions: '1. Spegnere lo switch.', due: '2026-12-01' },
      teo,
    );
    const [task, ...others] = await told();
    expect([task!.to, others]).toEqual([ugo.email, []]);
    expect(task!.text).toMatch(/1\. Spegnere lo switch\.[\s\S]*Scadenza: 1º dicembre 2026/);
    const other = await open();
    await told();
    await perform(assignTicket, { ticket: other, version: 1, to: lia.person }, teo);
    await perform(undoTicket, { ticket: other, version: 2 }, teo);
    expect(await told()).toEqual([]);
  });

  it('what happens in the same minute is one letter', async () => {
    const ticket = await open();
    await perform(commentTicket, { ticket, version: 1, body: 'Uno' }, teo);
    await perform(solveTicket, { ticket, version: 2, body: 'Due' }, teo);
    const letters = await told();
    expect(to(letters)).toBe('rosa');
    expect(letters[0]!.text).toMatch(/arrivata[\s\S]*Uno[\s\S]*Due/);
  });

  it('who asked without an account is told at the address that the letter came from, and nothing internal', async () => {
    const ticket = await open(teo, {
      entity: pelago,
      requesterName: 'Anna Verdi',
      contact: 'anna@altrove.example',
      origin: 'email',
    });
    await perform(noteTicket, { ticket, version: 1, body: 'riservato' }, teo);
    const letters = await told();
    expect(to(letters)).toBe('anna');
    expect(letters[0]!.text).not.toMatch(/riservato|\/avvisi/);
    const byPhone = await open(teo, { entity: pelago, requesterName: 'Anna', contact: '055 123456' });
    expect([byPhone !== '', await told()]).toEqual([true, []]);
  });

  it('in the language of each', async () => {
    const ann = await desk.somebody('EMP', pelago, { name: 'Ann Lee' });
    await inContext(
      database,
      { association: null, actor: { person: null }, entities: 'all', installation: true },
      (tx) =>
        tx
          .withTables<{ 'identity.people': { id: string; language: string } }>()
          .updateTable('identity.people')
          .set({ language: 'en' })
          .where('id', '=', ann.person)
          .execute(),
    );
    await open(ann);
    expect((await told())[0]!.text).toContain('Dear Ann Lee,');
  });

  it('each chooses: at once, once a day, never; the letter of the day holds what one may still see', async () => {
    expect(await perform(showNoticeChoices, {}, rosa)).toMatchObject({ own: 'at-once' });
    await perform(chooseNotices, { own: 'daily' }, rosa);
    await perform(chooseNotices, { assigned: 'never' }, lia);
    expect(await perform(showNoticeChoices, {}, rosa)).toEqual({
      own: 'daily',
      assigned: 'at-once',
      followed: 'at-once',
      tasks: 'at-once',
    });
    const [one, two] = [await open(), await open()];
    await perform(assignTicket, { ticket: one, version: 1, to: lia.person }, teo);
    await perform(commentTicket, { ticket: two, version: await version(two), body: 'Arriviamo domani.' }, teo);
    expect(await told()).toEqual([]);
    const [digest, ...others] = await told(sendDigests);
    expect([digest!.to, others]).toEqual([rosa.email, []]);
    expect(digest!.subject).toBe('Assistenza: novità in 2 richieste');
    expect(digest!.text).toMatch(new RegExp(`${one}[\\s\\S]*${two}[\\s\\S]*Teo Rossi ha risposto:`));
    expect(digest!.text).not.toContain('Arriviamo domani.');
    expect(await told(sendDigests)).toEqual([]);
    await perform(chooseNotices, { own: 'at-once' }, rosa);
  });

  it('what is days old tells nobody; two that tell at once tell each thing once', async () => {
    await open();
    later(3 * 24 * 60);
    expect(await told()).toEqual([]);
    await open();
    later(2);
    await Promise.all([tellOfRequests.run(job()), tellOfRequests.run(job())]);
    expect(to(await told())).toBe('rosa');
  });
});

describe('announcements on the services', () => {
  it('[2.12] come by letter to whoever chose so, at once or with the others of the day, and to nobody else', async () => {
    expect(await perform(showSubscription, {}, rosa)).toEqual({ problems: 'never', planned: 'never' });
    await perform(chooseSubscription, { problems: 'at-once', planned: 'never' }, rosa);
    await perform(chooseSubscription, { problems: 'daily', planned: 'daily' }, ugo);
    const now = async (...jobs: (typeof sendDigests)[]) => told(tellSubscribers, ...jobs);
    const problem = { kind: 'problem', impact: 'down', title: 'Posta ferma', body: 'Si cerca la causa.' } as const;
    const { id } = await perform(announce, problem, head);
    const [letter, ...others] = await now();
    expect(others).toEqual([]);
    expect(letter).toMatchObject({ to: 'rosa@pelago.example', subject: 'problema: Posta ferma' });
    expect(letter!.text).toContain('Si cerca la causa.');
    expect(letter!.text).toContain(`https://comunanza.example/${association}/stato/${id}`);
    expect(letter!.text).toContain(`https://comunanza.example/${association}/stato/lettere`);
    const planned = { kind: 'planned', impact: 'slow', title: 'Aggiornamento', body: 'Di notte.' } as const;
    await perform(announce, { ...planned, starts: '2027-12-01T22:00', ends: '2027-12-01T23:00' }, head);
    await perform(updateAnnouncement, { announcement: id, stage: 'solved', body: 'La posta è tornata.' }, head);
    expect((await now()).map(({ text }) => text)).toEqual([expect.stringContaining('La posta è tornata.')]);
    const [daily, ...more] = await now(sendStatusLetters);
    expect(more).toEqual([]);
    expect(daily).toMatchObject({ to: 'ugo@pelago.example', subject: 'Stato dei servizi: 2 avvisi' });
    for (const words of ['Si cerca la causa.', 'La posta è tornata.', 'Di notte.'])
      expect(daily!.text).toContain(words);
    expect(await now(sendStatusLetters)).toEqual([]);
    await perform(chooseSubscription, { problems: 'never', planned: 'never' }, rosa);
    await perform(announce, problem, head);
    expect(await now()).toEqual([]);
  });
});
