import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { inContext } from '../../platform/database/context.ts';
import { inAssociation } from '../../platform/jobs/installation-context.ts';
import { deliverMail } from '../../platform/mail/deliver.ts';
import { storeMessage } from '../../platform/pec/messages.ts';
import { understandMessages } from '../../platform/pec/understand.ts';
import { cookieOf, startAssembly } from '../../testing/assembly.ts';
import { brokenPromises, noBrowser, openBrowser, picture } from '../../testing/browser.ts';
import { pecProvider } from '../../testing/pec-provider.ts';
import { returnedMail } from '../../testing/returned-mail.ts';
import { startTestServer } from '../../testing/server.ts';
import { headerOf, startSmtpServer } from '../../testing/smtp-server.ts';
import { createMeeting } from './actions/create-meeting.ts';
import { addItem } from './actions/set-agenda.ts';
import { setPecAddresses } from './actions/set-pec-addresses.ts';
import { convocationReceipts } from './convocation-receipts.ts';

const folder = mkdtempSync(join(tmpdir(), 'comunanza-convocation-'));
afterAll(() => rmSync(folder, { recursive: true }));
const association = 'avvisi';
const own = 'assemblea@pec.lecco.example';

describe.skipIf(noBrowser)(`the convocation in the browser ${noBrowser}`, async () => {
  const server = await startTestServer({ associations: [], now: '2027-04-10T09:00:00Z' });
  const { perform, database } = server;
  const { secretary, secretaryEmail } = await startAssembly(perform, { id: association });
  const smtp = await startSmtpServer({ allowInsecureAuth: true, onAuth: (_, __, done) => done(null, { user: 'pec' }) });
  const provider = pecProvider(folder);
  writeFileSync(join(folder, 'authorities.pem'), provider.authority);
  const { context } = await openBrowser({ url: server.url, cookie: await cookieOf(perform, secretaryEmail) });
  const deliver = () =>
    deliverMail.run({
      database,
      perform,
      clock: server.clock,
      now: server.clock(),
      stopping: new AbortController().signal,
    });

  it('[LC-4.conv.1] E2E-LC-04: addresses, sending, receipts as they come, a late notice confirmed, the sitting opened', async () => {
    const { number: meeting } = await perform(
      createMeeting,
      { body: 'assembly', kind: 'ordinary', place: 'Sede della Provincia', firstCall: '2027-04-26T17:00' },
      secretary,
    );
    await perform(addItem, { meeting, title: 'Rendiconto 2026', kind: 'decision' }, secretary);
    const codes = ['p_lc', 'c_g009', 'c_b639', 'c_f133', 'c_a745', 'c_d398', 'c_l751'];
    await perform(
      setPecAddresses,
      { addresses: codes.map((entity) => ({ entity, address: `${entity.replace('_', '.')}@pec.example` })) },
      secretary,
    );
    const page = await context.newPage();
    await page.goto(`${server.url}/${association}/organi/sedute/${meeting}/convocazione`);
    await page.getByText('Di un ente manca l’indirizzo PEC').waitFor();
    await page.getByText('Non c’è una casella di posta certificata').waitFor();
    expect(await page.getByRole('button', { name: 'Invia la convocazione' }).count()).toBe(0);
    vi.stubEnv('COMUNANZA_PEC_AVVISI_ADDRESS', own);
    vi.stubEnv('COMUNANZA_PEC_AVVISI_PASSWORD', 'x');
    vi.stubEnv('COMUNANZA_PEC_AVVISI_SMTP', `smtp://127.0.0.1:${smtp.port}?tls=none`);
    vi.stubEnv('COMUNANZA_PEC_AVVISI_IMAP', 'imap://127.0.0.1:1?tls=none');
    vi.stubEnv('COMUNANZA_PEC_AUTHORITIES', join(folder, 'authorities.pem'));
    await page.reload();
    await page.getByRole('button', { name: 'Invia la convocazione' }).click();
    await page.getByText('Manca l’indirizzo PEC di Lecco.').first().waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('errori');
    expect(smtp.received).toEqual([]);
    await page
      .locator('details', { hasText: 'Indirizzi PEC degli enti' })
      .getByLabel(/^Lecco/)
      .fill('lecco@pec.example');
    await page.getByRole('button', { name: 'Salva gli indirizzi' }).click();
    await page.getByText('Indirizzi salvati.').waitFor();
    await page.getByRole('button', { name: 'Invia la convocazione' }).click();
    await page.getByText('Convocazione inviata').waitFor();
    await deliver();
    expect(smtp.received).toHaveLength(8);
    for (const [place, { source, to }] of smtp.received.entries()) {
      const at = new Date(place === 0 ? '2027-04-17T09:00:00Z' : '2027-04-10T09:01:00Z');
      const about = headerOf(source, 'Message-ID')!;
      const raw = provider.receipt({ kind: 'accettazione', about, to: own, recipient: to[0]!, at });
      const message = { uidValidity: '1', uid: place + 1, came: server.clock().instant, raw };
      await inContext(database, inAssociation(association), (tx) => storeMessage(tx, association, message));
    }
    await understandMessages(database, association, [convocationReceipts], { now: server.clock().instant });
    await page.getByText('In tempo: 7 enti su 8.').waitFor(); // live, as they come
    await page.getByText('Di 8 enti manca ancora una ricevuta').waitFor();
    await picture(page, 'convocation');
    const lost = smtp.received[3]!;
    const back = returnedMail(lost.source, lost.to[0]!, '550 5.1.1 utente sconosciuto');
    await inContext(database, inAssociation(association), (tx) =>
      storeMessage(tx, association, { uidValidity: '1', uid: 99, came: server.clock().instant, raw: back }),
    );
    await understandMessages(database, association, [convocationReceipts], { now: server.clock().instant });
    const notice = page.locator('.notice-error', { hasText: 'Un avviso non è stato consegnato' });
    await notice.getByText('550 5.1.1 utente sconosciuto').waitFor(); // live too
    expect(await notice.textContent()).toContain(lost.to[0]);
    await picture(page, 'convocation-returned');
    await page.setViewportSize({ width: 360, height: 740 });
    await picture(page, 'convocation-360');
    await page.setViewportSize({ width: 1280, height: 900 });
    expect(await brokenPromises(context, page.url())).toEqual([]);
    server.moveTo('2027-04-26T15:00:00Z');
    const [name, value] = (await cookieOf(perform, secretaryEmail)).split('=') as [string, string];
    await context.addCookies([{ name, value, url: server.url }]);
    await page.goto(`${server.url}/${association}/organi/sedute/${meeting}`);
    await page.getByRole('button', { name: 'Aprire la seduta' }).click();
    await page.getByText('L’avviso è arrivato oltre il termine').first().waitFor();
    await page.getByRole('link', { name: 'Avviso di convocazione, con le prove' }).click();
    await page.getByLabel('Motivo', { exact: true }).fill('Tutti sono in aula');
    await page.getByLabel('Chi presiede').fill('Alessandra Hofmann');
    await page.getByRole('button', { name: 'Conferma la seduta' }).click();
    await page.getByText('Seduta confermata').waitFor();
    await page.goto(`${server.url}/${association}/organi/sedute/${meeting}`);
    await page.getByRole('button', { name: 'Aprire la seduta' }).click();
    await page.waitForURL(/segretario$/);
    vi.unstubAllEnvs();
    expect(server.faults).toEqual([]);
  }, 180_000);
});
