import type { Page } from 'playwright-core';
import { send } from '../send.ts';

/** A sitting as its secretary types it; days and hours as the form takes them. */
export type SittingToPrepare = {
  readonly body: string;
  readonly kind?: 'ordinaria' | 'straordinaria' | 'urgente';
  readonly reason?: string;
  readonly title?: string;
  readonly place: string;
  readonly firstCall: string;
  readonly secondCall?: string;
};

export type ItemToAdd = {
  readonly title: string;
  readonly kind?: RegExp;
  /** As the list of matters shows it. */
  readonly matter?: string;
};

/** Fills the form of a sitting and saves it; stays where the form answers. */
export async function fillSitting(page: Page, sitting: SittingToPrepare): Promise<void> {
  await page.getByLabel('Organo', { exact: true }).selectOption({ label: sitting.body });
  if (sitting.kind) await page.getByLabel(sitting.kind, { exact: true }).check();
  if (sitting.reason !== undefined) await page.getByLabel('Motivo dell’urgenza').fill(sitting.reason);
  if (sitting.title) await page.getByLabel('Titolo').fill(sitting.title);
  await page.getByLabel('Luogo').fill(sitting.place);
  await page.getByLabel('Prima convocazione').fill(sitting.firstCall);
  if (sitting.secondCall) await page.getByLabel('Seconda convocazione').fill(sitting.secondCall);
  await page.getByRole('button', { name: 'Salva' }).click();
}

/** Fills the form of a new sitting and saves it. Gives the address of the sitting. */
export async function newSitting(page: Page, form: string, sitting: SittingToPrepare): Promise<string> {
  await page.goto(form);
  await fillSitting(page, sitting);
  await page.waitForURL(/sedute\/[0-9]+$/);
  return page.url();
}

/** Adds items to the agenda of the sitting that the page shows. */
export async function addItems(page: Page, items: readonly ItemToAdd[]): Promise<void> {
  for (const { title, kind, matter } of items) {
    await page.getByText('Aggiungere un punto').click();
    await page.getByLabel('Punto', { exact: true }).fill(title);
    if (kind) await page.getByLabel(kind).check();
    if (matter) {
      const what = page.locator('select[name=what]');
      const label = await what.locator('option', { hasText: new RegExp(`^${matter} \\(`) }).textContent();
      await what.selectOption({ label: label ?? matter });
    }
    await page.getByRole('button', { name: 'Aggiungi', exact: true }).click();
    await page.locator('.agenda-title', { hasText: title }).waitFor();
  }
}

/** Convenes the sitting that the page shows, now. */
export async function convene(page: Page): Promise<void> {
  await page.getByLabel('Come', { exact: true }).selectOption('pec');
  await page.getByRole('button', { name: 'Convocare' }).click();
  await page.locator('summary', { hasText: 'Enti avvisati' }).waitFor();
}

/** Opens the sitting that the page shows, in the call it offers, and stays at the secretary's desk. */
export async function openHere(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Aprire la seduta' }).click();
  await page.waitForURL(/segretario$/);
}

/** Who comes in, by the names of the seats. */
export async function arrive(desk: Page, seats: readonly string[]): Promise<void> {
  for (const seat of seats) {
    await send(desk, `Entra ${seat}`);
    await desk.getByRole('button', { name: `Esce ${seat}`, exact: true }).waitFor();
  }
}

/** Prepares the ballot on the next item, where none is prepared yet, and starts it. */
export async function startBallot(desk: Page): Promise<void> {
  const prepare = 'Prepara la votazione';
  if (!(await desk.getByRole('button', { name: prepare }).isVisible()))
    await desk.locator('summary', { hasText: prepare }).click();
  await send(desk, prepare);
  await openBallot(desk);
}

/** Starts the one ballot that is prepared. */
export async function openBallot(desk: Page): Promise<void> {
  await send(desk, desk.getByRole('button', { name: 'Apri la votazione' }));
  await desk.getByRole('button', { name: 'Chiudi la votazione' }).waitFor();
}

/** Votes by roll call: the seats for each choice. */
export async function takeVotes(desk: Page, votes: Readonly<Record<string, readonly string[]>>): Promise<void> {
  for (const [choice, seats] of Object.entries(votes))
    for (const seat of seats) {
      const name = `${choice}, ${seat}`;
      await send(desk, name);
      const button = desk.getByRole('button', { name, exact: true });
      await desk.locator('.roll > li', { has: button }).locator('.status-chip', { hasText: choice }).waitFor();
    }
}

/** Stops the ballot, declares its outcome, and gives what the desk says of it. */
export async function declareOutcome(desk: Page): Promise<string> {
  await send(desk, 'Chiudi la votazione');
  await send(desk, 'Proclama l’esito');
  await desk.getByRole('link', { name: 'Perché', exact: true }).waitFor();
  return words(desk, '.outcome');
}

/** The text of a part of the page, in one line. */
export async function words(page: Page, selector: string): Promise<string> {
  return ((await page.locator(selector).first().textContent()) ?? '').replace(/\s+/g, ' ').trim();
}

/** The row of a table that holds these words, in one line. */
export async function rowWords(page: Page, holds: string | RegExp): Promise<string> {
  const row = page.getByRole('row', { name: holds }).first();
  return ((await row.textContent()) ?? '').replace(/\s+/g, ' ').trim();
}
