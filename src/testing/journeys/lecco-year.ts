import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { paperOf } from '../../app/example-paper.ts';
import { registerPerson } from '../../modules/identity/index.ts';
import type { Role } from '../../platform/role.ts';
import { consoleIn } from '../actor.ts';
import { registered, smallLecco, startAssembly } from '../assembly.ts';
import { picture } from '../browser.ts';
import { startTestServer, testPassword } from '../server.ts';
import { openWindows } from '../windows.ts';
import { rowWords } from './sitting-steps.ts';

/**
 * Lecco with eight entities, so that a first call needs 5 of them, a second 2, and a request 3; with its head, its secretary and
 * its mayors, each in a window. Call it at the top of a `describe`.
 *
 * @param now when it begins
 */
export async function startLecco(now: string) {
  const id = 'lecco';
  const server = await startTestServer({ associations: [], now });
  const { perform } = server;
  const members = smallLecco.map(({ figures, ...member }) => ({
    ...member,
    figures: { ...figures, 'direct-costs': figures['direct-costs']! / 100 },
  }));
  const assembly = await startAssembly(perform, { id, members });
  const emails = new Map(assembly.emails);
  const addressOf = (name: string) => `${name.toLowerCase().replace(/ /g, '.')}@lecco.example`;
  /** Somebody with a post since 2020; gives the address. */
  const person = async (name: string, role: Role, entity: string) => {
    const email = addressOf(name);
    await registered(perform, { association: id, email, name, role, entity });
    if (role === 'MAY') emails.set(entity, email);
    return email;
  };
  const base = `${server.url}/${id}`;

  /** After elections: somebody new is mayor from a day, and whoever was until the day before goes. */
  const elected = async (
    page: Page,
    change: { readonly entity: string; readonly name: string; readonly from: string; readonly replaces: string },
  ) => {
    const email = addressOf(change.name);
    await perform(registerPerson, { email, name: change.name, password: testPassword }, consoleIn(id));
    await page.goto(`${base}/enti/persone/elezioni`);
    await page.getByLabel(/^Ente/).fill(change.entity);
    await page.getByLabel(/^Ruolo/).selectOption('MAY');
    await page.getByLabel(/^Nome/).fill(change.name);
    await page.getByLabel(/^(E-mail|Indirizzo)/).fill(email);
    await page.getByLabel(/^Primo giorno/).fill(change.from);
    await page.getByLabel(/^Atto/).first().fill('proclamazione degli eletti');
    await page.getByRole('button', { name: 'Vedi che cosa cambia' }).click();
    await page.getByRole('heading', { name: 'Chi finisce' }).waitFor();
    await picture(page, `elected-${change.entity}`);
    expect(await rowWords(page, new RegExp(`^${change.replaces}`))).toMatch(/2027$/);
    await page.getByRole('button', { name: 'Conferma e cambia' }).click();
    await page.getByText('Incarichi dati: 1; chiusi: 1.').waitFor();
  };

  return {
    server,
    base,
    sittings: `${base}/organi/sedute`,
    duties: `${base}/convenzione/adempimenti`,
    as: await openWindows(server),
    head: await person('Rita Responsabile', 'RES', 'p_lc'),
    secretary: assembly.secretaryEmail,
    mayor: (code: string) => emails.get(code)!,
    person,
    elected,
  };
}

/** A PDF to be attached where a form wants one. */
export function paper(about: string) {
  return {
    name: `${about}.pdf`,
    mimeType: 'application/pdf',
    buffer: Buffer.from(paperOf(about).content, 'base64'),
  };
}
