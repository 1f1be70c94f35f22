import { describe, expect, it } from 'vitest';
import { startAssembly } from '../assembly.ts';
import { noBrowser, picture, scrollsSideways } from '../browser.ts';
import { valdarno, valdarnoUnion } from '../cost-sharing.ts';
import { startTestServer } from '../server.ts';
import { openWindows } from '../windows.ts';
import { rowWords, words } from './sitting-steps.ts';

describe.skipIf(noBrowser)(`a service that entities want ${noBrowser}`, async () => {
  const server = await startTestServer({ associations: [], now: '2027-05-03T08:00:00Z' });
  const { emails, secretaryEmail: secretary } = await startAssembly(server.perform, {
    id: 'valdarno-valdisieve',
    agreement: 'valdarno-valdisieve',
    members: [valdarnoUnion, ...valdarno],
  });
  const as = await openWindows(server);
  const polls = `${server.url}/valdarno-valdisieve/organi/consultazioni`;

  it('[VV-11.4] [R-VV-7] E2E-VV-05: of eight entities three are not enough, the fourth decides', async () => {
    const office = await as(secretary);
    await office.goto(polls);
    await office.getByLabel('Domanda').fill('Prenotazione delle sale comunali dal sito');
    await office.getByLabel('Spiegazione').fill('La chiede Londa; il costo è di tutti, se si sviluppa.');
    await office.getByLabel('Ente che lo chiede').selectOption({ label: 'Londa' });
    await office.getByLabel('Risposte entro il').fill('2027-05-31');
    await office.getByRole('button', { name: 'Apri la consultazione' }).click();
    await office.getByText('1 ente dichiara il bisogno; ne servono 4 su 8').waitFor();

    const answers = async (code: string, button: string, note = '') => {
      const page = await as(emails.get(code)!);
      await page.goto(polls);
      if (note) await page.getByRole('textbox', { name: /^Nota/ }).fill(note);
      await page.getByRole('button', { name: button }).click();
      await page.getByText('Risposta registrata.').waitFor();
      return page;
    };
    await answers('c_h937', 'Dichiara il bisogno');
    await answers('c_g825', 'Non ne ha bisogno', 'Ha già un servizio suo');
    const third = await answers('c_h635', 'Dichiara il bisogno');
    expect(await words(third, '.panel')).toContain('3 enti dichiarano il bisogno; ne servono 4 su 8');
    expect(await third.getByText('Soglia raggiunta').count()).toBe(0);
    expect(await third.getByRole('button', { name: 'Chiudi la consultazione' }).count()).toBe(0);

    server.moveTo('2027-05-20T08:00:00Z');
    const fourth = await answers('c_g420', 'Dichiara il bisogno');
    expect(await words(fourth, '.panel')).toContain('4 enti dichiarano il bisogno; ne servono 4 su 8');
    await fourth.setViewportSize({ width: 360, height: 740 });
    await picture(fourth, 'vv-05-360');
    expect(await scrollsSideways(fourth)).toBe(false);

    server.moveTo('2027-06-01T08:00:00Z');
    const closing = await as(secretary);
    await closing.goto(polls);
    expect(await rowWords(closing, /^Pontassieve/)).toContain('Ha già un servizio suo');
    expect(await rowWords(closing, /^Reggello/)).toContain('non ha risposto');
    await closing.getByRole('button', { name: 'Chiudi la consultazione' }).click();
    await closing.getByText('Soglia raggiunta').waitFor();
    await closing.getByText('Perché', { exact: true }).click();
    expect(await words(closing, '.panel')).toContain('art. 11 c. 4');
    await picture(closing, 'vv-05-closed');
    const late = await as(emails.get('c_h222')!);
    await late.goto(polls);
    expect(await late.getByRole('button', { name: 'Dichiara il bisogno' }).count()).toBe(0);
    expect(server.faults).toEqual([]);
  }, 240_000);
});
